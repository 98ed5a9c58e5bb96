"""From what a feed's entry says to a Record: which text is title, abstract, name, date or address. Private and pure.

An entry without a title, or with neither id nor address, cannot be shown or recognised again: it is a FailedEntry. An
entry whose title is pure furniture of an issue is no paper and is left out without a word; see `FURNITURE`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from academichub.identifiers import address_of
from academichub.model import Author, FailedEntry, Links, Markup, MarkupFormat, Record, SourceId
from academichub.sources.feed_abstract import Body, read_bodies
from academichub.sources.feed_authors import read_authors
from academichub.sources.feed_dates import posted_on
from academichub.sources.feed_identity import identify, key_of
from academichub.sources.feed_links import absolute, untracked
from academichub.sources.feed_markup import anchors_of, blocks_of, joined, plain_of, tidy, without_lead
from academichub.sources.feed_wire import WireAuthor, WireEntry

__all__ = ["FURNITURE", "is_furniture", "notice_of", "read_entry"]

FURNITURE = frozenset(
    {
        "advisory board",
        "advisory board and contents",
        "author index",
        "back cover",
        "back matter",
        "board of editors",
        "contents",
        "contents list",
        "contents page",
        "copyright page",
        "cover",
        "cover image",
        "cover picture",
        "editorial board",
        "editorial board page",
        "front cover",
        "front matter",
        "graphical contents",
        "graphical contents list",
        "information for authors",
        "inside back cover",
        "inside cover",
        "inside front cover",
        "instructions for authors",
        "issue cover",
        "masthead",
        "outside back cover",
        "outside front cover",
        "publisher information",
        "subject index",
        "subscription and copyright information",
        "subscription information",
        "table of contents",
        "title page",
        "toc",
    }
)
"""Titles, in lower case, of entries that hold an issue together and are no work of anyone: covers, boards, indexes,
tables of contents. A reader of papers would meet them in each issue of each journal. Editorials, news, corrections and
obituaries are works."""

_FURNITURE_OF = re.compile(
    r"issue information\b|(?:(?:inside|outside)\s+)?(?:front|back)\s+cover:|cover (?:picture|feature|image|profile):",
    re.I,
)
"""Furniture that names what it belongs to: the cover of one paper has that paper's title, and would show it twice."""
_DEBRIS = re.compile(
    r"(?:\s*\[(?:ASAP|graphical abstract added|just accepted|early view|in press)\])+\s*", re.IGNORECASE
)
_BOLD = re.compile(r"<(strong|b)>((?:(?!</?\1\b).)*)</\1>")
"""A title that is bold as a whole is no more than a title."""
_ABOUT = r"\b(?:\s*[:\]–—-]|\s+(?:note|notice|of|to)\b|$)"
_NOTICES = (
    (re.compile(rf"\W*(?:\w+ )?(?:correction|corrigendum|corrigenda|erratum|errata){_ABOUT}", re.I), "correction"),
    (re.compile(rf"\W*(?:editorial )?(?:retraction|retracted){_ABOUT}", re.I), "retraction"),
    (re.compile(r"\W*(?:editorial )?expression of concern\b", re.I), "expression of concern"),
)
_NOT_SUBJECTS = frozenset(
    {
        "article",
        "articles",
        "journal article",
        "original article",
        "original paper",
        "original research",
        "paper",
        "preprint",
        "regular article",
        "report",
        "research",
        "research article",
        "research articles",
        "rss",
        "uncategorized",
    }
)
_MAX_TAGS = 8
_LONGEST_TAG = 80


def read_entry(
    entry: WireEntry, source: SourceId, field: str, today: date, *, journal: Iterable[str] = ()
) -> Record | FailedEntry:
    """The record of one entry; `journal` are the feed's own names, which are no author's."""
    title = _title(entry.title)
    body = read_bodies(entry.bodies, plain_of(title) if title else "")
    identifiers = identify(entry, map(plain_of, entry.bodies))
    key = key_of(entry, identifiers)
    if title is None or key is None:
        name = entry.id or identifiers.doi or next((link.href for link in entry.links), "an entry without a name")
        return FailedEntry(name, "it has no title" if key else "it has neither an id nor an address", entry.raw)
    return Record(
        source=source,
        key=key,
        title=title,
        identifiers=identifiers,
        abstract=body.abstract,
        authors=_authors(entry, body, journal),
        categories=(field, *_tags(entry.tags, field)),
        primary_category=field,
        posted_on=posted_on((*entry.dates, body.date or ""), today),
        licence=entry.licence,
        comment=notice_of(plain_of(title)),
        links=_links(entry, identifiers.doi),
    )


def is_furniture(title: Markup) -> bool:
    """Whether an entry of that title holds an issue together and is no paper."""
    name = plain_of(title).casefold().rstrip(" .")
    return name in FURNITURE or _FURNITURE_OF.match(name) is not None


def _title(said: Markup | None) -> Markup | None:
    """The title on one line, without the marks that publishers put before it."""
    blocks = blocks_of(said) if said else []
    if said is None or not blocks:
        return None
    if found := _DEBRIS.match(blocks[0].plain):
        blocks[0] = without_lead(blocks[0], found.end())
    text = tidy(" ".join(joined([block], said).text for block in blocks))
    if said.format is MarkupFormat.HTML and (bold := _BOLD.fullmatch(text)):
        text = bold[2]
    return Markup(text, said.format) if plain_of(Markup(text, said.format)) else None


def _authors(entry: WireEntry, body: Body, journal: Iterable[str]) -> tuple[Author, ...]:
    authors = read_authors(entry.authors, not_a_name=journal)
    if authors or not body.authors:
        return authors
    return read_authors((WireAuthor(body.authors),), not_a_name=journal)


def _tags(tags: Iterable[str], field: str) -> list[str]:
    """The entry's own subjects, each once: the first eight that are neither kinds of articles nor sentences."""
    found: dict[str, str] = {}
    for tag in map(_as_line, tags):
        name = tag.casefold()
        if 0 < len(tag) <= _LONGEST_TAG and name not in _NOT_SUBJECTS and name != field and not name.startswith("http"):
            found.setdefault(name, tag)
    return list(found.values())[:_MAX_TAGS]


def _as_line(text: str) -> str:
    return plain_of(Markup(text, MarkupFormat.HTML))


def notice_of(title: str) -> str | None:
    """What sort of notice about another paper one of this plain title is; None for a paper."""
    return next((name for pattern, name in _NOTICES if pattern.match(title)), None)


def _links(entry: WireEntry, doi: str | None) -> Links:
    pages = [link.href for link in entry.links if link.rel == "alternate" and link.type != "application/pdf"]
    page = untracked(pages[0]) if pages else (address_of("doi", doi) if doi else None)
    return Links(abstract=page, pdf=_pdf(entry))


def _pdf(entry: WireEntry) -> str | None:
    said = (link.href for link in entry.links if link.type == "application/pdf")
    shown = (
        absolute(href, href) for body in entry.bodies for href, words in anchors_of(body) if words.upper() == "PDF"
    )
    return next((untracked(url) for url in (*said, *shown) if url), None)
