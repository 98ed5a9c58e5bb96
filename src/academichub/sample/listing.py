"""What an upstream lists, in that upstream's own words: the one neutral form that every format writer takes. Pure.

A `Listing` is the wire's side of an announcement: its texts are still in the markup of the upstream (TeX, HTML, JATS)
and its authors in the upstream's order of names. It knows nothing of how AcademicHub reads it; the writers beside this
file turn listings into bytes, and the sources turn the bytes into records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from academichub.model import REVISION_KINDS, Kind

__all__ = ["FeedFormat", "Journal", "Listing", "in_category", "kind_seen_from"]


@dataclass(frozen=True, slots=True)
class Listing:
    """One upstream lists one version of one paper on one day.

    `key` is the upstream's own name for the work without version: an arXiv number, a preprint's DOI, a feed entry's id.
    """

    key: str
    title: str
    listed_on: date
    kind: Kind = Kind.NEW
    version: int = 1
    abstract: str | None = None
    content: str | None = None  # the long text of a feed entry that has both; `abstract` is then the short one
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()  # the primary one first
    licence: str | None = None
    doi: str | None = None  # of the version of record; None hides it, as many feeds do
    link: str | None = None  # where a feed's entry leads; None: to its key
    comment: str | None = None
    institution: str | None = None

    @property
    def address(self) -> str:
        """Where a feed's entry leads."""
        return self.link if self.link is not None else self.key


class FeedFormat(StrEnum):
    """The wire formats of a journal's feed."""

    RSS2 = "rss2"
    RSS1 = "rss1"
    ATOM = "atom"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal with a feed of its own. `field` is one of the taxonomy."""

    id: str
    name: str
    site: str
    field: str
    format: FeedFormat = FeedFormat.RSS2


def in_category(category: str, wanted: str) -> bool:
    """Whether a category is the wanted one or lies in the wanted archive: "cs.CV" in "cs.CV" and in "cs"."""
    return category == wanted or category.startswith(f"{wanted}.")


def kind_seen_from(listing: Listing, wanted: tuple[str, ...]) -> Kind | None:
    """The announcement type arXiv gives the listing in the feed of the wanted categories; None: not in that feed.

    arXiv calls a paper new or replace where its primary category is asked for, and cross or replace-cross elsewhere.
    A withdrawal is a replacement on the wire.
    """
    if not any(in_category(category, want) for category in listing.categories for want in wanted):
        return None
    at_home = any(in_category(listing.categories[0], want) for want in wanted)
    if listing.kind is Kind.ABSONLY:
        return Kind.ABSONLY
    if listing.kind in REVISION_KINDS:
        return Kind.REPLACE if at_home else Kind.REPLACE_CROSS
    return Kind.NEW if at_home and listing.kind is Kind.NEW else Kind.CROSS
