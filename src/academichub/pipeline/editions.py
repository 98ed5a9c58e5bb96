"""Editions: read one day from the store, render it as a digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from academichub.model import Edition, SourceId
from academichub.ports import Library
from academichub.publish.digest import render_digest
from academichub.publish.document import Document
from academichub.publish.wording import wording

__all__ = ["DigestOrder", "digest", "edition_of", "newest_day"]


@dataclass(frozen=True, slots=True)
class DigestOrder:
    """What digest is wanted. No categories means all; `followed` gives the order of the sections."""

    day: date
    categories: tuple[str, ...]
    language: str
    followed: tuple[str, ...]
    labels: Mapping[SourceId, str]
    is_sample: bool = False


def newest_day(library: Library) -> date | None:
    """The day of the newest edition; None while nothing was announced."""
    days = library.days()
    return days[0][0] if days else None


def edition_of(library: Library, day: date, language: str = "en") -> Edition:
    """The whole edition of a day for a reader of a language; without entries where nothing was announced."""
    lines = library.outline(day)
    return Edition(day, library.entries(day, [line.paper_id for line in lines], language))


def digest(library: Library, order: DigestOrder) -> Document:
    """Raises: ConfigError for a language there are no words in."""
    language = wording(order.language).language  # "zh-CN" reads the summaries in "zh"
    return render_digest(
        edition_of(library, order.day, language),
        categories=order.categories,
        language=language,
        order=order.followed,
        sample=order.is_sample,
        labels=order.labels,
        corrections=library.corrections(order.day),
    )
