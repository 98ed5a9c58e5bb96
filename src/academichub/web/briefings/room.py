"""What every page of briefings needs: the briefings, the library, the frame; and how the address of one is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request

from academichub.errors import NotFound
from academichub.model import BriefId, Briefing, SourceId
from academichub.ports import Briefings, Library, Radars
from academichub.publish.briefing.renewed import earlier_of
from academichub.publish.briefing.shown import ShownBriefing, show_briefing, with_renewals
from academichub.publish.wording import wording
from academichub.web.here import Here
from academichub.web.pages import Frame
from academichub.web.query import Query, read_language

__all__ = ["BriefingRoom", "briefing_path"]

_HIGHEST_ID = 2**53  # no database counts as far


@dataclass(frozen=True, slots=True)
class BriefingRoom:
    """One reader's briefings over one library."""

    briefings: Briefings
    library: Library
    language: str
    labels: Mapping[SourceId, str]
    clock: Callable[[], datetime]
    frame: Frame
    radars: Radars | None = None

    def here(self, request: Request, path: str) -> Here:
        """Where the reader is. Raises: BadQuery."""
        language = read_language(request.query_params.get("language"), self.language)
        return Here(path, Query(language), self.language)

    def briefing(self, request: Request) -> Briefing:
        """The briefing in the path. Raises: HTTPException 404, in words."""
        brief_id = request.path_params["brief_id"]
        try:
            if brief_id > _HIGHEST_ID:
                raise NotFound("no briefing has this number", subject=str(brief_id))
            return self.briefings.stored(BriefId(brief_id))
        except NotFound as error:
            w = wording(self.here(request, "/").query.language)
            raise HTTPException(404, w("error.404.briefing")) from error

    def shown(self, briefing: Briefing) -> ShownBriefing:
        """In the briefing's own language, whatever the page's, with the change logs of those that it renews."""
        w, papers = wording(briefing.order.language), self.briefings.papers(briefing)
        since = self.briefings.since(briefing)
        shown = show_briefing(briefing, papers, since, w, is_sample=self.frame.sample, labels=self.labels)
        return with_renewals(shown, tuple(earlier_of(briefing, self.briefings.stored)), papers, w)

    def newest_day(self) -> date | None:
        """Of all editions; None where there is none."""
        days = self.library.days()
        return days[0][0] if days else None


def briefing_path(brief_id: BriefId | None, page: str = "") -> str:
    """Where a briefing lies, or one of its pages: `renew`, `remove`, `table/…`."""
    return f"/briefings/{brief_id}" + (f"/{page}" if page else "")
