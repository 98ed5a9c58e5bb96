"""Words of the briefings that a model writes: why a claim was dropped, why sections are without the model.

The keys `brief.fault.…` end in the code that is stored as the reason of a dropped claim.
"""

from __future__ import annotations

__all__ = ["WRITING"]

WRITING: dict[str, tuple[str, str]] = {
    # why a claim was dropped
    "brief.fault.empty": ("it says nothing", "没有实际内容"),
    "brief.fault.long": ("it is too long for one claim", "过长，不成一条陈述"),
    "brief.fault.uncited": ("it cites no sentence", "没有引用任何句子"),
    "brief.fault.unknown": ("it cites what was not given", "引用了未提供的句子"),
    "brief.fault.flagged": (
        "it cites a sentence that reads like an order to a model",
        "引用的句子像是写给模型的指令",
    ),
    "brief.fault.quote": (
        "its quote does not stand word for word in the cited sentence",
        "引文与所引句子并非逐字一致",
    ),
    "brief.fault.number": (
        "a number in it is not in the cited sentences",
        "其中的数字在所引句子里找不到",
    ),
    "brief.fault.name": ("a name in it is not in the cited papers", "其中的名称在所引论文里找不到"),
    "brief.fault.subject": (
        "it speaks of something else than the cited sentences",
        "所说的对象与所引句子不同",
    ),
    "brief.fault.exchanged": (
        "it says of one thing, or gives as one number, what the cited sentences say of another",
        "把所引句子中的对象或数字张冠李戴",
    ),
    "brief.fault.shuffled": (
        "it puts the words of the cited sentences in another order",
        "打乱了所引句子的词序，意思已变",
    ),
    "brief.fault.support": (
        "most of its words are not in the cited sentences",
        "大部分用词不见于所引句子",
    ),
    "brief.fault.idle": (
        "one of its citations has nothing to do with it",
        "有一处引用与它无关",
    ),
    "brief.fault.direction": ("it says the opposite of the cited sentences", "与所引句子的意思相反"),
    "brief.fault.condition": (
        "it speaks of another group, place or time than the cited sentences",
        "所说的对象、地点或时间与所引句子不符",
    ),
    "brief.fault.doubt": ("it is surer than the cited sentences", "语气比所引句子更肯定"),
    "brief.fault.comparison": (
        "it compares what no cited sentence compares, and cites one paper",
        "作了所引句子没有的比较，却只引用一篇论文",
    ),
    "brief.fault.scope": ("it claims more than the paper’s scope", "超出了论文限定的范围"),
    "brief.fault.language": ("it is in another language, or broken", "语言不符或文字残缺"),
    "brief.fault.foreign": ("it holds markup, an address or code", "含有标记、网址或代码"),
    "brief.fault.talk": (
        "it praises, advertises or speaks to the reader or a model",
        "含有吹捧、推销或对读者、模型的喊话",
    ),
    "brief.fault.refusal": ("it is a refusal or a placeholder", "是拒答或占位文字"),
    "brief.fault.cut": ("it breaks off", "句子没有写完"),
    "brief.fault.repeated": ("another claim of its section says the same", "与本节另一条陈述重复"),
    "brief.fault.bridge": (
        "it does not cite two papers of one bridge",
        "没有引用同一处联系的两篇论文",
    ),
    "brief.fault.section": (
        "it stands, but too few claims of its section did",
        "本身成立，但本节成立的陈述太少",
    ),
    "brief.fault.gloss": (
        "its wording in the papers’ language is missing, or the two do not say the same",
        "缺少论文原文语言的对应表述，或两者所说不一致",
    ),
    "brief.fault.tongue": (
        "the cited sentences are in another language, in which it cannot be checked",
        "所引句子是另一种语言，无法据以核对",
    ),
    "brief.fault.order": ("it reads like an order to a model", "像是写给模型的指令"),
    # why sections are without the model
    "brief.unwritten": (
        "{n} of {total} sections are without the model: {why}",
        "{total} 节中有 {n} 节未经模型撰写：{why}",
    ),
    "brief.unwritten.none_stood": (
        "The model {model} was asked, and nothing that it wrote stood the checks: what stands is counted and quoted.",
        "已询问模型 {model}，但其所写内容均未通过核查：所列均为统计结果和作者原句。",
    ),
    "brief.unwritten.unreadable": (
        "The model {model} was asked, and none of its answers could be read: what stands is counted and quoted.",
        "已询问模型 {model}，但其回答均无法读取：所列均为统计结果和作者原句。",
    ),
    "brief.unwritten.budget": ("the day’s budget for models is spent.", "当日的模型预算已用完。"),
    "brief.unwritten.off-peak": (
        "it is outside the hours in which models may be asked.",
        "不在允许调用模型的时段内。",
    ),
    "brief.unwritten.unavailable": ("the model gave no answer.", "模型没有应答。"),
    "brief.unwritten.refused": (
        "the model refuses to be asked (academichub llm check says why).",
        "模型拒绝服务（运行 academichub llm check 查看原因）。",
    ),
    "brief.unwritten.stopped": ("the run was stopped.", "运行被中止。"),
    "brief.unwritten.busy": (
        "another briefing was asking the models.",
        "另一份简报正在调用模型。",
    ),
}
