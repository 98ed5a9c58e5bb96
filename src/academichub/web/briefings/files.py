"""A briefing to take along: Markdown, one HTML file, JSON, PDF, and its references as BibTeX and RIS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from academichub.errors import ConfigError, PublishError
from academichub.model import BriefOrder
from academichub.publish.briefing.html_file import render_html
from academichub.publish.briefing.json_file import render_json
from academichub.publish.briefing.listing import render_bibtex, render_ris
from academichub.publish.briefing.markdown_file import render_markdown
from academichub.publish.briefing.parts import ShownBriefing
from academichub.publish.briefing.pdf_file import PDF_MEDIA_TYPE, render_pdf
from academichub.publish.document import Document
from academichub.web.briefings.room import BriefingRoom, briefing_path
from academichub.web.here import Here

__all__ = ["ENDINGS", "FileViews", "file_name"]


_RENDERERS: Mapping[str, Callable[[ShownBriefing], Document]] = {
    "md": render_markdown,
    "html": render_html,
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
    """Files are made as they are asked for, in the language of the briefing."""

    room: BriefingRoom

    def file(self, request: Request) -> Response:
        """The briefing in the format of the ending. Raises: HTTPException 404 for none of this number or format."""
        ending = request.path_params["ending"]
        if ending not in ENDINGS:
            raise HTTPException(404)
        briefing = self.room.briefing(request)
        here = self.room.here(request, "/")
        shown = self.room.shown(briefing)
        try:
            body, media_type = _rendered(ending, shown)
        except (ConfigError, PublishError) as error:
            return self._refused(here, briefing_path(briefing.brief_id), error)
        headers = {
            "Content-Disposition": f'attachment; filename="{file_name(briefing.order, ending)}"',
            "Cache-Control": "private, no-cache",
        }
        return Response(body, headers=headers, media_type=media_type)

    def _refused(self, here: Here, path: str, error: ConfigError | PublishError) -> Response:
        """Why there is no PDF: what is missing and the remedy, or that the typesetter gave up."""
        html = self.room.frame.render("briefing_no_pdf.html", here, reason=error.message, path=path)
        status = 501 if isinstance(error, ConfigError) else 500
        return HTMLResponse(html, status, {"Cache-Control": "no-store"})


def _rendered(ending: str, shown: ShownBriefing) -> tuple[bytes, str]:
    """Raises: ConfigError and PublishError, for a PDF alone."""
    if ending == "pdf":
        return render_pdf(shown), PDF_MEDIA_TYPE
    document = _RENDERERS[ending](shown)
    return document.text.encode("utf-8", "replace"), document.media_type
