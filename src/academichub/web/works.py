"""A reader's word about works, sent from a paper's page: join two cards, keep them apart, take a merge back."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from academichub.errors import ConfigError
from academichub.model import PaperId, SourceId
from academichub.ports import Works
from academichub.publish.faults import fault_words
from academichub.publish.wording import wording
from academichub.web.here import Here
from academichub.web.links import paper_path
from academichub.web.pages import Frame
from academichub.web.posting import posted
from academichub.web.query import Query, read_language

__all__ = ["work_routes"]


def work_routes(works: Works, language: str, labels: Mapping[SourceId, str], frame: Frame) -> list[Route]:
    """The one address that takes a reader's word; it leads back to the paper."""

    def decide(request: Request, form: FormData) -> Response:
        here = Here("/", Query(read_language(request.query_params.get("language"), language)), language)
        try:
            paper_id = _decided(works, form)
        except ConfigError as error:
            w = wording(here.query.language)
            html = frame.render("error.html", here, status=400, why=fault_words(error, w))
            return HTMLResponse(html, 400, {"Cache-Control": "no-store"})
        return RedirectResponse(f"{here.to(paper_path(paper_id))}#works", 303)

    return [Route("/works", posted(decide), methods=["POST"])]


def _decided(works: Works, form: FormData) -> PaperId:
    """Do what the form says; returns the paper to go back to.

    Raises: HTTPException 400 for what no form of ours says.
    """
    paper, other = _text(form, "paper"), _text(form, "other")
    match _text(form, "act"):
        case "same" if paper and other:
            return works.join(paper, other)
        case "different" if paper and other:
            works.refuse(paper, other)
            return PaperId(paper)
        case "part":
            number = _text(form, "merge")
            if number.isascii() and number.isdigit() and len(number) < 16:
                return works.part(int(number)).kept
    raise HTTPException(400)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
