"""The making of a briefing: how far it is, in words and for a script; renewing one, and removing one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from academichub.errors import ConfigError
from academichub.model import BriefOrder, BriefProgress, BriefStage
from academichub.publish.briefing.window import window_of
from academichub.publish.faults import fault_words
from academichub.publish.wording import Wording, wording
from academichub.text import language_of
from academichub.web.briefings.room import BriefingRoom, briefing_path
from academichub.web.here import Here
from academichub.web.radars.room import text_in

__all__ = ["MakingViews", "StageRow", "stage_rows"]

_OF_A_MODEL = (BriefStage.OUTLINE, BriefStage.WRITE)
_FRESH = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage: `state` is done, now or next; `told` how far it is, in words."""

    stage: BriefStage
    state: str
    told: str


def stage_rows(progress: BriefProgress, w: Wording, *, has_model: bool = True) -> tuple[StageRow, ...]:
    """Every stage in order, those behind us, the one under way and those to come; without a model none of its own."""
    stages = [each for each in BriefStage if has_model or each is progress.stage or each not in _OF_A_MODEL]
    at = stages.index(progress.stage)
    states = ("done",) * at + ("now",) + ("next",) * (len(stages) - at - 1)
    return tuple(
        StageRow(stage, state, _told(progress, w) if state == "now" else w(f"making.state.{state}"))
        for stage, state in zip(stages, states, strict=True)
    )


def _told(progress: BriefProgress, w: Wording) -> str:
    if progress.n_total:
        return w("making.of", done=progress.n_done, total=progress.n_total)
    if progress.n_done:
        return w("making.so_far", done=progress.n_done)
    return w("making.state.now")


def _refusal(error: ConfigError, w: Wording) -> str:
    told = fault_words(error, w)
    return (
        f"{w.words.get(f'fault.of.{error.subject}', error.subject)}{w('join.colon')}{told}" if error.subject else told
    )


@dataclass(frozen=True, slots=True)
class MakingViews:
    """One briefing is made at a time."""

    room: BriefingRoom

    def making(self, request: Request) -> Response:
        """How far it is; where it is done, on to it; where none is made, back to the list."""
        here = self.room.here(request, "/briefings/making")
        progress = self.room.briefings.under_way()
        if progress is None:
            return RedirectResponse(here.to("/briefings"), 303)
        if progress.brief_id is not None:
            return RedirectResponse(here.to(briefing_path(progress.brief_id)), 303)
        w = wording(here.query.language)
        html = self.room.frame.render(
            "briefing_making.html",
            here,
            progress=progress,
            window=window_of(progress.order, w),
            rows=stage_rows(progress, w, has_model=self.room.briefings.has_model),
            error_language=language_of(progress.error or ""),
        )
        return HTMLResponse(html, headers=_FRESH)

    def told(self, request: Request) -> Response:
        """The same for a script: the state and the words of each stage, or where to go on."""
        here = self.room.here(request, "/briefings/making")
        progress = self.room.briefings.under_way()
        if progress is None or progress.is_over:
            return JSONResponse({"go": here.to(here.path)}, headers=_FRESH)
        has_model = self.room.briefings.has_model
        rows = stage_rows(progress, wording(here.query.language), has_model=has_model)
        stages = {row.stage.value: {"state": row.state, "told": row.told} for row in rows}
        return JSONResponse({"go": None, "stages": stages}, headers=_FRESH)

    def renew(self, request: Request, form: FormData) -> Response:
        """Make it anew, for the same days or as many up to the newest edition. Raises: HTTPException 404, in words."""
        briefing = self.room.briefing(request)
        here = self.room.here(request, "/briefings")
        order = self._moved(briefing.order) if text_in(form, "days") == "newest" else briefing.order
        try:
            self.room.briefings.begin(order, with_model=briefing.model is not None, renews=briefing.brief_id)
        except ConfigError as error:
            raise HTTPException(400, _refusal(error, wording(here.query.language))) from error
        return RedirectResponse(here.to("/briefings/making"), 303)

    def _moved(self, order: BriefOrder) -> BriefOrder:
        """As many days up to the newest edition, where that is a later one."""
        newest = max(self.room.newest_day() or order.until, order.until)
        by = newest - order.until
        return replace(order, since=order.since + by, until=order.until + by) if by > timedelta(0) else order

    def ask_remove(self, request: Request) -> Response:
        """Whether it is meant; nothing is removed yet."""
        briefing = self.room.briefing(request)
        here = self.room.here(request, briefing_path(briefing.brief_id, "remove"))
        n_claims = sum(len(section.claims) for section in briefing.sections)
        window = window_of(briefing.order, wording(here.query.language))
        html = self.room.frame.render(
            "briefing_remove.html", here, window=window, n_claims=n_claims, path=briefing_path(briefing.brief_id)
        )
        return HTMLResponse(html, headers=_FRESH)

    def remove(self, request: Request, _form: FormData) -> Response:
        """Raises: HTTPException 404 where there is none."""
        briefing = self.room.briefing(request)
        assert briefing.brief_id is not None  # it is stored
        self.room.briefings.remove(briefing.brief_id)
        return RedirectResponse(self._list(request).to("/briefings"), 303)

    def _list(self, request: Request) -> Here:
        return self.room.here(request, "/briefings")
