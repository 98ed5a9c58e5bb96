"""JSON Feed 1 and 1.1 as wire entries. Private.

Source: https://www.jsonfeed.org/version/1.1/ (an id that is a number is read as its digits, as the text asks).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from academichub.errors import ParseError
from academichub.identifiers import parse_orcid
from academichub.model import FailedEntry, Markup
from academichub.sources.feed_links import absolute
from academichub.sources.feed_markup import markup_of, tidy
from academichub.sources.feed_wire import MAX_ENTRIES, WireAuthor, WireEntry, WireFeed, WireLink
from academichub.sources.json_pieces import decoded, elements, members, text_of_body

__all__ = ["looks_like_json", "read_json"]

_VERSION = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/", "https://www.jsonfeed.org/version/")
_WANTED = ("version", "items", "title", "home_page_url")
_REFUSALS = dict.fromkeys(("not an object", "not a list"), "the answer is JSON, but not a JSON Feed")
_BODIES = (("content_html", "html"), ("content_text", "text"), ("summary", "text"))


def looks_like_json(body: bytes) -> bool:
    """Whether an answer is JSON rather than XML, by its first character."""
    return body[:100].removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"["))


def read_json(body: bytes, base: str, subject: str) -> WireFeed:
    """Read an answer as a JSON Feed; `base` is the address it came from.

    Raises: ParseError when it is no JSON, or JSON of another sort.
    """
    try:
        found = {name: value for name, value in members(text_of_body(body)).items() if name in _WANTED}
        items = elements(found.pop("items", ""))
        first = list(islice(items, MAX_ENTRIES))
        n_beyond = sum(1 for _ in items)
        said = {name: decoded(value) for name, value in found.items()}
    except ValueError as error:
        raise ParseError(_REFUSALS.get(str(error), "the answer is not whole JSON"), subject=subject) from error
    if not str(said.get("version")).startswith(_VERSION):
        raise ParseError("the answer is JSON, but its version is none of JSON Feed", subject=subject)
    base = absolute(base, _string(said.get("home_page_url"))) or base
    entries = tuple(_entry(item, n, base) for n, item in enumerate(first, start=1))
    return WireFeed(title=_string(said.get("title")), entries=entries, n_beyond=n_beyond)


def _entry(said: str, n: int, base: str) -> WireEntry | FailedEntry:
    raw = said.encode()
    try:
        item = decoded(said)
    except ValueError:
        return FailedEntry(f"entry {n}", "it is not whole JSON", raw)
    if not isinstance(item, dict):
        return FailedEntry(f"entry {n}", "it is not a JSON object", raw)
    return WireEntry(
        raw=raw,
        id=_string(item.get("id")),
        title=markup_of(_string(item.get("title"))),
        links=tuple(_links(item, base)),
        bodies=tuple(_bodies(item)),
        authors=tuple(_authors(item)),
        dates=tuple(text for name in ("date_published", "date_modified") if (text := _string(item.get(name)))),
        identifiers=tuple(text for name in ("doi", "_doi") if (text := _string(item.get(name)))),
        tags=tuple(text for tag in _list(item.get("tags")) if (text := _string(tag))),
    )


def _string(value: object) -> str | None:
    """A string or a number as text; None for anything else, and for blanks."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return tidy(str(value)) or None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _bodies(item: dict[str, Any]) -> Iterator[Markup]:
    for name, declared in _BODIES:
        text = item.get(name)
        if isinstance(text, str) and (body := markup_of(text, declared)):
            yield body


def _links(item: dict[str, Any], base: str) -> Iterator[WireLink]:
    for name in ("url", "external_url"):
        if url := absolute(base, _string(item.get(name))):
            yield WireLink(url)
    for attached in _list(item.get("attachments")):
        if isinstance(attached, dict) and (url := absolute(base, _string(attached.get("url")))):
            yield WireLink(url, "enclosure", _string(attached.get("mime_type")))


def _authors(item: dict[str, Any]) -> Iterator[WireAuthor]:
    """The authors of version 1.1, else the one author of version 1. The feed's own authors are not the entry's."""
    for author in _list(item.get("authors")) or [item.get("author")]:
        if isinstance(author, dict) and (name := _string(author.get("name"))):
            yield WireAuthor(name, whole=True, orcid=parse_orcid(_string(author.get("url")) or ""))
