"""An author's papers on arXiv: by the author identifier or ORCID iD that they claimed, or by a bare name. Pure.

The identifier's feed holds the papers that the author owns; a name finds namesakes too, and whoever asks says so.
arXiv's errors come as an entry of the feed.

Source: https://info.arxiv.org/help/author_identifiers.html, https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from lxml.etree import _Element

from academichub.errors import ConfigError, FetchError, ParseError
from academichub.identifiers import parse_arxiv, parse_orcid
from academichub.model import Request, Response, Unread
from academichub.references.entries import Entry
from academichub.references.people import given_first
from academichub.references.upstreams.wishes import ReferencesPage
from academichub.sources.author_lists import authors_from_list
from academichub.sources.xml_opening import open_xml

__all__ = ["ARXIV_API", "ARXIV_AUTHORS", "PAGE_SIZE", "ArxivAuthor", "arxiv_author"]

ARXIV_AUTHORS = "https://arxiv.org/a"
ARXIV_API = "https://export.arxiv.org/api/query"
PAGE_SIZE = 200

_INTERVAL_S = 3.0  # arXiv asks for it; see the terms of use of its API
_ACCEPT = "application/atom+xml, application/xml;q=0.9"
_IDENTIFIER = re.compile(r"[a-z][a-z-]*_[a-z]_[1-9]\d{0,4}", re.A)
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?arxiv\.org/a/([^/?#\s]+?)(?:\.atom2?|\.html|/)?", re.I)
_NAME = re.compile(r"[^\W\d_][\w .,'’-]{1,99}")
_START = re.compile(r"([?&]start=)(\d+)")


@dataclass(frozen=True, slots=True)
class ArxivAuthor:
    """The papers of one author. `name` is an author identifier or an ORCID iD, or a bare name if `is_bare`."""

    name: str
    is_bare: bool = False
    authors_url: str = ARXIV_AUTHORS
    api_url: str = ARXIV_API

    @property
    def label(self) -> str:
        return f"arXiv author {self.name}"

    def start(self) -> Request:
        if not self.is_bare:
            return self._request(f"{self.authors_url.rstrip('/')}/{quote(self.name)}.atom2")
        query = quote(f'au:"{self.name}"', safe=":")
        order = "sortBy=submittedDate&sortOrder=descending"
        return self._request(f"{self.api_url}?search_query={query}&start=0&max_results={PAGE_SIZE}&{order}")

    def read(self, request: Request, response: Response) -> ReferencesPage:
        """Raises: ParseError when the answer is no feed, or an error dressed as one, with arXiv's own words."""
        opened = open_xml(response.body, self.label)
        listed = opened.root.findall("{*}entry")
        self._refuse_error(listed)
        entries: list[Entry | Unread] = [_entry(one, number) for number, one in enumerate(listed, 1)]
        if opened.damage:
            entries.append(Unread("the feed", opened.damage))
        total = _total(opened.root) if self.is_bare else None
        return ReferencesPage(tuple(entries), len(listed), self._after(request, len(listed), total), total)

    def remedy(self, error: FetchError) -> str | None:
        if error.status == 404 and not self.is_bare:
            return (
                "arXiv knows no such author identifier; it is found at https://arxiv.org/user, and an ORCID iD works "
                "only where it is linked there. Or give the plain name"
            )
        return None

    def _request(self, url: str) -> Request:
        return Request(url, _ACCEPT, _INTERVAL_S, "arxiv")

    def _after(self, request: Request, n_listed: int, total: int | None) -> Request | None:
        """The request for what follows; an empty page ends the list, whatever the total says."""
        found = _START.search(request.url)
        if not found or not n_listed or total is None or int(found[2]) + n_listed >= total:
            return None
        return self._request(_START.sub(rf"\g<1>{int(found[2]) + n_listed}", request.url, count=1))

    def _refuse_error(self, listed: list[_Element]) -> None:
        for entry in listed:
            if "/api/errors" in _text(entry, "id"):
                words = _text(entry, "summary")[:200] or "no reason given"
                raise ParseError(f"arXiv refuses the question: {words}", subject=self.label)


def arxiv_author(text: str, authors_url: str = ARXIV_AUTHORS, api_url: str = ARXIV_API) -> ArxivAuthor:
    """The author whom a text names: `warner_s_1` or its page, an ORCID iD, or a plain name ("Simeon Warner").

    Raises: ConfigError when it is none of these.
    """
    text = " ".join(text.split())
    found = _ADDRESS.fullmatch(text)
    name = found[1].lower() if found else text.lower()
    if _IDENTIFIER.fullmatch(name):
        return ArxivAuthor(name, False, authors_url, api_url)
    if orcid := parse_orcid(found[1] if found else text):
        return ArxivAuthor(orcid, False, authors_url, api_url)
    if not found and _NAME.fullmatch(text):
        return ArxivAuthor(given_first(text), True, authors_url, api_url)
    raise ConfigError(
        "not an author of arXiv; write an author identifier like warner_s_1, an ORCID iD or a plain name",
        subject=text[:80],
    )


def _entry(entry: _Element, number: int) -> Entry | Unread:
    name = _text(entry, "id")
    place = f"entry {number}, {name[-60:]}" if name else f"entry {number}"
    if parse_arxiv(name) is None:
        return Unread(place, "it has no arXiv identifier")
    return Entry(
        place=place,
        title=_text(entry, "title"),
        abstract=_text(entry, "summary"),
        authors=tuple(_authors(entry)),
        named=(("arxiv", name), ("doi", _text(entry, "doi"))),
        year=_text(entry, "published"),
        is_tex=True,
    )


def _authors(entry: _Element) -> Iterator[str]:
    """One element an author; the older feed joins them by commas in one."""
    for author in entry.findall("{*}author"):
        yield from (one.name for one in authors_from_list(_text(author, "name")))


def _total(root: _Element) -> int | None:
    text = _text(root, "totalResults")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _text(element: _Element, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return "".join(found.itertext()).strip() if found is not None else ""
