"""What a feed said, whatever its format: the one shape that the RSS, Atom, JSON and tolerant readers all give. Private.

Text is as the feed wrote it, with its format named; addresses are absolute. What it means is feed_entry.py's business.
"""

from __future__ import annotations

from dataclasses import dataclass

from academichub.model import FailedEntry, Markup

__all__ = ["MAX_ATTRIBUTES", "MAX_DEPTH", "MAX_ENTRIES", "WireAuthor", "WireEntry", "WireFeed", "WireLink"]

MAX_ENTRIES = 5_000
"""Entries read of one answer; what lies beyond is named as one failed entry."""
MAX_DEPTH = 256
"""Elements inside one another; deeper answers are refused."""
MAX_ATTRIBUTES = 1_000
"""Attributes of one element; a feed of 1.3 MB with 100,000 of them hung feedparser for 25 s."""


@dataclass(frozen=True, slots=True)
class WireLink:
    """An address of an entry, absolute, http or https."""

    href: str
    rel: str = "alternate"
    type: str | None = None


@dataclass(frozen=True, slots=True)
class WireAuthor:
    """A name or, where `whole` is False, perhaps several names in one string."""

    text: str
    whole: bool = False
    affiliation: str | None = None
    orcid: str | None = None


@dataclass(frozen=True, slots=True)
class WireEntry:
    """One entry. `dates` and `bodies` stand in the order of trust; `identifiers` are those of structured fields."""

    raw: bytes
    id: str | None = None
    title: Markup | None = None
    links: tuple[WireLink, ...] = ()
    bodies: tuple[Markup, ...] = ()
    authors: tuple[WireAuthor, ...] = ()
    dates: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class WireFeed:
    """A whole answer: its entries in their order, the unreadable ones among or after them.

    `complete` is False when the answer breaks off, so that entries may be missing which nothing names. `n_beyond` are
    the entries after the first MAX_ENTRIES: counted, not read.
    """

    title: str | None = None
    entries: tuple[WireEntry | FailedEntry, ...] = ()
    complete: bool = True
    n_beyond: int = 0
