"""The sample edition's papers, read from the data files beside this module: what each upstream lists, and when.

The files say how they are written and may be edited; a mistake in them is a ConfigError that names file and paper.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from academichub.errors import ConfigError
from academichub.model import Kind
from academichub.sample.listing import FeedFormat, Journal, Listing

__all__ = ["SAMPLE_TODAY", "SampleEdition", "load_sample", "read_listings"]

SAMPLE_TODAY = date(2026, 6, 16)
"""The sample's today, a Tuesday: most of its papers are announced on it."""

_PREPRINTS = {
    "arxiv": ("arxiv-computing.toml", "arxiv-sciences.toml"),
    "biorxiv": ("biorxiv.toml",),
    "medrxiv": ("medrxiv.toml",),
}
_JOURNALS = "journals.toml"
_LISTS = ("authors", "categories")


@dataclass(frozen=True, slots=True)
class SampleEdition:
    """All listings of each sample source by source id, in the order of the files, and the journals by their id."""

    listings: Mapping[str, tuple[Listing, ...]]
    journals: Mapping[str, Journal]

    def until(self, source: str, day: date) -> tuple[Listing, ...]:
        """What a source has listed up to the day, that day included, oldest day first."""
        known = [listing for listing in self.listings[source] if listing.listed_on <= day]
        return tuple(sorted(known, key=lambda listing: listing.listed_on))


def load_sample() -> SampleEdition:
    """Read the data files. Raises: ConfigError when one of them is not written as their headers tell."""
    listings = {
        source: tuple(listing for name in names for listing in read_listings(name, _read(name).get("paper", ())))
        for source, names in _PREPRINTS.items()
    }
    journals: dict[str, Journal] = {}
    for table in _read(_JOURNALS).get("journal", ()):
        journal = _journal(table)
        journals[journal.id] = journal
        listings[journal.id] = tuple(read_listings(_JOURNALS, table["paper"]))
    return SampleEdition(listings, journals)


def _read(name: str) -> dict[str, Any]:
    text = (files(__package__) / "papers" / name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("is not TOML; correct the line named", subject=name) from error


def _journal(table: Mapping[str, Any]) -> Journal:
    try:
        names = {key: table[key] for key in ("id", "name", "site", "field")}
        return Journal(**names, format=FeedFormat(table["format"]))
    except (KeyError, ValueError) as error:
        raise ConfigError("a journal needs id, name, site, field and a known format", subject=_JOURNALS) from error


def read_listings(file: str, papers: list[dict[str, Any]]) -> Iterator[Listing]:
    """The listings of a file's papers. Raises: ConfigError for a key that is missing, unknown or bad."""
    for paper in papers:
        subject = f"{file}: {paper.get('id', 'a paper without id')}"
        if not paper.get("listed"):
            raise ConfigError("is listed on no day; add a line to `listed`", subject=subject)
        for line in paper["listed"]:
            try:
                yield _listing({**paper, **line})
            except (KeyError, TypeError, ValueError) as error:
                raise ConfigError(
                    "has a key that is missing, unknown or bad; see the file's head", subject=subject
                ) from error


def _listing(table: dict[str, Any]) -> Listing:
    """One listing of a paper. The keys are the fields of Listing, but `id`, `on`, `listed` and `hard_breaks`."""
    del table["listed"]
    keep_breaks = bool(table.pop("hard_breaks", False))
    for name in ("abstract", "content"):
        if name in table:
            table[name] = _unwrapped(table[name], keep_breaks)
    for name in _LISTS:
        table[name] = tuple(table.get(name, ()))
    key, day, kind = table.pop("id"), table.pop("on"), Kind(table.pop("kind"))
    return Listing(key=key, listed_on=day, kind=kind, **table)


def _unwrapped(text: str, keep_breaks: bool) -> str:
    """The text without the line breaks that only serve the editor; an empty line stays a paragraph."""
    text = text.strip()
    return text if keep_breaks else re.sub(r"(?<!\n)\n(?!\n)", " ", text)
