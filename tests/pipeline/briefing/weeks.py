"""A store of invented papers on a few subjects, a week and the weeks before, and a desk of briefings over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from academichub.adapters.locks import alone
from academichub.index import WordIndex
from academichub.model import (
    Author,
    BriefOrder,
    BriefPaper,
    BriefStage,
    Identifiers,
    Kind,
    Markup,
    MarkupFormat,
    Page,
    PaperId,
    Record,
    Section,
    Skeleton,
    SourceId,
    Written,
)
from academichub.pipeline import Finder
from academichub.pipeline.briefing import Materials, StoredBriefings
from academichub.pipeline.radars import StoredRadars
from academichub.pipeline.saving import save_pages
from academichub.ports import SectionWriter
from academichub.store import Store
from academichub.taste import TasteFolder
from tests.brief.invented import SINCE, history, week
from tests.samples import announced

__all__ = ["SINCE", "UNTIL", "Listener", "Room", "Writer", "announce", "fill", "order", "paper_id", "record", "room_of"]

UNTIL = SINCE + timedelta(days=6)
NOW = datetime.combine(UNTIL, time(20), UTC)
_ARXIV = SourceId("arxiv")


def order(language: str = "en", **changes: Any) -> BriefOrder:
    return replace(BriefOrder(SINCE, UNTIL, language), **changes)


def paper_id(number: int) -> PaperId:
    return PaperId(f"arxiv:2606.{10000 + number}")


def record(number: int, title: str, abstract: str, category: str = "q-bio.PE", **changes: object) -> Record:
    name = paper_id(number).removeprefix("arxiv:")
    plain = Record(
        source=_ARXIV,
        key=name,
        version=1,
        identifiers=Identifiers(arxiv=name),
        title=Markup(title, MarkupFormat.TEX),
        abstract=Markup(abstract, MarkupFormat.TEX),
        authors=(Author("Ada Marsh"),),
        categories=(category, "stat.AP"),
        primary_category=category,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def announce(store: Store, day: date, records: Sequence[Record], kind: Kind = Kind.NEW) -> None:
    page = Page(tuple(announced(each, kind, day) for each in records), (), day=day)
    with store.writing() as unit:
        save_pages(unit, _ARXIV, [page], NOW)


def fill(store: Store, papers: Sequence[BriefPaper] | None = None) -> None:
    """A hundred papers of the week and ten of each subject in each of the eight weeks before, unless others are given.

    Number n is the n-th of them, from 1.
    """
    by_day: dict[date, list[Record]] = {}
    for number, paper in enumerate([*week(), *history()] if papers is None else papers, start=1):
        made = record(number, paper.title, " ".join(paper.sentences), paper.categories[0])
        by_day.setdefault(paper.announced_on, []).append(made)
    for day, records in sorted(by_day.items()):
        announce(store, day, records)


@dataclass
class Listener:
    """Hears how far a briefing is; `at` is called at a stage."""

    heard: list[tuple[BriefStage, int, int | None]] = field(default_factory=list)

    def __call__(self, stage: BriefStage, n_done: int, n_total: int | None) -> None:
        self.heard.append((stage, n_done, n_total))

    @property
    def stages(self) -> list[BriefStage]:
        return list(dict.fromkeys(stage for stage, _, _ in self.heard))


@dataclass
class Writer:
    """A double of the model: writes what it is told to, after `before` was called."""

    writes: Callable[[tuple[Section, ...]], Written]
    before: Callable[[], object] = lambda: None

    def write(
        self,
        order: BriefOrder,
        skeleton: Skeleton,
        sections: tuple[Section, ...],
        tell: Callable[[BriefStage, int, int | None], object],
    ) -> Written:
        assert order.language in ("en", "zh")
        assert skeleton.papers
        tell(BriefStage.OUTLINE, 0, None)
        self.before()
        tell(BriefStage.WRITE, 1, len(sections))
        return self.writes(sections)


@dataclass(frozen=True)
class Room:
    """A desk over a store, with radars."""

    store: Store
    desk: StoredBriefings
    radars: StoredRadars


@contextmanager
def room_of(store: Store, folder: Path, writer: SectionWriter | None = None) -> Iterator[Room]:
    """Nothing is made in it any more when the block ends."""
    radars = StoredRadars(store, TasteFolder(folder / "taste", alone), lambda: NOW)
    materials = Materials(store, Finder(store, WordIndex(folder / "index", alone)), radars.passing)
    desk = StoredBriefings(materials, lambda: NOW, (lambda _stop: writer) if writer is not None else None)
    try:
        yield Room(store, desk, radars)
    finally:
        desk.close()
