"""Making and changing a radar: one form with three buttons (preview, backtest, save), and its removal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from academichub.errors import ConfigError
from academichub.model import SPEECHES, Backtest, Example, Radar, RadarView
from academichub.publish.faults import Worded, fault_words
from academichub.publish.radar_rows import size_of
from academichub.publish.unread import unread_words
from academichub.publish.wording import Wording, wording
from academichub.taxonomy import is_category
from academichub.web.fit import FITS
from academichub.web.here import Here
from academichub.web.radars.examples import Brought, read_examples, read_typed
from academichub.web.radars.form import Fault, RadarForm, form_of, radar_of, read_form
from academichub.web.radars.links import radar_path
from academichub.web.radars.meanwhile import Difference, differences, is_outdated, mark_of
from academichub.web.radars.room import Room, id_in, text_in, which
from academichub.web.radars.shown import Deck, Shown

__all__ = ["EditingViews", "Trial"]

_CATEGORIES_OFFERED = 60
_EXAMPLES_LISTED = 200
_PREVIEWED = 20
_UNREAD_NAMED = 10
_FIELDS = (
    "name",
    "include",
    "exclude",
    "boost",
    "authors",
    "categories",
    "sources",
    "languages",
    "quota",
    "share",
    "examples",
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What trying a radar gave: a preview of one day, a backtest, or neither."""

    day: date | None = None
    view: RadarView | None = None
    cards: tuple[Shown, ...] = ()
    backtest: Backtest | None = None
    has_no_day: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What is being edited: nothing yet, or a radar with its examples."""

    path: str
    radar: Radar | None = None
    examples: tuple[Example, ...] = ()
    is_gone: bool = False  # the radar was removed since the form was opened


@dataclass(frozen=True, slots=True)
class EditingViews:
    """A new radar and a saved one go through the same form."""

    room: Room

    def new(self, request: Request) -> Response:
        """An empty form."""
        here = self.room.here(request, "/radars/new")
        return self._page(here, Desk(here.path), RadarForm())

    def edit(self, request: Request) -> Response:
        """The form filled in with a radar."""
        desk = self._desk(request)
        here = self.room.here(request, desk.path)
        assert desk.radar is not None
        return self._page(here, desk, form_of(desk.radar, self._categories()))

    def send_new(self, request: Request, form: FormData) -> Response:
        return self._sent(request, form, Desk("/radars/new"))

    def send_edit(self, request: Request, form: FormData) -> Response:
        """A radar that was removed meanwhile can be made anew of what was typed. Raises: HTTPException 404."""
        try:
            desk = self._desk(request, form)
        except HTTPException:
            if id_in(form) is None:
                raise
            desk = Desk("/radars/new", is_gone=True)
        return self._sent(request, form, desk)

    def ask_remove(self, request: Request) -> Response:
        """Whether it is meant; nothing is removed yet."""
        radar = self.room.radar(request)
        here = self.room.here(request, radar_path(radar.name, "remove"))
        n_examples, n_votes = size_of(radar, self.room.radars.sizes())
        html = self.room.frame.render(
            "radar_remove.html", here, radar=radar, path=radar_path(radar.name), n_examples=n_examples, n_votes=n_votes
        )
        return HTMLResponse(html, headers={"Cache-Control": "no-store"})

    def remove(self, request: Request, form: FormData) -> Response:
        """With its examples and votes."""
        self.room.radars.remove(which(self.room.radar(request, form)))
        return self.room.go(self.room.here(request, "/radars"), "/radars")

    def _desk(self, request: Request, form: FormData | None = None) -> Desk:
        radar = self.room.radar(request, form)
        return Desk(radar_path(radar.name, "edit"), radar, self.room.radars.examples(which(radar)))

    def _sent(self, request: Request, sent: FormData, desk: Desk) -> Response:
        here = self.room.here(request, desk.path)
        form, brought = read_form(sent.multi_items()), self._brought(sent, wording(here.query.language))
        radar, faults = radar_of(form, desk.radar)
        act = text_in(sent, "act")
        kept = tuple(example for example in desk.examples if example.key not in form.drop)
        faults += brought.faults + self._more_faults(radar, (*kept, *brought.examples))
        trial = Trial()
        if act == "save":
            return self._saved(here, desk, (radar, replace(form, faults=faults)), brought)
        if any(fault.field == "name" for fault in faults):  # a name is no part of what is tried
            faults = tuple(fault for fault in faults if fault.field != "name")
            radar = replace(radar, name="?")
        if not faults:
            trial, faults = self._try(act, radar, (*brought.examples, *kept), here.query.language)
        return self._page(here, desk, replace(form, faults=faults), brought, trial)

    def _saved(self, here: Here, desk: Desk, sent: tuple[Radar, RadarForm], brought: Brought) -> Response:
        """The radar is saved and shown; else the form again, with what is wrong, or with what was saved meanwhile."""
        radar, form = sent
        if desk.is_gone or is_outdated(form.seen, desk.radar, radar):
            return self._outdated(here, desk, radar, form, brought)
        faults = form.faults
        try:
            if not faults:
                saved = self._save(radar, form, brought, desk.radar)
                return self.room.go(here, radar_path(saved.name))
        except ConfigError as error:
            faults = (_fault(error, wording(here.query.language)),)
        return self._page(here, desk, replace(form, faults=faults), brought, status=422)

    def _outdated(self, here: Here, desk: Desk, radar: Radar, form: RadarForm, brought: Brought) -> Response:
        """Nothing was saved; what was typed stands in the form, and what is saved by now beside it."""
        fault, seen = Fault("", "form.fault.gone", radar.name), ""
        both: tuple[Difference, ...] = ()
        if desk.radar is not None:
            fault, seen = Fault("", "form.fault.changed", desk.radar.name), mark_of(desk.radar)
            both = differences(desk.radar, radar, wording(here.query.language))
        shown = replace(form, faults=(fault, *form.faults), seen=seen)
        return self._page(here, desk, shown, brought, status=409, meanwhile=both)

    def _brought(self, sent: FormData, w: Wording) -> Brought:
        """The examples that were typed and those of a file."""
        now = self.room.clock()
        brought = read_typed(text_in(sent, "examples"), self.room.library, now)
        file = sent.get("file")
        if isinstance(file, UploadFile) and file.filename:
            data = file.file.read()
            brought += read_examples(data, self.room.library, now, file=file.filename[-100:])
        return brought.in_words(w)

    def _more_faults(self, radar: Radar, examples: tuple[Example, ...]) -> tuple[Fault, ...]:
        """What is wrong beside the fields themselves."""
        faults: list[Fault] = []
        taken = (other.name for other in self.room.radars.all() if other.radar_id != radar.radar_id)
        if radar.name.casefold() in map(str.casefold, taken):
            faults.append(Fault("name", "form.fault.taken", radar.name))
        wants = (radar.include, radar.boost, radar.authors, radar.categories, radar.sources, radar.languages, examples)
        if not any(wants):
            faults.append(Fault("include", "form.fault.wants_nothing"))
        return tuple(faults)

    def _save(self, radar: Radar, form: RadarForm, brought: Brought, over: Radar | None) -> Radar:
        """Raises: ConfigError."""
        saved = self.room.radars.save(radar, brought.examples, over=over)
        kept = {example.key for example in self.room.radars.examples(which(saved))}
        for key in kept.intersection(form.drop):
            self.room.radars.remove_example(which(saved), key)
        return saved

    def _try(
        self, act: str, radar: Radar, examples: tuple[Example, ...], language: str
    ) -> tuple[Trial, tuple[Fault, ...]]:
        days = self.room.days()
        if not days:
            return Trial(has_no_day=True), ()
        try:
            if act == "backtest":
                return Trial(backtest=self.room.radars.backtest(radar, examples)), ()
            view = self.room.radars.preview(radar, examples, days[0])
        except ConfigError as error:
            return Trial(), (_fault(error, wording(language)),)
        deck = Deck(self.room.library, self.room.labels, wording(language), days[0], FITS[2])
        return Trial(days[0], view, deck.deal(view.shown[:_PREVIEWED], radar, None)), ()

    def _categories(self) -> tuple[str, ...]:
        """The categories of the newest edition, those with most papers."""
        days = self.room.days()
        lines = self.room.library.outline(days[0]) if days else ()
        counted = Counter(name for line in lines for name in line.categories if is_category(line.source, name))
        return tuple(sorted(name for name, _ in counted.most_common(_CATEGORIES_OFFERED)))

    def _page(
        self,
        here: Here,
        desk: Desk,
        form: RadarForm,
        brought: Brought | None = None,
        trial: Trial | None = None,
        *,
        status: int = 200,
        meanwhile: Sequence[Difference] = (),
    ) -> Response:
        labels = {str(source): label for source, label in self.room.labels.items()}
        offered = self._categories()
        html = self.room.frame.render(
            "radar_form.html",
            here,
            form=form,
            radar=desk.radar,
            path=desk.path,
            remove_path=radar_path(desk.radar.name, "remove") if desk.radar else "",
            back_path=radar_path(desk.radar.name) if desk.radar else "/radars",
            examples=desk.examples[:_EXAMPLES_LISTED],
            n_more_examples=max(0, len(desk.examples) - _EXAMPLES_LISTED),
            categories=tuple(dict.fromkeys((*offered, *form.category))),
            sources={**labels, **{name: labels.get(name, name) for name in form.source}},
            speeches=tuple(dict.fromkeys((*SPEECHES, *form.speech))),
            known_speeches=SPEECHES,
            brought=brought or Brought(),
            unread_named=_UNREAD_NAMED,
            unread_words=unread_words,
            trial=trial or Trial(),
            meanwhile=meanwhile,
        )
        return HTMLResponse(html, status, {"Cache-Control": "no-store"})


def _fault(error: ConfigError, w: Wording) -> Fault:
    """What another room says is wrong, at the field it names, else at the head of the form."""
    field = error.subject if error.subject in _FIELDS else ""
    if isinstance(error, Worded):
        return Fault(field, words=fault_words(error, w), language=w.language)
    return Fault(field, words=error.message if field or not error.subject else f"{error.subject}: {error.message}")
