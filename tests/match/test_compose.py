from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.match import abstract_of, compose, givers_of, versions_of
from academichub.model import Author, Identifiers, Links, Markup, MarkupFormat, PaperId, Record, SourceId
from tests.samples import NOON, arxiv_record, journal_record

PAPER = PaperId("arxiv:2606.90001")


def test_the_newest_version_gives_the_card_in_any_order() -> None:
    versions = [arxiv_record(version=n, title=f"Title of version {n}") for n in (1, 2, 3)]
    cards = {compose(PAPER, order).title.plain for order in permutations(versions)}
    assert cards == {"Title of version 3"}


def test_a_later_saying_of_one_version_wins() -> None:
    card = compose(PAPER, [arxiv_record(title="First words"), arxiv_record(title="Mended words")])
    assert card.title.plain == "Mended words"


def test_what_one_saying_of_a_version_leaves_out_the_other_gives() -> None:
    listed = arxiv_record(categories=("physics.ao-ph",), comment=None)
    harvested = arxiv_record(abstract=None, authors=(), comment="Accepted", published_doi="10.5555/silt.1")
    cards = [compose(PAPER, order) for order in permutations((listed, harvested))]
    for card in cards:
        assert (card.comment, card.published_doi) == ("Accepted", "10.5555/silt.1")
        assert card.abstract is not None
        assert len(card.authors) == 2
        assert set(card.categories) == {"physics.ao-ph", "cs.LG"}
    mended = compose(PAPER, [replace(harvested, comment="Accepted"), arxiv_record(version=2)])
    assert (mended.comment, mended.published_doi) == (None, "10.5555/silt.1")


def test_a_withdrawal_has_no_reason_from_what_was_said_before_it() -> None:
    card = compose(PAPER, [journal_record(comment="12 pages"), journal_record(withdrawn=True)])
    assert (card.withdrawn, card.comment) == (True, None)


@pytest.mark.parametrize("journal_first", [True, False])
def test_the_preprint_gives_the_text_and_no_name_is_lost(journal_first: bool) -> None:
    preprint = arxiv_record(published_doi="10.5555/silt.1")
    journal = journal_record(
        identifiers=Identifiers(doi="10.5555/silt.1", pmid="123"),
        links=Links("https://deltas.example/1"),
        licence="CC BY",
    )
    records: list[Record] = [journal, preprint] if journal_first else [preprint, journal]
    card = compose(PAPER, records)
    assert card.source == "arxiv"
    assert card.title.plain == "Silt and Sand in Delta 1"
    assert card.identifiers == Identifiers(arxiv="2606.90001", doi="10.5555/silt.1", pmid="123")
    assert card.links.abstract == "https://deltas.example/1"
    assert card.licence == "CC BY"
    assert card.categories == ("physics.ao-ph", "cs.LG", "earth")
    assert card.field == "earth"


def test_what_the_winner_does_not_know_comes_from_the_next() -> None:
    bare = arxiv_record(abstract=None, authors=())
    journal = journal_record(abstract=Markup("<p>Sand matters.</p>", MarkupFormat.HTML), authors=(Author("C. Third"),))
    card = compose(PAPER, [bare, journal])
    assert card.abstract is not None
    assert card.abstract.plain == "Sand matters."
    assert card.authors == (Author("C. Third"),)


def test_whoever_takes_a_work_back_is_heard_and_says_why() -> None:
    preprint = arxiv_record(comment="12 pages")
    retracted = journal_record(withdrawn=True, comment="Retracted: https://doi.org/10.5555/notice")
    card = compose(PAPER, [preprint, retracted])
    assert (card.withdrawn, card.comment) == (True, "Retracted: https://doi.org/10.5555/notice")
    assert card.source == "arxiv"
    restored = compose(PAPER, [arxiv_record(withdrawn=True), arxiv_record(version=2)])
    assert not restored.withdrawn


