"""The pages of briefings: asked for, made in view, read, renewed, taken along. Thin: ask the port, fill a template."""

from __future__ import annotations

from starlette.routing import Route

from academichub.web.briefings.asking import AskingViews
from academichub.web.briefings.files import FileViews
from academichub.web.briefings.making import MakingViews
from academichub.web.briefings.reading import ReadingViews
from academichub.web.briefings.room import BriefingRoom
from academichub.web.posting import posted

__all__ = ["BriefingRoom", "briefing_routes"]


def briefing_routes(room: BriefingRoom) -> list[Route]:
    """Every address of briefings."""
    asking, making, reading, files = AskingViews(room), MakingViews(room), ReadingViews(room), FileViews(room)
    return [
        Route("/briefings", asking.briefings),
        Route("/briefings", posted(asking.send), methods=["POST"]),
        Route("/briefings/making", making.making),
        Route("/briefings/making.json", making.told),
        Route("/briefings/{brief_id:int}", reading.briefing),
        Route("/briefings/{brief_id:int}/table/{name}", reading.table),
        Route("/briefings/{brief_id:int}/renew", posted(making.renew), methods=["POST"]),
        Route("/briefings/{brief_id:int}/remove", making.ask_remove),
        Route("/briefings/{brief_id:int}/remove", posted(making.remove), methods=["POST"]),
        Route("/briefings/{brief_id:int}.{ending}", files.file),
    ]
