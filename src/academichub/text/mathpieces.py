"""One formula as spans: MathML where it is mathematics, plain inline text where TeX was only used for its looks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from academichub.model import Span
from academichub.text.characters import clean_characters
from academichub.text.formula import bare, formula
from academichub.text.texsymbols import TAGGED

__all__ = ["MathBudget", "formula_spans"]

_MOST_FORMULAS = 500
_MOST_CHARACTERS = 15_000

_TEXT_ONLY = re.compile(
    r"\\(emph|text(?:bf|it|tt|sc|sf|rm|sl|up|md|normal)?|math(?:bf|it|tt|rm|sf)|mbox)\s*\{([^{}$\\_^]{2,})\}"
)
_SCRIPT_ONLY = re.compile(
    r"(?:\{\})?([_^])\s*(?:\{\s*(?:\\(?:text|mathrm|textrm|rm)\b\s*\{?)?\s*([\w+*†‡-]{1,12})\s*\}{1,2}|(\w))"
)
_CODE_POINT = re.compile(r"\\unicode\{x(0{0,3}[0-9a-fA-F]{2,5})\}")
_DEGREES = frozenset({"^\\circ", "^{\\circ}", "{}^\\circ", "{}^{\\circ}", "\\degree", "\\deg"})
# A number or a single sign looks the same without MathML.
_PLAIN_ENOUGH = re.compile(r"\d[\d.,]*[%×]?|[^\w\s]")


@dataclass(slots=True)
class MathBudget:
    """How much mathematics of one text is still converted: 500 formulas of 15,000 characters of source together.

    A formula costs half a millisecond and more; of 40,000 arXiv abstracts, none has a fifth of as many. The rest are
    read by their bare words and signs.
    """

    n_left: int = _MOST_FORMULAS
    characters_left: int = _MOST_CHARACTERS

    def spend(self, tex: str) -> bool:
        """Whether one more formula of this source is still converted."""
        self.n_left -= 1
        self.characters_left -= len(tex)
        return self.n_left >= 0 and self.characters_left >= 0


def formula_spans(
    tex: str, tags: tuple[str, ...], before: str, budget: MathBudget, *, block: bool = False
) -> list[Span]:
    """The spans of a formula after the character `before`; what it costs is taken from the budget of its text.

    `CO$_2$` and `$\\textbf{Name}$` become tagged text, as journals write them, so that both read alike in plain.
    A power after a digit stays a formula: 10^6 must not read 106.
    """
    tex = _CODE_POINT.sub(lambda match: clean_characters(chr(int(match[1], 16))), tex.strip())
    if tex in _DEGREES:
        return [Span("°", tags)]
    if len(tex) == 1 and not tex.isalpha():
        return [Span(tex, tags)]
    words, script = _TEXT_ONLY.fullmatch(tex), _SCRIPT_ONLY.fullmatch(tex)
    if words:
        return [Span(words[2].replace("~", " "), _with(tags, *TAGGED.get(words[1], ())))]
    if script and not (before.isdigit() and script[1] == "^"):
        return [Span(script[2] or script[3], _with(tags, "sup" if script[1] == "^" else "sub"))]
    if not budget.spend(tex):
        return [Span(f" {bare(tex)} " if block else bare(tex), tags)]
    made = formula(tex, block)
    spans = [Span(made.text, tags, None if _PLAIN_ENOUGH.fullmatch(made.text) else made.mathml)]
    return [Span(" "), *spans, Span(" ")] if block else spans


def _with(tags: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return tags + tuple(tag for tag in more if tag not in tags)
