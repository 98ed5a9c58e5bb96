"""The versions of a work, read from its records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from academichub.match.titles import render_title
from academichub.model import Record, SourceId, Version

__all__ = ["versions_of"]


def versions_of(said: Iterable[tuple[Record, datetime]]) -> tuple[Version, ...]:
    """One per source and version number, lowest first. `said` are records with the time each was first seen, in the
    order they were last said: the last saying gives the title, the earliest gives the time.
    """
    versions: dict[tuple[SourceId, int | None], Version] = {}
    for record, seen_at in said:
        held = versions.get((record.source, record.version))
        versions[record.source, record.version] = Version(
            source=record.source,
            number=record.version,
            posted_on=record.posted_on,
            seen_at=min(seen_at, held.seen_at) if held is not None else seen_at,
            title=render_title(record.title).plain,
            withdrawn=record.withdrawn,
        )
    return tuple(sorted(versions.values(), key=lambda version: (version.source, version.number or 0)))
