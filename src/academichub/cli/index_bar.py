"""Watching the index being made: one bar on standard error; and catching it up at the end of a run."""

from __future__ import annotations

from rich.console import Console

from academichub.app import Hub
from academichub.cli.bars import Bars
from academichub.cli.session import Session
from academichub.errors import StoreError
from academichub.publish.wording import Wording

__all__ = ["IndexBar", "index_after"]


class IndexBar(Bars):
    """A context manager; its `tell` is what hears of the progress. Silent where standard error is no terminal."""

    def __init__(self, console: Console, words: Wording) -> None:
        super().__init__(console)
        self._words = words
        self._task = self._bars.add_task(words("index.working"), total=None, count="")

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
