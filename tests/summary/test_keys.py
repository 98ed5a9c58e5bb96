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
    st.text(max_size=3),
    st.lists(st.sampled_from(["en", "zh", "en,zh", ""]), max_size=3).map(tuple),
    st.text(max_size=3),
    st.integers(1, 12),
)


@given(ARGUMENTS, ARGUMENTS)
def test_keys_are_equal_only_for_equal_calls(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    assert (call_key(*one) == call_key(*other)) == (one == other)


def test_each_part_counts_and_the_key_is_stable() -> None:
    first: tuple[Any, ...] = (PaperId("p1"), 1, "abc", "summary-1", "http://a", "m", ("zh",), "fields-1:zh", 1)
    others: tuple[Any, ...] = (
        PaperId("p11"),
        None,
        "ab",
        "summary-2",
        "http://b",
        "cm",
        ("zh", "en"),
        "fields-2:zh",
        2,
    )
    keys = {call_key(*(*first[:at], other, *first[at + 1 :])) for at, other in enumerate(others)}
    assert len(keys | {call_key(*first)}) == 10
    assert call_key(*first) == "4c27bf9578c4111a8010d2be13d0c89e9e059766d0993b933e91d0cc9f8c52bb"
