"""BibTeX as programs and people write it: what is taken, and what a broken entry costs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from academichub.model import ReadReferences, Reference, Unread
from academichub.references import read_references


def read(text: str) -> ReadReferences:
    return read_references(text.encode(), "library.bib")


def only(text: str) -> Reference:
    found = read(text)
    assert found.unread == ()
    (reference,) = found.references
    return reference


def test_an_entry_whole() -> None:
    text = r"""
        % a comment with @article{nobody, title={x}}
        @article{silt2026,
          title    = {{Deep {\"U}ber-rivers} of {DNA} and $\alpha$-silt, 10\% \& more},
          author   = {Silt, Jane and Erd{\H{o}}s, P{\'a}l and {The Sand and Silt Collaboration}
                      and de la Boue, Jr., Karl and others},
          abstract = {We show that $x < y$.
                      And \emph{more}.},
          year = 2026, month = jun, doi = {10.5555/SILT\_1},
          eprint = {2606.24854v2}, archivePrefix = {arXiv},
        }"""
    assert only(text) == Reference(
        title="Deep Über-rivers of DNA and α-silt, 10% & more",
        abstract="We show that x < y. And more.",
        authors=("Jane Silt", "Pál Erdős", "The Sand and Silt Collaboration", "Karl de la Boue Jr."),
        identifiers=("arxiv:2606.24854", "doi:10.5555/silt_1"),
        year=2026,
    )


def test_strings_quotes_and_round_brackets() -> None:
    text = """@STRING{river = "Rivers" # { of }}
        @string(sand = {Sand})
        @InProceedings(key, Title = river # sand # " in {"}quotes{"}", date = "2020-05-04")"""
    assert only(text) == Reference('Rivers of Sand in "quotes"', year=2020)


def test_where_libraries_keep_identifiers() -> None:
    names = {
        "journal = {arXiv preprint arXiv:2101.00001}": "arxiv:2101.00001",
        "journal = {CoRR}, volume = {abs/2101.00002}": "arxiv:2101.00002",
        "url = {https://arxiv.org/abs/2101.00003v4}": "arxiv:2101.00003",
        r"howpublished = {\url{https://doi.org/10.5555/a_b}}": "doi:10.5555/a_b",
        "arxivId = {hep-th/9901001}": "arxiv:hep-th/9901001",
        "eprint = {12345678}, eprinttype = {pubmed}": "pmid:12345678",
        "note = {PMID: 23456789}": "pmid:23456789",
        "pmcid = {PMC765}": "pmcid:PMC765",
    }
    found = read("".join(f"@misc{{k{number}, {field}}}\n" for number, field in enumerate(names)))
    told = [name for reference in found.references for name in reference.identifiers]
    assert [name for name in names.values() if name not in told] == ["doi:10.5555/a_b"]  # an address without a field
    assert only(r"@misc{k, url = {\url{https://doi.org/10.5555/a_b}}}").identifiers == ("doi:10.5555/a_b",)


def test_a_broken_entry_costs_itself_alone_and_is_named() -> None:
    found = read(
        "@article{good1, title={One}}\n"
        "@article{open, title={A brace { is open,\n year=2020\n}\n"
        '@article{quote, title="Never closed, year=2020}\n'
        "@article{nothing}\n"
        "@article{word, title={Two} year}\n"
        "@article{good2, title={Three} year=2020}@article{good3, title={Four}}\n"
        "@article{cut, title={Fi"
    )
    assert [reference.title for reference in found.references] == ["One", "Three", "Four"]
    assert [unread.place for unread in found.unread] == [
        "line 2, open",
        "line 5, quote",
        "line 6, nothing",
        "line 7, word",
        "line 9, cut",
    ]
    assert "brace" in found.unread[0].reason
    assert "neither a title nor an identifier" in found.unread[2].reason


def test_strings_that_double_each_other_stay_small() -> None:
    doubling = "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60))
    found = read(f"@string{{s0 = {{silt}}}}\n{doubling}@misc{{k, title = s60, doi = {{10.5555/a}}}}\n")
    assert len(found.references[0].title) <= 2_000


def test_brackets_without_end_are_read_once() -> None:
    found = read("@misc{k, title=" + "{" * 900_000 + "\n@misc{l, title={Silt}}")
    assert found.references == (Reference("Silt"),)
    assert found.unread[0].place == "line 1, k"
    too_long = read("@misc{k, title={" + "x" * 1_000_001 + "}}")
    assert too_long == ReadReferences((), (Unread("line 1, k", "it is longer than 1,000,000 characters"),))


_WORDS = st.lists(st.from_regex(r"[A-Za-z][a-z]{2,8}", fullmatch=True), min_size=1, max_size=6).map(" ".join)


@given(st.lists(st.tuples(_WORDS, st.integers(1500, 2099)), unique_by=lambda one: one[0].lower(), max_size=5))
def test_what_is_written_comes_back(papers: list[tuple[str, int]]) -> None:
    text = "".join(
        f"@book{{k{n},\n title = {{{title}}},\n year = {year}\n}}\n" for n, (title, year) in enumerate(papers)
    )
    found = read(text + "@comment{end}") if papers else ReadReferences()
    keys = [title.replace(" ", "").lower() for title, _ in papers]
    if len(set(keys)) == len(keys):
        assert found.references == tuple(Reference(title, year=year) for title, year in papers)
