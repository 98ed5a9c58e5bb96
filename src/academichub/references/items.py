"""One item of a library in JSON: as Zotero keeps it, or as CSL writes it. Pure.

Source: https://www.zotero.org/support/dev/web_api/v3/types_and_fields,
https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from academichub.references.entries import Entry
from academichub.references.json_values import dicts_in, mapping_in, text_in

__all__ = ["entry_of_item", "is_paper"]

_NO_PAPERS = frozenset({"attachment", "note", "annotation"})
_OTHER_ROLES = frozenset({"editor", "translator", "contributor", "seriesEditor", "reviewedAuthor", "bookAuthor"})


def is_paper(item: Mapping[str, object]) -> bool:
    """False for what Zotero keeps beside the papers: files and notes."""
    return text_in(_data(item).get("itemType")) not in _NO_PAPERS


def entry_of_item(item: Mapping[str, object], place: str) -> Entry:
    """The entry of an item in either form; Zotero's may be wrapped as its API wraps it."""
    data = _data(item)
    name = next(filter(None, (text_in(data.get(key)) for key in ("citationKey", "key", "id"))), "")
    place = f"{place}, {name[:100]}" if name else place
    return _of_zotero(data, place) if "itemType" in data else _of_csl(data, place)


def _data(item: Mapping[str, object]) -> Mapping[str, object]:
    return mapping_in(item.get("data")) or item


def _of_zotero(item: Mapping[str, object], place: str) -> Entry:
    return Entry(
        place=place,
        title=text_in(item.get("title")),
        abstract=text_in(item.get("abstractNote")),
        authors=tuple(_creators(dicts_in(item.get("creators")))),
        named=(
            ("doi", text_in(item.get("DOI"))),
            ("journal", text_in(item.get("archiveID"))),
            ("journal", text_in(item.get("number"))),
            ("journal", text_in(item.get("reportNumber"))),
            ("journal", text_in(item.get("publicationTitle"))),
            ("lines", text_in(item.get("extra"))),
            ("any", text_in(item.get("url"))),
        ),
        year=text_in(item.get("date")),
    )


def _creators(creators: list[Mapping[str, object]]) -> Iterator[str]:
    for creator in creators:
        if text_in(creator.get("creatorType")) not in _OTHER_ROLES:
            yield text_in(creator.get("name")) or _joined(creator, "firstName", "lastName")


def _of_csl(item: Mapping[str, object], place: str) -> Entry:
    return Entry(
        place=place,
        title=text_in(item.get("title")),
        abstract=text_in(item.get("abstract")),
        authors=tuple(map(_csl_name, dicts_in(item.get("author")))),
        named=(
            ("doi", text_in(item.get("DOI"))),
            ("pmid", text_in(item.get("PMID"))),
            ("pmcid", text_in(item.get("PMCID"))),
            ("journal", text_in(item.get("number"))),
            ("journal", text_in(item.get("archive_location"))),
            ("journal", text_in(item.get("container-title"))),
            ("lines", text_in(item.get("note"))),
            ("any", text_in(item.get("URL"))),
        ),
        year=_csl_year(mapping_in(item.get("issued"))),
    )


def _csl_name(name: Mapping[str, object]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return text_in(name.get("literal")) or _joined(name, *parts)


def _csl_year(issued: Mapping[str, object]) -> str:
    """Of `{"date-parts": [[2026, 6, 24]]}`, also where it is written as text."""
    dates = issued.get("date-parts")
    first = dates[0] if isinstance(dates, list) and dates else None
    part = first[0] if isinstance(first, list) and first else None
    return text_in(part) or text_in(issued.get("raw")) or text_in(issued.get("literal"))


def _joined(item: Mapping[str, object], *names: str) -> str:
    return " ".join(filter(None, (text_in(item.get(name)).strip() for name in names)))
