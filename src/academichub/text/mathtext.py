"""The plain reading of MathML: `x^2`, `a/b`, `√(n)`, for search, mail and feeds. It decides nothing about safety."""

from __future__ import annotations

import re

from academichub.text.mathml import Tree, token_text, tree_name

__all__ = ["grouped", "linear_reading"]

_RELATIONS = frozenset("=<>≤≥≈∼≃≅≠≡∝∈∉⊂⊆→←↔⇒⇔≪≫±≲≳")
_MARKS = {"^": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0304", "‾": "\u0304", "˙": "\u0307", "¨": "\u0308"}
_SIMPLE = re.compile(r"[-+−±]?[\w.′'*∗%]*")
_DEEPEST = 60


def grouped(text: str) -> str:
    """The text, in brackets where it would not read as one piece."""
    return text if _SIMPLE.fullmatch(text) or (text[:1] == "(" and text.find(")") == len(text) - 1) else f"({text})"


def linear_reading(root: Tree) -> str:
    """One line of text for a `<math>` element."""
    return " ".join(_row(root, 0).split())


def _row(element: Tree, depth: int) -> str:
    return "".join(_read(child, depth + 1) for child in element) or (element.text or "").strip()


def _read(element: Tree, depth: int) -> str:
    name = tree_name(element)
    if depth > _DEEPEST:
        return "".join(map(str, element.itertext()))
    if name in ("mi", "mn", "mtext", "ms"):
        return token_text(element)
    if name == "mo":
        operator = token_text(element).strip()
        return f" {operator} " if operator in _RELATIONS else operator
    if name in ("annotation", "annotation-xml", "mphantom", "none", "mprescripts"):
        return ""
    if name == "mspace":
        return " "
    parts = [_read(child, depth + 1) for child in element]
    return _composed(name, parts, element)


def _composed(name: str, parts: list[str], element: Tree) -> str:
    if name == "semantics":
        return parts[0] if parts else ""
    if name in ("msqrt", "mroot"):
        return f"√({''.join(parts[:1] if name == 'mroot' else parts)})"
    if name == "mfenced":
        return f"{element.get('open') or '('}{', '.join(parts)}{element.get('close') or ')'}"
    if name == "mtr":
        return ", ".join(parts)
    if name == "mtable":
        return "; ".join(parts)
    return _scripted(name, [part.strip() for part in parts]) if name in _SCRIPTS else "".join(parts)


_SCRIPTS = {
    "msup": "^", "msub": "_", "msubsup": "_^", "munder": "_", "mover": "^", "munderover": "_^", "mfrac": "/",
}  # fmt: skip


def _scripted(name: str, parts: list[str]) -> str:
    if not parts:
        return ""
    if name == "mover" and len(parts) == 2 and parts[1] in _MARKS and len(parts[0]) == 1:
        return parts[0] + _MARKS[parts[1]]
    if name == "mfrac":
        return "/".join(map(grouped, parts))
    scripts = (f"{sign}{grouped(part)}" for sign, part in zip(_SCRIPTS[name], parts[1:], strict=False) if part)
    return parts[0] + "".join(scripts)
