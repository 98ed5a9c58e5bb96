"""The dates of feeds, in the many ways they are written; and the day an entry is announced on. Private and pure.

The day is the one the source wrote, in its own calendar: "23:30 -0800" stays on its day. A month without a day is its
first; a year alone is no date. Years before 1900 or after next year are slips, and no date either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

__all__ = ["announced_on", "parse_date", "posted_on"]

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = {name[:3]: n for n, name in enumerate(_MONTH.split("|"), start=1)}
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?(?![\d-])",
        r"(?<!\d)(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:T\d|$)",
        r"(?<!\d)(?P<y>\d{4})[/.](?P<m>\d{1,2})(?:[/.](?P<d>\d{1,2}))?(?![\d/])",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<m>{_MONTH})\b[,.]?[\s-]+(?P<y>\d{{4}}|\d\d(?=\s+\d\d:))\b",
        rf"\b(?P<m>{_MONTH})\b[.]?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b",
        rf"\b(?P<y>\d{{4}})\s+(?P<m>{_MONTH})\b\.?(?:\s+(?P<d>\d{{1,2}})\b)?",
        # asctime: "Fri Mar 27 10:00:00 2026"
        rf"\b(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})\s+\d\d:\d\d:\d\d(?:\s+\w+)?\s+(?P<y>\d{{4}})\b",
        rf"\b(?P<m>{_MONTH})\b\.?,?\s+(?P<y>\d{{4}})\b",
        r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?",
    )
)
_LONGEST = 200
_EARLIEST = 1900


def parse_date(text: str, today: date) -> date | None:
    """The day that a text states, as RFC 822, RFC 3339, ISO 8601 or in words; None when it states none."""
    text = text.strip()[:_LONGEST]
    for form in _FORMS:
        if found := form.search(text):
            return _date(found, today)
    return None


def posted_on(dates: Iterable[str], today: date) -> date | None:
    """The first of the stated dates, in their order of trust, that is not ahead of today; else the first of all.

    Cover dates lie months ahead, and say less than the day on which the paper stood there.
    """
    days = [day for text in dates if (day := parse_date(text, today))]
    tomorrow = today + timedelta(days=1)  # the source's calendar may be a day ahead of ours
    return next((day for day in days if day <= tomorrow), days[0] if days else None)


def announced_on(posted: date | None, last_visit: date | None, today: date) -> date:
    """The day on which an entry is announced: the day its feed states, moved to where a reader has not read yet.

    Feeds list entries late, and editions of days before the last visit that got an answer are out; so never before
    that day. A feed may state a cover date ahead of us; so never after today. An entry without a date was put in the
    feed today, as far as can be known.
    """
    day = today if posted is None else min(posted, today)
    return day if last_visit is None else max(day, min(last_visit, today))


def _date(found: re.Match[str], today: date) -> date | None:
    parts = found.groupdict()
    month = parts["m"]
    try:
        day = date(
            _year(parts["y"]), int(month) if month.isdigit() else _MONTHS[month[:3].lower()], int(parts.get("d") or 1)
        )
    except ValueError:
        return None
    return day if _EARLIEST <= day.year <= today.year + 1 else None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)  # two digits: RFC 822 before 1989, and who still writes it
