"""Learning from the store when that is due: one bar on standard error, at the end of a run or behind the pages."""

from __future__ import annotations

from threading import Thread

from rich.console import Console

from academichub.app import Hub
from academichub.cli.bars import Bars
from academichub.cli.session import Session
from academichub.errors import StoreError
from academichub.publish.wording import Wording

__all__ = ["LearnBar", "learn_after", "learn_behind"]


class LearnBar(Bars):
    """A context manager; its `tell` is what hears of the papers read. Silent where standard error is no terminal."""

    def __init__(self, console: Console, words: Wording) -> None:
        super().__init__(console)
        self._words = words
        self._task = self._bars.add_task(words("learn.working"), total=None, count="")

    def tell(self, n_done: int, n_all: int) -> None:
        """How long the learning itself takes, once all are read, is not known."""
        count = self._words("index.so_far", done=n_done, all=n_all)
        self._bars.update(self._task, completed=n_done, total=n_all if n_done < n_all else None, count=count)


def learn_after(session: Session, hub: Hub) -> None:
    """Learn anew what all radars share, where that is due. Radars do without it, so its failure fails no run."""
    words = session.words(hub.settings)
    try:
        if hub.learning_is_due:
            with LearnBar(session.err, words) as bar:
                hub.learn(bar.tell)
    except StoreError as error:
        session.say(words("learn.failed", reason=str(error)))


def learn_behind(session: Session, hub: Hub) -> None:
    """While the pages are served. It ends with the process: what was not finished is not kept, and done by the next."""
    Thread(target=learn_after, args=(session, hub), name="learn", daemon=True).start()
