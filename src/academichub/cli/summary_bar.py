"""Watching the language models at work: one bar with the cost so far, on standard error."""

from __future__ import annotations

from rich.console import Console
from rich.progress import TaskID

from academichub.cli.bars import Bars
from academichub.cli.model_troubles import trouble_in_words
from academichub.cli.money import format_cost
from academichub.model import SummaryEstimate, SummaryOutcome, SummaryReport, SummaryState
from academichub.publish.wording import Wording

__all__ = ["SummaryBar", "estimate_line", "report_lines"]


def estimate_line(estimate: SummaryEstimate, words: Wording) -> str:
    """What a run will do and cost, in one line."""
    if not estimate.n_papers:
        return words("summaries.nothing")
    line = words(
        "summaries.estimate", n=estimate.n_papers, tokens_in=estimate.tokens_in, tokens_out=estimate.tokens_out
    )
    if estimate.cost_micros is None:
        return line + words("summaries.no_price")
    return line + words("summaries.cost", cost=format_cost(estimate.cost_micros))


def report_lines(report: SummaryReport, words: Wording) -> list[str]:
    """What a run did; empty where there was nothing to do."""
    stopped = [words("summaries.stopped", reason=_reason(report, words))] if report.stopped else []
    if not report.outcomes:
        return stopped
    counts = report.counts
    lines = [
        words(
            "summaries.report",
            valid=counts.get(SummaryState.VALID, 0),
            fallback=counts.get(SummaryState.FALLBACK, 0),
            waiting=counts.get(SummaryState.PENDING, 0),
            cost=_paid(report.cost_micros, report.tokens_in + report.tokens_out, words),
        )
    ]
    return [*lines, *stopped]


def _reason(report: SummaryReport, words: Wording) -> str:
    """In the reader's language where we have words for it; what an endpoint itself said, and the rest, as it stands."""
    key = f"summaries.why.{report.why}"
    return words(key) if key in words.words else trouble_in_words(report.stopped or "", words)


def _paid(micros: int, n_tokens: int, words: Wording) -> str:
    """The cost; where no price is set, the tokens."""
    return format_cost(micros) if micros or not n_tokens else words("summaries.tokens", n=n_tokens)


class SummaryBar(Bars):
    """ports.SummaryProgress drawn with rich; a context manager."""

    def __init__(self, console: Console, words: Wording) -> None:
        super().__init__(console)
        self._words = words
        self._n_all = 0
        self._n_done = 0
        self._n_tokens = 0
        self._task: TaskID | None = None

    def planned(self, estimate: SummaryEstimate) -> None:
        self._n_all = estimate.n_summaries
        self._console.print(estimate_line(estimate, self._words), markup=False, highlight=False, soft_wrap=True)
        if self._n_all:
            self._task = self._bars.add_task(self._words("summaries.working"), total=self._n_all, count="")

    def advanced(self, outcome: SummaryOutcome, cost_micros: int) -> None:
        self._n_done += 1
        self._n_tokens += outcome.tokens_in + outcome.tokens_out
        if self._task is not None:
            cost = _paid(cost_micros, self._n_tokens, self._words)
            count = self._words("summaries.so_far", done=self._n_done, all=self._n_all, cost=cost)
            self._bars.update(self._task, completed=self._n_done, count=count)
