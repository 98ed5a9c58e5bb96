"""A process that updates a store and kills itself (SIGKILL) at the N-th point: python -m tests.pipeline.killed_update
DB N

Points are every statement and every commit that reaches the database, and every fetch. Exits with 0 when the run ends
before point N. `count` instead of N prints how many points a whole run has.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

from sqlalchemy import Engine, event

from academichub.model import Kind, Page, Request, Response, SourceId, Validators
from academichub.pipeline import update
from academichub.pipeline.progress import SilentProgress
from academichub.store import Store
from tests.fakes import FakeFetcher, FakeSource, noon
from tests.samples import DAY, announced, arxiv_record, journal_record


class Points:
    """Counts points, and kills at the one that is due."""

    def __init__(self, due: int | None) -> None:
        self.due = due
        self.n = 0

    def pass_one(self, *_: object) -> None:
        self.n += 1
        if self.n == self.due:
            os.kill(os.getpid(), signal.SIGKILL)


class PointedFetcher(FakeFetcher):
    def __init__(self, points: Points) -> None:
        super().__init__(etag='"one"')
        self.points = points

    def fetch(self, request: Request, validators: Validators | None = None) -> Response:
        self.points.pass_one()
        return super().fetch(request, validators)


def sources() -> list[FakeSource]:
    first = Page(tuple(announced(arxiv_record(number)) for number in range(40)), day=DAY)
    revised = [announced(arxiv_record(number, version=2), Kind.REPLACE) for number in range(0, 40, 7)]
    second = Page((*revised, announced(arxiv_record(50, published_doi="10.5555/silt.1"))), day=DAY)
    journal = Page((announced(journal_record()), announced(journal_record("guid-2", None))), day=DAY)
    return [FakeSource([first, second]), FakeSource([journal], id=SourceId("deltas"))]


def updated(path: Path, due: int | None) -> int:
    """Update the store at `path`, killing this process at point `due`; returns how many points were passed."""
    points = Points(due)
    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, points.pass_one)
    store = Store.open(path)
    report = update(sources(), PointedFetcher(points), store, noon, SilentProgress())
    assert report.all_well
    store.close()
    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.remove(Engine, name, points.pass_one)
    return points.n
