"""A citation holds the paper's own words and can always be read back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.model import Author, Identifiers, Links, Paper, PaperId, SourceId, Text
from academichub.publish.citation import citation_key, escape_tex, render_bibtex

PAPER = Paper(
    paper_id=PaperId("arxiv:2606.10001"),
    source=SourceId("arxiv"),
    title_source="On Tides",
    title=Text("On the Tides of 50% & More", "On the Tides of 50% &amp; More"),
    authors=(Author("María José Peña"), Author("Tide & Salt Consortium", is_group=True)),
    primary_category="physics.ao-ph",
    identifiers=Identifiers(arxiv="2606.10001", doi="10.5555/a_b{1}"),
    links=Links("https://example.org/a?x=50%25&y={z}"),
    version=2,
    posted_on=date(2026, 6, 16),
)


def titled(title: str) -> Paper:
    return replace(PAPER, title=Text(title, ""))


def fields_of(entry: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) = \{(.*)\},?$", entry, re.MULTILINE))


def test_a_preprint() -> None:
    assert render_bibtex(PAPER, "arXiv") == (
        f"@misc{{{citation_key(PAPER)},\n"
        "  title = {{On the Tides of 50\\% \\& More}},\n"
        "  author = {María José Peña and {Tide \\& Salt Consortium}},\n"
        "  year = {2026},\n"
        "  eprint = {2606.10001},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass = {physics.ao-ph},\n"
        "  doi = {10.5555/a_b%7B1%7D},\n"
        "  url = {https://example.org/a?x=50%25&y=%7Bz%7D},\n"
        "  note = {Version 2}\n"
        "}\n"
    )


def test_a_journal_paper_is_an_article_in_its_journal() -> None:
    paper = replace(PAPER, source=SourceId("nature"), identifiers=Identifiers(doi="10.5555/x"), primary_category=None)
    entry = render_bibtex(paper, "Nature")
    assert entry.startswith("@article{")
    assert fields_of(entry)["journal"] == "Nature"
    assert "eprint" not in entry


def test_what_is_not_known_is_left_out() -> None:
    bare = Paper(PaperId("x:1"), SourceId("x"), "T", Text("T", "T"))
    assert set(fields_of(render_bibtex(bare))) == {"title"}


def test_the_version_of_record_is_cited_before_the_preprint_and_a_withdrawal_is_said() -> None:
    fields = fields_of(render_bibtex(replace(PAPER, published_doi="10.5555/final", withdrawn=True)))
    assert fields["doi"] == "10.5555/final"
    assert fields["note"] == "Withdrawn"


def test_the_year_of_an_arxiv_identifier_stands_in_for_a_missing_date() -> None:
    assert fields_of(render_bibtex(replace(PAPER, posted_on=None)))["year"] == "2026"
    old = replace(PAPER, posted_on=None, identifiers=Identifiers(arxiv="hep-th/9901001"))
    assert "year" not in fields_of(render_bibtex(old))


@pytest.mark.parametrize("name", ["Sturm und Drang and Sons", "A, B, C", "AND"])
def test_a_name_that_bibtex_would_take_to_pieces_is_braced(name: str) -> None:
    entry = render_bibtex(replace(PAPER, authors=(Author(name),)))
    braced = fields_of(entry)["author"].startswith("{")
    assert braced


def test_keys_are_readable_and_differ_where_papers_do() -> None:
    twin = replace(PAPER, paper_id=PaperId("arxiv:2606.10002"))
    assert citation_key(PAPER).startswith("pena2026tides-")
    assert citation_key(PAPER) != citation_key(twin)
    assert re.fullmatch(r"[a-z0-9-]+", citation_key(replace(titled("面向声调"), authors=(Author("王小明"),))))


@given(st.text(max_size=80), st.text(max_size=40))
def test_an_entry_is_balanced_and_keeps_its_lines_whatever_it_holds(title: str, name: str) -> None:
    paper = replace(
        titled(title),
        authors=(Author(name),),
        comment=title,
        links=Links(title),
        identifiers=Identifiers(doi=title, arxiv=name),
        primary_category=name,
    )
    entry = render_bibtex(paper, name)
    assert entry.count("{") == entry.count("}")
    assert all(re.fullmatch(r"@misc\{[a-z0-9-]+,|  \w+ = \{.*\},?|\}", line) for line in entry[:-1].split("\n"))
    depth = 0
    for brace in re.findall(r"[{}]", entry):
        depth += 1 if brace == "{" else -1
        assert depth >= 0


@given(st.text(max_size=80))
def test_escaping_leaves_no_active_character(text: str) -> None:
    bare = re.sub(r"\\(?:[#$%&_]|text[a-z]+\{\})", "", escape_tex(text))
    assert not re.search(r"[#$%&_{}~^\\\"]", bare)
