"""The papers of a day that are news to the reader, read and counted once for all radars.

A paper is news on the first day whose edition has it; a withdrawn one is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from academichub.model import Author, Line, Paper, PaperId, Person, Summary
from academichub.people import is_by, name_words
from academichub.pipeline.radars.kept import Kept
from academichub.rank.papers import Card, View, read_papers
from academichub.rank.rules import folded
from academichub.rank.shared import look
from academichub.store import Store
from academichub.taste import Taste, card_of
from academichub.text.language import language_of

__all__ = ["Candidate", "Day", "Days"]

_MOST_KEPT = 15_000  # papers of all days that are kept: about 10 KB each


@dataclass(frozen=True, slots=True)
class Candidate:
    """What rules and scores ask of one paper. `text`, `categories` and `sources` as rules compare them; of the text the
    title is a line, the abstract another, and each field of what models say of it, in any language."""

    card: Card
    authors: tuple[Author, ...]
    text: str
    categories: tuple[str, ...]
    sources: tuple[str, ...]
    language: str

    @property
    def paper_id(self) -> PaperId:
        return PaperId(self.card.paper_id)


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """Row i of `view` is `candidates[i]`, in the order of announcement. `named`: rows by each word of their authors'
    names and by their ORCIDs."""

    day: date
    candidates: tuple[Candidate, ...]
    view: View
    named: Mapping[str, tuple[int, ...]]
    ids: tuple[PaperId, ...]
    version: str  # of what the store taught

    def by(self, people: Iterable[Person]) -> dict[int, tuple[Person, ...]]:
        """The rows that are by some of these people, and by whom."""
        found: dict[int, tuple[Person, ...]] = {}
        for person in people:
            for row in self._may_be_by(person):
                if is_by(person, self.candidates[row].authors):
                    found[row] = (*found.get(row, ()), person)
        return found

    def _may_be_by(self, person: Person) -> list[int]:
        words = [word for word in name_words(person.name) if len(word) > 1] or list(name_words(person.name))
        rows = {row for word in words for row in self.named.get(word, ())}
        return sorted(rows | set(self.named.get(person.orcid or "", ())))


class Days:
    """The days asked for lately. What is kept is looked at again when the store has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: Kept[tuple[int, Day]] = Kept(_MOST_KEPT, lambda kept: len(kept[1].candidates) + 1)

    def day(self, day: date, taste: Taste) -> Day:
        seq = self._store.last_seq()
        kept = self._kept.get(day)
        if kept is not None and kept[0] == seq and kept[1].version == taste.version:
            return kept[1]
        candidates = self._read(day)
        if kept is not None and kept[1].candidates == candidates and kept[1].version == taste.version:
            made = kept[1]
        else:
            view = look(read_papers(candidate.card for candidate in candidates), taste.shared)
            ids = tuple(candidate.paper_id for candidate in candidates)
            made = Day(day, candidates, view, _by_names(candidates), ids, taste.version)
        self._kept.put(day, (seq, made))
        return made

    def news(self, day: date) -> tuple[PaperId, ...]:
        """The papers that the day brought, withdrawn ones included: quickly, as none is read."""
        seen = self._store.seen_before(day)
        return tuple(line.paper_id for line in self._store.outline(day) if line.paper_id not in seen)

    def _read(self, day: date) -> tuple[Candidate, ...]:
        seen = self._store.seen_before(day)
        lines = {line.paper_id: line for line in self._store.outline(day) if line.paper_id not in seen}
        papers = self._store.papers(list(lines))
        summaries = self._store.summaries(papers.values())
        return tuple(
            _candidate(papers[paper_id], line, summaries.get(paper_id, ()))
            for paper_id, line in lines.items()
            if paper_id in papers and not papers[paper_id].withdrawn
        )


def _candidate(paper: Paper, line: Line, summaries: Sequence[Summary]) -> Candidate:
    card = card_of(paper)
    told = [field.text.plain for summary in summaries for field in summary.fields.values()]
    return Candidate(
        card=card,
        authors=paper.authors,
        text="\n".join(map(folded, [*card.text.split("\n"), *told])),
        categories=tuple(folded(name) for name in card.categories),
        sources=tuple(folded(source) for source in line.sources),
        language=language_of(card.text),
    )


def _by_names(candidates: Sequence[Candidate]) -> dict[str, tuple[int, ...]]:
    named: dict[str, list[int]] = {}
    for row, candidate in enumerate(candidates):
        words = {word for author in candidate.authors for word in name_words(author.name)}
        words |= {author.orcid.upper() for author in candidate.authors if author.orcid}
        for word in words:
            named.setdefault(word, []).append(row)
    return {word: tuple(rows) for word, rows in named.items()}
