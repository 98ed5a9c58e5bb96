"""The extract: the authors' own sentences, each once, in the right fields."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.model import SUMMARY_FIELDS, PaperId, RichText, Span, Summary
from academichub.summary import EXTRACT_ID, extract
from academichub.text.sentences import split_sentences

PAPER = PaperId("arxiv:2601.00001")
NEED = "However, it remains difficult to inspect bridges without closing them to traffic."
AIM = "In this paper, we propose Spanwise, a new method that inspects bridges with small drones."
HOW = "Spanwise is trained on photographs of forty bridges using a convolutional model."
FOUND = "Experiments show that it outperforms the baseline by 12% on two data sets."
SO_WHAT = "These findings suggest that drones can replace most visits on foot."
CODE = "Our code is publicly available at https://example.org/spanwise."


def summary(plain: str, language: str = "en") -> Summary:
    return extract(PAPER, 2, RichText((Span(plain),)), language)


def fields(plain: str, language: str = "en") -> dict[str, str]:
    return {name: field.text.plain for name, field in summary(plain, language).fields.items()}


def test_five_fields() -> None:
    assert fields(" ".join([NEED, AIM, HOW, FOUND, SO_WHAT, CODE])) == {
        "tldr": "We propose Spanwise, a new method that inspects bridges with small drones.",
        "motivation": NEED,
        "method": HOW,
        "result": FOUND,
        "conclusion": SO_WHAT,
    }


def test_what_a_summary_says_of_itself() -> None:
    made = summary(AIM, "en")
    assert (made.paper_id, made.version, made.language, made.model) == (PAPER, 2, "en", "extract")
    assert made.prompt_id == EXTRACT_ID
    assert made.input_hash == summary(AIM, "en").input_hash != summary(HOW, "en").input_hash


def test_sentences_are_positions_in_the_abstract() -> None:
    plain = " ".join([NEED, AIM, HOW, FOUND, SO_WHAT])
    assert {name: field.sentences for name, field in summary(plain).fields.items()} == {
        "tldr": (1,), "motivation": (0,), "method": (2,), "result": (3,), "conclusion": (4,),
    }  # fmt: skip


def test_headings_win_over_the_tagger() -> None:
    # The words say otherwise on purpose.
    plain = (
        "Background: We found that results improved by 40% in bridges.\n"
        "Aims: To count the bolts of old bridges.\n"
        "Methods: However, little is known of the bolts that were lost.\n"
        "Results: We propose the bolt as the unit of a bridge.\n"
        "Interpretation: The photographs were collected using a camera.\n"
        "Funding: We show that the bridge fund improved all results."
    )
    assert fields(plain) == {
        "tldr": "To count the bolts of old bridges.",
        "motivation": "We found that results improved by 40% in bridges.",
        "method": "However, little is known of the bolts that were lost.",
        "result": "We propose the bolt as the unit of a bridge.",
        "conclusion": "The photographs were collected using a camera.",
    }


@pytest.mark.parametrize("sep", [": ", " "])
def test_inline_headings(sep: str) -> None:
    plain = (
        f"BACKGROUND{sep}Bolts are lost every year. OBJECTIVE{sep}To count the bolts of bridges. METHODS{sep}We walked "
        f"over forty bridges. RESULTS{sep}Every tenth bolt was loose. CONCLUSIONS{sep}Bolts must be counted more often."
    )
    assert fields(plain) == {
        "tldr": "To count the bolts of bridges.",
        "motivation": "Bolts are lost every year.",
        "method": "We walked over forty bridges.",
        "result": "Every tenth bolt was loose.",
        "conclusion": "Bolts must be counted more often.",
    }


def test_mixed_headings_leave_the_choice_to_the_tagger() -> None:
    plain = (
        "Background: Bolts are lost every year. We aimed to count the bolts of bridges. "
        f"Methods and findings: {HOW} {FOUND} Conclusions: Bolts must be counted more often."
    )
    found = fields(plain)
    assert (found["method"], found["result"]) == (HOW, FOUND)
    assert found["tldr"] == "We aimed to count the bolts of bridges."


def test_a_heading_on_its_own_line() -> None:
    found = fields("Objective\nTo count all bolts.\nResults\nEvery tenth bolt was loose.\nMethods\nWe walked over it.")
    assert found == {
        "tldr": "To count all bolts.",
        "method": "We walked over it.",
        "result": "Every tenth bolt was loose.",
    }


@pytest.mark.parametrize(
    "plain",
    [
        "",
        " \n ",
        "This paper has been withdrawn by the authors due to an error in Lemma 3. We thank the reader.",
        "The authors have withdrawn this manuscript because the data were wrong. It should not be cited.",
        "Withdrawn.",
        "This article has been retracted at the request of the editor.",
        "Keywords: bridges, drones, bolts, rust.",
        "© 2020 The Authors. All rights reserved.",
    ],
)
def test_nothing_to_say_gives_no_fields(plain: str) -> None:
    assert fields(plain) == {}


def test_a_study_of_withdrawal_is_no_notice() -> None:
    assert "tldr" in fields("This paper studies why papers are withdrawn or retracted by their authors in physics.")


@pytest.mark.parametrize("plain", [AIM, f"{AIM} {FOUND}", f"{AIM} {FOUND} {CODE}"])
def test_one_or_two_sentences_give_a_tldr_alone(plain: str) -> None:
    assert list(fields(plain)) == ["tldr"]


@pytest.mark.parametrize(
    "barred",
    [
        CODE,
        "The dataset will be released upon acceptance.",
        "Code: https://example.org/code and more of it there.",
        "To foster research, we will publicly release our dataset and the code.",
        "Our project page is https://example.org/results/spanwise.",
        "We release our code and models at https://example.org/x.",
        "Github page of the project: https://github.com/example/spanwise-results",
        "https://github.com/example/spanwise-results",
        "(Data and code: https://github.com/example/spanwise-results)",
        "More interactive results can be accessed on: https://spanwise.example.org/.",
        "A demonstration movie of the results is also provided at http://bit.ly/Spanwise.",
        "For the complete statistics of our experiments, see https://example.org/records/13683801.",
        "Our project can be accessed at https://example.org/spanwise for reproduction needs.",
        "We maintain a curated collection of results at https://github.com/example/awesome-bridges.",
        "To foster more work in the field of bridges and of drones, the source code and documentation of Spanwise are "
        "publicly available in a repository at https://github.com/example/spanwise/tree/main/a/very/long/path/of/folders.",
        "Trial registration: NCT01234567, and we found that it improved results.",
        "This work was supported by the Bridge Fund and by all who conclude.",
        "Keywords: results suggest, we propose, bridges, drones.",
        "Copyright 2015 by Elsevier, as we conclude from all the results.",
        "This paper has been withdrawn due to a mistake found by the authors.",
        "Overall, our results suggest that the feed cut this sentence off …",
    ],
)
def test_never_shown(barred: str) -> None:
    plain = " ".join([NEED, AIM, HOW, FOUND, barred])
    assert all(barred not in text for text in fields(plain).values())
    assert max(i for field in summary(plain).fields.values() for i in field.sentences) == 3


@pytest.mark.parametrize(
    "found",
    [
        "Our models outperform the baseline by 12% on all bridges (https://example.org/spanwise).",
        "Experiments show that drones see 8% more cracks than the best of www.example.org/list.",
    ],
)
def test_a_finding_that_names_an_address_is_shown(found: str) -> None:
    assert fields(" ".join([NEED, AIM, HOW, found]))["result"] == found


def test_an_address_after_a_finding_is_not_shown_with_it() -> None:
    assert fields(" ".join([NEED, AIM, HOW, FOUND, "https://github.com/example/results"]))["result"] == FOUND


def test_public_data_are_no_announcement_of_code() -> None:
    found = "Models trained on publicly available data outperform the baseline by 12% on public benchmarks."
    assert fields(" ".join([NEED, AIM, HOW, found]))["result"] == found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("To address these gaps, we propose bolts that count themselves.", "We propose bolts that count themselves."),
        ("In this work we introduce bolts that count themselves.", "We introduce bolts that count themselves."),
        ("Here, α-bolts are proposed by us as a novel method.", "Here, α-bolts are proposed by us as a novel method."),
        ("In this paper, using rust, we propose new bolts.", "In this paper, using rust, we propose new bolts."),
    ],
)
def test_an_empty_opening_is_left_off(sentence: str, expected: str) -> None:
    assert fields(sentence)["tldr"] == expected


def test_mathematics_is_rendered_and_markup_kept() -> None:
    formula = "<math><mi>x</mi></math>"
    spans = (
        Span("In this paper, "),
        Span("w", ("b",)),
        Span("e propose <"),
        Span("x", mathml=formula),
        Span("> bolts."),
    )
    (text,) = [field.text for field in extract(PAPER, 1, RichText(spans), "en").fields.values()]
    assert text.plain == "we propose <x> bolts."  # the first letter stands in a tag: left as it is
    assert text.html == f"<b>w</b>e propose &lt;{formula}&gt; bolts."


def test_a_sentence_that_cuts_a_formula_is_not_shown() -> None:
    spans = (Span("We propose a new bolt with "), Span("x. We take y", mathml="<math/>"), Span(" of them here."))
    assert extract(PAPER, 1, RichText(spans), "en").fields == {}


@pytest.mark.parametrize("language", ["ja", "de", "fr"])
def test_another_language_gives_its_first_sentence(language: str) -> None:
    plain = "Brücken altern seit vielen Jahren sehr. Wir zählen ihre Schrauben mit Drohnen. Jede zehnte war lose."
    assert fields(plain, language) == {"tldr": "Brücken altern seit vielen Jahren sehr."}


def test_headings_of_another_language() -> None:
    plain = "背景：桥梁正在老化。目的：统计螺栓数量。方法：我们走过四十座桥。结果：螺栓松动很多。结论：应当更常检查。"
    assert fields(plain, "zh") == {
        "tldr": "统计螺栓数量。",
        "motivation": "桥梁正在老化。",
        "method": "我们走过四十座桥。",
        "result": "螺栓松动很多。",
        "conclusion": "应当更常检查。",
    }


ZH_NEED = "城市交通日益拥堵，然而现有方法难以应对。"
ZH_AIM = "本文提出一种新的调度方法。"
ZH_FOUND = "实验结果表明该方法减少了三成等待时间。"
ZH_SO_WHAT = "总之，调度可以缓解拥堵。"


def test_cues_of_chinese() -> None:
    how = "我们利用十年的路口数据训练模型。"
    assert fields("近年来城市不断扩大。" + ZH_NEED + ZH_AIM + how + ZH_FOUND + ZH_SO_WHAT, "zh-CN") == {
        "tldr": ZH_AIM,
        "motivation": ZH_NEED,
        "method": how,
        "result": ZH_FOUND,
        "conclusion": ZH_SO_WHAT,
    }


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("城市不断扩大。" + ZH_FOUND + "我们发现雨天更慢。", {"tldr": "我们发现雨天更慢。", "result": None}),
        ("城市不斷擴大。實驗結果顯示等待時間減少。", {"tldr": "實驗結果顯示等待時間減少。"}),
        ("城市不断扩大。道路没有变宽。车辆越来越多。", {"tldr": None}),
        (ZH_NEED, {"tldr": None, "motivation": None}),
    ],
)
def test_chinese_without_a_cue_is_not_guessed_at(plain: str, expected: dict[str, str | None]) -> None:
    found = fields(plain, "zh")
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "empty",
    [
        "In this paper, we aim to bridge this gap.",
        "This paper explores how to effectively address this issue.",
        "We seek to tackle these important challenges.",
        "(ii) We propose a novel bolt for the second part of the bridge.",
        "2) We propose a novel bolt for the second part of the bridge.",
        "We propose Overlong, a new bolt that is " + "very " * 80 + "long.",
    ],
)
def test_what_says_nothing_alone_is_never_shown(empty: str) -> None:
    found = summary(" ".join([NEED, empty, AIM, HOW, FOUND])).fields
    assert 1 not in [i for field in found.values() for i in field.sentences]
    assert found["tldr"].sentences == (2,)


@pytest.mark.parametrize("kept", ["We introduce Bolt, a drone, to bridge this gap.", "A new drone can close this gap."])
def test_a_short_sentence_with_a_subject_of_its_own_is_shown(kept: str) -> None:
    assert fields(kept) == {"tldr": kept}


def test_a_long_sentence_is_a_tldr_only_where_there_is_no_other() -> None:
    long = "We propose Longspan, a novel bolt that is " + "very " * 52 + "long."
    assert fields(long) == {"tldr": long}
    assert fields(f"{long} {HOW}") == {"tldr": HOW}


@pytest.mark.parametrize(
    "lead",
    ["Motivated by this observation, ", "Based on these insights, ", "Building on this, ", "Finally, ",
     "To counter these threats, ", "In light of these challenges, "],
)  # fmt: skip
def test_empty_openings_are_left_off_in_every_field(lead: str) -> None:
    how = "we train Spanwise on photographs of forty bridges using a convolutional model."
    found = fields(" ".join([NEED, AIM, lead + how, FOUND]))
    assert found["method"] == how.capitalize().replace("spanwise", "Spanwise")


def test_a_sentence_that_rests_on_another_is_a_worse_tldr() -> None:
    resting = "We propose a new method that solves these problems with small and quick machines."
    assert fields(f"{resting} {AIM}")["tldr"].startswith("We propose Spanwise")


def test_numbered_headings() -> None:
    plain = (
        "(1) Background: Bolts are lost every year. (2) Methods: We walked over forty bridges. "
        "(3) Results: Every tenth bolt was loose. (4) Conclusions: Bolts must be counted more often."
    )
    found = fields(plain)
    assert (found["method"], found["result"]) == ("We walked over forty bridges.", "Every tenth bolt was loose.")


AWKWARD = (
    "Background:|METHODS|Results:|Conclusions: So be it then, all.|\n|We also test it.|Funding: none at all was had."
)
pieces = st.sampled_from(
    [
        NEED,
        AIM,
        HOW,
        FOUND,
        SO_WHAT,
        CODE,
        *AWKWARD.split("|"),
        "It is e.g. so.",
        "其他。",
        ZH_AIM,
        ZH_FOUND,
        "a.We are",
        "x" * 300,
        "…",
    ]
)


@given(st.lists(pieces, max_size=14).map(" ".join) | st.text(max_size=120), st.sampled_from(["en", "zh"]))
@settings(max_examples=150, deadline=None)
def test_fields_are_verbatim_and_no_sentence_is_used_twice(plain: str, language: str) -> None:
    found = summary(plain, language).fields
    assert list(found) == [name for name in SUMMARY_FIELDS if name in found]
    used = [i for field in found.values() for i in field.sentences]
    assert len(used) == len(set(used))
    ranges = split_sentences(plain)
    for field in found.values():
        first, last = ranges[field.sentences[0]], ranges[field.sentences[-1]]
        whole = plain[first[0] : last[1]]
        assert whole.endswith(field.text.plain[1:])
        assert field.text.plain[0] in (whole[-len(field.text.plain)], whole[-len(field.text.plain)].upper())
        assert "\n" not in field.text.plain
