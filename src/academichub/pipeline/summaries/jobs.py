"""What a run has to do: which papers in which languages, the most relevant first. Reads the store, changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from academichub.errors import NotFound
from academichub.model import Paper, PaperId, SummaryOrder, SummaryState, SummaryTask
from academichub.publish.curate import arrange
from academichub.store import Store

__all__ = ["Job", "Plan", "plan_jobs"]

_QUEUE = 5_000  # papers of the queue that one run looks at


@dataclass(frozen=True, slots=True)
class Job:
    """One paper, the languages that are asked for, and those of them in which it has no valid summary yet."""

    paper: Paper
    languages: tuple[str, ...]
    missing: tuple[str, ...]
    text_hash: str  # of the paper

    def task(self, language: str, state: SummaryState = SummaryState.PENDING, reason: str | None = None) -> SummaryTask:
        return SummaryTask(self.paper.paper_id, language, self.text_hash, state, reason)

    @property
    def tasks(self) -> tuple[SummaryTask, ...]:
        """What is to be put into the queue."""
        return tuple(self.task(language) for language in self.missing)


@dataclass(frozen=True, slots=True)
class Plan:
    """`n_done` summaries are valid already; `n_without` papers have no text to summarise."""

    jobs: tuple[Job, ...]
    n_done: int = 0
    n_without: int = 0


def plan_jobs(store: Store, order: SummaryOrder, languages: Sequence[str]) -> Plan:
    """The jobs of an order; a paper without an abstract, or withdrawn, is none. Raises: NotFound for an unknown one."""
    wanted = list(dict.fromkeys([*_named(store, order), *(_queued(store, languages) if order.with_queue else ())]))
    papers = store.papers(wanted)
    for paper_id in order.paper_ids:
        if paper_id not in papers:
            raise NotFound("no such paper is stored", subject=paper_id)
    tasks = {language: store.tasks(wanted, language) for language in languages}
    jobs: list[Job] = []
    n_done = n_without = 0
    for paper in (papers[paper_id] for paper_id in wanted if paper_id in papers):
        if paper.abstract is None or not paper.abstract.plain.strip() or paper.withdrawn:
            n_without += 1
            continue
        missing = tuple(language for language in languages if not _is_done(tasks[language].get(paper.paper_id), paper))
        n_done += len(languages) - len(missing)
        if missing:
            jobs.append(Job(paper, tuple(languages), missing, paper.text_hash))
    return Plan(tuple(jobs), n_done, n_without)


def _is_done(task: SummaryTask | None, paper: Paper) -> bool:
    return task is not None and task.state is SummaryState.VALID and task.text_hash == paper.text_hash


def _named(store: Store, order: SummaryOrder) -> Iterable[PaperId]:
    """The papers of the order; of a day first those that lead its page, then the others as they stand there."""
    if order.paper_ids:
        yield from order.paper_ids
        return
    for day in order.days:
        arrangement = arrange(store.outline(day))
        yield from (*arrangement.lead, *arrangement.rest)
    yield from order.also


def _queued(store: Store, languages: Sequence[str]) -> Iterable[PaperId]:
    for language in languages:
        yield from (task.paper_id for task in store.queue(language, _QUEUE))
