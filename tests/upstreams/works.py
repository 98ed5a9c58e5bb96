"""Invented works as catalogues of papers have them, for the fakes of Crossref, PubMed and their like. Pure, seeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from tests.upstreams import words
from tests.upstreams.calendar import days_between

__all__ = ["Work", "make_works", "until"]


@dataclass(frozen=True, slots=True)
class Work:
    """One work. `day`: when the catalogue took it in; the numbers of works are their ids in every catalogue."""

    number: int
    title: str
    day: date
    abstract: str
    authors: tuple[tuple[str, str], ...]  # given name, family name
    group: str | None = None
    issn: str = "0028-0836"
    arxiv: str | None = None
    retracted: bool = False
    retracts: int | None = None  # this is a notice about that work

    @property
    def doi(self) -> str:
        return f"10.5555/work.{self.number}"


def make_works(first: date, last: date, per_day: int = 3, seed: int = 5) -> tuple[Work, ...]:
    """So many works a day, weekends too, oldest first."""
    rng = Random(seed)
    days = [day for day in days_between(first, last) for _ in range(per_day)]
    return tuple(_work(rng, place, day) for place, day in enumerate(days))


def _work(rng: Random, place: int, day: date) -> Work:
    name = words.method_name(place)
    people = [words.person(rng).split(" ", 1) for _ in range(rng.randint(1, 4))]
    return Work(
        number=40_000_000 + place,
        title=words.title(rng, name),
        day=day,
        abstract=words.abstract(rng, name),
        authors=tuple((given, family) for given, family in people),
        group="The Moss Consortium" if place % 7 == 0 else None,
        arxiv=f"{day:%y%m}.{90_000 + place}",
    )


def until(works: Sequence[Work], first: date, last: date) -> list[Work]:
    """The works that came in on these days."""
    return [work for work in works if first <= work.day <= last]
