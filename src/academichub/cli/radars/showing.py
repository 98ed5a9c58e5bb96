"""Radars as `academichub radar list` and `show` print them for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from academichub.cli.radars.desk import Desk
from academichub.model import Example, PaperId, Radar, Vote
from academichub.people import render_person
from academichub.publish.wording import Wording

__all__ = ["print_papers", "print_radar", "print_radars"]

_MOST_SHOWN = 10  # examples and votes that `show` names; JSON has them all
_COLUMNS = ("radar", "state", "quota", "examples", "votes", "wishes")


def print_radars(desk: Desk, radars: Sequence[Radar], sizes: Sequence[tuple[int, int]]) -> None:
    """A row for each; `sizes` are the numbers of its examples and votes."""
    w = desk.words
    rows = [
        (
            radar.name,
            w("radars.paused" if radar.paused else "radars.active"),
            str(radar.quota),
            *map(str, size),
            w("join.clause").join(_wishes(radar, w)),
        )
        for radar, size in zip(radars, sizes, strict=True)
    ]
    desk.session.print_table([w(f"radars.column.{name}") for name in _COLUMNS], rows, wide=5)


def _wishes(radar: Radar, w: Wording) -> Iterator[str]:
    """What was written down, each list that is not empty behind its label."""
    lists = {
        "include": radar.include,
        "exclude": radar.exclude,
        "boost": radar.boost,
        "authors": tuple(map(render_person, radar.authors)),
        "categories": radar.categories,
        "sources": radar.sources,
        "languages": radar.languages,
    }
    for name, values in lists.items():
        if values:
            yield w(f"radars.wish.{name}") + w("join.colon") + w.join(values)


def print_radar(desk: Desk, radar: Radar) -> None:
    """What its reader wrote down of it."""
    w, out = desk.words, desk.session.out
    out.print(radar.name, style="bold", soft_wrap=True)
    if radar.paused:
        out.print(w("radars.is_paused"), style="red")
    for wish in _wishes(radar, w):
        out.print(wish, soft_wrap=True)
    out.print(w("radars.room", quota=radar.quota, share=radar.share))


def print_papers(desk: Desk, examples: Sequence[Example], votes: Sequence[Vote], titles: Mapping[PaperId, str]) -> None:
    """What it learns from, the newest first."""
    w = desk.words
    _print_list(desk, w("radars.n_examples", n=len(examples)), [example.title or example.key for example in examples])
    said = [(w(f"radars.vote.{vote.stance.value}"), titles.get(vote.paper_id, vote.paper_id)) for vote in votes]
    _print_list(desk, w("radars.n_votes", n=len(votes)), [w("join.colon").join(one) for one in reversed(said)])


def _print_list(desk: Desk, head: str, lines: Sequence[str]) -> None:
    desk.session.out.print(head)
    for line in lines[:_MOST_SHOWN]:
        desk.session.out.print(f"  {line}", soft_wrap=True)
    if len(lines) > _MOST_SHOWN:
        desk.session.out.print(f"  {desk.words('radars.more', n=len(lines) - _MOST_SHOWN)}")
