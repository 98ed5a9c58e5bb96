"""Any bytes at all: encodings, formats by content and name, limits, and what must never happen."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from academichub.errors import ParseError
from academichub.model import Reference
from academichub.references import LARGEST_FILE, MOST_ENTRIES, MOST_UNREAD, read_references
from academichub.references.entries import Entry
from academichub.references.reading import collected
from tests.references.test_formats import CSV, PUBMED, RDF, RIS

ENTRY = "@article{k, title={Über den Schlick – silt}, author={Sønd, Ç}}\n"
SCHLICK = Reference("Über den Schlick – silt", authors=("Ç Sønd",))
SEEDS = (ENTRY, RIS, PUBMED, CSV, RDF, '[{"title": "Silt", "DOI": "10.5555/a"}]', "10.5555/a 2606.24854\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings(encoding: str, end: str) -> None:
    text = ENTRY.replace("\n", end)
    assert read_references(text.encode(encoding), "a.bib").references == (SCHLICK,)


def test_a_library_pasted_together_of_two_encodings() -> None:
    data = ENTRY.encode() + "@misc{l, title={Mündung}}\n".encode("latin-1")
    assert read_references(data, "a.bib").references == (SCHLICK, Reference("Mündung"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \r\n \n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (bytes(range(256)), "no text"),
        (b"Dear diary, today I read nothing.\n", "no references were found"),
        (b"<html><body>10.5555/a</body></html>", "no references were found"),
        (b"# 10.5555/a\n", "no references were found"),
        (b"[[1, 2", "not whole"),
        (b"[]", "no references were found"),
    ],
)
def test_what_is_nothing_of_the_kind_says_why(data: bytes, message: str) -> None:
    with pytest.raises(ParseError, match=f"library.bib: .*{message}"):
        read_references(data, "some/library.bib")


def test_the_content_wins_over_a_wrong_name() -> None:
    assert read_references(ENTRY.encode(), "a.csv").references == (SCHLICK,)
    assert read_references(RIS.encode(), "a.bib").references[0].title == "Silt moves"


def test_limits_are_told() -> None:
    with pytest.raises(ParseError, match="larger than 50 MiB"):
        read_references(b"x" * (LARGEST_FILE + 1), "a.bib")
    assert MOST_ENTRIES == 100_000
    read = collected((Entry(f"line {n}", title=f"t{n}") for n in range(12)), most=10)
    assert len(read.references) == 10
    assert [(one.place, "no more than 10 entries" in one.reason) for one in read.unread] == [("line 10", True)]
    read = read_references(b"@misc{k}\n" * (MOST_UNREAD + 5), "a.bib")
    assert len(read.unread) == MOST_UNREAD + 1
    assert read.unread[-1].reason.startswith("5 further")


@pytest.mark.parametrize(
    ("piece", "name"),
    [
        (b"@", "a.bib"),
        (b"@misc{", "a.bib"),
        (b"@misc{k,title={\n", "a.bib"),
        (b"TY  - \n", "a.ris"),
        (b"[", "a.json"),
        (b'{"items":', "a.json"),
        (b'"x\n', "a.csv"),
        (b"<a>", "a.rdf"),
        (b"10.5555/((", "a.txt"),
        (b"$x^{", "a.txt"),
    ],
)
def test_much_of_one_thing_ends(piece: bytes, name: str) -> None:
    heads = (b"", b"title,doi\n", b"<rdf:RDF>", b"@misc{k, title={")
    for data in (head + piece * (200_000 // len(piece)) for head in heads):
        try:
            read_references(data, name)
        except ParseError:
            continue


def mutants() -> st.SearchStrategy[bytes]:
    """Real files with pieces cut out, doubled, or replaced by anything."""
    cuts = st.tuples(st.sampled_from(SEEDS), st.integers(0, 2000), st.integers(0, 2000), st.binary(max_size=20))
    return cuts.map(lambda cut: (text := cut[0].encode())[: cut[1] % len(text)] + cut[3] + text[cut[2] % len(text) :])


@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")), mutants()
    )
)
@example(b'[{"title": "\\ud800"}]')
@example(b"@misc{k, title={\xff\xfe\x00}}")
@example("doi\n\ud800".encode("utf-16-le", "surrogatepass"))
def test_only_parse_error_escapes_and_what_is_read_is_sound(data: bytes) -> None:
    for name in ("a.bib", "a.json"):
        try:
            read = read_references(data, name)
        except ParseError as error:
            str(error).encode()
            continue
        for one in read.references:
            assert one.title or one.identifiers
            assert "\n" not in one.title
            assert " ".join((one.title, one.abstract, *one.authors, *one.identifiers)).encode()
        for unread in read.unread:
            assert unread.place
            assert f"{unread.place}{unread.reason}".encode()


@given(st.permutations(["10.5555/a", "10.5555/b", "2606.24854", "10.5555/A", "arXiv:2606.24854v2", "PMID:7"]))
def test_each_paper_comes_once_in_any_order(names: list[str]) -> None:
    read = read_references("\n".join(names).encode(), "a.txt")
    told = [name for one in read.references for name in one.identifiers]
    assert sorted(told) == ["arxiv:2606.24854", "doi:10.5555/a", "doi:10.5555/b", "pmid:7"]
