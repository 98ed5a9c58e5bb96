"""The list of briefings and the form that asks for another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from academichub.brief.calendar import LONGEST_QUESTION
from academichub.errors import ConfigError
from academichub.model import REVISION_KINDS, BriefingLine, FieldId
from academichub.publish.briefing.quoting import tidy
from academichub.publish.briefing.window import window_of
from academichub.publish.wording import LANGUAGES, Wording, wording
from academichub.taxonomy import FIELDS
from academichub.web.briefings.form import AskForm, fault_of, order_of, read_ask
from academichub.web.briefings.room import BriefingRoom, briefing_path
from academichub.web.here import Here

__all__ = ["AskingViews", "BriefingRow"]

_COUNTED_EDITIONS = 7


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """One briefing in the list: `about` is what it was asked for, `parts` its counts."""

    path: str
    window: str
    about: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskingViews:
    """One address: read with GET, asked with POST."""

    room: BriefingRoom

    def briefings(self, request: Request) -> Response:
        """The stored ones, and an empty form."""
        here = self.room.here(request, "/briefings")
        return self._page(here, AskForm(speech=here.query.language))

    def send(self, request: Request, sent: FormData) -> Response:
        """Begin one, or show what is wrong with the form."""
        here = self.room.here(request, "/briefings")
        form = read_ask(sent.multi_items())
        newest = self.room.newest_day() or self.room.clock().date()
        order, faults = order_of(form, newest, self._radars())
        if order is not None:
            try:
                self.room.briefings.begin(order, with_model=form.with_model)
            except ConfigError as error:
                faults = (fault_of(error, form, wording(here.query.language)),)
            else:
                return RedirectResponse(
                    here.to("/briefings/making") + "#main", 303
                )  # or it would inherit the form's #ask
        return self._page(here, replace(form, faults=faults), status=422)

    def _radars(self) -> tuple[str, ...]:
        return tuple(radar.name for radar in self.room.radars.all()) if self.room.radars else ()

    def _field_counts(self) -> tuple[dict[FieldId, int], int]:
        """Papers of each field in the newest editions, every field in its order; and how many editions that are.

        Revisions and what was withdrawn are left out, as briefings leave them out.
        """
        days = [day for day, _ in self.room.library.days()[:_COUNTED_EDITIONS]]
        lines = [line for day in days for line in self.room.library.outline(day)]
        field_of = {
            line.paper_id: line.field for line in lines if line.kind not in REVISION_KINDS and not line.is_withdrawn
        }
        counts = Counter(field_of.values())
        return {field: counts[field] for field in FIELDS}, len(days)

    def _page(self, here: Here, form: AskForm, *, status: int = 200) -> Response:
        w = wording(here.query.language)
        under_way = self.room.briefings.under_way()
        counts, n_editions = self._field_counts()
        html = self.room.frame.render(
            "briefings.html",
            here,
            rows=[_row(line, w) for line in self.room.briefings.all()],
            is_running=under_way is not None and not under_way.is_over,
            form=form,
            fields=counts,
            n_editions=n_editions,
            radars=self._radars(),
            newest=self.room.newest_day(),
            speeches=LANGUAGES,
            has_model=self.room.briefings.has_model,
            longest_question=LONGEST_QUESTION,
        )
        return HTMLResponse(html, status, {"Cache-Control": "no-store"})


def _row(line: BriefingLine, w: Wording) -> BriefingRow:
    order = line.order
    about = [w.join(w.field(field) for field in order.fields)] if order.fields else []
    about += [tidy(each) for each in (order.radar, order.question) if each]
    parts = [w("briefing.facts.papers", n=line.n_papers), w("briefing.facts.claims", n=line.n_claims)]
    if line.model is not None:
        parts += [w("briefing.facts.verified", n=line.n_verified), w("briefing.facts.dropped", n=line.n_dropped)]
        parts.append(tidy(line.model))
    parts.append(w(f"ask.speech.{order.language}"))
    if line.renews is not None:
        parts.append(w("briefings.renewed"))
    parts.append(w.moment(line.made_at))
    window = window_of(order, w)
    if order.language != w.language:
        window = w("briefings.spoken", window=window, language=w(f"ask.speech.{order.language}"))
    return BriefingRow(briefing_path(line.brief_id), window, tuple(about), tuple(parts))
