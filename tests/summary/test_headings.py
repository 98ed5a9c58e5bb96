"""Explicit headings."""

from __future__ import annotations

import pytest

from academichub.summary.headings import match_heading, sections_of


@pytest.mark.parametrize(
    ("sentence", "sections", "content"),
    [
        ("Background: Sleep is short.", {"background"}, "Sleep is short."),
        ("METHODS We asked nurses.", {"method"}, "We asked nurses."),
        ("Results We found much.", {"result"}, "We found much."),
        ("Results (n=3) We found much.", {"result"}, "(n=3) We found much."),
        ("Methods and Findings: We asked.", {"method", "result"}, "We asked."),
        ("Background and aims: To ask.", {"background", "objective"}, "To ask."),
        ("Main Outcome Measures: Deaths.", {"method"}, "Deaths."),
        ("Design/methodology/approach – A survey.", {"method"}, "A survey."),
        ("Purpose of the study: To ask.", {"objective"}, "To ask."),
        ("Aim To ask.", {"objective"}, "To ask."),
        ("Interpretation - It helps.", {"conclusion"}, "It helps."),
        ("Importance: It helps.", {"conclusion"}, "It helps."),
        ("Availability and implementation: At our site.", {"aside"}, "At our site."),
        ("Trial registration: None.", {"aside"}, "None."),
        ("Conclusions.", {"conclusion"}, ""),
        ("CONCLUSIONS", {"conclusion"}, ""),
        ("【目的】本研究。", {"objective"}, "本研究。"),
        ("结果：显著。", {"result"}, "显著。"),
        ("Resultados: Se observó.", {"result"}, "Se observó."),
        ("Summary: We asked.", set(), "We asked."),
        ("SYNTHESIS NOTES: We asked.", set(), "We asked."),
    ],
)
def test_heading(sentence: str, sections: set[str], content: str) -> None:
    heading = match_heading(sentence, first=False)
    assert heading is not None
    assert heading.sections == sections
    assert sentence[heading.length :] == content


@pytest.mark.parametrize(
    "sentence",
    [
        "Results show that it works.",
        "Importance of sleep is known.",
        "Methods for sleep exist: many of them.",
        "results: small ones.",
        "Problem solving is hard.",
        "Method-based work is rare.",
        "目的是改进。",
        "We find two results: none and some.",
        "",
    ],
)
def test_prose_is_no_heading(sentence: str) -> None:
    assert match_heading(sentence, first=False) is None


def test_importance_first_is_background() -> None:
    heading = match_heading("IMPORTANCE It is common.", first=True)
    assert heading is not None
    assert heading.sections == {"background"}


def sections(*sentences: str) -> list[set[str] | None]:
    found = [match_heading(sentence, first=i == 0) for i, sentence in enumerate(sentences)]
    return [set(each) if each else None for each in sections_of(found)]


def test_a_section_holds_until_the_next_heading() -> None:
    assert sections("Methods: A b c.", "D e f.", "RESULTS: G h.", "I j.", "ODDITY NOTES: K l.", "M n.") == [
        {"method"}, {"method"}, {"result"}, {"result"}, None, None,
    ]  # fmt: skip


def test_a_single_heading_holds_for_its_sentence_alone() -> None:
    assert sections("A b c.", "Results: D e f.", "G h i.") == [None, {"result"}, None]
    assert sections("Design Matters here.", "G h i.") == [None, None]
