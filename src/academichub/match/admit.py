"""What may enter: the one boundary that a page of any source passes before it is decided or stored.

A source reads what strangers wrote, and an outsider's source may promise anything; so here, once for all, characters
that no screen and no store should meet are taken out, texts are held to a length, and a record that no one could find,
place or show becomes a FailedEntry. The limits stand far above any honest paper. A page of honest papers comes back
equal. It reads nothing of what the words mean; markup is still markup, and made safe where it is rendered. `next`,
`total` and the cursor are the source's own affair and pass as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import chain, islice

from academichub.model import (
    NO_IDENTIFIERS,
    NO_LINKS,
    Announcement,
    Author,
    FailedEntry,
    Identifiers,
    Links,
    Markup,
    MarkupFormat,
    Page,
    Record,
    SourceId,
)
from academichub.text import clean_characters

__all__ = [
    "LONGEST_ABSTRACT",
    "LONGEST_AFFILIATION",
    "LONGEST_AUTHOR",
    "LONGEST_CATEGORY",
    "LONGEST_LINE",
    "LONGEST_NAME",
    "LONGEST_RAW",
    "LONGEST_TITLE",
    "MOST_AUTHORS",
    "MOST_CATEGORIES",
    "MOST_FAILED",
    "admit",
]

LONGEST_NAME = 500
"""Characters of a key or an identifier: it is an index's key and part of an address; DOIs end at about 200."""
LONGEST_TITLE = 2_000
"""Characters; the longest of 40,000 titles of arXiv has 245, and markup takes its share."""
LONGEST_ABSTRACT = 50_000
"""Characters of source; structured abstracts of trials reach 6,000, a journal's with MathML 30,000."""
LONGEST_AUTHOR = 200
LONGEST_AFFILIATION = 500
MOST_AUTHORS = 10_000
"""ATLAS and CMS together list 5,154. The one larger list known (15,025 surgeons) is cut, and says so."""
MOST_CATEGORIES = 100
LONGEST_CATEGORY = 100
"""Characters; what is longer is a sentence, and no reader would filter by it."""
LONGEST_LINE = 2_000
"""Characters of a licence, a comment or an address: what browsers and servers take of an address for certain."""
LONGEST_RAW = 64 * 1024
"""Bytes kept of an entry that could not be read: enough to see why."""
MOST_FAILED = 1_000
"""Unreadable entries kept of one page; more of them tell nothing new."""

_FIRST_DAY = date(1900, 1, 1)
_LATEST_VERSION = 2**31 - 1  # what a database's integer holds
_CUT = " …"
_FARTHEST_BLANK = 100  # characters back from the cut where a blank is looked for: Chinese has none
_NAMES = tuple(field.name for field in fields(Identifiers))


class _Refused(Exception):
    """Why a record cannot be taken in; becomes a FailedEntry."""


def admit(page: Page, today: date) -> Page:
    """The page as it may be decided and stored. `today` is the day in UTC; a day after it is still to be believed,
    for the calendars of sources run ahead. Admitting what was admitted changes nothing.

    A list of more than MOST_AUTHORS authors is cut, and a FailedEntry says how many are missing. Categories beyond
    their limits, and addresses that are too long or not of the web, are left out without a word.
    """
    last_day = today + timedelta(days=1)
    announcements: list[Announcement] = []
    failures = chain(map(_admitted_failure, page.failed), _take(page.announcements, last_day, announcements))
    failed = [*islice(failures, MOST_FAILED + 1)]
    failed += _counted(sum(1 for _ in failures), failed)
    day = page.day if page.day is None or _FIRST_DAY <= page.day <= last_day else _newest_day(announcements)
    return replace(page, announcements=tuple(announcements), failed=tuple(failed), day=day)


def _take(said: Iterable[Announcement], last_day: date, taken: list[Announcement]) -> Iterator[FailedEntry]:
    """Adds to `taken` what may be taken of what was said, and gives a failure for each loss."""
    for listed in said:
        if _is_fine(listed, last_day):
            taken.append(listed)
            continue
        try:
            taken.append(_admitted(listed, last_day))
        except _Refused as reason:
            yield _failure(listed.record, str(reason))
        else:
            yield from _left_out_authors(listed.record)


