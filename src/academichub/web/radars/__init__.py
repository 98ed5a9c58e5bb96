"""The pages of radars: made, tried, shown with reasons, voted on. Thin: ask the port, fill a template."""

from __future__ import annotations

from starlette.routing import Route

from academichub.web.posting import posted
from academichub.web.radars.acting import ActingViews
from academichub.web.radars.editing import EditingViews
from academichub.web.radars.reading import ReadingViews
from academichub.web.radars.room import Room

__all__ = ["Room", "radar_routes"]


def radar_routes(room: Room) -> list[Route]:
    """Every address of radars, and of saved searches."""
    reading, editing, acting = ReadingViews(room), EditingViews(room), ActingViews(room)
    return [
        Route("/radars", reading.radars),
        Route("/radars/new", editing.new),
        Route("/radars/new", posted(editing.send_new, takes_file=True), methods=["POST"]),
        Route("/radar/{name}", reading.radar),
        Route("/radar/{name}/hidden", reading.hidden),
        Route("/radar/{name}/edit", editing.edit),
        Route("/radar/{name}/edit", posted(editing.send_edit, takes_file=True), methods=["POST"]),
        Route("/radar/{name}/remove", editing.ask_remove),
        Route("/radar/{name}/remove", posted(editing.remove), methods=["POST"]),
        Route("/radar/{name}/vote", posted(acting.vote), methods=["POST"]),
        Route("/radar/{name}/example", posted(acting.example), methods=["POST"]),
        Route("/searches/save", posted(acting.save_search), methods=["POST"]),
        Route("/searches/remove", posted(acting.remove_search), methods=["POST"]),
    ]
