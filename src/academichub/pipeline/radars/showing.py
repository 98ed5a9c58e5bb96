"""Views: of one radar, and of all that fill the page together. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from math import log1p

from academichub.model import RadarView, Ranked, Removed
from academichub.pipeline.radars.reasons import reasons_of
from academichub.pipeline.radars.sharing import Picks, share_out, split_page
from academichub.pipeline.radars.standing import THEIRS, Standing

__all__ = ["MOST_EXPLAINED", "asks_on", "view_all", "view_one"]

MOST_EXPLAINED = 50
"""Papers left out as fitting less whose reasons are worked out: the best of them."""
_FEW_VOTES = 10  # with fewer a radar asks every day
_ASKS_EVERY = 3  # days, afterwards


@dataclass(frozen=True, slots=True)
class _Page:
    """What is decided of a day before any of it is told: who shows a row, who asks about it."""

    standings: Sequence[Standing]
    picks: Picks
    asked: Mapping[str, int]

    @property
    def taken(self) -> Mapping[int, str]:
        return {**self.picks.shown_by, **{row: name for name, row in self.asked.items()}}


def view_one(standing: Standing, beside: Sequence[Standing]) -> RadarView:
    """The radar's page, with its full quota, beside the other radars that share the day."""
    page = _decide([standing, *beside])
    return _view(page, standing, page.picks.shown[standing.name], with_reasons=True)


def view_all(standings: Sequence[Standing]) -> tuple[RadarView, ...]:
    """Each with its share of the page, in the order given."""
    page = _decide(standings)
    sizes = split_page(
        [standing.known.radar.share for standing in standings],
        [len(page.picks.shown[standing.name]) for standing in standings],
    )
    return tuple(
        _view(page, standing, page.picks.shown[standing.name][:size], with_reasons=False)
        for standing, size in zip(standings, sizes, strict=True)
    )


def asks_on(name: str, day: date, n_votes: int) -> bool:
    """Whether the radar asks about one paper more: always while it has few votes, later on every third day or so."""
    digest = blake2b(f"{name.casefold()}\0{day.isoformat()}".encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return n_votes < _FEW_VOTES or int.from_bytes(digest, "big") % _ASKS_EVERY == 0


def _decide(standings: Sequence[Standing]) -> _Page:
    """The same whatever the order in which the radars are given."""
    ordered = sorted(standings, key=lambda standing: standing.name)
    picks = share_out(ordered)
    asked: dict[str, int] = {}
    for standing in ordered:
        row = _ask(standing, picks, asked.values())
        if row is not None:
            asked[standing.name] = row
    return _Page(ordered, picks, asked)


def _ask(standing: Standing, picks: Picks, asked: Collection[int]) -> int | None:
    known = standing.known
    if not asks_on(known.radar.name, standing.day.day, len(known.votes)):
        return None
    ids = standing.day.ids
    own = [row for row in standing.sifted.kept if picks.shown_by.get(row, standing.name) == standing.name]
    barred = {ids[row] for row in (*picks.shown_by, *asked)} | {vote.paper_id for vote in known.votes}
    return standing.ask(own, barred, len(picks.shown[known.radar.name]))


def _told(ranked: Ranked) -> Ranked:
    """With the score that a reader sees, and its reasons as parts of that one.

    A phrase that hardly any paper has lies tens of spreads above them all, which says no more than that it is there:
    beyond what an author's paper gains, a score grows by its logarithm. The order stays.
    """
    beyond = abs(ranked.score) - THEIRS
    if beyond <= 0:
        return ranked
    part = (THEIRS + log1p(beyond)) / abs(ranked.score)
    reasons = tuple(replace(reason, weight=reason.weight * part) for reason in ranked.reasons)
    return Ranked(ranked.paper_id, ranked.score * part, reasons)


def _view(page: _Page, standing: Standing, shown: Sequence[int], *, with_reasons: bool) -> RadarView:
    """`with_reasons` also of the best of what was cut; what is shown has its reasons always."""
    name, ids, score, taken = standing.name, standing.day.ids, standing.score_of(), page.taken
    asked = page.asked.get(name)
    elsewhere = [(row, taken[row]) for row in score if taken.get(row, name) != name]
    gone = {*shown, *(row for row, _ in elsewhere), *([asked] if asked is not None else [])}
    cut = standing.best_first([row for row in score if row not in gone])
    everyday = standing.everyday()
    n_told = MOST_EXPLAINED if with_reasons else 0
    ranked: Callable[[int], Ranked] = lambda row: _told(Ranked(ids[row], score[row], reasons_of(standing, row)))  # noqa: E731
    bare: Callable[[int], Ranked] = lambda row: _told(Ranked(ids[row], score[row]))  # noqa: E731
    return RadarView(
        radar=standing.known.radar,
        day=standing.day.day,
        n_papers=len(ids),
        shown=tuple(ranked(row) for row in standing.best_first(shown)),
        asked=ranked(asked) if asked is not None else None,
        cut=(*map(ranked, cut[:n_told]), *map(bare, cut[n_told:])),
        n_cut=len(cut),
        n_everyday=sum(row in everyday for row in cut),
        removed=tuple(Removed(ids[row], rule, value) for row, rule, value in standing.sifted.removed),
        elsewhere=tuple((ids[row], other) for row, other in elsewhere),
    )
