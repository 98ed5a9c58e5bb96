"""Progress bars on standard error: one per source, one for the extracts. Silent where standard error is no terminal,
but for one line per finished source."""

from __future__ import annotations

from rich.console import Console
from rich.progress import TaskID

from academichub.cli.bars import Bars
from academichub.model import SourceId, SourceReport, SourceState
from academichub.publish.unread import trouble_words
from academichub.publish.wording import Wording

__all__ = ["BarProgress", "failure_lines", "report_line"]

_TOLD = 3  # failed entries of one source; the others are counted
_STYLES = {SourceState.FAILED: "red", SourceState.PARTIAL: "yellow"}


def report_line(report: SourceReport, label: str, words: Wording, topic: str = "update") -> str:
    """What became of one source, in one line whose numbers add up."""
    if report.state is SourceState.FAILED:
        return words("update.source_failed", label=label, reason=trouble_words(report.error or "", words))
    line = words(
        f"{topic}.source",
        label=label,
        announced=report.announced,
        new=report.new,
        revised=report.revised,
        unchanged=report.unchanged,
    )
    failed = words("update.n_failed", n=len(report.failed)) if report.failed else ""
    joined = words("update.n_joined", n=report.joined) if report.joined else ""
    return f"{line}{joined}{failed} · {words.state(report.state)}"


def failure_lines(report: SourceReport, words: Wording) -> list[str]:
    """Why a visit was cut short, its alert, some of the entries that failed, and how many more there are."""
    error = report.error if report.state is not SourceState.FAILED else None
    told = [trouble_words(error, words) if error else None, report.alert]
    told += [words("update.moved", address=report.moved_to)] if report.moved_to else []
    lines = [*filter(None, told), *(f"{entry}{words('join.colon')}{reason}" for entry, reason in report.failed[:_TOLD])]
    n_more = len(report.failed) - _TOLD
    return [*lines, words("update.more_failed", n=n_more)] if n_more > 0 else lines


class BarProgress(Bars):
    """ports.Progress drawn with rich; a context manager. `topic` chooses the words: of an update, or of an import."""

    def __init__(self, console: Console, words: Wording, topic: str = "update") -> None:
        super().__init__(console)
        self._words = words
        self._topic = topic
        self._labels: dict[SourceId, str] = {}
        self._tasks: dict[SourceId, TaskID] = {}
        self._extracts: TaskID | None = None

    def started(self, source: SourceId, label: str) -> None:
        self._labels[source] = label
        self._tasks[source] = self._bars.add_task(
            self._words(f"{self._topic}.asking", label=label), total=None, count=""
        )

    def advanced(self, source: SourceId, n_read: int, total: int | None) -> None:
        count = self._words("unit.papers", n=n_read)
        self._bars.update(self._tasks[source], completed=n_read, total=total, count=count)

    def finished(self, report: SourceReport) -> None:
        n = max(report.announced, 1)
        self._bars.update(self._tasks[report.id], completed=n, total=n)
        line = report_line(report, self._labels[report.id], self._words, self._topic)
        self._console.print(line, style=_STYLES.get(report.state), markup=False, highlight=False, soft_wrap=True)
        for line in failure_lines(report, self._words):
            self._console.print(f"  {line}", style="yellow", markup=False, highlight=False, soft_wrap=True)

    def summarised(self, n_done: int) -> None:
        if self._extracts is None:
            self._extracts = self._bars.add_task(self._words("summarise.working"), total=None, count="")
        self._bars.update(self._extracts, completed=n_done, count=self._words("unit.papers", n=n_done))
