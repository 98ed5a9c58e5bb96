"""The colours of both modes, measured as WCAG 2.2 does."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from academichub.taxonomy import FIELDS

TEXT, GRAPHIC = 4.5, 3.0
_CSS = (resources.files("academichub.web") / "static" / "palette.css").read_text(encoding="utf-8")


def palette(mode: str) -> dict[str, str]:
    light, dark = _CSS.split("@media (prefers-color-scheme: dark)")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light if mode == "light" else dark.split("\n}\n")[0]))


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_and_marks_stand_out_from_the_paper(mode: str) -> None:
    colours = palette(mode)
    for name in ("ink", "soft", "muted", "accent", "warn"):
        assert contrast(colours[name], colours["paper"]) >= TEXT, name
    assert contrast(colours["faint"], colours["paper"]) >= GRAPHIC
    for field in FIELDS:
        assert contrast(colours[f"field-{field}"], colours["paper"]) >= GRAPHIC, field


def test_both_modes_name_the_same_colours_and_every_field_has_its_mark() -> None:
    assert palette("light").keys() == palette("dark").keys()
    assert {f"field-{field}" for field in FIELDS} <= palette("light").keys()
    assert set(re.findall(r'\.mark\[data-field="([\w-]+)"\]', _CSS)) == set(FIELDS)