def _counted(n_more: int, failed: list[FailedEntry]) -> list[FailedEntry]:
    """One entry for all that came after MOST_FAILED, taken out of `failed`; none where no more came than one."""
    if not n_more:
        return []
    del failed[MOST_FAILED:]
    return [FailedEntry("the rest", f"{n_more + 1:,} further entries could not be read", b"")]


def _is_fine(listed: Announcement, last_day: date) -> bool:
    """Whether nothing of an announcement needs a change. It asks more than it must: what fails is looked at closely."""
    record = listed.record
    if len(record.authors) > MOST_AUTHORS or len(record.categories) > MOST_CATEGORIES:
        return False
    lines = _lines(record)
    return (
        _are_clean(lines)
        and _are_short(record, max(map(len, lines)))
        and bool(record.title.text)
        and not record.title.text.isspace()
        and _is_clean_text(record.title, LONGEST_TITLE)
        and (record.abstract is None or _is_clean_text(record.abstract, LONGEST_ABSTRACT))
        and _FIRST_DAY <= listed.announced_on <= last_day
        and (record.posted_on is None or _FIRST_DAY <= record.posted_on <= last_day)
        and (record.version is None or 0 <= record.version <= _LATEST_VERSION)
        and _have_addresses(record.links)
    )


def _lines(record: Record) -> list[str]:
    """Every text of one line that the record has."""
    known, links = record.identifiers, record.links
    said = [known.arxiv, known.doi, known.pmid, known.pmcid, links.abstract, links.pdf, links.code]
    said += [record.published_doi, record.primary_category, record.licence, record.comment]
    for author in record.authors:
        said += (author.name, author.affiliation, author.orcid)
    return [record.source, record.key, *record.categories, *(text for text in said if text is not None)]


def _are_clean(lines: list[str]) -> bool:
    """Whether cleaning would change none of the lines: one look at all of them together."""
    joined = f"|{'|'.join(lines)}|"  # a blank beside a bar is a line's end, or so rare that a closer look costs nothing
    return (
        clean_characters(joined) == joined
        and "  " not in joined
        and "| " not in joined
        and " |" not in joined
        and "||" not in joined
        and "\n" not in joined
    )


def _are_short(record: Record, longest: int) -> bool:
    """Whether no line is over its limit, or near the larger limits; `longest` is the length of the longest line."""
    if longest <= LONGEST_CATEGORY:
        return True
    return (
        longest <= LONGEST_NAME
        and all(len(category) <= LONGEST_CATEGORY for category in record.categories)
        and len(record.primary_category or "") <= LONGEST_CATEGORY
        and all(len(author.name) <= LONGEST_AUTHOR and author.orcid is None for author in record.authors)
    )


def _is_clean_text(markup: Markup, longest: int) -> bool:
    return len(markup.text) <= longest and clean_characters(markup.text) == markup.text


def _have_addresses(links: Links) -> bool:
    return all(text is None or _is_address(text) for text in (links.abstract, links.pdf, links.code))


def _admitted(listed: Announcement, last_day: date) -> Announcement:
    """Raises: _Refused."""
    if not _FIRST_DAY <= listed.announced_on <= last_day:
        raise _Refused(f"the day {listed.announced_on.isoformat()} cannot be")
    return replace(listed, record=_admitted_record(listed.record, last_day))


def _admitted_record(record: Record, last_day: date) -> Record:
    """Raises: _Refused."""
    key, source = _name(record.key), _name(record.source)
    if not key or not source:
        raise _Refused("it has no identifier")
    if record.version is not None and not 0 <= record.version <= _LATEST_VERSION:
        raise _Refused("the version cannot be")
    posted_on, abstract = record.posted_on, record.abstract
    return replace(
        record,
        source=SourceId(source),
        key=key,
        title=_title(record.title),
        identifiers=_identifiers(record.identifiers),
        abstract=abstract and replace(abstract, text=_text(abstract, LONGEST_ABSTRACT)),
        authors=tuple(filter(None, map(_author, record.authors[:MOST_AUTHORS]))),
        categories=_categories(record.categories),
        primary_category=_category(record.primary_category),
        posted_on=posted_on if posted_on and _FIRST_DAY <= posted_on <= last_day else None,
        licence=_cut(_line(record.licence), LONGEST_LINE) or None,
        comment=_cut(_line(record.comment), LONGEST_LINE) or None,
        links=_links(record.links),
        published_doi=_name(record.published_doi),
    )


