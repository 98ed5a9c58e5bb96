"""The sample's content: the papers, sources, fields and awkward cases it promises, and nothing that could be real."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from academichub.model import Kind
from academichub.sample import SAMPLE_TODAY, load_sample
from academichub.sample.listing import Listing, kind_seen_from
from academichub.sample.upstream import SAMPLE_CATEGORIES
from academichub.taxonomy import OTHER, field_of, is_field

EDITION = load_sample()
EVERY = [(source, listing) for source, listings in EDITION.listings.items() for listing in listings]
PREPRINTS = ("arxiv", "biorxiv", "medrxiv")


def works() -> set[str]:
    """A work is known by its DOI of record where it has one, so that preprint and journal version are one."""
    return {listing.doi or listing.key for _, listing in EVERY}


def field_of_listing(source: str, listing: Listing) -> str:
    journal = EDITION.journals.get(source)
    return journal.field if journal else field_of(listing.categories[0], source)


def texts() -> str:
    return "\n".join(f"{one.title}\n{one.abstract}\n{one.content}\n{one.authors}" for _, one in EVERY)


def test_about_sixty_works_from_eight_sources_over_ten_fields() -> None:
    assert 55 <= len(works()) <= 65
    assert len(EDITION.listings) == 8
    assert set(EDITION.listings) == {*PREPRINTS, *EDITION.journals}
    fields = {field_of_listing(source, listing) for source, listing in EVERY}
    assert len(fields - {OTHER}) >= 10
    assert OTHER not in fields
    assert all(is_field(journal.field) for journal in EDITION.journals.values())


def test_most_papers_on_the_sample_day_a_dozen_before_and_a_few_earlier() -> None:
    days = Counter(listing.listed_on for _, listing in EVERY)
    assert tuple(sorted(days)) == (date(2026, 6, 12), date(2026, 6, 15), SAMPLE_TODAY)
    assert date(2026, 6, 16) == SAMPLE_TODAY
    assert SAMPLE_TODAY.strftime("%A") == "Tuesday"
    assert days[SAMPLE_TODAY] > 2 * days[date(2026, 6, 15)]
    assert 10 <= days[date(2026, 6, 15)] <= 14
    for source, listings in EDITION.listings.items():
        assert any(listing.listed_on == SAMPLE_TODAY for listing in listings), source


def test_no_version_is_listed_twice_and_versions_rise_with_the_days() -> None:
    names = Counter((source, listing.key, listing.version) for source, listing in EVERY)
    assert [name for name, n in names.items() if n > 1] == []
    for source, listings in EDITION.listings.items():
        for key in {listing.key for listing in listings}:
            versions = [one.version for one in sorted(listings, key=lambda one: one.listed_on) if one.key == key]
            assert versions == sorted(versions), (source, key)


def test_no_paper_can_be_taken_for_a_real_one() -> None:
    for source, listing in EVERY:
        if source == "arxiv":
            assert re.fullmatch(r"2[56]\d\d\.90\d{3}", listing.key)  # no month of arXiv has come near 90,000 papers
        elif source in PREPRINTS:
            assert re.fullmatch(r"10\.64898/sample\.\d{4}\.\d\d\.9\d\d", listing.key)
        else:
            assert ".example" in listing.key or listing.key.startswith("https://doi.org/10.5555/sample.")
    assert all(one.doi is None or one.doi.startswith("10.5555/sample.") for _, one in EVERY)
    assert all(journal.name.startswith("Sample ") for journal in EDITION.journals.values())
    hosts = set(re.findall(r"https?://([^/\s\"<}]+)", texts()))
    assert {host for host in hosts if not host.endswith(".example")} == {"github.com"}
    assert set(re.findall(r"github\.com/([\w-]+)", texts())) == {"example"}


def test_titles_are_told_apart_and_only_the_preprint_shares_its_journals() -> None:
    titles = Counter((source, listing.title.casefold()) for source, listing in EVERY if listing.version == 1)
    assert max(titles.values()) == 1
    shared = [doi for doi, n in Counter(one.doi for _, one in EVERY if one.doi and one.version == 1).items() if n > 1]
    assert shared == ["10.5555/sample.mat.2026.014"]


def test_abstracts_have_the_length_of_real_ones() -> None:
    lengths = [len(re.sub(r"<[^>]*>", " ", one.abstract or "").split()) for _, one in EVERY]
    assert sum(90 <= length <= 200 for length in lengths) >= 52
    assert max(lengths) <= 200


def test_every_kind_of_announcement_is_seen_in_arxivs_feed() -> None:
    kinds = {kind_seen_from(listing, SAMPLE_CATEGORIES) for listing in EDITION.listings["arxiv"]}
    assert kinds == {Kind.NEW, Kind.CROSS, Kind.REPLACE, Kind.REPLACE_CROSS, Kind.ABSONLY}


@pytest.mark.parametrize(
    ("case", "pattern"),
    [
        ("inline mathematics", r"\$\\mathcal\{O\}\(n\\log n\)\$"),
        ("displayed mathematics", r"\$\$.+\$\$"),
        ("a displayed environment", r"\\begin\{equation\}.+\\end\{equation\}"),
        ("TeX accents", r"Na\\\"\{\\i\}ve"),
        ("emphasis", r"\\emph\{.+?\}"),
        ("bold", r"\\textbf\{.+?\}"),
        ("a link in TeX", r"\\href\{https://github\.com/example/.+?\}\{.+?\}"),
        ("an escaped percent", r"\d\\%"),
        ("a macro nobody knows", r"\\method\b"),
        ("currency", r"\$5 and \$10\b"),
        ("Polish", "Łukasz"),
        ("Vietnamese", "Đặng"),
        ("Swedish", "Ångström"),
        ("a Chinese name", "林静禾"),
        ("a Chinese abstract", r"本文利用\d{4}年"),
        ("italics in a title", r"(?m)^Printing .*<i>Ulva</i> .*CaCO<sub>3</sub>"),
        ("JATS", "<jats:italic>N</jats:italic>"),
        ("a structured abstract", "<h3>Background</h3>.*<h3>Methods</h3>"),
        ("debris of headings", "O_ST_ABSMethodsC_ST_ABS"),
        ("glued headings", r"(?<!_ABS)MethodsWe randomised"),
        ("a date and authors in the abstract's place", r"Publication date: .*Author\(s\): "),
        ("an address of code", r"https://github\.com/example/tideglass"),
    ],
)
def test_the_awkward_text_is_there(case: str, pattern: str) -> None:
    assert re.search(pattern, texts()), case


def test_the_awkward_papers_are_there() -> None:
    arxiv = EDITION.listings["arxiv"]
    assert any(len(one.categories) == 3 for one in arxiv)
    assert any((one.abstract or "").count("$") == 1 for one in arxiv)
    assert any("\n" in (one.abstract or "") for one in arxiv)
    assert any("(" in author and "," in author for one in arxiv for author in one.authors)
    assert {40} == {len(one.authors) for one in arxiv if len(one.authors) > 10}
    assert any("Collaboration" in one.authors[0] for one in arxiv)
    assert any((one.abstract or "").count(". ") == 0 and one.kind is Kind.NEW for one in arxiv)
    assert {one.version for one in arxiv if one.kind is Kind.REPLACE} == {2, 3}
    withdrawn = {source for source, one in EVERY if one.kind is Kind.WITHDRAWN}
    assert withdrawn == {"arxiv", "biorxiv"}


def test_the_awkward_entries_of_journals_are_there() -> None:
    entries = [one for source, one in EVERY if source in EDITION.journals]
    assert any(one.abstract is None for one in entries)
    twice = [one for one in entries if one.abstract and len(one.abstract) % 2 and _repeats(one.abstract)]
    assert len(twice) == 1
    assert any(one.doi is None and "/doi/full/10.5555/" in one.address for one in entries)
    assert any(author.endswith("Consortium") for one in entries for author in one.authors)
    assert len({journal.format for journal in EDITION.journals.values()}) == 4


def _repeats(text: str) -> bool:
    half = len(text) // 2
    return text[:half] == text[half + 1 :]
