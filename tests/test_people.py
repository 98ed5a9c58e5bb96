"""Who is on a paper: an ORCID, or a name with a co-author beside it; never a name alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.errors import ConfigError
from academichub.model import Author, Person
from academichub.people import is_by, is_same_name, parse_person, render_person

ORCID, OTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"
NAMES = st.from_regex(r"[A-Z][a-zé]{1,8} [A-Z][a-z]{1,8}", fullmatch=True).filter(lambda name: " With" not in name)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Wei Li <0000-0002-1825-0097>", Person("Wei Li", ORCID)),
        ("Li, Wei <https://orcid.org/0000-0002-1825-0097>", Person("Wei Li", ORCID)),
        ("Wei Li with Jane Doe, Bob  Ray", Person("Wei Li", None, ("Jane Doe", "Bob Ray"))),
        ("Wei Li with Doe, Jane; Ray, Bob", Person("Wei Li", None, ("Jane Doe", "Bob Ray"))),
        ("李伟 <0000-0002-1825-0097> with 王小明", Person("李伟", ORCID, ("王小明",))),
        (" Wei Li ", Person("Wei Li")),
    ],
)
def test_a_person_is_read_from_a_line(text: str, person: Person) -> None:
    assert parse_person(text) == person


@pytest.mark.parametrize("text", ["", "<0000-0002-1825-0097>", "Wei Li <0000-0002-1825-0098>", "Wei Li <>", "with Bob"])
def test_a_line_that_names_nobody_or_a_wrong_orcid_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        parse_person(text)


@given(NAMES, st.sampled_from([None, ORCID]), st.lists(NAMES, unique=True, max_size=3))
def test_a_rendered_person_is_read_back(name: str, orcid: str | None, others: list[str]) -> None:
    person = Person(name, orcid, tuple(others))
    assert parse_person(render_person(person)) == person


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Wei Li", "LI WEI", True),
        ("José Müller", "Jose Muller", True),
        ("Łukasz Ørsted", "Lukasz Orsted", True),
        ("Wei Li", "W. Li", True),
        ("Wei Li", "Li, W. X.", True),
        ("Wei Xin Li", "Li WX", True),
        ("Wei LI", "Wei Li", True),
        ("LI Wei", "W. Li", True),
        ("Yann LE CUN", "Yann Le Cun", True),
        ("Wei LI", "Wen Li", False),
        ("Wei LI", "", False),
        ("Wei Li", "Wen Li", False),
        ("Wei Li", "X. Li", False),
        ("Wei Li", "Li", False),
        ("Wei Li", "W. L.", False),
        ("Wei Li", "Wei Liu", False),
        ("王小明", "王小明", True),
        ("王小明", "王小红", False),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, is_same: bool) -> None:
    assert is_same_name(one, other) is is_same
    assert is_same_name(other, one) is is_same


@pytest.mark.parametrize(
    ("person", "authors", "expected"),
    [
        (Person("Wei Li", ORCID), [Author("W. Li", orcid=ORCID)], True),
        (Person("Wei Li", ORCID), [Author("Wei Li")], False),  # a name alone
        (Person("Wei Li", ORCID, ("Jane Doe",)), [Author("Wei Li"), Author("J. Doe")], True),
        (Person("Wei Li", ORCID, ("Jane Doe",)), [Author("Wei Li", orcid=OTHER), Author("Jane Doe")], False),
        (Person("Wei Li", None, ("Jane Doe",)), [Author("Wei Li", orcid=OTHER), Author("Jane Doe")], True),
        (Person("Wei Li", None, ("Jane Doe",)), [Author("Wei Li"), Author("Ann Ray")], False),
        (Person("Wei Li", None, ("Jane Doe",)), [Author("Jane Doe"), Author("W. Li")], True),
        (Person("Wei Li", None, ("Wei Li",)), [Author("Wei Li")], False),  # nobody is beside himself
        (Person("Wei Li"), [Author("Wei Li")], False),
        (Person("Wei Li", ORCID), [], False),
    ],
)
def test_who_is_on_a_paper(person: Person, authors: list[Author], expected: bool) -> None:
    assert is_by(person, authors) is expected
