"""The JSON of a briefing: what a program finds in it, and that it reads back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.errors import ParseError
from academichub.model import ClaimState
from academichub.publish.briefing.json_file import read_json, render_json
from tests.publish.briefing import made

_PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "briefing-formats.md"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_briefing_reads_back_as_it_was(language: str) -> None:
    shown = made.shown(language)
    assert read_json(render_json(shown).text) == shown.briefing


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_reads_back(text: str) -> None:
    shown = made.poisoned(text)
    written = render_json(shown).text
    assert read_json(written) == shown.briefing
    assert "</" not in written
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028\u2029\x7f]", written)


def test_a_half_of_a_character_becomes_the_mark_of_one() -> None:
    assert "a\ufffdb" in render_json(made.shown(model="a\ud800b")).text.encode().decode()


def test_it_holds_what_the_page_about_it_says() -> None:
    data = json.loads(render_json(made.shown()).text)
    documented = re.findall(r"^\| `([\w.\[\]]+)` \|", _PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted(_paths(data))


def test_the_page_names_every_state_of_a_claim_that_is_shown() -> None:
    (row,) = re.findall(r"^\| `sections\[\].claims\[\].state` .*$", _PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    shown = {state.value for state in ClaimState if state is not ClaimState.DROPPED}
    assert set(re.findall(r"`(\w+)`", row)) == shown


def _paths(value: Any, path: str = "") -> set[str]:
    """The places of the values of a document; maps of which the keys are names themselves are one place."""
    if isinstance(value, list):
        return set().union(*(_paths(each, f"{path}[]") for each in value)) if value else set()
    if isinstance(value, dict) and not path.endswith(("roles", "fields", "text_hashes", "identifiers")):
        below = (_paths(each, f"{path}.{name}".lstrip(".")) for name, each in value.items())
        return {f"{path}.{name}".lstrip(".") for name in value}.union(*below)
    return set()


@given(st.text(max_size=20))
def test_what_is_no_briefing_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        read_json(text)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_briefing_is_refused_or_read(data: st.DataObject) -> None:
    """Only ParseError may escape."""
    whole = json.loads(render_json(made.shown()).text)
    name = data.draw(st.sampled_from(sorted(whole)))
    whole[name] = data.draw(st.sampled_from([None, 0, "x", [], [1], {}, {"a": 1}, -1.5, [[]], 10**400]))
    try:
        read_json(json.dumps(whole))
    except ParseError:
        assert name != "references"
