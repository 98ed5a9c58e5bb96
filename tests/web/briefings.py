"""Briefings in memory, as the port promises them: one is made when a test says so, stage by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from academichub.errors import NotFound
from academichub.model import (
    BriefId,
    Briefing,
    BriefingLine,
    BriefOrder,
    BriefProgress,
    BriefStage,
    ClaimState,
    Paper,
    PaperId,
    PaperNow,
)
from academichub.web import create_app
from tests.publish.briefing.made import LABELS, SINCE, TIDES, briefing, stored
from tests.web.asking import Browser
from tests.web.fakes import NOW, FakeLibrary, full_library
from tests.web.radars import FakeRadars

__all__ = ["FakeBriefings", "briefed"]

_A_MODELS = (ClaimState.VERIFIED, ClaimState.REPAIRED)


@dataclass
class FakeBriefings:
    """`refuses` is raised by `begin`; `wishes` keeps what was begun. Nothing goes on but by `advance`."""

    kept: dict[BriefId, Briefing] = field(default_factory=dict)
    stored_papers: dict[PaperId, Paper] = field(default_factory=dict)
    now: Mapping[PaperId, PaperNow] = field(default_factory=dict)
    progress: BriefProgress | None = None
    refuses: Exception | None = None
    wishes: list[tuple[BriefOrder, bool, BriefId | None]] = field(default_factory=list)
    has_model: bool = True

    def all(self) -> tuple[BriefingLine, ...]:
        return tuple(_line(each) for _, each in sorted(self.kept.items(), reverse=True))

    def stored(self, brief_id: BriefId) -> Briefing:
        if brief_id not in self.kept:
            raise NotFound("no briefing has this number", subject=str(brief_id))
        return self.kept[brief_id]

    def begin(self, order: BriefOrder, *, with_model: bool = True, renews: BriefId | None = None) -> BriefProgress:
        if self.refuses is not None:
            raise self.refuses
        if renews is not None:
            self.stored(renews)
        if self.progress is not None and not self.progress.is_over:
            return self.progress
        self.wishes.append((order, with_model, renews))
        self.progress = BriefProgress(order, BriefStage.GATHER, NOW)
        return self.progress

    def under_way(self) -> BriefProgress | None:
        return self.progress

    def since(self, briefing: Briefing) -> Mapping[PaperId, PaperNow]:
        return self.now

    def papers(self, briefing: Briefing) -> Mapping[PaperId, Paper]:
        return self.stored_papers

    def remove(self, brief_id: BriefId) -> None:
        self.stored(brief_id)
        del self.kept[brief_id]

    def advance(self, stage: BriefStage, n_done: int = 0, n_total: int | None = None) -> None:
        assert self.progress is not None
        self.progress = replace(self.progress, stage=stage, n_done=n_done, n_total=n_total)

    def finish(self, brief_id: BriefId) -> None:
        assert self.progress is not None
        self.kept[brief_id] = briefing(brief_id=brief_id, order=self.progress.order)
        self.progress = replace(self.progress, stage=BriefStage.SAVE, brief_id=brief_id)

    def fail(self, error: str) -> None:
        assert self.progress is not None
        self.progress = replace(self.progress, error=error)


def _line(each: Briefing) -> BriefingLine:
    claims = [claim for section in each.sections for claim in section.claims]
    return BriefingLine(
        each.brief_id or BriefId(0),
        each.order,
        each.made_at,
        len(each.skeleton.papers),
        len(claims),
        sum(claim.state in _A_MODELS for claim in claims),
        len(each.dropped),
        each.model,
        each.cost_micros,
        each.renews,
    )


def briefed(
    *made: Briefing, sample: bool = False, library: FakeLibrary | None = None, with_radars: bool = False
) -> tuple[Browser, FakeBriefings]:
    """A site with these briefings, else with number 4, which has everything a briefing can have."""
    briefings = FakeBriefings({each.brief_id or BriefId(1): each for each in made or (briefing(),)})
    briefings.stored_papers, briefings.now = {TIDES: stored()}, SINCE
    shelf = library or full_library()
    app = create_app(
        shelf,
        language="en",
        sample=sample,
        labels=LABELS,
        clock=lambda: NOW,
        radars=FakeRadars(shelf) if with_radars else None,
        briefings=briefings,
    )
    return Browser(app), briefings
