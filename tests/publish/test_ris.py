"""RIS, read back by our own reader of such files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.model import Author, SourceId
from academichub.publish.markdown import flatten
from academichub.publish.ris import render_ris, ris_name
from academichub.references.reading import read_references
from academichub.text import clean_characters
from tests.publish.made import paper


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ana Ruiz", "Ruiz, Ana"),
        ("Ana de la Ruiz", "de la Ruiz, Ana"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("John Q. Doe Jr.", "Doe, John Q., Jr."),
        ("Ruiz, Ana", "Ruiz, Ana"),
        ("李雷", "李雷"),
        ("李 雷", "李 雷"),
        ("Étienne Öztürk", "Öztürk, Étienne"),
        ("Plato", "Plato"),
    ],
)
def test_names_have_the_family_name_first(name: str, written: str) -> None:
    assert ris_name(Author(name)) == written


def test_a_group_is_no_person() -> None:
    assert "," not in ris_name(Author("The Bidders, a group", is_group=True))


def test_a_preprint_and_an_article_are_of_their_kinds() -> None:
    preprint = render_ris(replace(paper(), posted_on=date(2026, 6, 16)))
    assert preprint.startswith("TY  - UNPB\r\n")
    assert "\r\nPB  - arXiv\r\nPY  - 2026\r\nDA  - 2026/06/16\r\n" in preprint
    assert preprint.endswith("\r\nER  - \r\n")
    article = render_ris(replace(paper(), source=SourceId("nature"), withdrawn=True), "Nature")
    assert article.startswith("TY  - JOUR\r\n")
    assert "\r\nT2  - Nature\r\n" in article
    assert "\r\nN1  - Withdrawn\r\n" in article


_TEXTS = st.text(st.sampled_from("ab ,-\r\n\tTYER中é\x85\u2028 1:/"), max_size=40)


@given(_TEXTS, st.lists(_TEXTS, max_size=3))
def test_no_value_begins_a_line_of_its_own(title: str, authors: list[str]) -> None:
    made = paper(title=title, authors=authors, abstract="x\r\nER  - \r\nTY  - BOOK")
    written = render_ris(made)
    assert written.count("\r\n") == written.count("\n")
    tags = [line[:6] for line in written.split("\r\n")[:-1]]
    assert [tag for tag in tags if tag in ("TY  - ", "ER  - ")] == ["TY  - ", "ER  - "]
    assert all(tag[2:] == "  - " for tag in tags)
    read = read_references(written.encode(), "a.ris")
    seen = flatten(clean_characters(title))
    assert [each.title in (seen, "") for each in read.references] == [True]  # a title of marks alone is read as none
