"""Watching a briefing being made: one bar on standard error, which names the stage."""

from __future__ import annotations

from rich.console import Console

from academichub.cli.bars import Bars
from academichub.model import BriefStage
from academichub.publish.wording import Wording

__all__ = ["BriefBar"]


class BriefBar(Bars):
    """A context manager; its `tell` is what hears of the progress. Silent where standard error is no terminal."""

    def __init__(self, console: Console, words: Wording) -> None:
        super().__init__(console)
        self._words = words
        self._task = self._bars.add_task(words(f"stage.{BriefStage.GATHER}"), total=None, count="")

    def tell(self, stage: BriefStage, n_done: int, n_total: int | None) -> None:
        count = self._words("index.so_far", done=n_done, all=n_total) if n_total else ""
        self._bars.update(
            self._task, description=self._words(f"stage.{stage}"), completed=n_done, total=n_total, count=count
        )
