"""A library in memory, filled with the invented papers: what the pages ask in tests."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from academichub.errors import NotFound, StoreError
from academichub.model import (
    Correction,
    Entry,
    Line,
    Links,
    Markup,
    Paper,
    PaperDetails,
    PaperId,
    Record,
    SourceId,
    SourceState,
    SourceStatus,
    Summary,
    SummaryTask,
    Version,
)
from academichub.text import title_key
from tests.web.papers import AWKWARD, TODAY, YESTERDAY, filler

NOW = datetime(2026, 6, 16, 18, 30, tzinfo=UTC)


def _line(entry: Entry) -> Line:
    paper = entry.paper
    return Line(
        paper.paper_id,
        entry.source,
        entry.kind,
        paper.field,
        paper.primary_category,
        paper.categories,
        paper.abstract is not None,
    )


@dataclass
class FakeLibrary:
    """Editions by day. `broken` makes every question fail as a database does; `asked` keeps the ids that were read.

    `written` and `tasks` are by paper and language: the summaries by models, and what became of the wish for one.
    """

    editions: dict[date, tuple[Entry, ...]] = field(default_factory=dict)
    sources: tuple[SourceStatus, ...] = ()
    broken: Exception | None = None
    asked: list[tuple[PaperId, ...]] = field(default_factory=list)
    written: dict[tuple[PaperId, str], Summary] = field(default_factory=dict)
    tasks: dict[tuple[PaperId, str], SummaryTask] = field(default_factory=dict)
    earlier: dict[PaperId, tuple[Summary, ...]] = field(default_factory=dict)

    def _check(self) -> None:
        if self.broken is not None:
            raise self.broken

    def days(self) -> Sequence[tuple[date, int]]:
        self._check()
        return [(day, len(entries)) for day, entries in sorted(self.editions.items(), reverse=True) if entries]

    def outline(self, day: date) -> tuple[Line, ...]:
        self._check()
        return tuple(_line(entry) for entry in self.editions.get(day, ()))

    def entries(self, day: date, paper_ids: Sequence[PaperId], language: str) -> tuple[Entry, ...]:
        self._check()
        self.asked.append(tuple(paper_ids))
        by_id = {entry.paper.paper_id: self._read_in(language, entry) for entry in self.editions.get(day, ())}
        return tuple(by_id[paper_id] for paper_id in paper_ids if paper_id in by_id)

    def find(self, name: str) -> PaperId | None:
        self._check()
        for entry in self._all():
            if name in (entry.paper.paper_id, entry.paper.identifiers.arxiv, entry.paper.identifiers.doi):
                return entry.paper.paper_id
        return None

    def find_each(self, names: Collection[str]) -> dict[str, PaperId]:
        return {name: found for name in names if (found := self.find(name)) is not None}

    def titled(self, titles: Collection[str]) -> dict[str, tuple[PaperId, ...]]:
        self._check()
        of_title: dict[str, tuple[PaperId, ...]] = {}
        for paper in {entry.paper.paper_id: entry.paper for entry in self._all()}.values():
            key = title_key(paper.title.plain)
            of_title[key] = (*of_title.get(key, ()), paper.paper_id)
        return {title: of_title[key] for title in titles if (key := title_key(title)) in of_title}

    def papers(self, paper_ids: Sequence[PaperId]) -> dict[PaperId, Paper]:
        self._check()
        stored = {entry.paper.paper_id: entry.paper for entry in self._all()}
        return {paper_id: stored[paper_id] for paper_id in paper_ids if paper_id in stored}

    def details(self, paper_id: PaperId, language: str) -> PaperDetails:
        self._check()
        for entry in self._all():
            if entry.paper.paper_id == paper_id:
                details = details_of(self._read_in(language, entry))
                return replace(details, earlier=self.earlier.get(paper_id, ()))
        raise NotFound("nothing is stored under that name", subject=paper_id)

    def corrections(self, day: date) -> tuple[Correction, ...]:
        return ()

    def statuses(self) -> tuple[SourceStatus, ...]:
        self._check()
        return self.sources

    def _read_in(self, language: str, entry: Entry) -> Entry:
        """The entry with the summary by a model in the reader's language, and what became of the wish for one."""
        key = (entry.paper.paper_id, language)
        return replace(entry, summary=self.written.get(key, entry.summary), task=self.tasks.get(key, entry.task))

    def _all(self) -> list[Entry]:
        return [entry for entries in self.editions.values() for entry in entries]


def details_of(entry: Entry) -> PaperDetails:
    """A paper with as many versions as it counts, and the copy of it that a journal gave, if it has a DOI."""
    paper = entry.paper
    own = Record(
        paper.source, paper.paper_id.partition(":")[2], Markup(paper.title_source), paper.version, links=paper.links
    )
    copy = replace(own, source=SourceId("nature"), key="copy", version=None, links=Links("https://example.org/copy"))
    versions = tuple(
        Version(paper.source, number, entry.announced_on, NOW, f"{paper.title.plain} (v{number})")
        for number in range(1, (paper.version or 0) + 1)
    )
    return PaperDetails(
        paper,
        (own, copy) if paper.identifiers.doi and paper.identifiers.arxiv else (own,),
        versions,
        ((entry.source, entry.announced_on, entry.kind),),
        entry.summary,
        entry.task,
    )


STATUSES = (
    SourceStatus(SourceId("arxiv"), "arXiv", SourceState.FRESH, None, TODAY, 31_204, NOW, NOW),
    SourceStatus(SourceId("biorxiv"), "bioRxiv", SourceState.PARTIAL, "2 entries had no DOI", TODAY, 4_011, NOW, NOW),
    SourceStatus(
        SourceId("lancet"),
        "The Lancet (Medicine)",
        SourceState.FAILED,
        "lancet.example.org: no answer within 60 s <b>at all</b>",
        YESTERDAY,
        312,
        NOW,
        datetime(2026, 6, 14, 5, 0, tzinfo=UTC),
    ),
    SourceStatus(SourceId("prl"), "Physical Review Letters", SourceState.QUIET, None, YESTERDAY, 120, NOW, NOW),
    SourceStatus(SourceId("nature"), "Nature (Science)", SourceState.NEVER),
)


def full_library(n_filler: int = 120) -> FakeLibrary:
    """Today with every awkward paper and `n_filler` ordinary ones; a small edition the day before."""
    today = tuple(draft.entry(TODAY) for draft in (*AWKWARD, *filler(n_filler)))
    before = tuple(replace(draft, paper_id=f"{draft.paper_id}.y").entry(YESTERDAY) for draft in filler(3))
    return FakeLibrary({TODAY: today, YESTERDAY: before}, STATUSES)


def broken_library() -> FakeLibrary:
    return FakeLibrary(broken=StoreError("disk I/O error", subject="/secret/path/hub.db"))