def _line(text: str | None) -> str:
    """The text on one line, cleaned; empty for None."""
    return " ".join(clean_characters(text).split()) if text else ""


def _name(text: str | None) -> str | None:
    """A name of a work. Raises: _Refused where it is too long, for half a name would be another work's."""
    line = _line(text)
    if len(line) > LONGEST_NAME:
        raise _Refused(f"the identifier is longer than {LONGEST_NAME} characters")
    return line or None


def _identifiers(known: Identifiers) -> Identifiers:
    """Raises: _Refused."""
    return known if known == NO_IDENTIFIERS else Identifiers(*(_name(getattr(known, name)) for name in _NAMES))


def _title(title: Markup) -> Markup:
    """Raises: _Refused."""
    text = _text(title, LONGEST_TITLE)
    if not text.strip():
        raise _Refused("the title is empty")
    return replace(title, text=text)


def _text(markup: Markup, longest: int) -> str:
    """The text of a markup, its line breaks kept, cut where it is too long; in HTML never inside a tag."""
    text = clean_characters(markup.text)
    cut = _cut(text, longest)
    if cut != text and markup.format is MarkupFormat.HTML and cut.rfind("<") > cut.rfind(">"):
        return cut[: cut.rfind("<")].rstrip() + _CUT
    return cut


def _cut(text: str, longest: int) -> str:
    """At most `longest` characters: what goes beyond them is cut at a blank, and a mark says so."""
    if len(text) <= longest:
        return text
    end = longest - len(_CUT)
    blank = max(text.rfind(" ", end - _FARTHEST_BLANK, end + 1), text.rfind("\n", end - _FARTHEST_BLANK, end + 1))
    return text[: blank if blank > 0 else end].rstrip() + _CUT


def _author(author: Author) -> Author | None:
    name = _cut(_line(author.name), LONGEST_AUTHOR)
    affiliation, orcid = _cut(_line(author.affiliation), LONGEST_AFFILIATION), _line(author.orcid)
    orcid = orcid if len(orcid) <= LONGEST_CATEGORY else ""
    return replace(author, name=name, affiliation=affiliation or None, orcid=orcid or None) if name else None


def _category(text: str | None) -> str | None:
    line = _line(text)
    return line if 0 < len(line) <= LONGEST_CATEGORY else None


def _categories(categories: tuple[str, ...]) -> tuple[str, ...]:
    """Only so many are looked at: a list of a million is nobody's subjects."""
    cleaned = filter(None, map(_category, categories[: 2 * MOST_CATEGORIES]))
    return tuple(dict.fromkeys(cleaned))[:MOST_CATEGORIES]


def _links(links: Links) -> Links:
    return links if links == NO_LINKS else Links(_address(links.abstract), _address(links.pdf), _address(links.code))


def _address(text: str | None) -> str | None:
    line = _line(text)
    return line if len(line) <= LONGEST_LINE and _is_address(line) else None


def _is_address(text: str) -> bool:
    return text[:8].lower().startswith(("https://", "http://"))


def _newest_day(announcements: Iterable[Announcement]) -> date | None:
    return max((listed.announced_on for listed in announcements), default=None)


def _left_out_authors(record: Record) -> Iterator[FailedEntry]:
    n = len(record.authors)
    if n > MOST_AUTHORS:
        yield _failure(record, f"{n - MOST_AUTHORS:,} of its {n:,} authors are left out")


def _failure(record: Record, reason: str) -> FailedEntry:
    """The record's failure, named by the beginning of its key; what it said is kept as Python writes it."""
    name = _line((record.key or record.title.text)[:LONGEST_CATEGORY])
    return _admitted_failure(FailedEntry(name, reason, repr(record).encode(errors="backslashreplace")))


def _admitted_failure(entry: FailedEntry) -> FailedEntry:
    name, reason = _cut(_line(entry.id), LONGEST_NAME), _cut(_line(entry.reason), LONGEST_NAME)
    return FailedEntry(name or "an entry without a name", reason, entry.raw[:LONGEST_RAW])
