"""The marks of fields are told apart by everyone: measured as people see who lack one kind of cone."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from academichub.model import FieldId
from academichub.publish.pictures.palette import MARKS, Mark, mark_of, ordered
from academichub.taxonomy import FIELDS

GRAPHIC = 3.0
APART = 0.11  # in OKLab; a step of 0.02 is just seen
PAPER = {"light": "#fcfcfa", "dark": "#141619"}
# Source: Machado, Oliveira and Fernandes 2009, https://doi.org/10.1109/TVCG.2009.113, severity 1, on linear RGB
SIGHTS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))  # type: ignore[return-value]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def oklab(colour: str, sight: str) -> Triple:
    """Source: https://bottosson.github.io/posts/oklab/"""
    seen = linear(colour)
    r, g, b = (max(0.0, sum(k * c for k, c in zip(row, seen, strict=True))) for row in SIGHTS[sight])
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def test_the_measures_are_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert dist(oklab("#000000", "full"), oklab("#ffffff", "full")) == pytest.approx(1, abs=0.001)
    assert dist(oklab("#c80000", "deuteranopia"), oklab("#6b7000", "deuteranopia")) < APART  # red and olive


@pytest.mark.parametrize("side", PAPER)
def test_every_mark_stands_out_from_the_paper(side: str) -> None:
    for field, mark in MARKS.items():
        assert contrast(getattr(mark, side), PAPER[side]) >= GRAPHIC, field


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("side", PAPER)
def test_two_fields_differ_in_shape_or_in_a_colour_that_everyone_tells_apart(side: str, sight: str) -> None:
    for (one, first), (other, second) in combinations(MARKS.items(), 2):
        if first.shape is second.shape:
            apart = dist(oklab(getattr(first, side), sight), oklab(getattr(second, side), sight))
            assert apart >= APART, (one, other, apart)


def test_every_field_has_a_mark_and_strangers_are_among_the_others() -> None:
    assert set(MARKS) == set(FIELDS)
    assert mark_of(FieldId('"><script>')) == MARKS[FieldId("other")]
    assert isinstance(mark_of(FieldId("physics")), Mark)
    assert ordered([FieldId("physics"), FieldId("alchemy"), FieldId("computer-science"), FieldId("physics")]) == [
        "computer-science",
        "physics",
        "other",
    ]
