"""MathML made safe by construction: a tree goes in, and only allowed elements, attributes and escaped text come out.

Two kinds of tree are read: those latex2mathml builds, and `<math>` elements that publishers send. An element that is
not allowed makes the whole formula unsafe (None); an attribute that is not allowed is left out.
"""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

from lxml import etree

from academichub.text.characters import clean_characters, decode_entities

__all__ = ["Tree", "parse_math", "safe_math", "tex_annotation", "token_text", "tree_name"]

Tree = Element | etree._Element
"""`xml.etree` from latex2mathml, lxml from publishers: tag, text, attrib and iteration are the same."""


def _names(source: str) -> frozenset[str]:
    return frozenset(source.split())


_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_LAYOUT = _names(
    "mrow mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup munder mover munderover mmultiscripts "
    "mprescripts none mtable mtr mtd mspace menclose"
)
_DROPPED = frozenset({"annotation", "annotation-xml"})
_WORD = re.compile(r"[a-z]{1,16}")
# Nothing negative and nothing wide: a formula must not be laid over its neighbours or across the page.
_LENGTH = re.compile(r"\d?(?:\.\d{1,8})?(?:em|ex)|\d{1,2}(?:\.\d{1,4})?(?:px|pt)|0")
_FLAG = re.compile(r"true|false")
_ATTRIBUTES: dict[str, re.Pattern[str]] = {
    "display": re.compile(r"block|inline"),
    "mathvariant": re.compile(r"[a-z-]{1,24}"),
    "form": _WORD,
    "columnalign": re.compile(r"[a-z ]{1,100}"),
    "scriptlevel": re.compile(r"[0-3]"),
    "notation": re.compile(r"[a-z ]{1,60}"),
    **dict.fromkeys(("stretchy", "fence", "separator", "accent", "accentunder", "movablelimits"), _FLAG),
    **dict.fromkeys(("largeop", "symmetric", "displaystyle"), _FLAG),
    **dict.fromkeys(("width", "height", "depth", "lspace", "rspace", "linethickness"), _LENGTH),
    **dict.fromkeys(("minsize", "maxsize"), _LENGTH),
}
_DEEPEST = 60
_LONGEST = 60_000
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, recover=True, remove_comments=True, remove_pis=True
)
_PREFIX = re.compile(r"(</?)[A-Za-z][\w.-]*:")
_ESCAPED = re.compile(r"\\([A-Za-z]+|[_%&#${}])")
_END_BLANKS = re.compile(r"^\s+|\s+$")
_NAMED = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")


def parse_math(source: str) -> Tree | None:
    """The `<math>` element that a source wrote, with any prefix; None where it cannot be read as XML at all."""
    if len(source) > _LONGEST:
        return None
    source = _NAMED.sub(lambda match: html.unescape(match[0]), _PREFIX.sub(r"\1", source))
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root is not None and tree_name(root) == "math" else None


def tex_annotation(root: Tree) -> str | None:
    """The TeX source that a `<math>` element carries beside its MathML, if it carries one."""
    for element in root.iter():
        if tree_name(element) == "annotation" and "tex" in (element.get("encoding") or "").lower():
            return (element.text or "").strip() or None
    return None


def safe_math(root: Tree, *, block: bool = False) -> str | None:
    """A complete `<math>` element; None where the tree holds anything that is not plain mathematics, or is too deep."""
    out: list[str] = ['<math display="block">' if block else "<math>"]
    if not all(_write(child, 1, out) for child in root) or len(out) == 1:
        return None
    out.append("</math>")
    markup = "".join(out)
    return markup if len(markup) <= _LONGEST else None


def tree_name(element: Tree) -> str:
    """The element's local name; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(element: Tree) -> list[Tree]:
    return [child for child in element]  # not list(element), which mypy reads as a list of object


def token_text(element: Tree) -> str:
    """The characters of a token element; an unknown macro is shown as its bare word."""
    text = clean_characters(decode_entities(element.text or ""))
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if tree_name(element) != "mtext":
        return text
    # Browsers trim blanks at the ends of a token, not no-break spaces.
    return _END_BLANKS.sub("\u00a0", text)


def _write(element: Tree, depth: int, out: list[str]) -> bool:
    name = tree_name(element)
    if depth > _DEEPEST:
        return False
    if name in _DROPPED:
        return True
    if name in _TOKENS:
        out.append(f"<{name}{_attributes(element)}>{html.escape(token_text(element), quote=False)}</{name}>")
        return len(element) == 0
    if name == "semantics":
        return all(_write(child, depth, out) for child in _children(element)[:1])
    if name == "mfenced":
        return _write_fenced(element, depth, out)
    return name in _LAYOUT and _write_layout(element, name, depth, out)


def _write_layout(element: Tree, name: str, depth: int, out: list[str]) -> bool:
    attributes = _attributes(element)
    if name == "mrow" and not attributes and len(element) == 1:
        return _write(_children(element)[0], depth, out)
    out.append(f"<{name}{attributes}>")
    whole = all(_write(child, depth + 1, out) for child in element)
    out.append(f"</{name}>")
    return whole


def _write_fenced(element: Tree, depth: int, out: list[str]) -> bool:
    """`mfenced` left the standard; browsers show its content without the brackets."""
    opening, closing = _fences(element)
    out.append(f"<mrow><mo>{html.escape(opening)}</mo>")
    for at, child in enumerate(_children(element)):
        if at:
            out.append("<mo>,</mo>")
        if not _write(child, depth + 1, out):
            return False
    out.append(f"<mo>{html.escape(closing)}</mo></mrow>")
    return True


def _fences(element: Tree) -> tuple[str, str]:
    return (element.get("open") or "(")[:1], (element.get("close") or ")")[:1]


def _attributes(element: Tree) -> str:
    written = []
    for name, value in element.attrib.items():
        allowed = _ATTRIBUTES.get(str(name))
        if allowed is not None and allowed.fullmatch(str(value)):
            written.append(f' {name}="{value}"')
    return "".join(written)
