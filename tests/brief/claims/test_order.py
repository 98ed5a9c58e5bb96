"""A claim with all the words of its sentence, in an order that says something else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.brief.claims.order import order_kept, scrambled
from academichub.brief.claims.verify import FaultCode, Given, verify_claim
from academichub.model import Citation, Claim, ClaimState, PaperId
from academichub.summary.hygiene import read_source

DRUG = "The drug reduces the weight of obese mice after twelve weeks."
LONG = (
    "Autumn storms move sand from the outer bar to the beach, while summer waves carry gravel along the wall and "
    "fill the channel that ferries use."
)


@pytest.mark.parametrize(
    ("claim", "sentence", "is_scrambled"),
    [
        ("Obese mice reduce the drug after weight.", DRUG, True),
        ("Weeks reduce the mice of the drug.", DRUG, True),
        ("The drug reduces the weight of obese mice.", DRUG, False),
        ("After twelve weeks, the drug reduces the weight of obese mice.", DRUG, False),
        ("The weight of obese mice is reduced by the drug.", DRUG, False),
        ("Obese mice lose weight.", DRUG, False),
        ("The drug works.", DRUG, False),
    ],
)
def test_words_in_another_order_are_refused_and_a_clause_put_first_is_not(
    claim: str, sentence: str, is_scrambled: bool
) -> None:
    assert scrambled(claim, [sentence]) is is_scrambled


def test_words_of_two_sentences_are_not_held_to_one_order() -> None:
    other = "Sleep helps the memory of old dogs."
    assert not scrambled("The drug reduces weight and sleep helps the memory.", [other, DRUG])
    assert order_kept("Sleep and the drug help dogs and mice.", [other, DRUG]) == 1


@given(st.integers(0, 10_000))
def test_a_sentence_shuffled_whole_keeps_little_of_its_order(seed: int) -> None:
    words = LONG.rstrip(".").replace(",", "").split()
    random.Random(seed).shuffle(words)
    assert order_kept(" ".join(words), [LONG]) < order_kept(LONG, [LONG]) == 1


def test_a_scrambled_claim_is_told_apart_from_a_strange_one() -> None:
    paper = PaperId("arxiv:2606.90001")
    known = Given({paper: read_source("A title", DRUG)})
    claim = Claim("Obese mice reduce the drug after weight.", ClaimState.VERIFIED, (Citation(paper, 0, DRUG),))
    assert FaultCode.SHUFFLED in {fault.code for fault in verify_claim(claim, known, "en")}
