"""Identifiers in all their forms: one normal form each, and nothing that is none."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.identifiers import (
    ArxivId,
    RxivId,
    address_of,
    find_doi,
    parse_any,
    parse_arxiv,
    parse_doi,
    parse_issn,
    parse_orcid,
    parse_pmcid,
    parse_pmid,
    parse_rxiv,
)
from academichub.model import NO_IDENTIFIERS, Identifiers

NEW_STYLE = st.one_of(
    st.builds("{:02}{:02}.{:04}".format, st.integers(8, 14), st.integers(1, 12), st.integers(1, 9999)),
    st.builds("{:02}{:02}.{:05}".format, st.integers(15, 99), st.integers(1, 12), st.integers(1, 99999)),
)
OLD_STYLE = st.builds(
    "{}/{:02}{:02}{:03}".format,
    st.sampled_from(["hep-th", "math", "cond-mat", "q-alg", "cmp-lg"]),
    st.integers(92, 99),
    st.integers(1, 12),
    st.integers(1, 999),
)
ARXIV = st.builds(ArxivId, st.one_of(NEW_STYLE, OLD_STYLE), st.none() | st.integers(1, 9999))
ARXIV_FORMS = st.sampled_from(
    [
        "{}",
        " {}. ",
        "arXiv:{}",
        "ARXIV: {}",
        "arXiv preprint arXiv:{}",
        "oai:arXiv.org:{}",
        "(arXiv:{})",
        "arXiv:{} [cs.CV]",
        "https://arxiv.org/abs/{}",
        "http://www.arxiv.org/abs/{}?context=cs",
        "https://export.arxiv.org/abs/{}#comments",
        "https://arxiv.org/pdf/{}",
        "https://arxiv.org/pdf/{}.pdf",
        "https://arxiv.org/html/{}/",
        "arxiv.org/abs/{}",
        "10.48550/arXiv.{}",
        "https://doi.org/10.48550/ARXIV.{}",
    ]
)
DOI_TEXT = st.builds(
    "10.{}/{}".format,
    st.integers(1000, 99999),
    st.text(string.ascii_letters + string.digits + "-._;()/<>:#?%+é中", min_size=1, max_size=40),
)


@given(ARXIV, ARXIV_FORMS)
def test_every_form_of_an_arxiv_id_is_that_id(paper: ArxivId, form: str) -> None:
    assert parse_arxiv(form.format(paper)) == paper


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("math.GT/0309136", ArxivId("math/0309136")),
        ("Math.gt/0309136V2", ArxivId("math/0309136", 2)),
        ("hep-th/9901001v1", ArxivId("hep-th/9901001", 1)),
        ("0704.0001", ArxivId("0704.0001")),
        ("https://huggingface.co/papers/2606.24854", ArxivId("2606.24854")),
        ("hf.co/papers/2606.24854?ref=x", ArxivId("2606.24854")),
        ("https://www.alphaxiv.org/abs/2606.24854v2", ArxivId("2606.24854", 2)),
        ("alphaxiv.org/overview/hep-th/9901001", ArxivId("hep-th/9901001")),
        ("cond-mat/0703100", ArxivId("cond-mat/0703100")),
    ],
)
def test_arxiv_ids_have_one_normal_form(text: str, expected: ArxivId) -> None:
    assert parse_arxiv(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cs.CV",
        "2613.00001",  # no thirteenth month
        "0703.0001",  # before the new style
        "1412.00001",  # five digits came in 2015
        "1501.0001",
        "0000.0000",
        "2606.00000",
        "2606.24854v0",
        "2606.248541",
        "2606.24854 and more",
        "and/0309136",  # no archive
        "hep-th/0704001",  # the old style had ended
        "hep-th/9913001",
        "https://example.org/abs/2606.24854",
        "https://arxiv.org.example.org/abs/2606.24854",
        "٢٦٠٦.٢٤٨٥٤",  # digits, but not ASCII
        "2606.24854" + " " * 3000,
    ],
)
def test_what_is_no_arxiv_id(text: str) -> None:
    assert parse_arxiv(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1038/S41586-026-01234-5", "10.1038/s41586-026-01234-5"),
        ("doi:10.1038/abc", "10.1038/abc"),
        ("DOI: 10.1038/abc.", "10.1038/abc"),
        ("https://doi.org/10.1038/abc?utm_source=feed#top", "10.1038/abc"),
        ("http://dx.doi.org/10.1038%2Fabc", "10.1038/abc"),
        ("doi:https://doi.org/10.1038/abc", "10.1038/abc"),
        ("info:doi/10.1038/abc", "10.1038/abc"),
        ("(doi:10.1038/abc)", "10.1038/abc"),
        ("10.1016/0377-0427(95)00001-2).", "10.1016/0377-0427(95)00001-2"),
        ("10.1016/j.cell(2026)", "10.1016/j.cell(2026)"),
        ("10.1002/(SICI)10-4(98)4:3<338::AID-J>3.0.CO;2-B", "10.1002/(sici)10-4(98)4:3<338::aid-j>3.0.co;2-b"),
        ("https://www.science.org/doi/full/10.1126/science.abc1234?af=R", "10.1126/science.abc1234"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/anie.1/full", "10.1002/anie.1"),
        ("https://link.springer.com/content/pdf/10.1007/s1-2.pdf", "10.1007/s1-2"),
        ("https://journals.plos.org/one/article?id=10.1371/journal.pone.1&type=pdf", "10.1371/journal.pone.1"),
        ("https://www.biorxiv.org/content/10.64898/2026.07.13.738145v2.full.pdf", "10.64898/2026.07.13.738145"),
        ("https://www.medrxiv.org/content/10.1101/2026.01.02.26012345v1?rss=1", "10.1101/2026.01.02.26012345"),
        ("https://www.biorxiv.org/content/10.1101/2026.01.02.012345v2.full.pdf+html", "10.1101/2026.01.02.012345"),
        ("https://www.biorxiv.org/content/10.64898/sample.2026.06.901v2", "10.64898/sample.2026.06.901"),
        ("https://www.biorxiv.org/content/10.64898/sample.2026.06.901v2.full.pdf", "10.64898/sample.2026.06.901"),
        ("https://www.biorxiv.org/content/10.64898/sample.2026.06.901v2.full#F1", "10.64898/sample.2026.06.901"),
        ("https://medrxiv.org/content/10.64898/sample.2026.06.901v12.abstract?a=b", "10.64898/sample.2026.06.901"),
        ("https://biorxiv.org/content/10.1101/029900v3.supplementary-material", "10.1101/029900"),
        ("https://connect.biorxiv.org/content/10.1101/029900", "10.1101/029900"),
        ("10.1101/gr.123456.105v1", "10.1101/gr.123456.105v1"),  # a journal of the same prefix
        ("10.48550/arXiv.2606.24854v2", "10.48550/arxiv.2606.24854"),
        ("10.1000/é", "10.1000/é"),
        ("10.1000/a<>)", "10.1000/a"),
    ],
)
def test_dois_have_one_normal_form(text: str, expected: str) -> None:
    assert parse_doi(text) == expected
    assert parse_doi(expected) == expected


@pytest.mark.parametrize(
    "text",
    ["", "10.1038", "10.1038/", "10.1/abc", "11.1038/abc", "10.1038/ab cd", "see 10.1038/abc", "https://nature.com/x"],
)
def test_what_is_no_doi(text: str) -> None:
    assert parse_doi(text) is None


@given(DOI_TEXT)
def test_a_normal_doi_stays_as_it_is_and_survives_its_address(text: str) -> None:
    doi = parse_doi(text)
    if doi is not None:
        assert parse_doi(doi) == doi
        assert parse_doi(address_of("doi", doi)) == doi
        assert parse_doi(doi.upper().replace("É", "é")) == doi


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_exception_and_to_a_fixed_point(text: str) -> None:
    for parse in (parse_doi, parse_pmid, parse_pmcid, parse_orcid, parse_issn, find_doi):
        name = parse(text)
        assert name is None or parse(name) == name
    assert parse_any(text) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As shown (https://doi.org/10.1038/abc), it holds.", "10.1038/abc"),
        ('<a href="https://doi.org/10.1038/abc">10.1038/abc</a>', "10.1038/abc"),
        ("<p>10.1038/abc</p>", "10.1038/abc"),
        ("first 10.1000/one, then 10.1000/two", "10.1000/one"),
        ("doi=10.1038%2Fabc", "10.1038/abc"),
        ("version 310.1038/abc", None),
        ("version 10.2/3 and nothing else", None),
    ],
)
def test_a_doi_is_found_inside_text(text: str, expected: str | None) -> None:
    assert find_doi(text) == expected


def test_an_address_of_a_preprint_names_its_version() -> None:
    expected = RxivId("10.1101/029900", 3)
    assert parse_rxiv("https://www.biorxiv.org/content/10.1101/029900v3.full") == expected
    assert parse_rxiv("10.1101/029900") == RxivId("10.1101/029900")
    assert parse_rxiv("10.1101/gr.1234.105") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31452104", "31452104"),
        ("PMID: 00123", "123"),
        ("pmid:123", "123"),
        ("https://pubmed.ncbi.nlm.nih.gov/31452104/?from=x", "31452104"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/31452104", "31452104"),
        ("https://europepmc.org/article/MED/31452104", "31452104"),
        ("0", None),
        ("PMC123", None),
        ("12a", None),
        ("1234567890123", None),
    ],
)
def test_pubmed_ids(text: str, expected: str | None) -> None:
    assert parse_pmid(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PMC1234567", "PMC1234567"),
        ("PMCID: pmc1234567.2", "PMC1234567"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC123/", "PMC123"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123/pdf/x.pdf", "PMC123"),
        ("https://europepmc.org/article/PMC/PMC123", "PMC123"),
        ("1234567", None),
        ("PMC", None),
    ],
)
def test_pubmed_central_ids(text: str, expected: str | None) -> None:
    assert parse_pmcid(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("000000021825009 7".replace(" ", ""), "0000-0002-1825-0097"),
        ("0000-0002-1825-0098", None),
        ("0000-0002-1825", None),
    ],
)
def test_orcids_are_checked(text: str, expected: str | None) -> None:
    assert parse_orcid(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0028-0836", "0028-0836"),
        ("ISSN 00280836", "0028-0836"),
        ("urn:issn:1476-4687", "1476-4687"),
        ("eISSN: 2434-561x", "2434-561X"),
        ("https://portal.issn.org/resource/ISSN/0028-0836", "0028-0836"),
        ("0028-0837", None),
        ("0028-083", None),
    ],
)
def test_issns_are_checked(text: str, expected: str | None) -> None:
    assert parse_issn(text) == expected


@given(st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_breaks_an_orcid(position: int, change: int) -> None:
    digits = "0000000218250097"
    wrong = digits[:position] + str((int(digits[position]) + change) % 10) + digits[position + 1 :]
    assert parse_orcid(digits)
    assert parse_orcid(wrong) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arxiv:2606.24854", Identifiers(arxiv="2606.24854")),
        ("https://arxiv.org/pdf/2606.24854v3", Identifiers(arxiv="2606.24854")),
        ("doi:10.1038/abc", Identifiers(doi="10.1038/abc")),
        ("10.48550/arXiv.2606.24854", Identifiers(arxiv="2606.24854", doi="10.48550/arxiv.2606.24854")),
        ("pmid:123", Identifiers(pmid="123")),
        ("PMC123", Identifiers(pmcid="PMC123")),
        ("2026", NO_IDENTIFIERS),
        ("robots that fold laundry", NO_IDENTIFIERS),
        ("", NO_IDENTIFIERS),
    ],
)
def test_a_reader_may_paste_anything(text: str, expected: Identifiers) -> None:
    assert parse_any(text) == expected


BARE_NUMBERS = st.text(st.sampled_from("0123456789 .,;:()[]<>/?#-_'\"\u00a0٣５"), max_size=20)


@given(BARE_NUMBERS)
def test_a_number_without_its_prefix_is_no_pubmed_id(text: str) -> None:
    found = parse_any(text)
    assert (found.pmid, found.pmcid) == (None, None)


@given(st.sampled_from(["arxiv:", "doi:", "pmid:", "pmcid:", "https://", ""]), st.text(max_size=40))
def test_what_is_named_is_named_again_by_its_normal_form(prefix: str, text: str) -> None:
    found = parse_any(prefix + text)
    for scheme in ("arxiv", "doi", "pmid", "pmcid"):
        if (name := getattr(found, scheme)) is not None:
            assert getattr(parse_any(f"{scheme}:{name}"), scheme) == name


@pytest.mark.parametrize(
    "text",
    [
        "1.",
        "(12345678)",
        "12345678?x=1",
        "pmid:123/",
        "pmid:123#page",
        "PMC123/anything",
        "PMC123?x",
        "https://example.org/release-10.2024/notes",
        "https://example.org/v10.2024/notes",
    ],
)
def test_what_is_nearly_an_identifier_names_nothing(text: str) -> None:
    assert parse_any(text) == NO_IDENTIFIERS


def test_addresses_are_built_from_the_normal_form() -> None:
    paper = ArxivId("2606.24854", 2)
    assert paper.abstract_url == "https://arxiv.org/abs/2606.24854v2"
    assert paper.pdf_url == "https://arxiv.org/pdf/2606.24854v2"
    assert paper.doi == "10.48550/arxiv.2606.24854"


@pytest.mark.parametrize(
    ("scheme", "name", "address"),
    [
        ("arxiv", "hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
        ("doi", "10.1002/a<b>#c", "https://doi.org/10.1002/a%3Cb%3E%23c"),
        ("pmid", "31452104", "https://pubmed.ncbi.nlm.nih.gov/31452104/"),
        ("pmcid", "PMC123", "https://pmc.ncbi.nlm.nih.gov/articles/PMC123/"),
    ],
)
def test_every_scheme_has_an_address_that_names_the_same_work(scheme: str, name: str, address: str) -> None:
    assert address_of(scheme, name) == address
    assert getattr(parse_any(address), scheme) == name
