"""The one way from a source's text to text that can be shown: `render` for spans, `tidy` for the authors' own words.

PLAIN characters mean themselves; TEX is arXiv's text (tex.py); HTML covers HTML, XHTML and JATS fragments
(htmltext.py). Whatever comes in, spans go out, and a span writes nothing but escaped text and checked MathML.
"""

from __future__ import annotations

from academichub.model import Markup, MarkupFormat, RichText
from academichub.text.characters import clean_characters, decode_entities
from academichub.text.htmltext import read_html
from academichub.text.layout import settle, settle_plain, squeeze
from academichub.text.tex import read_tex, unwrap

__all__ = ["render", "tidy"]


def render(markup: Markup) -> RichText:
    """Safe spans. One `\\n` stands between paragraphs; a heading begins its paragraph as `Heading: `. Never raises.

    Rendering the plain reading again as PLAIN gives the same plain reading.
    """
    text = clean_characters(markup.text)
    if markup.format is MarkupFormat.TEX:
        text = unwrap(decode_entities(text))
        pieces = read_tex(text)
    elif markup.format is MarkupFormat.HTML:
        pieces = read_html(text)
    else:
        pieces = None
    return settle_plain(text) if pieces is None else settle(pieces)


def tidy(markup: Markup) -> str:
    """The text as the authors wrote it: white space tidied, HTML resolved, TeX left as its source. Never raises."""
    text = clean_characters(markup.text)
    if markup.format is MarkupFormat.TEX:
        return squeeze(unwrap(decode_entities(text)))
    if markup.format is MarkupFormat.HTML:
        return settle(read_html(text, keep_tex=True)).plain
    return settle_plain(text).plain
