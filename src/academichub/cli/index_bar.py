"""Watching the index and the vectors being made: one bar on standard error; and catching them up after a run."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.console import Console

from academichub.app import Hub
from academichub.cli.bars import Bars
from academichub.cli.session import Session
from academichub.errors import HubError, StoreError
from academichub.publish.wording import Wording

__all__ = ["IndexBar", "encode_after", "index_after", "tell_of_vectors"]

_LONGEST_S = 1200.0  # of encoding after an update; the rest waits for the next one


class IndexBar(Bars):
    """A context manager; its `tell` is what hears of the progress. Silent where standard error is no terminal."""

    def __init__(self, console: Console, words: Wording, topic: str = "index") -> None:
        super().__init__(console)
        self._words = words
        self._task = self._bars.add_task(words(f"{topic}.working"), total=None, count="")

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


def encode_after(session: Session, hub: Hub, is_stopped: Callable[[], bool] | None = None) -> None:
    """Bring the vectors up to what a run has stored, for a while. Search goes by words without, so it fails no run."""
    if hub.meaning is None:
        return
    words = session.words(hub.settings)
    end = time.monotonic() + _LONGEST_S

    def keep() -> bool:
        return time.monotonic() < end if is_stopped is None else not is_stopped()

    try:
        with IndexBar(session.err, words, "vectors") as bar:
            hub.encode(bar.tell, keep)
        tell_of_vectors(session, hub)
    except HubError as error:
        session.say(words("vectors.failed", reason=str(error)))


def tell_of_vectors(session: Session, hub: Hub) -> None:
    """How many papers wait; nothing where none does."""
    n_lacking = hub.meaning.n_lacking() if hub.meaning is not None else 0
    if n_lacking:
        session.say(session.words(hub.settings)("vectors.waiting", n=n_lacking))
