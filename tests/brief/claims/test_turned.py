"""A claim may keep every word of a sentence and still turn it round."""

from __future__ import annotations

import pytest

from academichub.brief.claims.verify import FaultCode, Given, verify_claim
from academichub.brief.words.reading import long_forms
from academichub.model import Citation, Claim, ClaimState, PaperId
from academichub.summary.hygiene import read_source

PAPER = PaperId("arxiv:2606.90001")
NO_EFFECT = "Aspirin did not reduce mortality in 5,000 patients (p = 0.41)."
IN_MICE = "In mice, the drug lowered blood pressure by 12 mmHg, but not in humans."
SUPPOSED = "We hypothesise that sleep may improve memory in older adults."
MAYBE = "Our reanalysis shows that sleep may improve memory in older adults."
LESS_ERROR = "Our method reduces the error of drift in sea ice by 42 percent compared with earlier work."
FASTER = "The state-space model is faster than transformers on small data."


def faults(claim: str, sentence: str) -> set[FaultCode]:
    given = Given({PAPER: read_source("A title", sentence)})
    cited = Claim(claim, ClaimState.VERIFIED, (Citation(PAPER, 0, sentence),))
    return {fault.code for fault in verify_claim(cited, given, "en")}


@pytest.mark.parametrize(
    ("sentence", "claim", "code"),
    [
        (NO_EFFECT, "Aspirin reduced mortality in 5,000 patients (p = 0.41).", FaultCode.DIRECTION),
        (NO_EFFECT, "Aspirin increased mortality in 5,000 patients.", FaultCode.DIRECTION),
        (IN_MICE, "In humans, the drug lowered blood pressure by 12 mmHg.", FaultCode.CONDITION),
        (IN_MICE, "In mice, the drug lowered blood pressure and should be prescribed to patients.", FaultCode.DOUBT),
        (SUPPOSED, "Sleep improves memory in older adults.", FaultCode.DOUBT),
        (MAYBE, "Sleep improves memory in older adults.", FaultCode.DOUBT),
        (LESS_ERROR, "The method reduces the error of drift in sea ice to 42 percent.", FaultCode.NUMBER),
        (LESS_ERROR, "The method eliminates the error of drift in sea ice.", FaultCode.DOUBT),
        (LESS_ERROR, "The error of drift falls by 42 percent compared with later work.", FaultCode.CONDITION),
        (FASTER, "The state-space model is faster than transformers on large data.", FaultCode.CONDITION),
    ],
)
def test_what_turns_a_sentence_round_is_named(sentence: str, claim: str, code: FaultCode) -> None:
    assert code in faults(claim, sentence)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (NO_EFFECT, "Aspirin did not reduce mortality in 5,000 patients."),
        (IN_MICE, "In mice, the drug lowered blood pressure by 12 mmHg."),
        (IN_MICE, "The drug lowered blood pressure by 12 mmHg in mice, but not in humans."),
        (SUPPOSED, "The authors hypothesise that sleep may improve memory in older adults."),
        (MAYBE, "Sleep may improve memory in older adults."),
        (LESS_ERROR, "The method reduces the error of drift in sea ice by 42 percent."),
        (FASTER, "The state-space model is faster than transformers on small data."),
    ],
)
def test_what_tells_it_as_it_is_stands(sentence: str, claim: str) -> None:
    assert faults(claim, sentence) == set()


@pytest.mark.parametrize(
    "text", ["W" * 3_000_000, "w" * 3_000_000 + " (", "(" + "W" * 3_000_000, "a " * 500_000 + "(AA"]
)
def test_one_endless_word_is_read_like_any_text(text: str) -> None:
    """At a cost that grows with the square of its length this test would not come to its end."""
    assert list(long_forms(text)) == []
