"""What a claim adds to its sentence, and what it says the opposite of."""

from __future__ import annotations

import pytest

from academichub.brief.claims.verify import FaultCode
from tests.brief.claims.test_exchanged import faults

MONTHLY = "Quakes with magnitudes below 1.5 rose from 4 to 120 per month around the dam."
YIELD = "The yield of the wells fell from 64 to 48 litres per hour, a relative loss of 25%."
BEDS = "Warming the beds reduced mould without more frost damage."
CYCLES = "We also disprove the analogue for trees by exhibiting a family of counterexamples with three leaves."


@pytest.mark.parametrize(
    ("sentence", "claim", "code"),
    [
        (MONTHLY, "Quakes with magnitudes below 1.5 rose from 4 to 120 per year around the dam.", FaultCode.NUMBER),
        (MONTHLY, "Quakes with magnitudes below 1.5 rose from 4 to 120 a week around the dam.", FaultCode.NUMBER),
        (MONTHLY, "Quakes with magnitudes above 1.5 rose from 4 to 120 per month.", FaultCode.DIRECTION),
        (YIELD, "The yield of the wells fell from 64 to 48 litres per hour, caused by mining.", FaultCode.SUPPORT),
        (BEDS, "Warming the beds reduced mould in vineyards.", FaultCode.SUPPORT),
        (CYCLES, "The authors prove the analogue for trees by a family of examples.", FaultCode.DIRECTION),
        ("Filtering removes a third of the noise.", "Filtering adds a third of the noise.", FaultCode.DIRECTION),
        (
            "The masses follow the trend, contrary to models with winds.",
            "The masses follow the trend, in agreement with models with winds.",
            FaultCode.DIRECTION,
        ),
        (
            "We count 14 flares, in agreement with the expected 12 flares.",
            "We count 14 flares, in excess of the expected 12 flares.",
            FaultCode.DIRECTION,
        ),
    ],
)
def test_what_is_added_or_opposite_is_refused(sentence: str, claim: str, code: FaultCode) -> None:
    assert code in faults(claim, sentence)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (MONTHLY, "Around the dam, quakes with magnitudes below 1.5 increased from 4 to 120 each month."),
        ("The glacier lost 3 metres annually at its tongue.", "The glacier lost 3 metres per year at its tongue."),
        ("The pump moves 4 l/h of brine.", "The pump moves 4 litres per hour of brine."),
        (YIELD, "The yield of the wells was reduced by 25%, from 64 to 48 litres per hour."),
        (CYCLES, "The analogue for trees is refuted with counterexamples."),
        (BEDS, "Warming reduced mould in beds."),
    ],
)
def test_the_same_in_other_words_stands(sentence: str, claim: str) -> None:
    assert faults(claim, sentence) == set()


def test_a_tail_may_be_the_titles() -> None:
    claim = "Warming the beds reduced mould in vineyards."
    assert faults(claim, BEDS, title="Warm beds for old vineyards") == set()
