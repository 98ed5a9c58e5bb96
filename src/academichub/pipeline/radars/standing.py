"""One radar over one day: what its rules leave, and how each paper of that scores. Pure but for what it is given."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from academichub.model import PaperId, Person
from academichub.pipeline.radars.days import Day
from academichub.pipeline.radars.sieve import Sifted, sift
from academichub.pipeline.radars.wishes import Known, Trained
from academichub.rank.choose import ask_about, diversify
from academichub.rank.rarity import Vector
from academichub.rank.rules import folded, has_phrase
from academichub.rank.scoring import score_edition
from academichub.rank.shared import Shared

__all__ = ["Standing", "stand"]

THEIRS = 3.0
"""What a paper by an author of the radar gains, in spreads of everyday papers: it stands before nearly all others."""
BOOST = 0.5
"""What each word to boost gains a paper that has it, beside what it teaches; three of them at the most."""
_MOST_BOOSTS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """`scores[i]` is of row `sifted.kept[i]` of the day; `theirs` and `boosts` say what was added to whose score."""

    known: Known
    day: Day
    trained: Trained
    sifted: Sifted
    scores: Vector
    theirs: Mapping[int, tuple[Person, ...]]
    boosts: Mapping[int, tuple[str, ...]]

    @property
    def name(self) -> str:
        return self.known.radar.name

    def score_of(self) -> dict[int, float]:
        """By row of the day."""
        return dict(zip(self.sifted.kept, map(float, self.scores), strict=True))

    def pick(self, rows: Collection[int], quota: int) -> list[int]:
        """At most so many of these rows of the day, in the order of picking: the best, no two alike.

        A paper stands above the floor of the radar, or a word of the radar is in it, or one of its authors wrote it.
        """
        places = [place for place, row in enumerate(self.sifted.kept) if row in rows and self._deserves(place, row)]
        if self.trained.profile is None:
            best = sorted(places, key=lambda place: (-float(self.scores[place]), place))[:quota]
            return [self.sifted.kept[place] for place in best]
        view = self.day.view.take([self.sifted.kept[place] for place in places])
        picked = diversify(self.scores[places], view, quota) if places else []
        return [self.sifted.kept[places[at]] for at in picked]

    def everyday(self) -> frozenset[int]:
        """The rows that deserve no place, however short the page."""
        return frozenset(row for place, row in enumerate(self.sifted.kept) if not self._deserves(place, row))

    def _deserves(self, place: int, row: int) -> bool:
        radar = self.known.radar
        if radar.include or row in self.theirs or row in self.boosts:
            return True
        if self.trained.profile is None:  # examples that are names alone teach nothing; limits alone let all through
            return bool(radar.categories or radar.sources or radar.languages)
        return float(self.scores[place]) > self.trained.floor

    def best_first(self, rows: Collection[int]) -> list[int]:
        """Without a profile equal scores keep the order of the edition."""
        score, ids = self.score_of(), self.day.ids
        if self.trained.profile is None:
            return sorted(rows, key=lambda row: (-score[row], row))
        return sorted(rows, key=lambda row: (-score[row], ids[row]))

    def ask(self, rows: Sequence[int], barred: Collection[PaperId], quota: int) -> int | None:
        """The row, of these and of no barred paper, whose vote would teach most; None without a profile."""
        if self.trained.profile is None or not rows:
            return None
        score = self.score_of()
        row_of = {self.day.ids[row]: row for row in rows}
        scores = np.array([score[row] for row in rows], np.float32)
        asked = ask_about(scores, list(row_of), {str(paper_id) for paper_id in barred}, quota)
        return row_of[PaperId(asked)] if asked is not None else None


def stand(known: Known, day: Day, trained: Trained, shared: Shared) -> Standing:
    radar = known.radar
    theirs = day.by(radar.authors)
    sifted = sift(known, day, theirs)
    words = [(word, folded(word)) for word in radar.boost]
    boosts = {row: found for row in sifted.kept if (found := _boosts(day.candidates[row].text, words))}
    scores = np.zeros(len(sifted.kept), np.float32)
    if trained.profile is not None and trained.wishes is not None and len(sifted.kept):
        found = score_edition(trained.profile, trained.wishes, day.view.take(list(sifted.kept)), shared)
        scores = (found - trained.usual) / trained.spread
    gained = [THEIRS * (row in theirs) + BOOST * len(boosts.get(row, ())) for row in sifted.kept]
    scores = _capped(known, [day.ids[row] for row in sifted.kept], scores + np.array(gained, np.float32))
    return Standing(known, day, trained, sifted, scores, theirs, boosts)


def _capped(known: Known, ids: Sequence[PaperId], scores: Vector) -> Vector:
    """What has a vote of its own is like itself above all, which is no measure: it stands no higher and no lower than
    the best and the worst of the others, or than an author's paper does."""
    voted = {vote.paper_id for vote in known.votes}
    judged = np.array([paper_id in voted for paper_id in ids], bool)
    if not judged.any():
        return scores
    others = scores[~judged]
    lowest, highest = min([-THEIRS, *others.tolist()]), max([THEIRS, *others.tolist()])
    return np.where(judged, np.clip(scores, lowest, highest), scores).astype(np.float32)


def _boosts(text: str, words: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(word for word, wanted in words if has_phrase(text, wanted))[:_MOST_BOOSTS]
