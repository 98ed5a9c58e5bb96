"""Titles and abstracts that may be plain text or hold markup, and which it is. Pure.

Crossref, PubMed, Europe PMC and OpenAlex hand on what publishers sent them: HTML, JATS, MathML, or text in which
`p<0.05` stands as it is. Nothing is cleaned here; see text/ for that.
"""

from __future__ import annotations

import re

from academichub.model import Markup, MarkupFormat

__all__ = ["fragment", "title_fragment"]

_TAG = r"</?[A-Za-z][\w.-]*(?::[\w.-]+)?(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*/?>"
_MARKED = re.compile(rf"{_TAG}|&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});")
_NO_TAG = re.compile(rf"<(?!{_TAG[1:]})")
_WRAPPED = re.compile(r"^\[(?P<title>[^\[\]]+)\]\.?$")


def fragment(text: str | None) -> Markup | None:
    """The text with its format, HTML where a tag or a character reference stands in it; None for nothing."""
    if not text or not text.strip():
        return None
    if _MARKED.search(text):
        return Markup(_NO_TAG.sub("&lt;", text), MarkupFormat.HTML)
    return Markup(text)


def title_fragment(text: str | None) -> Markup | None:
    """A title as catalogues of medicine write it, without the full stop and the brackets (of a translated one) that
    are their way of writing, and not the authors'.
    """
    text = (text or "").strip()
    if wrapped := _WRAPPED.match(text):
        text = wrapped["title"]
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    return fragment(text)
