"""Name what one channel of a source tells by the key under which the other told it before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from academichub.match import find_twins, with_rest
from academichub.model import Announcement, Page, Record, SourceId
from academichub.receipts import names_otherwise
from academichub.store import Unit

__all__ = ["known_by_their_keys", "under_known_keys"]

_LATE = timedelta(days=60)
"""How long after the one channel the other may tell of a work, at most."""


def under_known_keys(unit: Unit, source: object, pages: Sequence[Page], today: date) -> tuple[Page, ...]:
    """The pages of a visit of the feed; what the complete list told before comes under its key, and whole."""
    if not names_otherwise(source):
        return tuple(pages)
    said = [one.record for page in pages for one in page.announcements]
    twins = _twins(unit, said, today)
    if not twins:
        return tuple(pages)
    return tuple(replace(page, announcements=tuple(_renamed(page.announcements, twins))) for page in pages)


def known_by_their_keys(
    unit: Unit, source: object, announcements: Sequence[Announcement], since: date
) -> tuple[Announcement, ...]:
    """What the complete list names, each under the key by which the feed told it, where it did."""
    if not names_otherwise(source):
        return tuple(announcements)
    twins = _twins(unit, [one.record for one in announcements], since)
    return tuple(
        replace(one, record=replace(one.record, key=twins[one.record.key].key)) if one.record.key in twins else one
        for one in announcements
    )


def _renamed(announcements: Iterable[Announcement], twins: dict[str, Record]) -> Iterable[Announcement]:
    for one in announcements:
        twin = twins.get(one.record.key)
        yield one if twin is None else replace(one, record=with_rest(one.record, twin))


def _twins(unit: Unit, records: Sequence[Record], since: date) -> dict[str, Record]:
    if not records:
        return {}
    source: SourceId = records[0].source
    stored = unit.accounts.stored(source, (record.key for record in records))
    fresh = [record for record in records if record.key not in stored]
    if not fresh:
        return {}
    return dict(find_twins(fresh, unit.accounts.records_since(source, since - _LATE)))
