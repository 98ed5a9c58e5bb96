"""Numbers in English and Chinese: how they are read, and when one text supports another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.text.numbers import Kind, read_numbers, unsupported_numbers

SAME = [  # each supports the other
    ("1.8 billion parameters", "18亿参数"),
    ("a 7B model", "70亿参数的模型"),
    ("70-billion-parameter model", "700亿参数模型"),
    ("16 Million users", "1600万用户"),
    ("1.5 trillion tokens", "1.5万亿标记"),
    ("three billion tokens", "三十亿标记"),
    ("two and a half million images", "250万张图像"),
    ("half a million images", "五十万张图像"),
    ("120K pairs", "12万对"),
    ("1,234,500 rows", "123.45万行"),
    ("120 million people", "1亿2000万人"),
    ("15-25% fewer", "减少15%–25%"),
    ("15% to 25% fewer", "减少15至25％"),
    ("3 to 5 million", "300万~500万"),
    ("10, 20, and 30 million", "1000万、2000万和3000万"),
    ("five percent", "百分之五"),
    ("12.5 percentage points", "12.5个百分点"),
    ("an accuracy of 0.95", "准确率为95%"),
    ("a 3x speedup", "提速3倍"),
    ("a threefold speedup", "三倍加速"),
    ("3.5 times faster", "速度是3.5倍"),
    ("twice as fast", "快2倍"),
    ("two orders of magnitude", "2个数量级"),
    ("one hundred times", "两个数量级"),
    ("3.2×10^5 steps", "32万步"),
    ("3.2e5 steps", r"$3.2\times10^{5}$步"),
    ("10⁶ samples", "100万个样本"),
    ("one-third of the data", "三分之一的数据"),
    ("1/3 of the data", "3分之1的数据"),
    ("half of the users", "50%的用户"),
    ("published on June 5, 2024", "2024年6月5日发表"),
    ("ranked 1st and second", "排名第1和第2"),
    ("twenty-five languages", "25种语言"),
    ("seventy three point eight percent", "73.8%"),
    ("one and a half times", "1.5倍"),
    ("within 3.2 minutes", "3.2分钟内"),
    ("US$5 million", "500万美元"),
    ("５０％ of users", "50%的用户"),
    ("5‰ of the births", "0.5%的新生儿"),
    ("nine tenths of it", "其中九成"),
    ("95% of patients", "九成五的患者"),
    ("12,200 adults", "壹萬贰仟贰佰名成人"),
    ("39 adults", "③⑨名成人"),
    ("half of it", "其中½"),
    ("a 1.5 km walk", "步行1½公里"),
    ("treated for 14 days", "治疗2周"),
    ("after 24 hours", "1天后"),
    ("for 2-3 years", "为期2至3年"),
    ("p < 0.05", "p小于0.05"),
    ("at least 20 mice", "不少于20只小鼠"),
]

DIFFERENT = [  # source, text, what of the text is not there
    ("1.8 billion parameters", "1.8亿参数", "1.8亿"),
    ("170 million grasps", "170万个抓取", "170万"),
    ("USD 44.6M (36.9%)", "3690万美元", "3690万美元"),
    ("a 2x speedup", "提升100%", "100%"),
    ("a 3x speedup", "提升3%", "3%"),
    ("3% better", "3倍", "3倍"),
    ("5% of revenue", "5美元", "5美元"),
    ("4 million tokens and 24 billion parameters", "40亿参数", "40亿"),
    ("no digits here", "从3.2分钟缩短", "3.2"),
    ("12 plus 10 papers", "共22篇", "22"),
    ("1.83 billion", "18亿", "18亿"),
    ("30-40%", "30-50%", "50%"),
    ("three billion", "三百亿", "三百亿"),
    ("1 in 4", "三分之一", "三分之一"),
    ("5 million of 7", "3 million of 7", "3 million"),
    ("doubled", "tripled", "tripled"),
    ("ten percent", "twenty percent", "twenty percent"),
    ("1995-2010", "从1995到2015", "2015"),
    ("fell by 1.2%", "下降1.2‰", "1.2‰"),
    ("fell by 1.2%", "下降1.2‱", "1.2‱"),
    ("5‰ of births", "5%", "5%"),
    ("1,204 adults", "1204%", "1204%"),
    ("1.8 billion rows", "十八兆行", "十八兆"),
    ("for 24 weeks", "随访24天", "24"),
    ("for 24 weeks", "随访24小时", "24"),
    ("for 24 weeks", "随访24个月", "24"),
    ("for 24-52 weeks", "随访24年", "24"),
    ("within 24 ms", "24秒内", "24"),
    ("1,204 adults", "1.204例", "1.204"),
    ("1,204 adults", "纳入-1204例", "1204"),
    ("p<0.001", "p>0.001", "0.001"),
    ("at least 20 mice", "至多20只小鼠", "20"),
    ("less than 5%", "超过5%", "5%"),
    ("84% of patients", "九成患者", "九成"),
    ("84% of patients", "痊愈率达九成", "九成"),
    ("1,204 adults", "壹萬贰仟名", "壹萬贰仟"),
    ("1,204 adults", "纳入③⑨名", "③⑨"),
    ("1,204 adults", "纳入⒈⒉名", "⒈⒉"),
    ("1,204 adults", "纳入⑲名", "⑲"),
    ("19 adults", "③⑲名", "③"),
    ("1,204 adults", "其中½", "½"),
    ("1,204 adults", "纳入廿四名", "廿四"),
    ("1.8 billion rows", "上千万行", "上千万"),
    ("2 million rows", "参数三百亿", "三百亿"),
]


@pytest.mark.parametrize(("english", "chinese"), SAME)
def test_equal_numbers_support_each_other(english: str, chinese: str) -> None:
    assert unsupported_numbers(chinese, english) == ()
    assert unsupported_numbers(english, chinese) == ()


@pytest.mark.parametrize(("source", "text", "expected"), DIFFERENT)
def test_another_number_is_found_as_it_is_written(source: str, text: str, expected: str) -> None:
    assert unsupported_numbers(text, source) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4、ResNet-50、H100、CIFAR-10、COVID-19、p53、LLaMA-7B、mAP@0.5",
        "3D和2D重建，6DoF姿态",
        "三个模块，两种方法，第一阶段",
        "十几名，数十人，十余次，百万级，十四行诗，二十面体",
        "①编码；②解码；统一成一类，三成分，两成像，R1成功，一成不变",
        "（1）编码；（2）解码。1. 训练 2. 测试",
        "three modules, two kinds, a first stage, thousands of users",
    ],
)
def test_names_markers_vague_numbers_and_counts_in_words_need_no_source(text: str) -> None:
    assert unsupported_numbers(text, "nothing") == ()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It fell by 1.2%.", "变化为-1.2%"),
        ("Between 10% and 20% agree.", "10%-20%同意"),
        ("SARS 2 in 24 people", "新冠-2，24人"),
        ("no model exceeds 50%", "准确率低于50%"),
        ("For 24 weeks, 24 patients", "24天"),
        ("on June 24", "6月24日"),
        ("24 cycles of 3 antennas", "24周期，3天线"),
        ("since 2024", "2024年"),
        ("1.204 adults", "1204名"),
        ("no less than 5%", "5%以上"),
        ("no more than 5%", "低于5%"),
        ("a rate of 12.3 per 1,000", "12.3‰"),
        ("hundreds of millions of users", "数亿用户"),
    ],
)
def test_words_around_a_number_that_may_agree_are_no_difference(source: str, text: str) -> None:
    assert unsupported_numbers(text, source) == ()


@pytest.mark.parametrize("text", ["数百万用户", "几十亿参数", "上百万条"])
def test_a_vague_size_needs_a_number_near_it(text: str) -> None:
    assert unsupported_numbers(text, "billions, and later millions") == ()
    assert unsupported_numbers(text, "300 users") == (text[:3],)


def test_a_number_in_a_name_supports_the_plain_one() -> None:
    assert unsupported_numbers("70亿参数，10类", "LLaMA-7B on CIFAR-10") == ()
    assert unsupported_numbers("7亿参数", "LLaMA-7B on CIFAR-10") == ("7亿",)


@pytest.mark.parametrize(
    ("text", "is_supported"),
    [("约18亿", True), ("超过18亿", True), ("近18.4亿", True), ("18亿多", True), ("18亿", False), ("约1.8亿", False)],
)
def test_a_rounded_number_must_say_so(text: str, is_supported: bool) -> None:
    assert (unsupported_numbers(text, "1,835,120,000 rows") == ()) is is_supported


@pytest.mark.parametrize("written", ["97. 42% of", "97,42% of"])
def test_a_decimal_broken_in_the_source_is_one_number(written: str) -> None:
    assert unsupported_numbers("97.42%", written) == ()


def test_positions_values_and_kinds() -> None:
    text = "Gains of 3–5% on １,０００ tasks, ×2 for $4.5M"
    read = [(text[number.start : number.end], number.kind, number.values[0]) for number in read_numbers(text)]
    assert read == [
        ("3", Kind.PERCENT, Decimal(3)),
        ("5%", Kind.PERCENT, Decimal(5)),
        ("１,０００", Kind.PLAIN, Decimal(1000)),
        ("2", Kind.PLAIN, Decimal(2)),
        ("$4.5M", Kind.MONEY, Decimal(4500000)),
    ]


_HAN_DIGITS = "零一二三四五六七八九"


def _english_ways(tenths: int, power: int) -> list[str]:
    """tenths/10 x 10^power, power of 6 or 9."""
    value = Decimal(tenths) / 10
    word, letter = {6: ("million", "M"), 9: ("billion", "B")}[power]
    whole = f"{value.scaleb(power):f}".split(".")[0]
    return [
        f"{value} {word}",
        f"{value}{letter}",
        f"{value}-{word}-parameter",
        f"{int(whole):,}",
        whole,
        f"{value}×10^{power}",
        f"{value}e{power}",
        rf"${value}\times 10^{{{power}}}$",
    ]


def _chinese_ways(tenths: int, power: int) -> list[str]:
    value = (Decimal(tenths) / 10).scaleb(power)
    ways = [f"{value.scaleb(-4).normalize():f}万", f"{value.scaleb(-8).normalize():f}亿", f"{value:f}".split(".")[0]]
    ways.append(f"{value.scaleb(-6).normalize():f}百万")
    if tenths % 10 == 0 and tenths < 100:
        ways.append(_HAN_DIGITS[tenths // 10] + {6: "百万", 9: "十亿"}[power])
    return ways


@given(st.integers(1, 9999), st.sampled_from([6, 9]), st.data())
def test_any_way_supports_any_way_and_ten_times_it_does_not(tenths: int, power: int, data: st.DataObject) -> None:
    english = data.draw(st.sampled_from(_english_ways(tenths, power)))
    chinese = data.draw(st.sampled_from(_chinese_ways(tenths, power)))
    wrong = data.draw(st.sampled_from(_chinese_ways(tenths * 10, power)))
    assert unsupported_numbers(f"共{chinese}参数", f"It has {english} parameters.") == ()
    assert unsupported_numbers(f"It has {english} parameters.", f"共{chinese}参数") == ()
    assert unsupported_numbers(f"共{wrong}参数", f"It has {english} parameters.") == (wrong,)


_PIECES = st.sampled_from(
    [
        *"1 0 2.5 , . % ％ ^ { } ( ) - – ~ / × x e 10 ⁶ ⁻ $ k M B".split(),
        *"万 亿 兆 百 十 一 两 百分之 分之 点 倍 数量级 半 多 约 +".split(),
        *"hundred million billions dozen half third thirds and a point orders of magnitude percent fold twenty".split(),
        *"③ ⒈ ⑲ ½ 成 ‰ 壹 萬 廿 > 至多 天 weeks -1.2%".split(),
        *["1990s", "GPT-", "١", "²", " ", "\u2009", "9" * 80],
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join) | st.lists(_PIECES, max_size=40).map(" ".join) | st.text())
def test_reading_never_fails_and_every_text_supports_itself(text: str) -> None:
    for number in read_numbers(text):
        assert 0 <= number.start < number.end <= len(text)
    assert unsupported_numbers(text, text) == ()


@pytest.mark.parametrize(
    "piece", ["hundred ", "dozen ", "million ", "9", "万", "十", "1 000 ", "a-", "a1-", "1/", "1~", "1,"]
)
def test_a_very_long_run_is_read_too(piece: str) -> None:
    assert isinstance(read_numbers(piece * 20000), tuple)
