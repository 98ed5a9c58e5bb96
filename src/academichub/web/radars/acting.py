"""Votes, examples and saved searches: what one press of a button changes, and where it leads back to."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from academichub.errors import ConfigError
from academichub.model import PaperId, SavedSearch, Stance, WhichRadar
from academichub.publish.faults import fault_words
from academichub.publish.wording import wording
from academichub.references.exampling import example_of_paper
from academichub.web.links import paper_path
from academichub.web.radars.room import Room, text_in, which

__all__ = ["ActingViews"]


@dataclass(frozen=True, slots=True)
class ActingViews:
    """Every endpoint takes a POST and answers with the way back; a script may ask for a word alone."""

    room: Room

    def vote(self, request: Request, form: FormData) -> Response:
        """Raises: NotFound for a radar or a paper that is not stored."""
        radar = self.room.radar(request, form)
        try:
            stance = Stance(text_in(form, "stance"))
        except ValueError:
            raise self._unread(request) from None
        self.room.radars.vote(which(radar), PaperId(text_in(form, "paper")), stance)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"stance": stance.value}, headers={"Cache-Control": "no-store"})
        return self.room.back(request, form, radar.name)

    def example(self, request: Request, form: FormData) -> Response:
        """A stored paper becomes an example of a radar, or is one no longer. Raises: NotFound."""
        radar, paper_id = self.room.radar(request, form), PaperId(text_in(form, "paper"))
        here = self.room.here(request, "/")
        example = example_of_paper(paper_id, self.room.library, self.room.clock())
        if text_in(form, "act") == "remove":
            self._drop(which(radar), paper_id)
        else:
            self.room.radars.add_examples(which(radar), (example,))
        return self.room.go(here, paper_path(paper_id), anchor="radars")

    def save_search(self, request: Request, form: FormData) -> Response:
        here = self.room.here(request, "/radars")
        try:
            self.room.radars.save_search(SavedSearch(text_in(form, "name").strip(), text_in(form, "text").strip()))
        except ConfigError as error:
            raise HTTPException(400, fault_words(error, wording(here.query.language))) from error
        return self.room.go(here, "/radars", anchor="searches")

    def remove_search(self, request: Request, form: FormData) -> Response:
        name = text_in(form, "name")
        if any(search.name == name for search in self.room.radars.searches()):  # a second press asks for no more
            self.room.radars.remove_search(name)
        return self.room.go(self.room.here(request, "/radars"), "/radars", anchor="searches")

    def _drop(self, name: WhichRadar, paper_id: PaperId) -> None:
        for example in self.room.radars.examples(name):
            if example.paper_id == paper_id:
                self.room.radars.remove_example(name, example.key)

    def _unread(self, request: Request) -> HTTPException:
        return HTTPException(400, wording(self.room.here(request, "/").query.language)("error.400.form"))
