"""HTML, XHTML and JATS fragments read into spans.

No markup of the source is passed on: tags only decide which characters are shown, where lines break, and which of our
own few inline tags they wear. Scripts, styles, comments and the like vanish with what they hold. MathML goes through
mathml.py; TeX between dollar signs, which some publishers send inside HTML, through mathspans.py.
"""

from __future__ import annotations

import re

from academichub.model import Span
from academichub.text.characters import clean_characters, decode_entities
from academichub.text.formula import formula
from academichub.text.headings import is_heading
from academichub.text.htmltags import (
    BLOCKS,
    DROPPED,
    HEADINGS,
    INLINE,
    ITEMS,
    MATH,
    Tag,
    closed_names,
    open_encoded_tags,
    tag_at,
)
from academichub.text.layout import ends_sentence
from academichub.text.mathml import parse_math, safe_math, tex_annotation
from academichub.text.mathpieces import MathBudget, formula_spans
from academichub.text.mathspans import math_at
from academichub.text.mathtext import linear_reading

__all__ = ["read_html"]

_TEX_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_TEX_DELIMITERS = re.compile(r"^(?:\$\$?|\\[\[(])\s*|\s*(?:\$\$?|\\[\])])$")
_MATH_START = re.compile(r"[$\\]")
_POWER = re.compile(r"[+−–-]?[0-9]{1,3}")
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_BLANK_RUN = re.compile(r"[ \n]+")
_JOINING = tuple(":.;,—–-)")
_ANY_TAG = re.compile(r"<[^<>]*>")
_EMPTY_BLOCK = re.compile(r"<(?:p|br|hr|li|div|tr)\b[^<>]*>", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_ALTERNATIVE = re.compile(
    r"</(?:\w+:)?(?:alternatives|(?:inline|disp)-formula)\s*>|<(?:\w+:)?(math)[\s>]", re.IGNORECASE
)
_FAR = 5_000
_DECLARATIONS = (("<!--", "-->"), ("<!D", ">"), ("<!d", ">"), ("<![", ">"), ("<?xml", ">"))
_LAST_PIECES = 40
_DEEPEST = 60  # inline elements inside one another
_NO_HEADING, _HEADING, _BOLD_HEADING = "", "heading", "bold"


def read_html(text: str, *, keep_tex: bool = False) -> list[Span]:
    """The text as pieces, unsettled. `keep_tex` leaves `$…$` as it is. Expects cleaned characters."""
    if "<![CDATA[" in text:
        text = _CDATA.sub("", text)
    is_marked = "<" in text or "&" in text
    budget = MathBudget()
    pieces = _Reader(open_encoded_tags(text), keep_tex, budget).read() if is_marked else [Span(text)]
    return pieces if keep_tex else _with_formulas(pieces, budget)


class _Reader:
    """One pass from left to right; what is open is a plain list, so nesting costs nothing."""

    def __init__(self, text: str, keep_tex: bool, budget: MathBudget) -> None:
        self.text = text
        self.keep_tex = keep_tex
        self.budget = budget
        self.closed = closed_names(text)
        has_blocks = self.closed & (BLOCKS | ITEMS | HEADINGS) or _EMPTY_BLOCK.search(text)
        self.keeps_breaks = not has_blocks  # then a line break may be all that separates two paragraphs
        self.at = 0
        self.pieces: list[Span] = []
        self.open: list[tuple[str, int]] = []  # inline elements and headings, with the place where their text began
        self.block_start = 0
        self.pending = _NO_HEADING
        self.ended: set[str] = set()  # what is known to have no further end tag

    def read(self) -> list[Span]:
        while (start := self.text.find("<", self.at)) >= 0:
            self._text(self.text[self.at : start])
            self.at = start
            self._angle()
        self._text(self.text[self.at :])
        return self.pieces

    def _angle(self) -> None:
        if self._skip_declaration():
            return
        tag = tag_at(self.text, self.at, self.closed)
        if tag is None:
            self._text("<")
            self.at += 1
            return
        start, self.at = self.at, tag.end
        if tag.name in MATH:
            self._math(tag, start)
        elif tag.name in DROPPED:
            self._drop(tag)
        elif tag.name in INLINE:
            self._inline(tag)
        else:
            self._block(tag)

    def _skip_declaration(self) -> bool:
        """Past a comment, a document type or a processing instruction; one without an end is text."""
        for opening, closing in _DECLARATIONS:
            if self.text.startswith(opening, self.at):
                end = self._find(closing, self.at + len(opening))
                self.at = end + len(closing) if end >= 0 else self.at
                return end >= 0
        return False

    def _find(self, wanted: str, start: int) -> int:
        """Where a string comes next; -1, at once, where it was looked for in vain before."""
        found = -1 if wanted in self.ended else self.text.find(wanted, start)
        if found < 0:
            self.ended.add(wanted)
        return found

    def _end_tag(self, name: str) -> re.Match[str] | None:
        found = None if name in self.ended else re.compile(rf"</(?:\w+:)?{name}\s*>", re.I).search(self.text, self.at)
        if found is None:
            self.ended.add(name)
        return found

    def _text(self, source: str) -> None:
        if not source:
            return
        text = decode_entities(source)
        if not self.keeps_breaks:
            text = _BLANK_RUN.sub(" ", text)
        if self.pending:
            if not text.strip():
                return
            self._end_heading(text.lstrip())
        tags = tuple(dict.fromkeys(tag for name, _ in self.open for tag in INLINE.get(name, ())))
        if "sup" in tags and self._last.isdigit() and _POWER.fullmatch(text.strip()):
            text, tags = text.strip().translate(_RAISED), ()  # 10<sup>6</sup> must not read 106
        self.pieces.append(Span(text, tags))

    @property
    def _last(self) -> str:
        return self.pieces[-1].text[-1:] if self.pieces else ""

    def _since(self, start: int) -> str:
        return "".join(piece.text for piece in self.pieces[start:]).strip()

    @property
    def _end_of_block(self) -> str:
        """The last words of the block so far: all that tells whether a sentence ends there."""
        return self._since(max(self.block_start, len(self.pieces) - _LAST_PIECES))

    def _is_heading_so_far(self) -> bool:
        return len(self.pieces) - self.block_start < 6 and is_heading(self._since(self.block_start))

    def _end_heading(self, text: str) -> None:
        """Puts the colon between a heading and what follows it, unless that goes on as a sentence."""
        is_sentence = self.pending == _BOLD_HEADING and text[0].islower()
        self.pending = _NO_HEADING
        if not is_sentence and not text.startswith(_JOINING):
            self.pieces.append(Span(" " if ends_sentence(self._end_of_block) else ": "))

    def _inline(self, tag: Tag) -> None:
        if not tag.is_closing:
            if not tag.is_empty and len(self.open) < _DEEPEST:
                self.open.append((tag.name, len(self.pieces)))
            return
        start = self._close(tag.name)
        if start is not None and tag.name in ("b", "bold", "strong") and self._is_heading_so_far():
            self._heading_ends(self.block_start, _BOLD_HEADING)

    def _close(self, name: str) -> int | None:
        """Closes the innermost element of that name; where its text began, or None where none was open."""
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == name:
                return self.open.pop(index)[1]
        return None

    def _heading_ends(self, start: int, kind: str) -> None:
        heading = self._since(start)
        if heading.strip(": .").lower() == "abstract" and not self._since(0)[: -len(heading)]:
            del self.pieces[start:]
        elif heading:
            self.pending = kind

    def _block(self, tag: Tag) -> None:
        if tag.name in ("td", "th"):
            self.pieces.append(Span(" "))
            return
        if tag.name in HEADINGS and tag.is_closing:
            start = self._close(tag.name)
            if start is not None:
                self._heading_ends(start, _HEADING)
        elif not self.pending and self._is_heading_so_far():
            self._heading_ends(self.block_start, _HEADING)
        self._break(tag)
        if tag.name in HEADINGS and not (tag.is_closing or tag.is_empty) and len(self.open) < _DEEPEST:
            self.open.append((tag.name, len(self.pieces)))

    def _break(self, tag: Tag) -> None:
        is_item = tag.name in ITEMS and not tag.is_closing
        if self.pending and not is_item:
            return
        if self.pending:
            self._end_heading(":" if ends_sentence(self._end_of_block) else "•")
        self.pieces.append(Span("\n• " if is_item else "\n"))
        self.block_start = len(self.pieces)

    def _drop(self, tag: Tag) -> None:
        if tag.is_closing or tag.is_empty:
            return
        end = self._end_tag(tag.name)
        if end is None:
            return
        source, self.at = self.text[self.at : end.start()], end.end()
        if tag.name == "tex-math" and not self._has_mathml():
            self._tex(source)

    def _has_mathml(self) -> bool:
        """True where the same formula is there as MathML too, before or after this place."""
        after = _ALTERNATIVE.search(self.text, self.at, self.at + _FAR)
        if after is not None and after[1]:
            return True
        starts = [start for name, start in self.open if name == "alternatives"]
        return bool(starts) and any(piece.mathml for piece in self.pieces[starts[-1] :])

    def _tex(self, source: str) -> None:
        document = _TEX_DOCUMENT.search(source)
        tex = _TEX_DELIMITERS.sub("", decode_entities(document[1] if document else source).strip())
        if self.keep_tex:
            self._text(f"${tex}$")
        elif tex:
            self.pieces += formula_spans(tex, (), self._last, self.budget)

    def _math(self, tag: Tag, start: int) -> None:
        end = None if tag.is_closing or tag.is_empty else self._end_tag("math")
        if end is None:
            return
        self.at = end.end()
        root = parse_math(self.text[start : self.at])
        if root is None:
            self._text(_ANY_TAG.sub("", self.text[tag.end : end.start()]))
            return
        is_afforded = self.budget.spend("")  # MathML costs no more than other tags: only the number counts
        tex = tex_annotation(root) if is_afforded else None
        if tex and not self.budget.spend(tex):
            tex = None
        plain = formula(_TEX_DELIMITERS.sub("", tex)).text if tex else linear_reading(root)
        mathml = safe_math(root, block=root.get("display") == "block") if is_afforded else None
        if self.pending:
            self._end_heading("x")
        self.pieces.append(Span(clean_characters(plain) or " ", (), mathml))


def _with_formulas(pieces: list[Span], budget: MathBudget) -> list[Span]:
    found: list[Span] = []
    for piece in pieces:
        if piece.mathml is None and "code" not in piece.tags and ("$" in piece.text or "\\" in piece.text):
            found += _split(piece, budget)
        else:
            found.append(piece)
    return found


def _split(piece: Span, budget: MathBudget) -> list[Span]:
    text, tags = piece.text, piece.tags
    found: list[Span] = []
    done = at = 0
    while match := _MATH_START.search(text, at):
        span = math_at(text, match.start(), cautious=True)
        at = match.end() if span is None else span.end
        if span is not None:
            found.append(Span(text[done : match.start()], tags))
            found += formula_spans(span.tex, tags, text[: match.start()][-1:], budget, block=span.block)
            done = at
    return [*found, Span(text[done:], tags)]
