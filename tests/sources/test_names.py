"""Groups and suffixes in names: told the same way for every source."""

from __future__ import annotations

import pytest

from academichub.sources._names import is_group
from academichub.sources.author_lists import authors_from_list
from academichub.sources.feed_authors import read_authors
from academichub.sources.feed_wire import WireAuthor


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("ATLAS Collaboration", True),
        ("The Maps Study Group,", True),
        ("MapTeam", True),
        ("Harbour AI Lab", True),
        ("Institut de Cartographie", True),
        ("地图协作组", True),
        ("Ada Teamer", False),
        ("Grouper Labsky", False),
        ("李雪", False),
        ("José Institoris", False),
    ],
)
def test_a_group_is_one_wherever_it_is_read(name: str, group: bool) -> None:
    assert is_group(name) is group
    (in_feed,) = read_authors([WireAuthor(name, whole=True)])
    (in_list,) = authors_from_list(name)
    assert (in_feed.is_group, in_list.is_group) == (group, group)


def test_a_fifth_is_a_suffix_only_where_given_names_come_first() -> None:
    assert [author.name for author in authors_from_list("Ada Bee, V, Cy Dee, Jr.")] == ["Ada Bee V", "Cy Dee Jr."]
    assert [author.name for author in read_authors([WireAuthor("Bee V")])] == ["V Bee"]
