"""The answers to a reader's requests: each reads the address, asks the library once or twice, and fills a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from academichub.errors import NotFound
from academichub.model import PaperDetails, PaperId, SourceId
from academichub.model import Query as SearchQuery
from academichub.ports import Accounts, Finder, Library
from academichub.publish.curate import LEAD_LIMIT, PER_GROUP
from academichub.publish.emptiness import why_empty
from academichub.publish.receipts import MARKS, NO_MARK, account_lines, gap_line, mark_of, state_word, why
from academichub.publish.unread import trouble_words
from academichub.publish.wording import wording
from academichub.publish.works import correction_words
from academichub.text.days import parse_day
from academichub.web.details import build_paper
from academichub.web.edition import EditionPage, NoSuchPage, build_edition, neighbours, page_numbers, value_words
from academichub.web.fit import FITS, Fit
from academichub.web.here import Here
from academichub.web.links import edition_path, paper_path
from academichub.web.notices import source_notices, stale_notices
from academichub.web.pages import HEAVIEST, Frame, answer, pack
from academichub.web.query import Query, parse_query
from academichub.web.radars.leading import Lead, ballots_of, choose_lead, lead_with
from academichub.web.radars.links import radar_path
from academichub.web.radars.room import Room
from academichub.web.radars.shown import Section
from academichub.web.results import results_of

__all__ = ["Views"]

_OPTIONS_SHOWN = 12
_SUBHEADED_FROM = 31  # papers of a field; fewer are found without a heading for each category
_N_SIMILAR = 5
_DAYS_TOLD = 30
_A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Views:
    """Every endpoint, over one library. Endpoints are synchronous: Starlette runs them in threads."""

    library: Library
    language: str
    labels: Mapping[SourceId, str]
    clock: Callable[[], datetime]
    frame: Frame
    finder: Finder | None = None
    room: Room | None = None
    accounts: Accounts | None = None
    has_works: bool = False

    def front(self, request: Request) -> Response:
        """The newest edition, or why there is none."""
        query = self._query(request)
        days = self._days()
        if not days:
            return self._empty_hub(request, query)
        newest = days[0]
        w = wording(query.language)
        statuses = self.library.statuses()
        notices = stale_notices(self.clock().date(), newest, statuses, w)
        if not self.frame.sample:  # whose banner says it, and which lacks nothing
            notices += source_notices(statuses, w)
        notices += self._gaps(newest, query)
        return self._edition(request, newest, days, Here("/", query, self.language), notices)

    def edition(self, request: Request) -> Response:
        """One day's edition. A day without one is not found, in words."""
        query = self._query(request)
        day = _day(request.path_params["day"])
        days = self._days()
        if day not in days:
            return self._no_edition(day, days, query)
        return self._edition(request, day, days, Here(edition_path(day), query, self.language), self._gaps(day, query))

    def paper(self, request: Request) -> Response:
        """A paper by its id; by any other of its names, the way to its id."""
        name = request.path_params["paper_id"]
        query = self._query(request)
        try:
            details = self.library.details(PaperId(name), query.language)
        except NotFound:
            return self._elsewhere(name, query)
        if details.paper.paper_id != name:
            return RedirectResponse(Here("", query, self.language).paper(details.paper.paper_id), 302)
        here = Here(paper_path(details.paper.paper_id), Query(query.language), self.language)
        page = build_paper(details, self.labels, wording(query.language))
        return answer(
            request,
            self.frame.render(
                "paper.html",
                here,
                page=page,
                path_of=edition_path,
                in_radars=ballots_of(self.room, details.paper.paper_id) if self.room else (),
                radar_path=radar_path,
                has_works=self.has_works,
                **self._similar(details, query),
            ),
        )

    def _gaps(self, day: date, query: Query) -> tuple[str, ...]:
        """What may be missing from the edition of a day, though no channel can tell."""
        found = self.accounts.gaps(day) if self.accounts is not None and not self.frame.sample else ()
        return tuple(gap_line(gap, self.labels.get(gap.source, gap.source), wording(query.language)) for gap in found)

    def _similar(self, details: PaperDetails, query: Query) -> dict[str, object]:
        if self.finder is None:
            return {"similar": (), "similar_by_meaning": False}
        hits = self.finder.similar(details.paper.paper_id, _N_SIMILAR)
        found = self.finder.show(hits, SearchQuery(), query.language)
        return {
            "similar": results_of(found, 1, self.labels, wording(query.language)),
            "similar_by_meaning": any(hit.by_meaning is not None for hit in hits),
        }

    def days(self, request: Request) -> Response:
        """Every edition, by month."""
        here = Here("/days", Query(self._query(request).language), self.language)
        months = groupby(self.library.days(), key=lambda pair: (pair[0].year, pair[0].month))
        rows = [(date(*month, 1), list(run)) for month, run in months]
        why = None if rows else self._why_empty(here.query)
        return answer(request, self.frame.render("days.html", here, months=rows, path_of=edition_path, why=why))

    def status(self, request: Request) -> Response:
        """How every followed source stands, and its receipts of the last days."""
        here = Here("/status", Query(self._query(request).language), self.language)
        accounts = self.accounts.over(_DAYS_TOLD) if self.accounts is not None else ()
        words = {"mark_of": mark_of, "state_word": state_word, "why": why, "account_lines": account_lines}
        words["trouble_words"] = trouble_words
        html = self.frame.render(
            "status.html",
            here,
            statuses=self.library.statuses(),
            accounts=accounts,
            marks=MARKS,
            no_mark=NO_MARK,
            **words,
        )
        return answer(request, html)

    def static(self, request: Request) -> Response:
        """One of our own files: for a year under its content's name, else to be asked for again."""
        asset = self.frame.assets.get(request.path_params["name"])
        if asset is None:
            raise HTTPException(404)
        etag = f'W/"{asset.digest}"'
        is_named = request.query_params.get("v") == asset.digest
        headers = {"ETag": etag, "Cache-Control": _A_YEAR if is_named else "no-cache"}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(asset.body, media_type=asset.media_type, headers=headers)

    def robots(self, _request: Request) -> Response:
        """A hub is for its readers; search engines have these abstracts from where they come from."""
        return PlainTextResponse("User-agent: *\nDisallow: /\n", headers={"Cache-Control": "max-age=86400"})

    def _query(self, request: Request) -> Query:
        return parse_query(request.query_params.multi_items(), self.language)

    def _days(self) -> tuple[date, ...]:
        return tuple(day for day, _ in self.library.days())

    def _page(self, day: date, days: Sequence[date], query: Query, fit: Fit, above: Sequence[PaperId]) -> EditionPage:
        try:
            page = build_edition(self.library, day, days, query, self.labels, fit, above)
        except NoSuchPage as error:
            raise HTTPException(404, wording(query.language)("empty.page", last=error.last)) from error
        if page is None:
            raise HTTPException(404)
        return page

    def _edition(
        self, request: Request, day: date, days: Sequence[date], here: Here, notices: tuple[str, ...]
    ) -> Response:
        """The page with as much of each paper as keeps it light."""
        leads = self._leads(day, here)
        above = [paper_id for lead in leads for paper_id in lead.paper_ids]
        for fit in FITS:
            page = self._page(day, days, here.query, fit, above)
            html = self._render_edition(page, here, notices, self._leading(day, here, leads, fit))
            packed = pack(html)
            if len(packed) <= HEAVIEST:
                break
        return answer(request, html, packed)

    def _leads(self, day: date, here: Here) -> tuple[Lead, ...]:
        """What of the reader's radars stands before the list; a reader who filters has chosen already."""
        if self.room is None or here.query.filters:
            return ()
        return choose_lead(self.room.radars.edition(day))

    def _leading(self, day: date, here: Here, leads: Sequence[Lead], fit: Fit) -> tuple[Section, ...]:
        """Shown on the first page alone; the pages that follow count on from it."""
        if self.room is None or here.query.page > 1:
            return ()
        back = (("from", "front"),) if here.path == "/" else (("from", "edition"), ("day", day.isoformat()))
        return lead_with(self.room, leads, here.query.language, fit, back)

    def _render_edition(
        self, page: EditionPage, here: Here, notices: tuple[str, ...], leading: tuple[Section, ...]
    ) -> str:
        w = wording(here.query.language)
        return self.frame.render(
            "edition.html",
            here,
            page=page,
            number=here.query.page,
            numbers=page_numbers(here.query.page, page.last_page),
            notices=notices,
            active=[value_words(name, value, self.labels, w) for name, value in here.query.filters],
            cleared=here.to(here.path),
            path_of=edition_path,
            facet_shown=_OPTIONS_SHOWN,
            subheaded_from=_SUBHEADED_FROM,
            lead_limit=LEAD_LIMIT,
            lead_per_group=PER_GROUP,
            leading=leading,
            invites=self._invites(here),
            correction_words=correction_words,
            corrections=self.library.corrections(page.day) if here.query.page == 1 else (),
        )

    def _invites(self, here: Here) -> bool:
        """Whether a reader without any radar is told of them here."""
        is_first = here.query.page == 1 and not here.query.filters
        return self.room is not None and is_first and not self.room.radars.all()

    def _no_edition(self, day: date, days: Sequence[date], query: Query) -> Response:
        """Not found, in words: why, and the editions before and after."""
        here = Here(edition_path(day), query, self.language)
        earlier, later = neighbours(day, days)
        html = self.frame.render("no_edition.html", here, day=day, earlier=earlier, later=later, path_of=edition_path)
        return HTMLResponse(html, 404, {"Cache-Control": "no-store"})

    def _empty_hub(self, request: Request, query: Query) -> Response:
        here = Here("/", Query(query.language), self.language)
        notices = source_notices(self.library.statuses(), wording(query.language))
        return answer(request, self.frame.render("empty.html", here, why=self._why_empty(query), notices=notices))

    def _why_empty(self, query: Query) -> str:
        return why_empty(self.library.statuses(), self.clock().date(), wording(query.language))

    def _elsewhere(self, name: str, query: Query) -> Response:
        paper_id = self.library.find(name)
        if paper_id is None or paper_id == name:
            raise HTTPException(404, wording(query.language)("error.404.paper", name=name[:100]))
        return RedirectResponse(Here("", query, self.language).paper(paper_id), 302)


def _day(text: str) -> date:
    """A day written 2026-06-16 and in no other way. Raises: HTTPException 400."""
    day = parse_day(text)
    if day is None:
        raise HTTPException(400)
    return day
