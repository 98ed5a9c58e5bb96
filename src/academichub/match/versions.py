"""The versions of a work, read from its records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from academichub.match.titles import render_title
from academichub.model import Record, SourceId, Version
from academichub.text import render

__all__ = ["versions_of"]


def versions_of(said: Iterable[tuple[Record, datetime]]) -> tuple[Version, ...]:
    """One per source and version number, lowest first. `said` are records with the time each was first seen, in the
    order they were last said: the last saying gives the title, the earliest gives the time. What changed is told of
    each but the first one that is stored of its source.
    """
    versions: dict[tuple[SourceId, int | None], Version] = {}
    last: dict[tuple[SourceId, int | None], Record] = {}
    for record, seen_at in said:
        last[record.source, record.version] = record
        held = versions.get((record.source, record.version))
        versions[record.source, record.version] = Version(
            source=record.source,
            number=record.version,
            posted_on=record.posted_on,
            seen_at=min(seen_at, held.seen_at) if held is not None else seen_at,
            title=render_title(record.title).plain,
            withdrawn=record.withdrawn,
        )
    ordered = sorted(versions, key=lambda place: (place[0], place[1] or 0))
    before: dict[SourceId, Record] = {}
    told = []
    for place in ordered:
        record, earlier = last[place], before.get(place[0])
        changed = _changed(earlier, record) if earlier is not None else None
        told.append(replace(versions[place], changed=changed))
        before[place[0]] = record
    return tuple(told)


def _changed(earlier: Record, record: Record) -> tuple[str, ...]:
    """White space and markup are no change; what one of the two does not say is none either."""
    texts = (("title", earlier.title, record.title), ("abstract", earlier.abstract, record.abstract))
    names = [name for name, old, new in texts if old and new and render(old).plain.split() != render(new).plain.split()]
    people = ([author.name for author in earlier.authors], [author.name for author in record.authors])
    return (*names, *(("authors",) if all(people) and people[0] != people[1] else ()))
