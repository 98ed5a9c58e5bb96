"""The pages that show radars: the list of them, one on a day, and what it did not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from academichub.model import PaperId, Radar, RadarView, Ranked, Stance, Vote
from academichub.publish.radar_rows import size_of
from academichub.publish.wording import Wording, wording
from academichub.web.edition import neighbours, page_numbers
from academichub.web.fit import FITS
from academichub.web.here import Here
from academichub.web.pages import HEAVIEST, answer, pack
from academichub.web.radars.hidden import RuleGroup, group_removed
from academichub.web.radars.links import radar_path
from academichub.web.radars.room import Room
from academichub.web.radars.shown import Deck, Shown

__all__ = ["RadarRow", "ReadingViews", "tally"]

Votes = Mapping[PaperId, Vote]
_CARDS_A_PAGE = 50
_OF_A_RULE = 5  # papers shown of each rule, before a reader asks for all
_MOST_RULES = 40
_MOST_CUT = 20
_MOST_ELSEWHERE = 50


@dataclass(frozen=True, slots=True)
class RadarRow:
    """One radar in the list: `n_shown` on the newest day, None where it is paused or there is none."""

    radar: Radar
    path: str
    parts: tuple[str, ...]
    n_shown: int | None


def tally(radar: Radar, n_examples: int, votes: Sequence[Vote], w: Wording) -> tuple[str, ...]:
    """What a radar is made of, in counts; what it has none of is left out."""
    counts = (
        ("myradars.words", len(radar.include) + len(radar.exclude) + len(radar.boost)),
        ("myradars.authors", len(radar.authors)),
        ("myradars.categories", len(radar.categories)),
        ("myradars.examples", n_examples),
    )
    parts = [w(key, n=n) for key, n in counts if n]
    up = sum(vote.stance is Stance.UP for vote in votes)
    if votes:
        parts.append(w("myradars.votes", up=up, down=len(votes) - up))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class ReadingViews:
    """Every page is asked for with GET and changes nothing."""

    room: Room

    def radars(self, request: Request) -> Response:
        """Every radar of the reader, and the saved searches."""
        here = self.room.here(request, "/radars")
        days = self.room.days()
        shown = {view.radar.name: len(view.shown) for view in self.room.radars.edition(days[0])} if days else {}
        sizes = self.room.radars.sizes()
        radars = self.room.radars.all()
        rows = [self._row(radar, shown.get(radar.name), size_of(radar, sizes)[0], here) for radar in radars]
        searches = self.room.radars.searches() if self.room.finder else ()
        html = self.room.frame.render(
            "radars.html", here, rows=rows, day=days[0] if days else None, saved_searches=searches
        )
        return answer(request, html)

    def _row(self, radar: Radar, n_shown: int | None, n_examples: int, here: Here) -> RadarRow:
        votes = tuple(self.room.radars.votes(radar.name).values())
        parts = tally(radar, n_examples, votes, wording(here.query.language))
        return RadarRow(radar, radar_path(radar.name), parts, n_shown)

    def radar(self, request: Request) -> Response:
        """One radar on one day."""
        radar = self.room.radar(request)
        here = self.room.here(request, radar_path(radar.name), "day")
        days = self.room.days()
        day = self.room.day(here, days)
        if day is None:
            return answer(request, self.room.frame.render("radar_waits.html", here, radar=radar, path=here.path))
        view, votes = self.room.radars.view(radar.name, day), self.room.radars.votes(radar.name)
        last = max(1, -(-len(view.shown) // _CARDS_A_PAGE))
        if here.query.page > last:
            raise HTTPException(404)
        for fit in FITS:
            deck = Deck(self.room.library, self.room.labels, wording(here.query.language), day, fit)
            html = self._render_radar(view, deck, votes, here, days, last)
            packed = pack(html)
            if len(packed) <= HEAVIEST:
                break
        return answer(request, html, packed)

    def _render_radar(
        self, view: RadarView, deck: Deck, votes: Votes, here: Here, days: Sequence[date], last: int
    ) -> str:
        number = here.query.page
        start = (number - 1) * _CARDS_A_PAGE
        back = (("from", "radar"), ("day", deck.day.isoformat()), ("page", str(number)))
        cards = deck.deal(view.shown[start : start + _CARDS_A_PAGE], view.radar, votes, back, start + 1)
        asked = (
            deck.deal((view.asked,), view.radar, votes, back, len(view.shown) + 1)
            if view.asked and number == last
            else ()
        )
        earlier, later = neighbours(deck.day, days)
        return self.room.frame.render(
            "radar.html",
            here,
            view=view,
            path=here.path,
            day=deck.day,
            cards=cards,
            asked=asked,
            earlier=earlier,
            later=later,
            number=number,
            last_page=last,
            numbers=page_numbers(number, last),
            others=[(radar.name, radar_path(radar.name), radar.paused) for radar in self.room.radars.all()],
        )

    def hidden(self, request: Request) -> Response:
        """What was left out as fitting less, what rules removed, what another radar shows."""
        radar = self.room.radar(request)
        here = self.room.here(request, radar_path(radar.name, "hidden"), "day", "rule", "value")
        day = self.room.day(here, self.room.days())
        if day is None:
            raise HTTPException(404)
        view, votes = self.room.radars.view(radar.name, day), self.room.radars.votes(radar.name)
        deck = Deck(self.room.library, self.room.labels, wording(here.query.language), day, FITS[2])
        back = (("from", "hidden"), ("day", day.isoformat()))
        html = self.room.frame.render(
            "radar_hidden.html",
            here,
            view=view,
            path=radar_path(radar.name),
            day=day,
            cut=deck.deal(view.cut[:_MOST_CUT], radar, votes, back),
            groups=self._groups(view, deck, here, votes),
            elsewhere=self._elsewhere(view, deck),
            only=_chosen(here),
        )
        return answer(request, html)

    def _groups(
        self, view: RadarView, deck: Deck, here: Here, votes: Votes
    ) -> list[tuple[RuleGroup, tuple[Shown, ...], int, int]]:
        """Each rule with the first of its papers, the number of this page and of the last; or the one asked for."""
        groups = group_removed(view.removed, deck.w)
        chosen = _chosen(here)
        if chosen is None:
            return [
                (group, self._of_rule(view, group.paper_ids[:_OF_A_RULE], deck, 1), 1, 1)
                for group in groups[:_MOST_RULES]
            ]
        for group in groups:
            if (group.rule, group.value) == chosen:
                last = -(-len(group.paper_ids) // _CARDS_A_PAGE)
                start = (here.query.page - 1) * _CARDS_A_PAGE
                if start >= len(group.paper_ids):
                    break
                shown = group.paper_ids[start : start + _CARDS_A_PAGE]
                return [(group, self._of_rule(view, shown, deck, start + 1), here.query.page, last)]
        raise HTTPException(404)

    def _of_rule(self, view: RadarView, paper_ids: Sequence[PaperId], deck: Deck, first: int) -> tuple[Shown, ...]:
        ranked = tuple(Ranked(paper_id, 0.0) for paper_id in paper_ids)
        return deck.deal(ranked, view.radar, None, (), first)

    def _elsewhere(self, view: RadarView, deck: Deck) -> list[tuple[Shown, str, str]]:
        """Each paper with the name and the address of the radar that shows it."""
        names = dict(view.elsewhere[:_MOST_ELSEWHERE])
        cards = self._of_rule(view, tuple(names), deck, 1)
        found = ((shown, names[shown.ballot.paper_id]) for shown in cards)
        return [(shown, name, radar_path(name)) for shown, name in found]


def _chosen(here: Here) -> tuple[str, str] | None:
    """The rule and the value whose papers are asked for."""
    kept = dict(here.query.kept)
    return (kept["rule"], kept.get("value", "")) if "rule" in kept else None
