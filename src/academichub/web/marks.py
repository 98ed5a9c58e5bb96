"""Marking some sentences of a rendered text, whatever markup and mathematics stand in them. Pure.

A stored text is kept as plain reading and HTML; which piece of the one is which of the other is found by walking both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import pairwise

from academichub.model import Text
from academichub.text.sentences import split_sentences

__all__ = ["ATOM", "mark_sentences", "pieces_of"]

_PIECE = re.compile(r"<math\b.*?</math>|<[^>]*>|(?:&[^;\s]*;|[^<&])+|&", re.DOTALL)
ATOM = re.compile(r"&[^;\s]*;|.", re.DOTALL)
"""One character of a text as it stands in HTML."""
_Range = tuple[int, int]


def mark_sentences(text: Text, positions: Iterable[int]) -> Text:
    """The text with the sentences at these positions (from 0) in `<mark>`; as it is where the two readings differ.

    Every piece of a sentence is marked by itself, so that no mark crosses another element.
    """
    sentences = split_sentences(text.plain)
    ranges = [sentences[at] for at in positions if 0 <= at < len(sentences)]
    placed = pieces_of(text) if ranges else None
    if placed is None:
        return text
    ends = [*(start for _, start in placed[1:]), len(text.plain)]
    marked = (_marked(piece, start, end, ranges) for (piece, start), end in zip(placed, ends, strict=True))
    return Text(text.plain, "".join(marked))


def pieces_of(text: Text) -> list[tuple[str, int]] | None:
    """The tags, formulas and runs of words of the HTML, each with where it begins in the plain reading; None where the
    two readings do not tell the same.
    """
    pieces = _PIECE.findall(text.html)
    starts = _starts(pieces, text.plain)
    return None if starts is None or "".join(pieces) != text.html else [*zip(pieces, starts, strict=True)]


def _starts(pieces: Sequence[str], plain: str) -> list[int] | None:
    """Where in the plain reading each piece of HTML begins; None where they do not tell the same.

    A formula's plain reading is not in its HTML: it reaches to where the next words are found.
    """
    starts: list[int] = []
    at, after_formula = 0, False
    for piece in pieces:
        if piece.startswith("<math"):
            starts.append(at)
            after_formula = True
            continue
        words = _words(piece)
        if words:
            found = plain.find(words, at) if after_formula else (at if plain.startswith(words, at) else -1)
            if found < 0:
                return None
            at, after_formula = found, False
        starts.append(at)
        at += len(words)
    return starts if after_formula or at == len(plain) else None


def _words(piece: str) -> str:
    if piece.startswith("<"):
        return "\n" if piece == "<br>" else ""
    return unescape(piece)


def _marked(piece: str, start: int, end: int, ranges: Sequence[_Range]) -> str:
    """One piece with those of its characters marked that lie in a range; a formula is marked whole or not at all."""
    if piece.startswith("<math"):
        return f"<mark>{piece}</mark>" if any(lo <= start < hi for lo, hi in ranges) else piece
    if piece.startswith("<"):
        return piece
    return "".join(_runs(ATOM.findall(piece), start, ranges)) if end > start else piece


def _runs(atoms: Sequence[str], start: int, ranges: Sequence[_Range]) -> Iterator[str]:
    """The atoms (one character each, as it stands in HTML) cut where a range begins or ends."""
    stop = start + len(atoms)
    cuts = sorted({start, stop, *(cut for pair in ranges for cut in pair if start < cut < stop)})
    for lo, hi in pairwise(cuts):
        run = "".join(atoms[lo - start : hi - start])
        yield f"<mark>{run}</mark>" if any(first <= lo < last for first, last in ranges) else run
