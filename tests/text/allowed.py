"""What may ever stand on a page that shows a source's text, as a browser's parser sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import html5lib

from academichub.model import Markup, MarkupFormat
from academichub.text import render

HTML, TEX, PLAIN = MarkupFormat.HTML, MarkupFormat.TEX, MarkupFormat.PLAIN

_XHTML, _MATHML = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/1998/Math/MathML}"
_INLINE_NAMES = "b i em strong sub sup code u br"
_MATH_NAMES = (
    "math mi mn mo mtext ms mrow mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup munder mover munderover "
    "mmultiscripts mprescripts none mtable mtr mtd mspace menclose"
)
_INLINE = {f"{_XHTML}{name}" for name in _INLINE_NAMES.split()}
_MATH = {f"{_MATHML}{name}" for name in _MATH_NAMES.split()}
_ATTRIBUTES = {
    "display", "mathvariant", "form", "columnalign", "scriptlevel", "notation", "stretchy", "fence", "separator",
    "accent", "accentunder", "movablelimits", "largeop", "symmetric", "displaystyle", "width", "height", "depth",
    "lspace", "rspace", "linethickness", "minsize", "maxsize",
}  # fmt: skip


def plain(text: str, markup: MarkupFormat = TEX) -> str:
    return render(Markup(text, markup)).plain


def html(text: str, markup: MarkupFormat = TEX) -> str:
    return render(Markup(text, markup)).text.html


def intruders(fragments: Iterable[str]) -> list[str]:
    """Elements and attributes that no rendering may hold, found by a parser that reads as browsers do."""
    tree = html5lib.parseFragment("<section>" + "</section><section>".join(fragments) + "</section>")
    return list(_found(tree))


def _found(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag in (f"{_XHTML}section", "DOCUMENT_FRAGMENT"):
            yield from (f"section/{name}" for name in element.attrib)
        elif element.tag in _INLINE:
            yield from (f"{element.tag}/{name}" for name in element.attrib)
        elif element.tag in _MATH:
            yield from (f"{element.tag}/{name}" for name in element.attrib if name not in _ATTRIBUTES)
        else:
            yield str(element.tag)
