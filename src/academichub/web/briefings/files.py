"""A briefing to take along: Markdown, one HTML file, JSON, PDF, and its references as BibTeX and RIS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from academichub.model import BriefOrder
from academichub.publish.briefing.html_file import render_html
from academichub.publish.briefing.json_file import render_json
from academichub.publish.briefing.listing import render_bibtex, render_ris
from academichub.publish.briefing.markdown_file import render_markdown
from academichub.publish.briefing.parts import ShownBriefing
from academichub.publish.document import Document
from academichub.publish.pictures import draw_heat, draw_map, draw_trends
from academichub.publish.wording import wording
from academichub.web.briefings.room import BriefingRoom

__all__ = ["ENDINGS", "FileViews", "file_name"]


def _html(shown: ShownBriefing) -> Document:
    w, skeleton = wording(shown.language), shown.briefing.skeleton
    pictures = {"map": draw_map(skeleton, w), "trends": draw_trends(skeleton, w), "heat": draw_heat(skeleton, w)}
    return render_html(shown, pictures)


_RENDERERS: Mapping[str, Callable[[ShownBriefing], Document]] = {
    "md": render_markdown,
    "html": _html,
    "json": render_json,
    "bib": render_bibtex,
    "ris": render_ris,
}
ENDINGS: Mapping[str, str] = {
    "md": "Markdown",
    "html": "HTML",
    "pdf": "PDF",
    "json": "JSON",
    "bib": "BibTeX",
    "ris": "RIS",
}
"""The files there are: ending -> the name of the format."""


def file_name(order: BriefOrder, ending: str) -> str:
    return f"briefing-{order.since.isoformat()}-{order.until.isoformat()}.{ending}"


@dataclass(frozen=True, slots=True)
class FileViews:
    """Files are made as they are asked for, in the language of the reader."""

    room: BriefingRoom

    def file(self, request: Request) -> Response:
        """The briefing in the format of the ending. Raises: NotFound; HTTPException 404 for no such format."""
        ending = request.path_params["ending"]
        if ending not in ENDINGS:
            raise HTTPException(404)
        briefing = self.room.briefing(request)
        here = self.room.here(request, "/")
        shown = self.room.shown(briefing, here.query.language)
        document = _RENDERERS[ending](shown)
        headers = {
            "Content-Disposition": f'attachment; filename="{file_name(briefing.order, ending)}"',
            "Cache-Control": "private, no-cache",
        }
        return Response(document.text.encode("utf-8", "replace"), headers=headers, media_type=document.media_type)
