"""What radars bring to other pages: they lead the newest edition, and a paper's page asks how it stands in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from academichub.model import PaperId, RadarView, Ranked, Stance
from academichub.publish.wording import wording
from academichub.web.fit import Fit
from academichub.web.query import Filters
from academichub.web.radars.links import anchor_of, radar_path
from academichub.web.radars.room import Room
from academichub.web.radars.shown import Ballot, Deck, Section

__all__ = ["Lead", "ballots_of", "choose_lead", "lead_with"]

_MOST_CARDS = 24  # of all radars on the page of an edition; each has a page of its own
_MOST_OF_ONE = 4
_MOST_ASKED = 6  # questions of all radars; the pages of the others ask theirs


@dataclass(frozen=True, slots=True)
class Lead:
    """What of a radar stands on the page of an edition: whatever else is on it, so that all its pages agree."""

    view: RadarView
    shown: tuple[Ranked, ...]
    asked: Ranked | None

    @property
    def paper_ids(self) -> tuple[PaperId, ...]:
        return tuple(ranked.paper_id for ranked in (*self.shown, *([self.asked] if self.asked is not None else [])))


def choose_lead(views: Sequence[RadarView]) -> tuple[Lead, ...]:
    """The radars of an edition, each with the first of its papers; of very many radars the first."""
    each = min(_MOST_OF_ONE, max(1, _MOST_CARDS // max(1, len(views))))
    asked = [view.radar for view in views if view.asked is not None][:_MOST_ASKED]
    return tuple(
        Lead(view, view.shown[:each], view.asked if view.radar in asked else None) for view in views[:_MOST_CARDS]
    )


def lead_with(room: Room, leads: Sequence[Lead], language: str, fit: Fit, back: Filters) -> tuple[Section, ...]:
    """The chosen papers as cards, numbered through all radars."""
    sections: list[Section] = []
    first = 1
    for lead in leads:
        deck = Deck(room.library, room.labels, wording(language), lead.view.day, fit)
        votes = room.radars.votes(lead.view.radar.name)
        section = deck.section(lead.view, (lead.shown, lead.asked), votes, back, first)
        sections.append(section)
        first += len(section.cards) + (section.asked is not None)
    return tuple(sections)


def ballots_of(room: Room, paper_id: PaperId) -> tuple[tuple[Ballot, bool], ...]:
    """A paper's vote in every radar, and whether it is an example of it."""
    back = (("from", "paper"),)
    found: list[tuple[Ballot, bool]] = []
    for radar in room.radars.all():
        vote = room.radars.votes(radar.name).get(paper_id)
        stance = vote.stance if vote else Stance.NONE
        action = radar_path(radar.name, "vote")
        ballot = Ballot(anchor_of(paper_id), paper_id, radar.name, radar.radar_id, (), "", stance, action, back)
        found.append((ballot, room.radars.has_example(radar.name, paper_id)))
    return tuple(found)
