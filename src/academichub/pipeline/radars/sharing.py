"""Which radar shows a paper, and how much of the page each radar has. Pure.

A paper belongs to the radar where it scores best. What that radar has no room for goes to the next best one, so that
no paper is hidden because two radars wanted it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from academichub.pipeline.radars.standing import Standing
from academichub.rank.choose import assign

__all__ = ["PAGE", "Picks", "share_out", "split_page"]

PAGE = 60
"""Papers on the page that all radars fill together."""
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Picks:
    """Rows of the day by the radar's name: those it shows, in the order of picking; and who shows each row."""

    shown: Mapping[str, Sequence[int]]
    shown_by: Mapping[int, str]


def share_out(standings: Sequence[Standing]) -> Picks:
    """Each radar up to its quota, each row in one of them at the most."""
    by_name = {standing.name: standing for standing in standings}
    offers = {name: standing.score_of() for name, standing in by_name.items()}
    shown: dict[str, list[int]] = {name: [] for name in by_name}
    for _ in range(_MOST_ROUNDS if len(by_name) > 1 else 1):
        wanted = _best_offers(offers)
        shown = {name: standing.pick(wanted[name], standing.known.radar.quota) for name, standing in by_name.items()}
        refused = {name: wanted[name] - set(shown[name]) for name in by_name}
        if not _has_another(offers, refused):
            break
        for name, rows in refused.items():
            for row in rows:
                del offers[name][row]
    return Picks(shown, {row: name for name, rows in shown.items() for row in rows})


def _best_offers(offers: Mapping[str, Mapping[int, float]]) -> dict[str, set[int]]:
    of_row = assign({name: {str(row): score for row, score in rows.items()} for name, rows in offers.items()})
    wanted: dict[str, set[int]] = {name: set() for name in offers}
    for row, name in of_row.items():
        wanted[name].add(int(row))
    return wanted


def _has_another(offers: Mapping[str, Mapping[int, float]], refused: Mapping[str, set[int]]) -> bool:
    """Whether a row that one radar has no room for passes the rules of another."""
    return any(
        row in offers[other] for name, rows in refused.items() for other in offers if other != name for row in rows
    )


def split_page(shares: Sequence[int], available: Sequence[int], page: int = PAGE) -> list[int]:
    """How many papers of the page each radar has: by the shares, and no more than are available.

    What one cannot fill goes to the others. Source: the method of Webster and Sainte-Laguë; ties go to the first.
    """
    given = [0] * len(shares)
    for _ in range(page):
        open_to = [at for at, most in enumerate(available) if given[at] < most]
        if not open_to:
            break
        given[min(open_to, key=lambda at: ((given[at] + 0.5) / shares[at], at))] += 1
    return given
