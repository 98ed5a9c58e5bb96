"""Progress bars on standard error: one per source, one for the extracts. Silent where standard error is no terminal,
but for one line per finished source."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from academichub.model import SourceId, SourceReport, SourceState
from academichub.publish.wording import Wording

__all__ = ["BarProgress", "report_line"]

_STYLES = {SourceState.FAILED: "red", SourceState.PARTIAL: "yellow"}


def report_line(report: SourceReport, label: str, words: Wording) -> str:
    """What became of one source, in one line."""
    if report.state is SourceState.FAILED:
        return words("update.source_failed", label=label, reason=report.error or "")
    line = words(
        "update.source",
        label=label,
        announced=report.announced,
        new=report.new,
        revised=report.revised,
        unchanged=report.unchanged,
    )
    return f"{line} · {words.state(report.state)}"


class BarProgress:
    """ports.Progress drawn with rich; a context manager."""

    def __init__(self, console: Console, words: Wording) -> None:
        self._console = console
        self._words = words
        self._labels: dict[SourceId, str] = {}
        self._tasks: dict[SourceId, TaskID] = {}
        self._extracts: TaskID | None = None
        self._bars = Progress(
            SpinnerColumn(finished_text=" "),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[count]}", markup=False),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )

    def __enter__(self) -> BarProgress:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def started(self, source: SourceId, label: str) -> None:
        self._labels[source] = label
        self._tasks[source] = self._bars.add_task(self._words("update.asking", label=label), total=None, count="")

    def advanced(self, source: SourceId, n_read: int, total: int | None) -> None:
        count = self._words("unit.papers", n=n_read)
        self._bars.update(self._tasks[source], completed=n_read, total=total, count=count)

    def finished(self, report: SourceReport) -> None:
        n = max(report.announced, 1)
        self._bars.update(self._tasks[report.id], completed=n, total=n)
        line = report_line(report, self._labels[report.id], self._words)
        self._console.print(line, style=_STYLES.get(report.state), markup=False, highlight=False, soft_wrap=True)
        for entry, reason in report.failed[:3]:
            self._console.print(f"  {entry}: {reason}", style="yellow", markup=False, highlight=False, soft_wrap=True)

    def summarised(self, n_done: int) -> None:
        if self._extracts is None:
            self._extracts = self._bars.add_task(self._words("summarise.working"), total=None, count="")
        self._bars.update(self._extracts, completed=n_done, count=self._words("unit.papers", n=n_done))
