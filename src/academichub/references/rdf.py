"""Zotero RDF. Pure: an item is an element with a `z:itemType`; journals, files and collections stand beside it.

A DOI stands in the item or in the journal's issue that it is a part of; an issue that several items share names none.

Source: https://github.com/zotero/translators (Zotero RDF.js) and exports of it
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element

from academichub.model import Unread
from academichub.references.entries import Entry
from academichub.sources.xml_opening import local_name, open_xml

__all__ = ["is_rdf", "read_rdf"]

_RDF = re.compile(r"<(?:\w+:)?RDF[\s>]")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_LABELLED = re.compile(r"\s*(DOI|PMID|PMCID)\s+(\S+)\s*", re.I)
_NO_PAPERS = frozenset({"attachment", "note", "annotation"})
_HEAD = 4096


def is_rdf(text: str) -> bool:
    return text.lstrip().startswith("<") and _RDF.search(text[:_HEAD]) is not None


def read_rdf(text: str) -> Iterator[Entry | Unread]:
    """Each item in its order. Raises: ParseError when it is no XML."""
    opened = open_xml(_without_declaration(text).encode("utf-8", "replace"), "the file")
    if opened.damage:
        yield Unread("the file", opened.damage)
    issues = {about: one for one in opened.root if (about := one.get(_ABOUT))}
    items = [one for one in opened.root if _text(one, "itemType") not in ("", *_NO_PAPERS)]
    shared = Counter(filter(None, map(_issue_named, items)))
    for number, item in enumerate(items, 1):
        about = _issue_named(item)
        issue = issues.get(about) if shared[about] == 1 else None
        yield _entry(item, issue, f"item {number}")


def _without_declaration(text: str) -> str:
    """The text is decoded already; a declaration would name the encoding it had."""
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)


def _entry(item: _Element, issue: _Element | None, place: str) -> Entry:
    about = item.get(_ABOUT, "")
    return Entry(
        place=f"{place}, {about[:100]}" if about else place,
        title=_text(item, "title"),
        abstract=_text(item, "abstract"),
        authors=tuple(_authors(item)),
        named=tuple(_named(item, issue)),
        year=_text(item, "date"),
    )


def _text(element: _Element, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return "".join(found.itertext()).strip() if found is not None else ""


def _authors(item: _Element) -> Iterator[str]:
    for person in item.iterfind("{*}authors//{*}Person"):
        names = {local_name(str(part.tag)).lower(): (part.text or "").strip() for part in person}
        yield " ".join(filter(None, (names.get("givenname", ""), names.get("surname", ""))))


def _issue_named(item: _Element) -> str:
    part = item.find("{*}isPartOf")
    return part.get(_RESOURCE, "") if part is not None else ""


def _named(item: _Element, issue: _Element | None) -> Iterator[tuple[str, str]]:
    yield from _identifiers(item)
    for within in item.iterfind("{*}isPartOf/*"):
        yield from _identifiers(within)
    if issue is not None:
        yield from _identifiers(issue)
    yield "lines", _text(item, "description")
    yield "journal", _text(item, "number")
    yield "any", item.get(_ABOUT, "")


def _identifiers(element: _Element) -> Iterator[tuple[str, str]]:
    """Of `<dc:identifier>DOI 10.5555/silt.1</…>` and of an address wrapped as `dcterms:URI`."""
    for one in element.iterfind("{*}identifier"):
        text = "".join(one.itertext()).strip()
        labelled = _LABELLED.fullmatch(text)
        yield (labelled[1].lower(), labelled[2]) if labelled else ("any", text)
