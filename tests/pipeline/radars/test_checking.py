"""What of a radar may be saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from academichub.errors import ConfigError
from academichub.model import Person, Radar, SavedSearch
from academichub.pipeline.radars.checking import check_radar, check_search

DUNES = Radar("dunes", include=("dune",))


def test_a_radar_is_tidied() -> None:
    radar = Radar(
        "  Sand \n dunes ",
        include=("dune", " Dune ", "", "sand  ripple"),
        authors=(Person("Li,  Wei", "https://orcid.org/0000-0002-1825-0097", ("Wei Li", "Jane Doe", "Jane Doe")),),
        categories=("cs.LG", "CS.lg", "cell biology"),
        sources=("arXiv",),
        languages=("EN",),
    )
    tidied = check_radar(radar)
    assert tidied == Radar(
        "Sand dunes",
        include=("dune", "sand ripple"),
        authors=(Person("Wei Li", "0000-0002-1825-0097", ("Jane Doe",)),),
        categories=("cs.LG", "cell biology"),
        sources=("arxiv",),
        languages=("en",),
    )
    assert check_radar(tidied) == tidied


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": "a/b"}, "name"),
        ({"name": "a\\b"}, "name"),
        ({"name": ".."}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"include": ("...",)}, "include"),
        ({"exclude": ("x" * 201,)}, "exclude"),
        ({"boost": tuple(f"w{i}" for i in range(201))}, "boost"),
        ({"authors": (Person("Wei Li"),)}, "authors"),
        ({"authors": (Person("Wei Li", coauthors=("Li Wei",)),)}, "authors"),  # beside himself alone
        ({"authors": (Person("Wei Li", "0000-0002-1825-0098"),)}, "authors"),
        ({"authors": (Person("<b>", "0000-0002-1825-0097"),)}, "authors"),
        ({"authors": tuple(Person(f"N{i}x", coauthors=("Jane Doe",)) for i in range(101))}, "authors"),
        ({"categories": ("<script>",)}, "categories"),
        ({"languages": ("klingon",)}, "languages"),
        ({"quota": 0}, "quota"),
        ({"quota": 501}, "quota"),
        ({"share": 101}, "share"),
        ({"include": ()}, "radar"),
        ({"include": (), "exclude": ("survey",)}, "radar"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(ConfigError) as refused:
        check_radar(replace(DUNES, **changes))  # type: ignore[arg-type]
    assert refused.value.subject == field


def test_a_radar_of_examples_categories_or_sources_alone_wants_something() -> None:
    check_radar(Radar("x"), has_examples=True)
    check_radar(Radar("x", categories=("cs",)))
    check_radar(Radar("x", sources=("arxiv",)))


def test_a_saved_search_has_a_name_and_words() -> None:
    assert check_search(SavedSearch(" a  b ", " dune ")) == SavedSearch("a b", "dune")
    for wrong in (SavedSearch("", "dune"), SavedSearch("a", " "), SavedSearch("x" * 201, "dune")):
        with pytest.raises(ConfigError):
            check_search(wrong)
