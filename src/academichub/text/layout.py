"""Spans put in order: white space collapsed across spans, hard line breaks undone, one line per paragraph.

`settle` is where every rendering ends, whatever its format, so that the plain reading rendered again as PLAIN gives
itself: each rule here changes nothing when applied to its own result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from academichub.model import RichText, Span
from academichub.text.headings import section_starts

__all__ = ["ends_sentence", "settle", "settle_plain", "squeeze"]

_CLOSERS = "\"'”’)]»*"
_FINAL = tuple(".!?:;。！？：；…")
_BULLETS = "•·‣-–*"
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40


def squeeze(text: str) -> str:
    """Runs of blanks as one space, runs of breaks as one, none at the ends. Expects cleaned characters."""
    if "\n" not in text:
        return " ".join(text.split()) if "  " in text else text.strip()
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def settle_plain(text: str) -> RichText:
    """One span without tags. Expects cleaned characters."""
    text = squeeze(text)
    edits = _edits(text)
    text = _edit(text, 0, edits) if edits else text
    return RichText((Span(text),)) if text else RichText()


def settle(pieces: Iterable[Span]) -> RichText:
    """The pieces as few, tidy spans: neighbours of one kind joined, blanks collapsed across spans and at the ends."""
    spans = list(_joined(_collapsed(_joined(pieces))))
    edits = _edits("".join(span.text for span in spans))
    return RichText(tuple(_edited(spans, edits) if edits else spans))


def ends_sentence(text: str) -> bool:
    """True where a text ends as a sentence, a heading or a list item does."""
    return text.rstrip(_CLOSERS).endswith(_FINAL)


def _joined(pieces: Iterable[Span]) -> Iterator[Span]:
    texts: list[str] = []
    tags: tuple[str, ...] = ()
    for piece in pieces:
        if piece.mathml is not None or piece.tags != tags:
            if texts:
                yield Span("".join(texts), tags)
            texts, tags = [], piece.tags
        if piece.mathml is not None:
            yield piece
        else:
            texts.append(piece.text)
    if texts:
        yield Span("".join(texts), tags)


def _collapsed(pieces: Iterable[Span]) -> Iterator[Span]:
    gap, started = "", False
    for piece in pieces:
        core = squeeze(piece.text)
        if not core:
            gap = _wider(gap, _gap(piece.text))
            continue
        before = _wider(gap, _gap(piece.text[: _indent(piece.text)]))
        if started and before:
            yield Span(before)
        yield Span(core, piece.tags, piece.mathml)
        started = True
        gap = _gap(piece.text[len(piece.text.rstrip()) :])


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _gap(blanks: str) -> str:
    return "\n" if "\n" in blanks else blanks[:1]


def _wider(one: str, other: str) -> str:
    return "\n" if "\n" in (one, other) else one or other


def _edits(plain: str) -> dict[int, str]:
    edits = _unwrapped(plain) if "\n" in plain else {}
    return {**edits, **dict.fromkeys(section_starts(plain), "\n")}


def _unwrapped(plain: str) -> dict[int, str]:
    """Breaks to take out of a text that was wrapped by hand; none where no break stands before a small letter.

    In such a text a break within a sentence is a wrap, and one after a sentence is a wrap if its line is full.
    """
    lines = plain.split("\n")
    if not any(_is_wrap(line, follower) for line, follower in pairwise(lines)):
        return {}
    narrow = max(map(len, lines)) <= _WIDEST_WRAP
    edits: dict[int, str] = {}
    at = -1
    for line, follower in pairwise(lines):
        at += len(line) + 1
        full = narrow and len(line) >= _NARROWEST_WRAP
        if follower[0] not in _BULLETS and (full or not ends_sentence(line)):
            edits[at] = "" if _is_wide(line[-1]) and _is_wide(follower[0]) else " "
    return edits


def _is_wrap(line: str, follower: str) -> bool:
    return follower[0].islower() and not ends_sentence(line)


def _is_wide(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uff60"


def _edit(text: str, offset: int, edits: dict[int, str]) -> str:
    pieces: list[str] = []
    at = 0
    for position in sorted(edits):
        if offset <= position < offset + len(text):
            pieces += (text[at : position - offset], edits[position])
            at = position - offset + 1
    return "".join([*pieces, text[at:]])


def _edited(spans: list[Span], edits: dict[int, str]) -> Iterator[Span]:
    offset = 0
    for span in spans:
        text = _edit(span.text, offset, edits)
        offset += len(span.text)
        if text:
            yield Span(text, span.tags, span.mathml)
