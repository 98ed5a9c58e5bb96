"""Who wrote it, when, and under which identifiers: the small readings, one table each."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.model import Author, Identifiers
from academichub.sources.feed_authors import read_authors
from academichub.sources.feed_dates import announced_on, parse_date
from academichub.sources.feed_wire import WireAuthor
from tests.sources.feeding import item, only, records, rss

TODAY = date(2026, 6, 24)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Ana Bee, Cy Dee, Eve Eff", ["Ana Bee", "Cy Dee", "Eve Eff"]),
        ("Ana Bee, Cy Dee, and Eve Eff", ["Ana Bee", "Cy Dee", "Eve Eff"]),
        ("Ana Bee and Cy Dee", ["Ana Bee", "Cy Dee"]),
        ("A. Bee & C. Dee", ["A. Bee", "C. Dee"]),
        ("Bee, Ana; Dee, Cy", ["Ana Bee", "Cy Dee"]),
        ("Bee, Ana", ["Ana Bee"]),
        ("van der Bee, Ana", ["Ana van der Bee"]),
        ("Bee, A., Dee, C. D., Van Eff, E.", ["A. Bee", "C. D. Dee", "E. Van Eff"]),
        ("Bee A, Dee CD, Eff E. ", ["A Bee", "CD Dee", "E. Eff"]),
        ("Ana Bee (MIT, Cambridge), Cy Dee", ["Ana Bee", "Cy Dee"]),
        ("Ana Bee, Ph.D., Cy Dee, Jr., Eve Eff, M.D.", ["Ana Bee", "Cy Dee Jr", "Eve Eff"]),
        ("ana@a.example (Ana Bee)", ["Ana Bee"]),
        ("Ana Bee <ana@a.example>", ["Ana Bee"]),
        ("noreply@a.example", []),
        ("Ana Bee, et al.", ["Ana Bee"]),
        ("By Ana Bee", ["Ana Bee"]),
        ("范存祥,林志斌，俞雅丽", ["范存祥", "林志斌", "俞雅丽"]),
        ("刘星月 李长春", ["刘星月", "李长春"]),
        ("Ji Pu, Xin-He Lai", ["Ji Pu", "Xin-He Lai"]),
        ("Ana Bee, ana bee", ["Ana Bee"]),
        ("Department of Physics and Astronomy", ["Department of Physics and Astronomy"]),
        ("Journal of Examples", []),
        ("<b>Ana</b> B&eacute;e", ["Ana Bée"]),
        ("Plato", ["Plato"]),
        ("", []),
        ("123, ..., ;", []),
    ],
)
def test_one_string_of_names_becomes_names(said: str, expected: list[str]) -> None:
    assert [author.name for author in only(dc_creator=said).authors] == expected


def test_each_of_several_creators_is_one_person() -> None:
    said = [WireAuthor("Garcia Lopez, Maria Jose"), WireAuthor("Bee, Ana"), WireAuthor("The Shade Consortium")]
    assert read_authors(said) == (
        Author("Maria Jose Garcia Lopez"),
        Author("Ana Bee"),
        Author("The Shade Consortium", is_group=True),
    )


def test_an_affiliation_in_parentheses_is_kept_apart() -> None:
    (author,) = only(dc_creator="Ana Bee (Institute of Shade, Oslo)").authors
    assert author == Author("Ana Bee", affiliation="Institute of Shade, Oslo")


@given(st.text(max_size=300))
def test_authors_of_any_text_have_a_name_each_once(text: str) -> None:
    names = [author.name.casefold() for author in read_authors([WireAuthor(text)])]
    assert len(set(names)) == len(names)
    assert all(any(character.isalpha() for character in name) for name in names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 23 Jun 2026 23:30:00 -0800", date(2026, 6, 23)),
        ("23 Jun 26 10:00 GMT", date(2026, 6, 23)),
        ("2026-06-23T23:30:00-08:00", date(2026, 6, 23)),
        ("2021-11-24T02:34:50+0900", date(2021, 11, 24)),
        ("2026-06", date(2026, 6, 1)),
        ("20260623", date(2026, 6, 23)),
        ("2021/10/16 9:23:28", date(2021, 10, 16)),
        ("24 June 2026", date(2026, 6, 24)),
        ("June 24th, 2026", date(2026, 6, 24)),
        ("Available online 14 June 2026", date(2026, 6, 14)),
        ("December 2026", date(2026, 12, 1)),
        ("2026 Jun 3", date(2026, 6, 3)),
        ("Fri Mar 27 10:00:00 2026", date(2026, 3, 27)),
        ("2026年6月23日", date(2026, 6, 23)),
        ("2026", None),
        ("2026-13-01", None),
        ("31 Feb 2026", None),
        ("0001-01-01T00:00:00Z", None),
        ("2099-01-01", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_in_all_their_ways(text: str, expected: date | None) -> None:
    assert parse_date(text, TODAY) == expected


@given(
    st.dates(date(1900, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%a, %d %b %Y 08:00:00 GMT", "%d %B %Y"]),
)
def test_a_written_date_reads_as_itself(day: date, form: str) -> None:
    assert parse_date(day.strftime(form), TODAY) == day


def test_a_cover_date_ahead_says_less_than_the_day_of_publication() -> None:
    assert only(prism_publicationDate="2026-12-01", pubDate="Mon, 22 Jun 2026 08:00:00 GMT").posted_on == date(
        2026, 6, 22
    )
    assert only(prism_publicationDate="2026-12-01").posted_on == date(2026, 12, 1)


@given(st.none() | st.dates(), st.none() | st.dates(), st.dates())
def test_no_entry_is_announced_ahead_of_today_or_before_the_last_visit(
    posted: date | None, last: date | None, today: date
) -> None:
    day = announced_on(posted, last, today)
    assert day <= today
    assert last is None or day >= min(last, today)


DOI = "10.5555/shade.2026.1"


@pytest.mark.parametrize(
    "fields",
    [
        {"prism_doi": DOI},
        {"prism_doi": f"https://doi.org/{DOI}"},
        {"dc_identifier": f"doi:{DOI.upper()}"},
        {"dc_source": f"Shade, Published online: 2026-06-24; | doi:{DOI}"},
        {"guid": DOI},
        {"guid": f"http://dx.doi.org/{DOI}?rft_dat=source%3Drss"},
        {"link": f"https://shade.example/doi/full/{DOI}?af=R"},
        {"link": f"https://shade.example/doi/abs/{DOI.replace('/', '%2F')}"},
        {"link": f"https://shade.example/article?id={DOI}"},
        {"link": f"https://pubs.shade.example/ss/article/doi/{DOI}/5288290/Shade-of-oaks-in-one"},
        {"description": f"<p>ShadeKeys 1: 2-3</p><p>DOI: {DOI}</p><p>Text of the paper.</p>"},
        {"description": f"J Shade. 2026 Jun 10. doi: {DOI}. Online ahead of print."},
        # the paper's own DOI stands in a field; its text speaks of others
        {"prism_doi": DOI, "description": "This corrects the article DOI: 10.5555/shade.2025.9."},
        {"link": f"https://doi.org/{DOI}", "description": "Comment on doi:10.5555/a.1 and doi:10.5555/b.2."},
    ],
)
def test_the_doi_is_found_wherever_it_hides(fields: dict[str, str]) -> None:
    assert only(**fields).identifiers.doi == DOI


@pytest.mark.parametrize(
    "text",
    [
        "This corrects the article DOI: 10.5555/shade.2025.9.",
        "We comment on a recent paper (doi: 10.5555/shade.2025.9) about shade.",
        "Data are available at the archive under doi:10.5061/dryad.abc123 for all to use.",
        "See https://doi.org/10.5555/shade.2025.9 for the method.",
        "The papers doi:10.5555/a.1 and doi:10.5555/b.2 disagree about shade.",
    ],
)
def test_a_doi_of_another_work_is_not_the_papers_own(text: str) -> None:
    assert only(description=text).identifiers.doi is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"guid": "pubmed:34899011"}, Identifiers(pmid="34899011")),
        ({"link": "https://pubmed.ncbi.nlm.nih.gov/34899011/?utm_source=x&v=2"}, Identifiers(pmid="34899011")),
        ({"dc_identifier": "pmid:34899011"}, Identifiers(pmid="34899011")),
        ({"dc_identifier": "pmc:PMC8632875"}, Identifiers(pmcid="PMC8632875")),
        ({"guid": "oai:arXiv.org:2606.24854v1"}, Identifiers(arxiv="2606.24854")),
        ({"link": "http://arxiv.org/abs/2606.24854v2"}, Identifiers(arxiv="2606.24854")),
        ({"link": "https://www.nature.com/articles/s41586-026-00001-2"}, Identifiers(doi="10.1038/s41586-026-00001-2")),
        ({"link": "https://elifesciences.org/articles/54321"}, Identifiers(doi="10.7554/elife.54321")),
    ],
)
def test_other_identifiers(fields: dict[str, str], expected: Identifiers) -> None:
    assert only(**fields).identifiers == expected


def test_the_key_is_the_id_else_the_address_else_the_doi() -> None:
    """The address before the DOI: a feed may learn the DOI later, and the work keeps its key."""
    assert only(guid="tag:a,1", prism_doi=DOI).key == "tag:a,1"
    assert only(guid="", prism_doi=DOI).key == only(guid="").key == "https://journal.example/p/1"
    assert only(guid="", link="https://journal.example/p/1?utm_source=rss").key == "https://journal.example/p/1"
    assert only(guid="", link=f"https://doi.org/{DOI}").key == DOI


@pytest.mark.parametrize(
    ("ids", "key"),
    [
        ([f"http://dx.doi.org/{DOI}", f"https://doi.org/{DOI}", DOI], DOI),
        (
            ["https://chemrxiv.org/doi/full/10.26434/chemrxiv.1500/v1", "10.26434/chemrxiv.1500/v2"],
            "10.26434/chemrxiv.1500",
        ),
    ],
)
def test_a_work_keeps_its_key_when_its_id_changes_its_dress(ids: list[str], key: str) -> None:
    assert {record.key for name in ids for record in records(rss(item(guid=name)))} == {key}


def test_a_second_version_of_a_preprint_keeps_the_key() -> None:
    feeds = [
        rss(
            item(
                guid=f"http://biorxiv.org/cgi/content/short/2026.06.01.123456v{n}",
                dc_identifier="doi:10.1101/2026.06.01.123456",
            )
        )
        for n in (1, 2)
    ]
    assert {records(feed)[0].key for feed in feeds} == {"10.1101/2026.06.01.123456"}
