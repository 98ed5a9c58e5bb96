"""The state of reading TeX text: where we are, what was written, which groups are open. It knows no command."""

from __future__ import annotations

import re
from dataclasses import dataclass

from academichub.model import Span
from academichub.text.mathpieces import MathBudget

__all__ = ["Stream"]

_LONGEST_ARGUMENT = 1000
_BLANKS = re.compile(r"\s*")
_OPTION = re.compile(r"\s*\[[^\[\]{}]{0,200}\]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ADDRESS_EDGES = re.compile(r"^(?:https?://)?(?:www\.)?|/$")
# From here on, a forced line break is a paragraph's; in something shorter it is a title's.
_LONG = 300


@dataclass(slots=True)
class _Group:
    outer_tags: tuple[str, ...]
    start: int  # of its pieces
    suffix: str
    address: str | None
    drops_next: bool
    opening: str  # what stands in its place should its partner be missing; empty for a command's own argument


class Stream:
    """A text being read into pieces. Positions only grow, so reading ends."""

    __slots__ = ("at", "budget", "groups", "has_address", "line_break", "pieces", "tags", "text")

    def __init__(self, text: str, budget: MathBudget | None = None) -> None:
        self.text = text
        self.budget = budget or MathBudget()
        self.at = 0
        self.has_address = "://" in text
        self.pieces: list[Span] = []
        self.tags: tuple[str, ...] = ()
        self.groups: list[_Group] = []
        self.line_break = "\n" if len(text) >= _LONG else " "

    def emit(self, text: str) -> None:
        if text:
            self.pieces.append(Span(text, self.tags))

    def emit_tagged(self, text: str, tags: tuple[str, ...]) -> None:
        self.pieces.append(Span(text, (*self.tags, *(tag for tag in tags if tag not in self.tags))))

    @property
    def last(self) -> str:
        """The last character written; empty at the beginning."""
        return self.pieces[-1].text[-1:] if self.pieces else ""

    @property
    def next(self) -> str:
        """The next character to read; empty at the end."""
        return self.text[self.at : self.at + 1]

    def skip_blanks(self) -> None:
        match = _BLANKS.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def skip_empty_group(self) -> bool:
        """Past `{}`, if it is next: it only ends a command's name."""
        found = self.text.startswith("{}", self.at)
        self.at += 2 if found else 0
        return found

    def skip_option(self) -> None:
        """Past `[…]`, if it is next."""
        match = _OPTION.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def has_group(self) -> bool:
        blanks = _BLANKS.match(self.text, self.at)
        return self.text.startswith("{", blanks.end() if blanks else self.at)

    def take_group(self) -> str | None:
        """The source between the next pair of braces, passed over; None where none is next or it does not end."""
        if not self.has_group():
            return None
        start = self.text.index("{", self.at) + 1
        if self.text.find("}", start, start + _LONGEST_ARGUMENT) < 0:
            return None
        depth = 1
        for match in _BRACE.finditer(self.text, start, start + _LONGEST_ARGUMENT):
            depth += (match[0] == "{") - (match[0] == "}")
            if depth == 0:
                self.at = match.end()
                return self.text[start : match.start()]
        return None

    def open_group(
        self, tags: tuple[str, ...] = (), *, suffix: str = "", address: str | None = None, drops_next: bool = False
    ) -> bool:
        """Enters the group that a command was given; False, and nothing done, where none is next."""
        if not self.has_group():
            return False
        self.at = self.text.index("{", self.at) + 1
        self._push(suffix, address, drops_next)
        self.add_tags(tags)
        return True

    def open_bare_group(self, name: str = "") -> None:
        """Enters the group whose brace was just passed; `name` is that of the command before it, which nobody knows."""
        self._push("", None, False, f"{name}{{")
        self.pieces.append(Span(""))  # the place of the brace, should its partner be missing

    def _push(self, suffix: str, address: str | None, drops_next: bool, opening: str = "") -> None:
        self.groups.append(_Group(self.tags, len(self.pieces), suffix, address, drops_next, opening))

    def add_tags(self, tags: tuple[str, ...]) -> None:
        self.tags += tuple(tag for tag in tags if tag not in self.tags)

    def close_group(self) -> None:
        if not self.groups:
            self.emit("}")
            return
        group = self._finish_group()
        if group.drops_next:
            self.take_group()

    def _finish_group(self) -> _Group:
        group = self.groups.pop()
        self.tags = group.outer_tags
        if group.address is not None:
            self._add_address(group.address, group.start)
        self.emit(group.suffix)
        return group

    def _add_address(self, address: str, start: int) -> None:
        shown = "".join(piece.text for piece in self.pieces[start:]).strip()
        if not shown:
            self.emit(address)
        elif _ADDRESS_EDGES.sub("", shown.rstrip(".")) != _ADDRESS_EDGES.sub("", address) and "://" in address:
            self.emit(f" ({address})")

    def close_all(self) -> None:
        while self.groups:
            group = self._finish_group()
            if group.opening:
                self.pieces[group.start] = Span(group.opening, group.outer_tags)

    def drop_blank_before(self) -> None:
        """Takes back a blank just written, where what comes next needs none before it."""
        if self.last == " " and (not self.next or self.next in " .,;:!?)]}\n"):
            piece = self.pieces.pop()
            if piece.text[:-1]:
                self.pieces.append(Span(piece.text[:-1], piece.tags))
