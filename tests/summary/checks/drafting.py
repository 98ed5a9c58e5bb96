"""Papers and good drafts that the tests of the checks share: all invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from academichub.summary.drafts import Draft, DraftField, Finding, SourceText

OWLS = SourceText(
    "LanternNet: Counting Owls at Night with Sparse Microphone Arrays",
    (
        "Counting nocturnal birds by hand is slow, and cameras fail in the dark.",
        "However, earlier acoustic counters confuse overlapping calls of neighbouring owls.",
        "We present LanternNet, a graph neural network that separates calls of 12 microphones and links them in time.",
        "Training uses self-supervised learning on 4,300 hours of unlabelled forest recordings from Estonia.",
        "On the OwlBench test set, LanternNet reaches 91.4% precision, 6.2 points above the best earlier counter.",
        "Errors grow when wind is stronger than 8 m/s.",
        "Sparse arrays may thus replace night surveys in calm weather.",
    ),
)
GLASS = SourceText(
    "Slow Cooling Lowers Residual Stress in Printed Soda-Lime Glass",
    (
        "Printed glass parts often crack because residual stress builds up between layers.",
        "We measured stress in 48 printed soda-lime bars cooled at three rates.",
        "Polarised light and finite element simulation were combined to map the stress of every layer.",
        "Cooling at 2 K per minute lowered the peak stress by 37% against air cooling, and no bar cracked.",
        "Faster cooling gave cracks in 9 of 16 bars.",
        "The simulation predicts the cracks from the cooling curve alone.",
        "Slow cooling is therefore a simple way to make printed glass reliable.",
    ),
)
MICE = SourceText(
    "Fibre Restores Sleep in Aged Mice",
    (
        "Sleep becomes shorter and broken with age, and the gut may play a part.",
        "We fed 64 aged mice with inulin fibre for six weeks and recorded their sleep.",
        "Fibre lengthened deep sleep by 22% in mice and raised butyrate in their gut.",
        "Mice without gut bacteria showed no change.",
        "Gut bacteria thus link fibre and sleep in aged mice.",
    ),
)


def draft_of(language: str, texts: dict[str, str]) -> Draft:
    return Draft(language, {name: DraftField(text) for name, text in texts.items()})


def rewritten(draft: Draft, texts: dict[str, str]) -> Draft:
    """The draft with other texts in some of its fields."""
    fields = {name: replace(draft.fields.get(name, DraftField("")), text=text) for name, text in texts.items()}
    return replace(draft, fields={**draft.fields, **fields})


def kinds(findings: Iterable[Finding]) -> set[str]:
    return {finding.check for finding in findings}


OWLS_ZH = draft_of(
    "zh",
    {
        "tldr": "提出LanternNet，用12个麦克风的稀疏阵列在夜间自动计数猫头鹰。",
        "motivation": "人工统计夜行鸟类很慢，摄像机在黑暗中失效，而已有声学方法会混淆相邻个体的重叠叫声。",
        "method": "采用图神经网络（GNN）分离叫声并跨时间关联，在4300小时无标注的森林录音上自监督训练。",
        "result": "在OwlBench测试集上精确率达到91.4%，比此前最好的方法高6.2个百分点；风速超过8 m/s时误差增大。",
        "conclusion": "在无风天气下，稀疏麦克风阵列有望替代人工夜间调查。",
    },
)
OWLS_EN = draft_of(
    "en",
    {
        "tldr": "LanternNet counts owls at night from the calls that 12 sparse microphones record.",
        "motivation": "Hand counts of nocturnal birds are slow, cameras fail in the dark, and acoustic counters mix up "
        "overlapping calls.",
        "method": "A GNN separates the calls and links them over time; it is trained by self-supervised learning on "
        "4,300 hours of forest recordings.",
        "result": "It reaches 91.4% precision on OwlBench, 6.2 points above the best earlier counter, with more errors "
        "in wind above 8 m/s.",
        "conclusion": "Sparse microphone arrays may replace night surveys when the weather is calm.",
    },
)
GLASS_ZH = draft_of(
    "zh",
    {
        "tldr": "缓慢冷却可显著降低3D打印钠钙玻璃中的残余应力，避免开裂。",
        "motivation": "打印玻璃的层间会积累残余应力，因此常常开裂。",
        "method": "以三种速率冷却48根打印玻璃条，并结合偏振光与有限元模拟绘制每层的应力分布。",
        "result": "以每分钟2 K冷却时，峰值应力比空气冷却降低37%，且没有玻璃条开裂；更快的冷却使16根中的9根出现裂纹。",
        "conclusion": "缓慢冷却是使打印玻璃更加可靠的简便方法",
    },
)
GLASS_EN = draft_of(
    "en",
    {
        "tldr": "Slow cooling lowers the residual stress in printed soda-lime glass and keeps it from cracking.",
        "motivation": "Stress builds up between the layers of printed glass, so parts often crack.",
        "method": "48 printed bars were cooled at three rates; polarised light and finite element simulation mapped "
        "the stress of each layer.",
        "result": "At 2 K per minute the peak stress was 37% lower than with air cooling and no bar cracked, while "
        "faster cooling cracked 9 of 16 bars.",
        "conclusion": "Cooling slowly is a simple way to reliable printed glass.",
    },
)
MICE_ZH = draft_of(
    "zh",
    {
        "tldr": "菊粉纤维通过肠道细菌改善老年小鼠的睡眠。",
        "method": "给64只老年小鼠喂食菊粉六周并记录睡眠。",
        "result": "纤维使小鼠的深度睡眠延长22%，并提高肠道中的丁酸水平；没有肠道细菌的小鼠则无变化。",
        "conclusion": "肠道细菌将膳食纤维与老年小鼠的睡眠联系起来。",
    },
)
MICE_EN = draft_of(
    "en",
    {
        "tldr": "Inulin fibre restores the sleep of aged mice by way of their gut bacteria.",
        "method": "64 aged mice were fed inulin fibre for six weeks while their sleep was recorded.",
        "result": "Deep sleep grew by 22% and butyrate rose in the gut; mice without gut bacteria did not change.",
        "conclusion": "Gut bacteria link fibre and sleep in aged mice.",
    },
)
GOOD = (
    (OWLS, OWLS_ZH),
    (OWLS, OWLS_EN),
    (GLASS, GLASS_ZH),
    (GLASS, GLASS_EN),
    (MICE, MICE_ZH),
    (MICE, MICE_EN),
)
