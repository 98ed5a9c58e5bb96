"""Crossref as the registry of journals: what publishers registered of one history, in its real format.

Beside the papers of the history a publisher registers what no reader waits for: each Monday a correction, a list of
contents and a paper of an old volume.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from itertools import islice

from academichub.sample.listing import Journal, Listing
from tests.upstreams.history import History
from tests.upstreams.server import FakeUpstream, Reply, Seen

__all__ = ["FakeRegistry"]

Row = dict[str, object]
_MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class _Deposit:
    doi: str
    registered_on: date
    row: Row


class FakeRegistry(FakeUpstream):
    """Answers /works by ISSN and date of registration, page by page with one cursor that the server counts by.

    `issns`: of each journal of the history. `after`: how long after its publication a work is registered. `page_size`
    bounds what is asked for.
    """

    def __init__(self, history: History, issns: Mapping[str, Sequence[str]], now: datetime) -> None:
        super().__init__()
        self.history = history
        self.issns = issns
        self.now = now
        self.after = timedelta()
        self.page_size = _MOST_ROWS
        self._offset = 0

    def reply(self, seen: Seen) -> Reply | None:
        if seen.path != "/works":
            return None
        asked: dict[str, list[str]] = {}
        for each in seen.query["filter"].split(","):
            name, _, value = each.partition(":")
            asked.setdefault(name, []).append(value)
        if unknown := asked.keys() - {"issn", "from-index-date", "from-created-date", "type"}:
            return _answered("failed", [{"type": "filter-not-available", "value": sorted(unknown)[0]}], 400)
        works = [work for work in self._works(asked) if self._is_wanted(work, asked)]
        size = min(int(seen.query["rows"]), self.page_size)
        self._offset = 0 if seen.query["cursor"] == "*" else self._offset + size
        rows = [work.row for work in works[self._offset : self._offset + size]]
        return _answered("ok", {"total-results": len(works), "items": rows, "next-cursor": "the+same/cursor="})

    def _is_wanted(self, work: _Deposit, asked: Mapping[str, Sequence[str]]) -> bool:
        since = max(date.fromisoformat(asked[name][0]) for name in ("from-index-date", "from-created-date"))
        return since <= work.registered_on <= self.now.date()

    def _works(self, asked: Mapping[str, Sequence[str]]) -> Iterator[_Deposit]:
        for journal in self.history.journals:
            if set(self.issns.get(journal.id, ())) & set(asked["issn"]):
                for listing in self.history.until(journal.id, self.now.date()):
                    yield self._deposit(journal, listing)
                yield from self._beside(journal)

    def _deposit(self, journal: Journal, listing: Listing) -> _Deposit:
        people = [name.split(" ", 1) for name in listing.authors]
        row = self._row(journal, listing.doi or "", listing.title, listing.listed_on + self.after, listing.listed_on)
        row["author"] = [{"given": given, "family": family, "affiliation": []} for given, family in people]
        row["abstract"] = f"<jats:p>{escape(listing.abstract or '', quote=False)}</jats:p>"
        return _Deposit(listing.doi or "", listing.listed_on + self.after, row)

    def _beside(self, journal: Journal) -> Iterator[_Deposit]:
        days = (self.history.first + timedelta(days=n) for n in range((self.now.date() - self.history.first).days + 1))
        for day in (day for day in days if day.weekday() == 0):
            name = f"10.5555/{journal.id}.{day:%Y%m%d}"
            correction = self._row(journal, f"{name}.c", "Author Correction: On moss", day, day)
            correction["update-to"] = [{"DOI": f"{name}.0", "type": "correction", "label": "Correction"}]
            yield _Deposit(f"{name}.c", day, correction)
            yield _Deposit(f"{name}.t", day, self._row(journal, f"{name}.t", "Table of Contents", day, day))
            old = self._row(journal, f"{name}.o", "Observations on a Rare Lichen", day, date(1931, 4, 1))
            yield _Deposit(f"{name}.o", day, old)

    def _row(self, journal: Journal, doi: str, title: str, registered: date, published: date) -> Row:
        parts = [[published.year, published.month, published.day]]
        return {
            "DOI": doi,
            "type": "journal-article",
            "title": [title],
            "created": {
                "date-parts": [[registered.year, registered.month, registered.day]],
                "date-time": f"{registered}T07:30:00Z",
            },
            "published": {"date-parts": parts},
            "published-online": {"date-parts": parts},
            "issued": {"date-parts": parts},
            "ISSN": [*islice(self.issns[journal.id], 2)],
        }


def _answered(status: str, message: object, code: int = 200) -> Reply:
    kind = "work-list" if status == "ok" else "validation-failure"
    body = {"status": status, "message-type": kind, "message-version": "1.0.0", "message": message}
    headers = {"X-Rate-Limit-Limit": "50", "X-Rate-Limit-Interval": "1s"}
    return Reply(json.dumps(body).encode(), code, "application/json", headers=headers)
