"""A rendered text cut short, whatever markup and mathematics stand in it. Pure.

Cuts both readings of a text, plain and HTML, at the same place; never inside a formula, an entity or a tag.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import islice

from academichub.model import Text
from academichub.text.sentences import split_sentences
from academichub.web.marks import ATOM, pieces_of

__all__ = ["cut_name", "cut_text"]

_MARK = " …"
_MARKUP_SHARE = 8  # characters of HTML for one of the plain reading, at most: a formula in MathML has about as many
_NAME = re.compile(r"</?(\w+)")


def cut_name(name: str, longest: int) -> str:
    """A plain text, cut at a blank where there is one, with a mark that says so."""
    if len(name) <= longest:
        return name
    return name[: _blank(name, longest)].rstrip() + _MARK


def cut_text(text: Text, longest: int) -> Text:
    """The text itself where its plain reading is no longer, else so many characters at most and a mark: cut at the end
    of a sentence where that leaves half of them, else at a blank where there is one.
    """
    if len(text.plain) <= longest and len(text.html) <= longest * _MARKUP_SHARE:
        return text
    end = _sentence_end(text.plain, longest) if len(text.plain) > longest else len(text.plain)
    html = _html_until(text, end, longest * _MARKUP_SHARE)
    plain = text.plain[:end].rstrip()
    return Text(plain + _MARK, (escape(plain, quote=False) if html is None else html) + _MARK)


def _sentence_end(plain: str, longest: int) -> int:
    """Sentences are sought in a little more than fits, for the last that is seen ends where the view does."""
    ends = [end for _, end in split_sentences(plain[: longest + 1])[:-1] if end <= longest]
    return ends[-1] if ends and ends[-1] >= longest // 2 else _blank(plain, longest)


def _blank(plain: str, longest: int) -> int:
    """The last blank in the latter half of what fits; Chinese has none."""
    at = plain.rfind(" ", longest // 2, longest + 1)
    return at if at > 0 else longest


def _html_until(text: Text, end: int, most: int) -> str | None:
    """The HTML of the first `end` characters, or less where that is more than `most`; None where it tells otherwise."""
    pieces = pieces_of(text)
    if pieces is None:
        return None
    kept: list[str] = []
    n = 0
    for piece, start in pieces:
        kept_piece = piece if piece.startswith("<") else _characters(piece, end - start)
        if (start >= end and not piece.startswith("</")) or n + len(kept_piece) > most:
            break
        kept.append(kept_piece)
        n += len(kept_piece)
    return "".join(kept).rstrip() + _closing(kept)


def _characters(piece: str, n: int) -> str:
    """The first n characters of a run of words, as they stand in HTML."""
    return "".join(match[0] for match in islice(ATOM.finditer(piece), max(n, 0)))


def _closing(pieces: Sequence[str]) -> str:
    """The tags that close what the pieces leave open."""
    open_tags: list[str] = []
    for piece in pieces:
        found = _NAME.match(piece)
        if found is None or piece.startswith("<math") or found[1] == "br":
            continue
        if piece.startswith("</"):
            open_tags.pop()
        else:
            open_tags.append(found[1])
    return "".join(f"</{tag}>" for tag in reversed(open_tags))
