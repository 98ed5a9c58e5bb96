"""What radars bring to other pages: they lead the newest edition, and a paper's page asks how it stands in each."""

from __future__ import annotations

from collections.abc import Sequence

from academichub.model import PaperId, RadarView, Stance
from academichub.publish.wording import wording
from academichub.web.fit import Fit
from academichub.web.query import Filters
from academichub.web.radars.links import anchor_of, radar_path
from academichub.web.radars.room import Room
from academichub.web.radars.shown import Ballot, Deck, Section

__all__ = ["ballots_of", "lead_with"]

_MOST_CARDS = 24  # of all radars on the page of an edition; each has a page of its own
_MOST_OF_ONE = 10
_FEWEST_CARDS = 10  # where the page is too heavy otherwise


def lead_with(room: Room, views: Sequence[RadarView], language: str, fit: Fit, back: Filters) -> tuple[Section, ...]:
    """The radars of an edition, each with the first of its papers."""
    if not views:
        return ()
    most = _MOST_CARDS if fit.abstract else _FEWEST_CARDS
    each = min(_MOST_OF_ONE, most // len(views))
    deck = Deck(room.library, room.labels, wording(language), views[0].day, fit)
    if each:
        return tuple(deck.section(view, room.radars.votes(view.radar.name), each, back) for view in views)
    return tuple(deck.section(view, room.radars.votes(view.radar.name), 1, back) for view in views[:most])


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
