"""What a run of the language models is asked to do, what it will cost, and what became of it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from academichub.model.calls import Dialect, SummaryState, Usage
from academichub.model.names import PaperId

__all__ = ["ModelCheck", "SummaryEstimate", "SummaryOrder", "SummaryOutcome", "SummaryReport"]


@dataclass(frozen=True, slots=True)
class SummaryOrder:
    """Which papers are to be summarised: those named, else those of the days; after them `also`, and whatever waits,
    where `with_queue`.

    `languages` empty: those of the settings. `at_once`: outside the off-peak hours, too. `batch`: hand them in
    together, to be collected by a later run.
    """

    days: tuple[date, ...] = ()
    paper_ids: tuple[PaperId, ...] = ()
    languages: tuple[str, ...] = ()
    with_queue: bool = False
    at_once: bool = False
    batch: bool = False
    also: tuple[PaperId, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryEstimate:
    """What a run would do: `n_summaries` in one or more languages, of `n_papers`. `n_calls` is how many questions have
    no stored answer; `n_done` summaries are there already; `cost_micros` None: the price is not known."""

    n_papers: int
    n_summaries: int
    n_calls: int
    n_done: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost_micros: int | None = None


@dataclass(frozen=True, slots=True)
class SummaryOutcome:
    """What became of one paper in one language. `fields` are the plain texts of a valid summary.

    Tokens and cost are those of this run's calls for it; what one call cost is told with its first language.
    """

    paper_id: PaperId
    language: str
    state: SummaryState  # VALID, FALLBACK or PENDING
    fields: Mapping[str, str] = field(default_factory=dict)
    model: str | None = None
    reason: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    cost_micros: int = 0


@dataclass(frozen=True, slots=True)
class SummaryReport:
    """What one run did. `stopped` says in a sentence why papers were left waiting, `why` in a word (the reason that is
    stored with them); None: all was done."""

    outcomes: tuple[SummaryOutcome, ...] = ()
    stopped: str | None = None
    why: str | None = None
    n_calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost_micros: int = 0

    @property
    def counts(self) -> Mapping[SummaryState, int]:
        return Counter(outcome.state for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """What a trial of one configured model showed. `error` None: it works. `problems` are what the checks found in its
    trial summary; `cost_micros` is of one paper, None where the price is not known."""

    model: str
    base_url: str
    dialect: Dialect | None = None
    seconds: float | None = None  # one paper, from question to answer
    usage: Usage | None = None
    cost_micros: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    error: str | None = None
