"""Authors as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.errors import ConfigError
from academichub.model import Person
from academichub.publish.people import parse_person, person_line
from academichub.publish.wording import wording

ORCID = "0000-0002-1825-0097"
EN = wording("en")

names = st.text("abcXYZ 王éø'-.", min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(str.strip)
people = st.builds(Person, names, st.none() | st.just(ORCID), st.lists(names, max_size=3, unique=True).map(tuple))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (f"Wei Li <{ORCID}>", Person("Wei Li", ORCID)),
        (f"Wei Li <https://orcid.org/{ORCID}>", Person("Wei Li", ORCID)),
        ("Wei Li with Jane Doe, Bob Ray", Person("Wei Li", None, ("Jane Doe", "Bob Ray"))),
        ("Wei Li  WITH Jane Doe and Bob Ray", Person("Wei Li", None, ("Jane Doe", "Bob Ray"))),
        ("王小明 与 李雷、韩梅梅", Person("王小明", None, ("李雷", "韩梅梅"))),
        ("王小明 合作者：李雷，韩梅梅", Person("王小明", None, ("李雷", "韩梅梅"))),
        (f"Wei Li with Jane Doe <{ORCID}>", Person("Wei Li", ORCID, ("Jane Doe",))),
        ("Ada Withers", Person("Ada Withers")),
    ],
)
def test_a_person_with_evidence(text: str, person: Person) -> None:
    assert parse_person(text, EN) == person


@pytest.mark.parametrize("text", ["", "  ", f"<{ORCID}>", "Wei Li <0000-0002-1825-0098>", "Wei Li <me@example.org>"])
def test_what_is_no_author_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ConfigError, match="with an ORCID"):
        parse_person(text, EN)


@given(people)
def test_the_line_of_a_person_reads_as_that_person(person: Person) -> None:
    assert parse_person(person_line(person), EN) == person
