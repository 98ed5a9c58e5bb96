"""Watching the index being made: one bar on standard error; and catching it up at the end of a run."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from academichub.app import Hub
from academichub.cli.session import Session
from academichub.errors import StoreError
from academichub.publish.wording import Wording

__all__ = ["IndexBar", "index_after"]


class IndexBar:
    """A context manager; its `tell` is what hears of the progress. Silent where standard error is no terminal."""

    def __init__(self, console: Console, words: Wording) -> None:
        self._words = words
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
        self._task = self._bars.add_task(words("index.working"), total=None, count="")

    def __enter__(self) -> IndexBar:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def tell(self, n_done: int, n_all: int) -> None:
        count = self._words("index.so_far", done=n_done, all=n_all)
        self._bars.update(self._task, completed=n_done, total=n_all, count=count)


def index_after(session: Session, hub: Hub) -> None:
    """Bring the index up to what a run has stored. It can be made again at any time, so its failure fails no run."""
    words = session.words(hub.settings)
    try:
        with IndexBar(session.err, words) as bar:
            hub.index(bar.tell)
    except StoreError as error:
        session.say(words("index.failed", reason=str(error)))
