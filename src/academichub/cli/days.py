"""Days as the command line names them."""

from __future__ import annotations

from datetime import date

from academichub.app import Hub
from academichub.errors import ConfigError, NotFound
from academichub.pipeline import newest_day
from academichub.publish.emptiness import why_empty
from academichub.publish.wording import wording
from academichub.text import days

__all__ = ["no_edition", "parse_day", "read_date"]


def parse_day(hub: Hub, text: str) -> date:
    """A day, or the newest edition's. Raises: ConfigError for what is no day; NotFound where there is no edition."""
    if text == "latest":
        newest = newest_day(hub.store)
        if newest is None:
            raise NotFound(no_edition(hub))
        return newest
    return read_date(text, "latest", language=hub.settings.language)


def no_edition(hub: Hub) -> str:
    """That a hub has no edition, and why."""
    words = wording(hub.settings.language)
    reason = why_empty(hub.store.statuses(), hub.clock().date(), words)
    return f"{words('empty.hub.title')}{words('join.colon')}{reason}"


def read_date(text: str, *others: str, language: str = "en") -> date:
    """Raises: ConfigError that names the `others` that may be written, too."""
    day = days.parse_day(text)
    if day is not None:
        return day
    words = wording(language)
    forms = words("day.or").join(("2026-06-16", *others))
    raise ConfigError(words("day.unread", forms=forms), subject=text)
