"""What every command shares: the global options, the settings, the hub on show, the two consoles."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import typer
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from academichub.app import Hub, open_hub, open_sample, sample_is_published
from academichub.publish.wording import Wording, wording
from academichub.settings import Settings
from academichub.settings.file import Loaded, home_folder, load_settings

__all__ = ["Session", "hoist_global_options", "session_of"]

_encoder = msgspec.json.Encoder()
_WIDEST = 20  # characters of a column beside the wide one
_WITH_VALUE = ("--home",)
_FLAGS = ("--debug",)


def hoist_global_options(words: list[str]) -> list[str]:
    """The words with the global options first, so that they may stand behind the command, too."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            rest += [word, *waiting]
        elif word in _FLAGS or word.startswith(tuple(f"{name}=" for name in _WITH_VALUE)):
            front.append(word)
        elif word in _WITH_VALUE:
            front += [word, *([value] if (value := next(waiting, None)) is not None else [])]
        else:
            rest.append(word)
    return front + rest


@dataclass(slots=True)
class Session:
    """One run of the command line."""

    home: str | None
    environ: Mapping[str, str]
    debug: bool = False

    @property
    def folder(self) -> Path:
        return home_folder(Path(self.home) if self.home else None, self.environ)

    def load(self) -> Loaded:
        """Raises: ConfigError."""
        return load_settings(self.folder, self.environ)

    @property
    def settings(self) -> Settings:
        return self.load().settings

    def hub(self) -> Hub:
        """The reader's own hub. Raises: ConfigError, StoreError."""
        return open_hub(self.settings)

    def hub_on_show(self) -> Hub:
        """The reader's own hub; while it has no edition yet and the sample was published, the sample hub."""
        hub = self.hub()
        if hub.store.days() or not sample_is_published(hub.settings):
            return hub
        self.say(wording(hub.settings.language)("edition.sample"))
        return open_sample(hub.settings)

    def words(self, settings: Settings) -> Wording:
        return wording(settings.language)

    @property
    def out(self) -> Console:
        """Standard output: tables and results."""
        width = None if sys.stdout.isatty() else max(shutil.get_terminal_size().columns, 80)
        return Console(width=width, highlight=False, markup=False, emoji=False)

    @property
    def err(self) -> Console:
        """Standard error: progress and messages."""
        return Console(stderr=True, highlight=False, markup=False, emoji=False)

    def say(self, message: str) -> None:
        """One message on standard error, never wrapped."""
        self.err.print(message, soft_wrap=True)

    def print_json(self, rows: Iterable[object]) -> None:
        """Each row as one line of JSON on standard output."""
        self.print_lines(_encoder.encode(row).decode() for row in rows)

    def print_lines(self, lines: Iterable[str]) -> None:
        """Lines on standard output, until the reader of them has seen enough."""
        try:
            for line in lines:
                sys.stdout.write(line + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else closing it complains once more

    def print_table(self, columns: Sequence[str], rows: Sequence[Sequence[str]], *, wide: int | None = None) -> None:
        """A plain table; the column `wide` takes what room is left and is cut with an ellipsis."""
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=wide is not None)
        for place, column in enumerate(columns):
            longest = max(cell_len(cell) for cell in (column, *(row[place] for row in rows)))
            least = None if place == wide else min(longest, _WIDEST)
            ratio = 1 if place == wide else None
            table.add_column(column, overflow="ellipsis", no_wrap=True, ratio=ratio, min_width=least, max_width=least)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        console = self.out
        with console.capture() as drawn:
            console.print(table)
        self.print_lines(line.rstrip() for line in drawn.get().splitlines())


def session_of(context: typer.Context) -> Session:
    session = context.obj
    assert isinstance(session, Session)
    return session
