"""One TeX formula to MathML and to its plain reading. Never raises; what cannot be converted is read as plain text.

Neither library is trusted with hostile input: length, nesting and macro definitions are checked before, and the tree
that comes back is written out by mathml.py alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from latex2mathml.converter import Converter
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from academichub.text.characters import clean_characters
from academichub.text.mathml import safe_math
from academichub.text.mathtext import grouped

__all__ = ["Formula", "bare", "formula"]

_LONGEST = 2000
_DEEPEST = 30
_REMEMBERED = 16_384

# Definitions can grow a formula without bound; the others fetch, link, or put markup of their own.
_REFUSED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|newenvironment|def|gdef|edef|xdef|let|futurelet|DeclareMathOperator"
    r"|input|include|csname|catcode|require|html\w*|href|url|class|style|cssId|unicode|char|special|write|read)(?![A-Za-z])"
)
# What is set as text is no mathematics, were it a single letter: `$\textbf{R}$easoning`. `\mathbf{x}` is a vector.
_TEXT_LETTERS = re.compile(r"\\(?:emph|underline|mbox|text(?:bf|it|tt|sc|sf|rm|sl|up|md|normal)?)\s*\{([A-Za-z]+)\}")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%")


@dataclass(frozen=True, slots=True)
class Formula:
    """`mathml` is None where no safe MathML could be made; `text` is then all there is. Both may be long, never raw."""

    text: str
    mathml: str | None


@lru_cache(maxsize=_REMEMBERED)
def formula(tex: str, block: bool = False) -> Formula:
    """The formula of a TeX source without its delimiters. Formulas repeat: the last 16,384 are remembered."""
    tex = _COMMENT.sub(r"\1\\%", tex.strip())
    if len(tex) > _LONGEST or _depth(tex) > _DEEPEST or _REFUSED.search(tex):
        return Formula(bare(tex), None)
    if words := _TEXT_LETTERS.fullmatch(tex):
        return Formula(words[1], None)
    text = _reading(tex)
    if text == "":
        return Formula(" ", None)
    return Formula(text or bare(tex), _mathml(_ALIGNED.sub(r"\\\1{align*}", tex), block))


def _depth(tex: str) -> int:
    depth = deepest = 0
    for character in tex:
        if character in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "}]":
            depth -= 1
    # Commands nest without braces too: \sqrt\sqrt\sqrt… and x^x^x…
    return max(deepest, len(re.findall(r"(?:\\(?:sqrt|frac|left|overline|hat|bar|vec|tilde|not)\s*){12,}", tex)) * 99)


def _mathml(tex: str, block: bool) -> str | None:
    try:
        tree = Converter(display="block" if block else "inline").convert_to_element(tex)
    except Exception:  # the library raises its own errors, and IndexError, KeyError, RecursionError… on odd input
        return None
    return safe_math(tree, block=block)


def _reading(tex: str) -> str | None:
    source = _FOREIGN.sub(r"\1{\2}", tex)
    source = _SCRIPT.sub(_bracketed, _WRAPPER.sub("", _SILENT.sub(" ", _SIZED.sub("", source))))
    source = _FRACTION.sub(r"\\frac", source)
    try:
        text = _READER.latex_to_text(source)
    except Exception:  # as above: IndexError on \href, and whatever the next odd formula brings
        return None
    return _tidied(text)


def _tidied(text: str) -> str:
    text = " ".join(clean_characters(text).translate(_PLAINER).split())
    text = _LOOSE_AFTER.sub("", _LOOSE_BEFORE.sub("", text))
    return _LEANING.sub(r"\1", text).replace("^∘", "°")


def bare(tex: str) -> str:
    """The words and signs of a formula that could not be read: commands by their names, without braces."""
    return (
        _tidied(re.sub(r"\\([A-Za-z]+|.)", r"\1 ", tex, flags=re.DOTALL).replace("{", "").replace("}", ""))
        or tex
        or " "
    )


# pylatexenc takes letters of any alphabet into a command's name: `\mathbfΦ`. TeX takes ASCII alone.
_FOREIGN = re.compile(r"(\\[A-Za-z]+)([^\W\d_A-Za-z])")
_SIZED = re.compile(r"\\(?:(?:left|right|middle)(?![A-Za-z])\s*\.?|[bB]igg?[lrm]?(?![A-Za-z]))")
_SILENT = re.compile(
    r"\\(?:limits|nolimits|(?:display|text|script|scriptscript)style|nonumber|notag|xspace|bf|it|rm|cal|sf|tt|em"
    r"|tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge)(?![A-Za-z])"
    r"|\\(?:label|tag\*?|color|textcolor)(?:\[[^\]]*\])?\s*\{[^{}]*\}"
)
_WRAPPER = re.compile(
    r"\\(?:boldsymbol|bm|pmb|mathscr|operatorname\*?|underset|overset|stackrel|ch|ce|SI|si|unit|qty|math(?:op|bin|rel|ord)"
    r"|mathds|mathbbm|vmathbb|text(?:up|md|normal|sf|sc|sl))(?![A-Za-z])"
)
_FRACTION = re.compile(r"\\(?:dfrac|tfrac|cfrac|nicefrac|sfrac)(?![A-Za-z])")
_ALIGNED = re.compile(r"\\(begin|end)\{(?:aligned|align|eqnarray\*?|gathered|gather\*?)\}")
_SCRIPT = re.compile(r"([\^_])\s*\{([^{}]*)\}")
_INNER_SIGN = re.compile(r"(?<=[^\s\\])\s*(?:[-+=<>/,*|]|\\(?:times|cdot|pm|in|to|leq?|geq?|neq?)(?![A-Za-z]))")
_LOOSE_BEFORE = re.compile(r" +(?=[_^),;\]}])")
_LOOSE_AFTER = re.compile(r"(?<=[(\[{_^]) +|(?<=\w) +(?=\()")
_LEANING = re.compile(r"(^[~±≈<>≤≥×+−-]|(?<=[^\s])[≤≥≠≈≡∈∉⊂⊆∝→←↔⇒⇔×·∘⊗⊕∪∩±~]) (?=\S)")
_PLAINER = str.maketrans({"∼": "~", "ϵ": "ε", "ϕ": "φ", "′": "'", "\n": " "})


def _bracketed(match: re.Match[str]) -> str:
    return f"{match[1]}{{({match[2]})}}" if _INNER_SIGN.search(match[2]) else match[0]


def _own_name(node: Any, l2tobj: Any) -> str:
    """A macro that pylatexenc has no text for: what it was given, else its bare name."""
    given = [node_ for node_ in (node.nodeargd.argnlist if node.nodeargd else None) or () if node_ is not None]
    return str(l2tobj.nodelist_to_text(given)) if given else str(node.macroname)


def _fraction(node: Any, l2tobj: Any) -> str:
    upper, lower = (_tidied(l2tobj.nodelist_to_text([part])) for part in node.nodeargd.argnlist[:2])
    return f"{grouped(upper)}/{grouped(lower)}"


_FUNCTIONS = (
    "arccos arcsin arctan arg argmax argmin cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup "
    "ln log max min mod Pr sec sin sinh sup tan tanh"
)
_ALPHABETS = "mathcal mathfrak mathbf mathit mathsf mathtt"
_SIGNS = {"|": "‖", "lVert": "‖", "rVert": "‖", "lvert": "|", "rvert": "|", "mid": "|", "colon": ":", "slash": "/"}


def _make_reader() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    known.add_context_category(
        "ours",
        prepend=True,
        macros=[
            *(MacroTextSpec(name, simplify_repl=f" {name} ") for name in _FUNCTIONS.split()),
            *(MacroTextSpec(name, simplify_repl=_own_name) for name in _ALPHABETS.split()),
            *(MacroTextSpec(name, simplify_repl=sign) for name, sign in _SIGNS.items()),
            MacroTextSpec("frac", simplify_repl=_fraction),
        ],
    )
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_own_name))
    return LatexNodes2Text(
        latex_context=known, math_mode="text", keep_comments=True, strict_latex_spaces="based-on-source"
    )


_READER = _make_reader()
