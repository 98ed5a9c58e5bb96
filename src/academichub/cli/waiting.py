"""Waiting for what tells no progress: a bar that runs on standard error, and goes when the work is done."""

from __future__ import annotations

from rich.console import Console

from academichub.cli.bars import Bars

__all__ = ["Waiting"]


class Waiting(Bars):
    """A context manager. Silent where standard error is no terminal."""

    def __init__(self, console: Console, what: str) -> None:
        super().__init__(console)
        self._bars.add_task(what, total=None, count="")
