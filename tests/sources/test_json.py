"""JSON taken apart: it agrees with the standard library on JSON, and lets nothing but ValueError out on the rest."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.sources.json_pieces import decoded, elements, members, text_of_body

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text('a\\"[]{},: é\n'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('a\\"[]{},:', min_size=1), inner, max_size=3),
    max_leaves=10,
)
INDENTS = st.sampled_from([None, 0, 1])


@given(st.lists(VALUES), INDENTS)
def test_a_list_falls_into_its_elements(value: list[object], indent: int | None) -> None:
    assert [decoded(piece) for piece in elements(json.dumps(value, indent=indent))] == value


@given(st.dictionaries(st.text('a\\"[]{},:', min_size=1), VALUES), INDENTS)
def test_an_object_falls_into_its_members(value: dict[str, object], indent: int | None) -> None:
    found = members(json.dumps(value, indent=indent))
    assert {name: decoded(piece) for name, piece in found.items()} == value


@given(st.text('[]{}",:\\u1 a') | st.text())
def test_nothing_but_a_value_error_escapes(text: str) -> None:
    for reads in (members, lambda text: list(elements(text)), decoded):
        with contextlib.suppress(ValueError):
            reads(text)


@pytest.mark.parametrize("text", ["", "[", "[1", '["a]', "[[]", '{"a": 1', '{"a": "}', "1", '{"a": 1} {}'])
def test_what_is_not_whole_is_refused(text: str) -> None:
    for read in (members, lambda text: list(elements(text))):
        with pytest.raises(ValueError, match=r"not|more"):
            read(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"\ud83d\ude00 \ud800x \udc00 \\ud800"', "😀 \ufffdx \ufffd \\ud800"),
        ('"a\x01\nb"', "a\x01\nb"),
        ("1" * 5000, "1" * 5000),
        ("NaN", None),
        ("123", 123),
    ],
)
def test_odd_values_are_read_as_far_as_they_can_be(text: str, value: object) -> None:
    assert decoded(text) == value


def test_depth_is_no_matter_for_what_stands_beside_it() -> None:
    deep = "[" * 50_000 + "]" * 50_000
    assert [len(piece) for piece in elements(f"[1, {deep}, 2]")] == [1, 100_000, 1]
    assert members(f'{{"deep": {deep}, "a": "b"}}')["a"] == '"b"'
    with pytest.raises(ValueError, match="too deeply"):
        decoded(deep)


def test_bytes_that_are_not_utf8_cost_their_letter() -> None:
    assert text_of_body(b'\xef\xbb\xbf["caf\xe9"]') == '["caf\ufffd"]'
