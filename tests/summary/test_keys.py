"""The key of a call: whatever decides the answer changes it, and nothing runs into its neighbour."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from academichub.model.names import PaperId
from academichub.summary.keys import call_key

ARGUMENTS = st.tuples(
    st.text(max_size=3).map(PaperId),
    st.none() | st.integers(0, 12),
    st.text(max_size=3),
    st.text(max_size=3),
    st.text(max_size=3),
    st.lists(st.sampled_from(["en", "zh", "en,zh", ""]), max_size=3).map(tuple),
    st.text(max_size=3),
    st.integers(1, 12),
)


@given(ARGUMENTS, ARGUMENTS)
def test_keys_are_equal_only_for_equal_calls(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    assert (call_key(*one) == call_key(*other)) == (one == other)


def test_each_part_counts_and_the_key_is_stable() -> None:
    first: tuple[Any, ...] = (PaperId("p1"), 1, "abc", "summary-1", "m", ("zh",), "fields-1:zh", 1)
    others: tuple[Any, ...] = (PaperId("p11"), None, "ab", "summary-2", "cm", ("zh", "en"), "fields-2:zh", 2)
    keys = {call_key(*(*first[:at], other, *first[at + 1 :])) for at, other in enumerate(others)}
    assert len(keys | {call_key(*first)}) == 9
    assert call_key(*first) == "8fd320187a2faf83851f608b7158da94a5a2e7b4ed0844e41c493e53a9e9dd07"
