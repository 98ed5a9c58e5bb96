"""RIS, JSON, RDF, CSV and lists: what is taken of each, and what a bad entry costs."""

from __future__ import annotations

import json

import pytest

from academichub.errors import ParseError
from academichub.model import ReadReferences, Reference, Unread
from academichub.references import read_references

WHOLE = Reference(
    "Silt moves", "We watched silt.", ("Jane Silt", "R. Sand"), ("arxiv:2606.24854", "doi:10.5555/silt.1"), 2026
)

RIS = """TY  - JOUR
TI  - Silt
moves
AU  - Silt, Jane
AU  - Sand, R.
PY  - 2026/06/24/
AB  - We watched silt.
DO  - https://doi.org/10.5555/SILT.1
UR  - https://arxiv.org/abs/2606.24854v2
ER  -
"""

PUBMED = """PMID- 12345678
LID - 10.5555/silt.1 [doi]
TI  - Silt
      moves
FAU - Silt, Jane
AU  - Silt J
DP  - 2026 Jun
"""

ZOTERO_DATA = {
    "itemType": "preprint",
    "title": "Silt <i>moves</i>",
    "abstractNote": "We watched silt.",
    "creators": [
        {"creatorType": "author", "firstName": "Jane", "lastName": "Silt"},
        {"creatorType": "author", "name": "R. Sand"},
        {"creatorType": "editor", "firstName": "Not", "lastName": "Me"},
    ],
    "DOI": "10.5555/SILT.1",
    "archiveID": "arXiv:2606.24854",
    "date": "June 24, 2026",
}

CSL = {
    "id": "silt2026",
    "type": "article",
    "title": "Silt moves",
    "abstract": "We watched silt.",
    "author": [{"family": "Silt", "given": "Jane"}, {"literal": "R. Sand"}],
    "issued": {"date-parts": [["2026", 6, 24]]},
    "DOI": "10.5555/SILT.1",
    "note": "Comment: 3 pages\narXiv: 2606.24854 [cs]",
}

CSV = (
    '"Key","Item Type","Publication Year","Author","Title","DOI","Url","Abstract Note","Extra"\n'
    '"K","preprint","2026","Silt, Jane; Sand, R.","Silt\nmoves","10.5555/silt.1","","We watched silt.",'
    '"arXiv:2606.24854 [cs]"\n'
    '"L","attachment","","","Full text","","https://arxiv.org/pdf/2606.99999","",""\n'
)

RDF = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<bib:Article rdf:about="https://arxiv.org/abs/2606.24854"><z:itemType>journalArticle</z:itemType>
 <dcterms:isPartOf rdf:resource="urn:issn:0028-0836"/>
 <bib:authors><rdf:Seq>
  <rdf:li><foaf:Person><foaf:surname>Silt</foaf:surname><foaf:givenName>Jane</foaf:givenName></foaf:Person></rdf:li>
  <rdf:li><foaf:Person><foaf:surname>R. Sand</foaf:surname></foaf:Person></rdf:li>
 </rdf:Seq></bib:authors>
 <dc:title>Silt moves</dc:title><dcterms:abstract>We watched silt.</dcterms:abstract><dc:date>2026-06-24</dc:date>
</bib:Article>
<bib:Journal rdf:about="urn:issn:0028-0836"><dc:title>Mud</dc:title><dc:identifier>DOI 10.5555/silt.1</dc:identifier>
</bib:Journal>
<z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title></z:Attachment>
</rdf:RDF>"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (RIS, "a.ris"),
        (RIS, "a.txt"),
        (json.dumps([CSL]), "a.json"),
        (json.dumps(CSL), "a"),
        (json.dumps({"config": {}, "items": [ZOTERO_DATA]}), "better-bibtex.json"),
        (json.dumps([{"key": "K", "version": 3, "data": ZOTERO_DATA}]), "api.json"),
        (CSV, "a.csv"),
        (CSV.replace('","', '"\t"'), "a.tsv"),
        (RDF, "a.rdf"),
    ],
)
def test_every_format_tells_the_same(text: str, name: str) -> None:
    assert read_references(text.encode(), name) == ReadReferences((WHOLE,))


