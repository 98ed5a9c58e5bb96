"""A claim may keep every word and number of a sentence and give each to another."""

from __future__ import annotations

import pytest

from academichub.brief.claims.exchanged import (
    ends_exchanged,
    half_turned,
    halves_mixed,
    numbers_exchanged,
    than_exchanged,
    without_other,
)
from academichub.brief.claims.verify import FaultCode, Given, verify_claim
from academichub.model import Citation, Claim, ClaimState, PaperId
from academichub.summary.hygiene import read_source

PAPER = PaperId("arxiv:2606.90002")
RATES = "In 700 night dives the seals caught prey in 81 percent, compared with 64 percent for dives by day."
OF = "Shading stopped the bloom in 31 of the 38 ponds."
TESTS = "The buoy detected storms with 88% sensitivity and 79% specificity."
WHILE = "With the soft brake all trams stopped, whereas 14 of 60 skidded with the hard brake."
TWO = "Trips across the river fell by 15 percent, and noise rose slightly."
THAN = "The odds were 1.7 times higher in the steepest than in the flattest fifth of slopes."
SHARES = "A third of the writers were sailors, although sailors made up a fifth of the town."
NONE = "Tests on 9,000 drawn tiles found no breach, and the median was 0.52."
NOT_BY = "Nest choice was predicted by wind and not by the density of ants."
FOLLOWS = "Landslides followed the rain after three days."
WITHOUT = "Warming the beds reduced mould without more frost damage."


def faults(claim: str, sentence: str, title: str = "A title") -> set[FaultCode]:
    given = Given({PAPER: read_source(title, sentence)})
    cited = Claim(claim, ClaimState.VERIFIED, (Citation(PAPER, 0, sentence),))
    return {fault.code for fault in verify_claim(cited, given, "en")}


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (RATES, "In 700 night dives the seals caught prey in 64 percent, compared with 81 percent for dives by day."),
        (OF, "Shading stopped the bloom in 38 of the 31 ponds."),
        (TESTS, "The buoy detected storms with 79% sensitivity and 88% specificity."),
        (SHARES, "A fifth of the writers were sailors, although sailors made up a third of the town."),
    ],
)
def test_two_numbers_exchanged_are_named(sentence: str, claim: str) -> None:
    assert numbers_exchanged(claim, [sentence])
    assert faults(claim, sentence) == {FaultCode.EXCHANGED}


def test_a_claim_whose_halves_took_each_others_words_is_refused() -> None:
    claim = "With the hard brake all trams stopped, whereas 14 of 60 skidded with the soft brake."
    assert halves_mixed(claim, [WHILE])
    assert FaultCode.EXCHANGED in faults(claim, WHILE)


@pytest.mark.parametrize(
    "claim", ["Trips across the river fell by 15 percent, and noise fell slightly.", "Noise fell slightly."]
)
def test_a_part_is_held_to_the_direction_of_its_own_part(claim: str) -> None:
    assert half_turned(claim, [TWO]) == "down"
    assert FaultCode.DIRECTION in faults(claim, TWO)


def test_the_two_that_are_set_against_each_other_may_not_change_places() -> None:
    claim = "The odds were 1.7 times higher in the flattest than in the steepest fifth of slopes."
    assert than_exchanged(claim, [THAN])
    assert FaultCode.EXCHANGED in faults(claim, THAN)


def test_what_stands_before_and_behind_a_verb_may_not_change_places() -> None:
    claim = "The rain followed landslides after three days."
    assert ends_exchanged(claim, [FOLLOWS])
    assert FaultCode.EXCHANGED in faults(claim, FOLLOWS)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (WITHOUT, "Warming the beds reduced frost damage without more mould."),
        (WITHOUT, "Warming the beds reduced mould and frost damage."),
        (NONE, "Tests on 9,000 drawn tiles found a breach."),
        (NOT_BY, "Nest choice was predicted by the density of ants and not by wind."),
    ],
)
def test_what_is_not_there_stays_away(sentence: str, claim: str) -> None:
    assert without_other(claim, [sentence])
    assert FaultCode.EXCHANGED in faults(claim, sentence)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (RATES, RATES),
        (RATES, "Compared with 64 percent for dives by day, the seals caught prey in 81 percent of 700 night dives."),
        (OF, "Of the 38 ponds, shading stopped the bloom in 31."),
        (TESTS, "Specificity was 79% and sensitivity 88% when the buoy detected storms."),
        (WHILE, "All trams stopped with the soft brake, whereas 14 of 60 skidded with the hard brake."),
        (WHILE, "With the hard brake 14 of 60 skidded, whereas all trams stopped with the soft brake."),
        (TWO, "Noise rose slightly, and trips across the river fell by 15 percent."),
        (TWO, "Trips across the river declined by 15 percent while noise increased slightly."),
        (FOLLOWS, "The rain was followed by landslides after three days."),
        (WITHOUT, "Warming the beds reduced mould, and frost damage did not increase."),
        (THAN, "In the steepest fifth of slopes the odds were 1.7 times higher than in the flattest."),
        (NONE, "No breach was found in tests on 9,000 drawn tiles."),
        (NOT_BY, "Wind predicted nest choice, and the density of ants did not."),
        (WITHOUT, "Mould was reduced, without more frost damage, by warming the beds."),
    ],
)
def test_another_order_of_the_same_is_no_exchange(sentence: str, claim: str) -> None:
    new = {FaultCode.EXCHANGED, FaultCode.DIRECTION} if "did not" not in claim else {FaultCode.EXCHANGED}
    assert not faults(claim, sentence) & new
