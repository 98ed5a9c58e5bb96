"""How `radar edit` changes a list: replaced, or added to and taken from."""

from __future__ import annotations

import pytest

from academichub.cli.radars.wishes import changed
from academichub.errors import ConfigError
from academichub.publish.wording import wording


def after(held: str, *given: str) -> str:
    same = lambda one, other: one.casefold() == other.casefold()  # noqa: E731
    return " ".join(changed(held.split(), given, str.strip, same, wording("en")))


@pytest.mark.parametrize(
    ("given", "result"),
    [
        (["silt"], "silt"),
        (["silt", "mud"], "silt mud"),
        ([""], ""),
        (["+silt"], "sand Dune silt"),
        (["-dune"], "sand"),
        (["-sand", "+silt"], "Dune silt"),
        (["+sand"], "sand Dune"),
        (["+-omics"], "sand Dune -omics"),
    ],
)
def test_a_list_is_replaced_or_changed(given: list[str], result: str) -> None:
    assert after("sand Dune", *given) == result


@pytest.mark.parametrize(("given", "why"), [(["+silt", "mud"], "has no"), (["-mud"], "not in the list")])
def test_what_is_meant_neither_way_is_refused(given: list[str], why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        after("sand", *given)
