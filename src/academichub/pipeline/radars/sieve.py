"""The hard rules of a radar: what removes a paper before any score, and which rule it was. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from academichub.model import Radar
from academichub.pipeline.radars.days import Candidate, Day
from academichub.rank.rules import folded, has_phrase, is_under

__all__ = ["Sieve", "Sifted", "sift"]


@dataclass(frozen=True, slots=True)
class Sifted:
    """`kept` rows in the order of the day; `removed` rows with the radar's field and what of it."""

    kept: tuple[int, ...]
    removed: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Sieve:
    """The rules of one radar. `theirs_alone`: it shows papers of its authors and no others."""

    radar: Radar
    theirs_alone: bool

    def removed_by(self, paper: Candidate, *, is_theirs: bool) -> tuple[str, str] | None:
        """Field and value of the first rule that removes the paper; of a rule that nothing met, all its values."""
        radar = self.radar
        for word in radar.exclude:
            if has_phrase(paper.text, folded(word)):
                return "exclude", word
        if radar.sources and not _meet(paper.sources, radar.sources):
            return "sources", ", ".join(radar.sources)
        if radar.languages and paper.language not in radar.languages:
            return "languages", ", ".join(radar.languages)
        if radar.categories and not any(is_under(paper.categories, folded(name)) for name in radar.categories):
            return "categories", ", ".join(radar.categories)
        if is_theirs:
            return None
        if radar.include:
            met = any(has_phrase(paper.text, folded(word)) for word in radar.include)
            return None if met else ("include", ", ".join(radar.include))
        return ("authors", ", ".join(person.name for person in radar.authors)) if self.theirs_alone else None


def sift(radar: Radar, day: Day, theirs: Collection[int], *, has_examples: bool) -> Sifted:
    """`theirs`: rows by the radar's authors."""
    sieve = Sieve(radar, bool(radar.authors) and not (radar.include or radar.boost or has_examples))
    kept: list[int] = []
    removed: list[tuple[int, str, str]] = []
    for row, paper in enumerate(day.candidates):
        broken = sieve.removed_by(paper, is_theirs=row in theirs)
        if broken is None:
            kept.append(row)
        else:
            removed.append((row, *broken))
    return Sifted(tuple(kept), tuple(removed))


def _meet(held: Collection[str], asked: Collection[str]) -> bool:
    return any(folded(name) in held for name in asked)
