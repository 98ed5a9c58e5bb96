"""What every page of radars needs: the radars, the library, the frame; and how the address of one is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from academichub.errors import NotFound
from academichub.model import PaperId, Radar, RadarId, SourceId, WhichRadar
from academichub.ports import Finder, Library, Radars
from academichub.publish.wording import wording
from academichub.text.days import parse_day
from academichub.web.here import Here
from academichub.web.links import edition_path, paper_path
from academichub.web.pages import Frame
from academichub.web.query import BadQuery, Filters, Query, read_language, read_page
from academichub.web.radars.links import anchor_of, radar_path

__all__ = ["Room", "id_in", "text_in", "which"]

_MAX_VALUE = 200


@dataclass(frozen=True, slots=True)
class Room:
    """One reader's radars over one library."""

    radars: Radars
    library: Library
    language: str
    labels: Mapping[SourceId, str]
    clock: Callable[[], datetime]
    frame: Frame
    finder: Finder | None = None

    def here(self, request: Request, path: str, *kept: str) -> Here:
        """Where the reader is; of the address, language, page and the values named in `kept` are read.

        Raises: BadQuery.
        """
        given = dict(request.query_params.multi_items())
        for name in kept:
            value = given.get(name, "")
            if len(value) > _MAX_VALUE or not value.isprintable():
                raise BadQuery(name, value)
        language = read_language(given.get("language"), self.language)
        about = tuple((name, given[name]) for name in kept if given.get(name))
        return Here(path, Query(language, page=read_page(given.get("page")), kept=about), self.language)

    def radar(self, request: Request, form: FormData | None = None) -> Radar:
        """The radar that a form names by its id, else the one in the path.

        A page may be older than a radar's name, and the name another radar's by now.
        Raises: HTTPException 404, in words.
        """
        name, sent = request.path_params["name"], id_in(form) if form is not None else None
        try:
            return self.radars.named(name if sent is None else sent)
        except NotFound as error:
            w = wording(self.here(request, "/").query.language)
            raise HTTPException(404, w("error.404.radar", name=name[:100])) from error

    def days(self) -> Sequence[date]:
        """Days with an edition, newest first."""
        return [day for day, _ in self.library.days()]

    def day(self, here: Here, days: Sequence[date]) -> date | None:
        """The day in the address, else the newest; None where there is no edition at all.

        Raises: BadQuery for what is no day; HTTPException 404 for one without an edition.
        """
        given = dict(here.query.kept).get("day")
        if given is None:
            return days[0] if days else None
        day = parse_day(given)
        if day is None:
            raise BadQuery("day", given)
        if day not in days:
            raise HTTPException(404)
        return day

    def back(self, request: Request, form: FormData, radar: str) -> Response:
        """To the place the form was sent from, at the card it was about. Only places of ours can be named."""
        here = self.here(request, "/")
        paper_id = PaperId(text_in(form, "paper"))
        day, page = parse_day(text_in(form, "day")), text_in(form, "page")
        about: Filters = (("day", day.isoformat()),) if day else ()
        if page.isascii() and page.isdigit() and len(page) < 5:
            about += (("page", page),)
        match text_in(form, "from"):
            case "paper":
                return self.go(here, paper_path(paper_id), anchor="radars")
            case "hidden":
                return self.go(here, radar_path(radar, "hidden"), about, anchor_of(paper_id))
            case "front":
                return self.go(here, "/", (), anchor_of(paper_id))
            case "edition" if day:
                return self.go(here, edition_path(day), (), anchor_of(paper_id))
        return self.go(here, radar_path(radar), about, anchor_of(paper_id))

    def go(self, here: Here, path: str, about: Filters = (), anchor: str = "") -> Response:
        """Sent on after something was kept: the page is asked for anew."""
        return RedirectResponse(here.to(path, about) + (f"#{anchor}" if anchor else ""), 303)


def text_in(form: FormData, name: str) -> str:
    """A field of a form as text; empty where it is absent or a file."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def id_in(form: FormData) -> RadarId | None:
    """The radar that a form of ours names; None where it names none."""
    sent = text_in(form, "radar")
    return RadarId(int(sent)) if sent.isascii() and sent.isdigit() and len(sent) < 16 else None


def which(radar: Radar) -> WhichRadar:
    """What a saved radar is asked for by: its id, which nobody renames meanwhile."""
    return radar.name if radar.radar_id is None else radar.radar_id
