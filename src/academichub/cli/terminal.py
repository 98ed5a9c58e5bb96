"""Printing: results to standard output, messages and progress to standard error, and nothing that steers a terminal.

What is printed may come from an upstream: control characters (C0, C1) and marks that turn the direction of text are
shown as replacement characters, whatever printed them. JSON escapes them itself where they could do harm.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from academichub.errors import PublishError

__all__ = ["SafeConsole", "Terminal", "shown", "speak_utf8"]

_encoder = msgspec.json.Encoder()
_WIDEST = 20  # characters of a column beside the wide one
_STEERING = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F), "\ufffd"
) | {ord("\n"): "\n", ord("\t"): "\t"}


def shown(text: str) -> str:
    """The text with every character replaced that would steer a terminal."""
    return text.translate(_STEERING)


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: the world's papers do not fit into less."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a test's capture may have none
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


class SafeConsole(Console):
    """A console that prints strings as they are, but for what would steer the terminal."""

    def print(self, *objects: Any, **options: Any) -> None:
        super().print(*(shown(part) if isinstance(part, str) else part for part in objects), **options)


class Terminal:
    """Where one run of the command line prints."""

    @property
    def out(self) -> Console:
        """Standard output, for people."""
        return SafeConsole(highlight=False, markup=False, emoji=False)

    @property
    def err(self) -> Console:
        """Standard error: progress and messages."""
        return SafeConsole(stderr=True, highlight=False, markup=False, emoji=False)

    def say(self, message: str) -> None:
        """One message on standard error, never wrapped."""
        self.err.print(message, soft_wrap=True)

    def print_json(self, rows: Iterable[object]) -> None:
        """Each row as one line of JSON on standard output."""
        self.print_lines(_encoder.encode(row).decode() for row in rows)

    def print_lines(self, lines: Iterable[str]) -> None:
        """Lines on standard output, until the reader of them has seen enough. Raises: PublishError."""
        try:
            for line in lines:
                sys.stdout.write(line + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else closing it complains once more
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise PublishError(f"cannot be written: {error.strerror}", subject="standard output") from None

    def print_table(self, columns: Sequence[str], rows: Sequence[Sequence[str]], *, wide: int) -> None:
        """A plain table, a row a line; the column `wide` takes what room is left and is cut with an ellipsis.

        Where no terminal reads it, the rows stand alone and whole, with a tab between their cells, for grep and cut.
        """
        rows = [[shown(" ".join(cell.split())) for cell in row] for row in rows]
        if not sys.stdout.isatty():
            self.print_lines("\t".join(row) for row in rows)
            return
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=True)
        for place, column in enumerate(columns):
            longest = max(cell_len(cell) for cell in (column, *(row[place] for row in rows)))
            least = None if place == wide else min(longest, _WIDEST)
            ratio = 1 if place == wide else None
            table.add_column(column, overflow="ellipsis", no_wrap=True, ratio=ratio, min_width=least, max_width=least)
        for row in rows:
            table.add_row(*map(Text, row))
        self.out.print(table)
