"""What a radar shows of a day, as cards with their reasons and votes. Pure but for the library it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from academichub.model import PaperId, Radar, RadarId, RadarView, Ranked, Reason, SourceId, Stance, Vote
from academichub.ports import Library
from academichub.publish.reasons import gathered, group_line
from academichub.publish.wording import Wording
from academichub.web.cards import Card, card_of
from academichub.web.fit import ROOMY, Fit
from academichub.web.query import Filters
from academichub.web.radars.links import anchor_of, radar_path

__all__ = ["MOST_REASONS", "Ballot", "Deck", "Part", "Said", "Section", "Shown", "said_of"]

MOST_REASONS = 5
_FEWEST_REASONS = 2
_LONGEST_REASON = 100

Part = tuple[Sequence[Ranked], Ranked | None]
"""Some of the papers that a radar shows, and the one it asks about where that stands there, too."""
Said = tuple[str, PaperId | None]
"""A reason in words, and the paper it speaks of where that is stored."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What stands on a card beside the paper: why it is shown, and the vote. `action` None: no vote is asked."""

    anchor: str
    paper_id: PaperId
    radar: str
    radar_id: RadarId | None
    why: tuple[Said, ...]
    score: str
    stance: Stance
    action: str | None
    back: Filters  # where the reader is led when the vote is kept


@dataclass(frozen=True, slots=True)
class Shown:
    """One paper of a radar."""

    card: Card
    ballot: Ballot


@dataclass(frozen=True, slots=True)
class Section:
    """A radar's part of a page of several; `n` is what the radar shows in all."""

    name: str
    path: str
    n: int
    cards: tuple[Shown, ...]
    asked: Shown | None


@dataclass(frozen=True, slots=True)
class Deck:
    """Makes the cards of one day, in one language, with as much of each as fits."""

    library: Library
    labels: Mapping[SourceId, str]
    w: Wording
    day: date
    fit: Fit = ROOMY

    def deal(
        self,
        ranked: Sequence[Ranked],
        radar: Radar,
        votes: Mapping[PaperId, Vote] | None,
        back: Filters = (),
        first: int = 1,
    ) -> tuple[Shown, ...]:
        """The papers in their order, numbered from `first`; one that the day does not have is left out.

        `votes` None: none can be given, as of a radar that is not saved.
        """
        by_id = {each.paper_id: each for each in ranked}
        entries = self.library.entries(self.day, list(by_id), self.w.language)
        return tuple(
            Shown(
                card_of(number, entry, self.labels, self.w, self.fit),
                self._ballot(by_id[entry.paper.paper_id], radar, votes, back),
            )
            for number, entry in enumerate(entries, first)
        )

    def _ballot(self, ranked: Ranked, radar: Radar, votes: Mapping[PaperId, Vote] | None, back: Filters) -> Ballot:
        vote = votes.get(ranked.paper_id) if votes is not None else None
        return Ballot(
            anchor=anchor_of(ranked.paper_id),
            paper_id=ranked.paper_id,
            radar=radar.name,
            radar_id=radar.radar_id,
            why=said_of(ranked.reasons, self.w, self.fit),
            score=f"{ranked.score:.2f}".replace("-", "−"),
            stance=vote.stance if vote else Stance.NONE,
            action=None if votes is None else radar_path(radar.name, "vote"),
            back=back,
        )

    def section(self, view: RadarView, part: Part, votes: Mapping[PaperId, Vote], back: Filters, first: int) -> Section:
        """A radar among others, with a part of its papers, numbered from `first`."""
        shown, asked = part
        cards = self.deal(shown, view.radar, votes, back, first)
        last = self.deal((asked,), view.radar, votes, back, first + len(cards)) if asked is not None else ()
        return Section(view.radar.name, radar_path(view.radar.name), len(view.shown), cards, last[0] if last else None)


def said_of(reasons: Sequence[Reason], w: Wording, fit: Fit = ROOMY) -> tuple[Said, ...]:
    """The strongest reasons in words, what speaks against the paper included; a title in them is cut."""
    cut = [_cut(reason, min(_LONGEST_REASON, fit.title)) for reason in reasons]
    groups = gathered(cut, MOST_REASONS if fit.abstract else _FEWEST_REASONS)
    return tuple((group_line(group, w), group[0].paper_id if group[0].what else None) for group in groups)


def _cut(reason: Reason, longest: int) -> Reason:
    if len(reason.what) <= longest:
        return reason
    return replace(reason, what=reason.what[: longest - 1].rstrip() + "…")
