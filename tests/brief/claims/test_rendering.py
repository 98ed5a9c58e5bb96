"""What a Chinese claim may not add to, drop from or turn round in its English wording or its Chinese sentences."""

from __future__ import annotations

import pytest

from academichub.brief.claims.glossed import check_claim
from academichub.brief.claims.verify import FaultCode, Given, verify_claim
from academichub.model import Citation, Claim, ClaimState, PaperId
from academichub.summary.hygiene import read_source

PAPER = PaperId("arxiv:2606.90003")
MOULD = "Warming the beds reduced mould without more frost damage."
PREY = "The seals caught prey in 81 percent, compared with 64 percent for dives by day."
TIME = "Sorting lowered the time from 9.4 to 3.2 minutes per crate."
HURT = "Eye strain developed in 412 divers."
TERMS = "Contrastive learning builds the knowledge graph."
CHINESE = (
    "开始种植豆科作物后，每亩土壤含氮量平均增加2.6千克，而灌溉用水减少1.4立方米。",
    "设有水表的村庄中，用水量没有显著减少。",
    "研究表明，轮作改变了肥料的种类而非总量。",
)


def glossed(text: str, english: str) -> set[FaultCode]:
    given = Given({PAPER: read_source("A title", english)})
    return {fault.code for fault in check_claim(claim(text, 0, english), english, given, "zh")}


def claim(text: str, at: int, quote: str) -> Claim:
    return Claim(text, ClaimState.VERIFIED, (Citation(PAPER, at, quote),))


@pytest.mark.parametrize(
    ("english", "text"),
    [
        (MOULD, "加热苗床使霉菌明显增多，霜害未增加。"),
        (MOULD, "加热苗床减少了霉菌，霜害也随之减轻。"),
        (MOULD, "建议所有农户立即加热苗床，以免霜害。"),
        (PREY, "海豹的捕食成功率为64%，低于白天潜水的81%。"),
        (TIME, "分拣使每箱用时由3.2分钟变为9.4分钟。"),
        (TIME, "分拣未能使每箱用时由9.4分钟降至3.2分钟。"),
        (HURT, "412名潜水员死亡。"),
        (HURT, "412名。"),
        (TERMS, "海豹的捕食方式随季节变化。"),
    ],
)
def test_what_the_english_does_not_say_is_refused(english: str, text: str) -> None:
    assert glossed(text, english) == {FaultCode.GLOSS}


@pytest.mark.parametrize(
    ("english", "text"),
    [
        (MOULD, "加热苗床减少了霉菌，且未加重霜害。"),
        (MOULD, "加热苗床可减轻霉菌，霜害并未增多。"),
        (PREY, "海豹的捕食成功率为81%，而白天潜水为64%。"),
        (PREY, "与白天潜水的64%相比，海豹的捕食成功率达81%。"),
        (TIME, "分拣使每箱用时从9.4分钟缩短到3.2分钟。"),
        (HURT, "412名潜水员出现视疲劳。"),
        (HURT, "不少潜水员（412名）出现视疲劳，无论深浅。"),
        (TERMS, "对比学习用于构建知识图谱。"),
    ],
)
def test_a_rendering_stands(english: str, text: str) -> None:
    assert glossed(text, english) == set()


def on_chinese(text: str, at: int, language: str) -> set[FaultCode]:
    given = Given({PAPER: read_source("轮作与土壤", "".join(CHINESE))})
    return {fault.code for fault in verify_claim(claim(text, at, CHINESE[at]), given, language)}


@pytest.mark.parametrize(
    ("text", "at", "code"),
    [
        ("种植豆科作物后，每亩土壤含氮量平均减少2.6千克。", 0, FaultCode.DIRECTION),
        ("设有水表的村庄中，用水量显著减少。", 1, FaultCode.DIRECTION),
        ("种植豆科作物后，每亩土壤含氮量平均未增加2.6千克。", 0, FaultCode.DIRECTION),
        ("量子计算机可以预测股票价格。", 2, FaultCode.SUPPORT),
        ("建议农户改变肥料的种类。", 2, FaultCode.SUPPORT),
    ],
)
def test_a_chinese_claim_is_held_to_chinese_sentences(text: str, at: int, code: FaultCode) -> None:
    assert code in on_chinese(text, at, "zh")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (CHINESE[0], 0),
        ("种植豆科作物后，每亩灌溉用水减少1.4立方米，土壤含氮量增加2.6千克。", 0),
        ("在设有水表的村庄，用水量并未显著减少。", 1),
        ("轮作改变的是肥料的种类，而非总量。", 2),
    ],
)
def test_what_the_chinese_sentences_say_stands(text: str, at: int) -> None:
    assert on_chinese(text, at, "zh") == set()


def test_an_english_claim_on_chinese_sentences_cannot_be_checked_and_is_refused() -> None:
    assert on_chinese("Crop rotation changes the kind of fertiliser.", 2, "en") == {FaultCode.TONGUE}


def test_a_chinese_claim_on_korean_sentences_is_refused() -> None:
    given = Given({PAPER: read_source("A title", "새로운 방법은 토양의 질소를 늘린다.")})
    found = verify_claim(claim("新方法增加土壤中的氮。", 0, "새로운 방법은 토양의"), given, "zh")
    assert FaultCode.TONGUE in {fault.code for fault in found}
