"""The weekly briefing of the settings: whether it is due, decided by the briefings that are stored."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from academichub.brief.calendar import due_window
from academichub.model import BriefOrder, FieldId
from academichub.settings import BriefSettings
from academichub.settings.table import WEEKDAYS

__all__ = ["due_order"]


def due_order(
    settings: BriefSettings, language: str, today: date, editions: Collection[date], made: Collection[BriefOrder]
) -> BriefOrder | None:
    """The order of the weekly briefing that is due and was not made; None where there is none.

    `language` is the hub's. Of a week without an edition none is due.
    """
    if settings.weekly is None:
        return None
    since, until = due_window(WEEKDAYS.index(settings.weekly), settings.days, today)
    order = BriefOrder(
        since=since,
        until=until,
        language=settings.language or language,
        fields=tuple(map(FieldId, settings.fields)),
        radar=settings.radar,
    )
    has_edition = any(since <= day <= until for day in editions)
    return order if has_edition and not any(_is_made(order, other) for other in made) else None


def _is_made(order: BriefOrder, other: BriefOrder) -> bool:
    """Whatever the case of the radar's name, and the order of the fields."""
    return (
        (order.since, order.until, order.language) == (other.since, other.until, other.language)
        and set(order.fields) == set(other.fields)
        and (order.radar or "").casefold() == (other.radar or "").casefold()
        and other.question is None
    )
