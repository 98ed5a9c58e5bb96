"""The page of one briefing: sections with their pictures and the tables behind these, dropped claims, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from academichub.model import BriefOrder
from academichub.publish.briefing.figures import Figure, draw_pictures, figures_after, figures_of
from academichub.publish.briefing.html_parts import MOST_UNFOLDED
from academichub.publish.briefing.parts import ShownBriefing, ShownCitation, ShownClaim, ShownReference, ShownSection
from academichub.publish.wording import Wording, wording
from academichub.web.briefings.files import ENDINGS
from academichub.web.briefings.room import BriefingRoom, briefing_path
from academichub.web.pages import answer
from academichub.web.phrases import drawing

__all__ = ["Cited", "Drawn", "Part", "ReadingViews", "cited_of"]

_MOST_ROWS = 100  # of a table on the page; the whole of a longer one has a page of its own


@dataclass(frozen=True, slots=True)
class Cited:
    """The sentences of one paper that a claim rests on. A paper there is not has no `reference`: `unknown` says so."""

    reference: ShownReference | None
    citations: tuple[ShownCitation, ...]
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure with its drawing as HTML; `caption` says how to read it."""

    figure: Figure
    drawing: Markup
    caption: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the figures at its end; `section` is None for figures that have no section."""

    section: ShownSection | None
    claims: tuple[tuple[ShownClaim, tuple[Cited, ...]], ...]
    figures: tuple[Drawn, ...]


def cited_of(shown: ShownBriefing, claim: ShownClaim) -> tuple[Cited, ...]:
    """The citations of a claim by paper, in the order of the claim."""
    by_paper: dict[str, list[ShownCitation]] = {}
    for citation in claim.citations:
        by_paper.setdefault(citation.paper_id, []).append(citation)
    unknown = iter(claim.unknown)  # in the same order
    return tuple(_cited(shown, each, unknown) for each in by_paper.values())


def _cited(shown: ShownBriefing, citations: Sequence[ShownCitation], unknown: Iterator[str]) -> Cited:
    number = citations[0].number
    if number is None:
        return Cited(None, tuple(citations), next(unknown, ""))
    return Cited(shown.reference(number), tuple(citations))


@dataclass(frozen=True, slots=True)
class ReadingViews:
    """Every page is asked for with GET and changes nothing."""

    room: BriefingRoom

    def briefing(self, request: Request) -> Response:
        """One briefing, whole. Raises: HTTPException 404 where there is none."""
        briefing = self.room.briefing(request)
        here = self.room.here(request, briefing_path(briefing.brief_id))
        shown = self.room.shown(briefing)
        words = wording(shown.language)
        html = self.room.frame.render(
            "briefing.html",
            here,
            shown=shown,
            words=words,
            order=briefing.order,
            n_days=_n_days(briefing.order),
            parts=_parts(shown, words),
            dropped=[(claim, cited_of(shown, claim)) for claim in shown.dropped],
            renews=briefing_path(briefing.renews) if briefing.renews is not None else "",
            endings=ENDINGS,
            most_rows=_MOST_ROWS,
            most_references=MOST_UNFOLDED,
        )
        return answer(request, html)

    def table(self, request: Request) -> Response:
        """One table of a briefing, with all its rows. Raises: HTTPException 404, for a table there is not as well."""
        briefing, name = self.room.briefing(request), request.path_params["name"]
        shown = self.room.shown(briefing)
        table = shown.table(name)
        if table is None:
            raise HTTPException(404)
        here = self.room.here(request, briefing_path(briefing.brief_id, f"table/{table.name}"))
        back = briefing_path(briefing.brief_id)
        words = wording(shown.language)
        html = self.room.frame.render("briefing_table.html", here, shown=shown, words=words, table=table, path=back)
        return answer(request, html)


def _n_days(order: BriefOrder) -> int:
    return (order.until - order.since).days + 1


def _parts(shown: ShownBriefing, w: Wording) -> Sequence[Part]:
    drawings = draw_pictures(shown.briefing.skeleton, w)
    parts = [
        Part(
            section,
            tuple((claim, cited_of(shown, claim)) for claim in section.claims),
            _drawn(figures_of(shown, section, drawings), w),
        )
        for section in shown.sections
    ]
    rest = _drawn(figures_after(shown, drawings), w)
    return [*parts, Part(None, (), rest)] if rest else parts


def _drawn(figures: Sequence[Figure], w: Wording) -> tuple[Drawn, ...]:
    return tuple(
        Drawn(figure, drawing(figure.svg), w(figure.words("caption")) if figure.svg else "") for figure in figures
    )