def test_pubmed_is_read_as_the_kin_of_ris() -> None:
    read = read_references(PUBMED.encode(), "pubmed.txt")
    assert read.references == (
        Reference("Silt moves", "", ("Jane Silt",), ("doi:10.5555/silt.1", "pmid:12345678"), 2026),
    )


def test_ris_without_ends_and_with_an_empty_entry() -> None:
    read = read_references(
        b"TY  - JOUR\nT1  - One\nTY  - JOUR\nAU  - Silt, J\nTY  - CHAP\nTI  - Two\nER  - \n", "a.ris"
    )
    assert [one.title for one in read.references] == ["One", "Two"]
    assert [one.place for one in read.unread] == ["line 3"]


def test_json_whose_items_are_of_every_kind() -> None:
    items = (
        '[{"title": "One"}, 7, {"title": 8, "DOI": ["x"], "author": {}}, {"a": }, {"title": null}, {"title": "Two"}]'
    )
    read = read_references(items.encode(), "a.json")
    assert [one.title for one in read.references] == ["One", "8", "Two"]
    assert [one.place for one in read.unread] == ["item 2", "item 4", "item 5"]
    with pytest.raises(ParseError, match=r"a\.json: the JSON is not whole"):
        read_references(items[:-4].encode(), "a.json")


def test_an_issue_that_two_articles_share_names_neither() -> None:
    start, end = RDF.index("<bib:Article"), RDF.index("<bib:Journal")
    second = RDF[start:end].replace("2606.24854", "2606.24855").replace("Silt moves", "Sand stays")
    read = read_references((RDF[:end] + second + RDF[end:]).encode(), "a.rdf")
    assert [one.identifiers for one in read.references] == [("arxiv:2606.24854",), ("arxiv:2606.24855",)]


def test_rdf_that_is_cut_says_so() -> None:
    read = read_references(RDF[: RDF.index("<bib:Journal")].encode(), "a.rdf")
    assert [one.title for one in read.references] == ["Silt moves"]
    assert read.unread[0].place == "the file"


def test_csv_rows_that_cannot_be_read() -> None:
    text = f'doi;title\n10.5555/a;One\n\n;"{"x" * 140_000}"\n;;\n10.5555/b;Two\n'
    read = read_references(text.encode(), "a.csv")
    assert [one.title for one in read.references] == ["One", "Two"]
    assert [one.place for one in read.unread] == ["line 4"]


def test_a_list_of_identifiers() -> None:
    text = """[1] 10.5555/0 # what I read
        10.5555/a, 10.5555/b;c  # two of them
        - arXiv: 2606.24854v3
        1. https://arxiv.org/abs/hep-th/9901001
        [silt](https://doi.org/10.5555/d), PMID: 12345678 PMC99
        Silt moves, doi:10.5555/e
        """
    read = read_references(text.encode(), "list.txt")
    assert read.unread == ()
    assert [one.identifiers for one in read.references] == [
        ("doi:10.5555/0",),
        ("doi:10.5555/a",),
        ("doi:10.5555/b;c",),
        ("arxiv:2606.24854",),
        ("arxiv:hep-th/9901001",),
        ("doi:10.5555/d",),
        ("pmid:12345678",),
        ("pmcid:PMC99",),
        ("doi:10.5555/e",),
    ]


def test_lines_of_a_list_that_name_nothing_are_told() -> None:
    read = read_references(b"10.5555/a\nsilt and sand\n12345678\n10.55/x 10.5555/b\n2613.00001\n", "list")
    assert [one.identifiers for one in read.references] == [("doi:10.5555/a",), ("doi:10.5555/b",)]
    assert [one.place for one in read.unread] == ["line 2", "line 3", "line 4", "line 5"]
    assert "PMID:12345678" in read.unread[1].reason
    assert read.unread[2] == Unread("line 4", "not an identifier that is known: 10.55/x")
