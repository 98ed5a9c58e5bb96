"""The hard rules of a radar: what removes a paper before any score, and which rule it was. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from academichub.model import Radar
from academichub.pipeline.radars.days import Candidate, Day
from academichub.pipeline.radars.wishes import Known
from academichub.rank.rules import folded, has_phrase, is_under

__all__ = ["Sieve", "Sifted", "sift"]


@dataclass(frozen=True, slots=True)
class Sifted:
    """`kept` rows in the order of the day; `removed` rows with the radar's field and what of it."""

    kept: tuple[int, ...]
    removed: tuple[tuple[int, str, str], ...]


class Sieve:
    """The rules of one radar, folded once. `theirs_alone`: it shows papers of its authors and no others."""

    def __init__(self, radar: Radar, *, theirs_alone: bool) -> None:
        self._excluded = [(word, folded(word)) for word in radar.exclude]
        self._included, self._sources, self._categories = (
            [folded(value) for value in values] for values in (radar.include, radar.sources, radar.categories)
        )
        self._radar = radar
        self._theirs_alone = theirs_alone

    def removed_by(self, paper: Candidate, *, is_theirs: bool) -> tuple[str, str] | None:
        """Field and value of the first rule that removes the paper; of a rule that nothing met, all its values."""
        for word, wanted in self._excluded:
            if has_phrase(paper.text, wanted):
                return "exclude", word
        if self._sources and not any(source in paper.sources for source in self._sources):
            return "sources", ", ".join(self._radar.sources)
        if self._radar.languages and paper.language not in self._radar.languages:
            return "languages", ", ".join(self._radar.languages)
        if self._categories and not any(is_under(paper.categories, wanted) for wanted in self._categories):
            return "categories", ", ".join(self._radar.categories)
        return None if is_theirs else self._unwanted(paper)

    def _unwanted(self, paper: Candidate) -> tuple[str, str] | None:
        if self._included:
            met = any(has_phrase(paper.text, wanted) for wanted in self._included)
            return None if met else ("include", ", ".join(self._radar.include))
        named = ", ".join(person.name for person in self._radar.authors)
        return ("authors", named) if self._theirs_alone else None


def sift(known: Known, day: Day, theirs: Collection[int]) -> Sifted:
    """`theirs`: rows by the radar's authors. What the reader brought as an example is no news to them."""
    radar, brought = known.radar, known.example_ids
    theirs_alone = bool(radar.authors) and not (radar.include or radar.boost or known.examples)
    sieve = Sieve(radar, theirs_alone=theirs_alone)
    kept: list[int] = []
    removed: list[tuple[int, str, str]] = []
    for row, paper in enumerate(day.candidates):
        is_known = paper.paper_id in brought
        broken = ("examples", "") if is_known else sieve.removed_by(paper, is_theirs=row in theirs)
        if broken is None:
            kept.append(row)
        else:
            removed.append((row, *broken))
    return Sifted(tuple(kept), tuple(removed))
