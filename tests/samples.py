"""Small invented records for tests of the rooms behind the sources."""

from __future__ import annotations

from datetime import UTC, date, datetime

from academichub.model import (
    Announcement,
    Author,
    Identifiers,
    Kind,
    Markup,
    MarkupFormat,
    Record,
    SourceId,
)

DAY = date(2026, 6, 16)
NOON = datetime(2026, 6, 16, 12, 0, tzinfo=UTC)

ABSTRACT = (
    "River deltas lose land when dams hold back their sand. However, existing budgets ignore the finest grains. "
    "We propose SiltNet, a model that follows every grain size from source to sea. SiltNet is trained on forty years "
    "of gauge records. It predicts delta growth with an error of $3\\%$, half that of the best earlier model. "
    "These results suggest that fine sediment decides whether a delta drowns."
)


def arxiv_record(number: int = 1, version: int = 1, title: str | None = None, **changes: object) -> Record:
    """An arXiv record; `number` makes its identifier."""
    name = f"2606.{90000 + number}"
    fields: dict[str, object] = {
        "source": SourceId("arxiv"),
        "key": name,
        "version": version,
        "identifiers": Identifiers(arxiv=name),
        "title": Markup(title or f"Silt and Sand in Delta {number}", MarkupFormat.TEX),
        "abstract": Markup(ABSTRACT, MarkupFormat.TEX),
        "authors": (Author("Ada Example"), Author("Bo Sample")),
        "categories": ("physics.ao-ph", "cs.LG"),
        "primary_category": "physics.ao-ph",
        "posted_on": DAY,
    }
    return Record(**{**fields, **changes})  # type: ignore[arg-type]  # the tests name the fields they change


def journal_record(key: str = "guid-1", doi: str | None = "10.5555/silt.1", **changes: object) -> Record:
    """A record of a journal's feed."""
    fields: dict[str, object] = {
        "source": SourceId("deltas"),
        "key": key,
        "identifiers": Identifiers(doi=doi),
        "title": Markup("Silt and sand in deltas"),
        "categories": ("earth",),
        "primary_category": "earth",
    }
    return Record(**{**fields, **changes})  # type: ignore[arg-type]  # the tests name the fields they change


def announced(record: Record, kind: Kind = Kind.NEW, day: date = DAY) -> Announcement:
    return Announcement(record, kind, day)