def test_a_signal_gives_nothing_that_another_source_gives() -> None:
    signal = replace(arxiv_record(title="Of the signal", comment="3 upvotes"), source=SourceId("huggingface"))
    journal = journal_record(title=Markup("Of the journal"))
    card = compose(PAPER, [signal, journal])
    assert (card.title.plain, card.source, card.comment) == ("Of the journal", journal.source, "3 upvotes")


def test_an_abstract_of_nothing_is_no_abstract() -> None:
    record = arxiv_record(abstract=Markup(" \n ", MarkupFormat.TEX))
    assert compose(PAPER, [record]).abstract is None
    assert abstract_of([record]) is None


def test_mathematics_is_rendered_and_kept_as_tex_in_the_source_title() -> None:
    card = compose(PAPER, [arxiv_record(title="A $\\pi$-flux\n  lattice")])
    assert card.title.plain == "A π-flux lattice"
    assert "<math" in card.title.html
    assert card.title_source == "A $\\pi$-flux lattice"


@pytest.mark.parametrize(
    ("title", "markup", "plain", "html"),
    [
        (r"Silt \begin{itemize}\item $x$\end{itemize}", MarkupFormat.TEX, "Silt • x", "Silt • <math><mi>x</mi></math>"),
        ("Silt <ul><li><b>a</b><li>b</ul></details>c", MarkupFormat.HTML, "Silt • a • b c", "Silt • <b>a</b> • b c"),
        ("Silt\n\nSand", MarkupFormat.PLAIN, "Silt Sand", "Silt Sand"),
    ],
)
def test_a_title_is_one_line(title: str, markup: MarkupFormat, plain: str, html: str) -> None:
    record = replace(arxiv_record(), title=Markup(title, markup))
    card = compose(PAPER, [record])
    assert (card.title.plain, card.title.html) == (plain, html)
    assert "\n" not in card.title_source
    assert [version.title for version in versions_of([(record, NOON)])] == [plain]


@given(st.text(), st.sampled_from(list(MarkupFormat)))
def test_no_title_breaks_a_line(title: str, markup: MarkupFormat) -> None:
    card = compose(PAPER, [replace(arxiv_record(), title=Markup(title, markup))])
    for shown in (card.title.plain, card.title.html, card.title_source):
        assert shown.splitlines() in ([shown], [])
    assert "<br>" not in card.title.html


def test_versions_are_listed_once_each_with_the_earliest_sight() -> None:
    later = NOON.replace(hour=18)
    said = [(arxiv_record(version=2), later), (arxiv_record(), NOON), (arxiv_record(title="Mended"), later)]
    versions = versions_of(said)
    assert [(version.number, version.title, version.seen_at) for version in versions] == [
        (1, "Mended", NOON),
        (2, "Silt and Sand in Delta 1", later),
    ]


@pytest.mark.parametrize("server", ["biorxiv", "medrxiv", "arxiv"])
@pytest.mark.parametrize("stated", [None, "10.5555/stated"])
def test_the_articles_doi_is_told_beside_the_preprints(server: str, stated: str | None) -> None:
    own = "10.48550/arxiv.2606.90001" if server == "arxiv" else "10.1101/2026.06.01.123456"
    preprint = replace(arxiv_record(), source=SourceId(server), identifiers=Identifiers(doi=own), published_doi=stated)
    copy = replace(preprint, source=SourceId("europepmc"), key="PPR1", published_doi=None)
    article = journal_record(doi="10.1101/gr.281000.125")  # a journal of the publisher that runs bioRxiv
    for order in permutations((preprint, copy, article)):
        card = compose(PAPER, order)
        assert (card.identifiers.doi, card.published_doi) == (own, stated or article.identifiers.doi)
        assert givers_of(order)["published_doi"] is (preprint if stated else article)
    assert compose(PAPER, [preprint, copy]).published_doi == stated
    assert compose(PAPER, [article]).published_doi is None
    assert "published_doi" not in givers_of([article])
