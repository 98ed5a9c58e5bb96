"""The text of feeds: is it HTML, what does it read as, of which blocks does it consist. Private and pure.

It measures and cuts text, and makes nothing safe: what leaves here is still markup that only the text room may render.
Every pattern runs in linear time, for the text comes from anyone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from html.entities import html5

from academichub.model import Markup, MarkupFormat
from academichub.sources._encodings import mended_controls

__all__ = ["Block", "anchors_of", "blocks_of", "joined", "kept", "markup_of", "plain_of", "tidy", "without_lead"]

_TAG = re.compile(r"""<(/?)([A-Za-z][\w:.-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>|<![^<>]*>""")
_TOKEN = re.compile(_TAG.pattern + r"|&\#?\w{1,31};|.", re.DOTALL)
_ENTITY = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|([A-Za-z]{2,31}[0-9]{0,2}));")
_INLINE = (
    "a abbr b bold big cite code del em font i inf ins italic kbd math mark q s sc small span strike strong sub sup tt "
    "u underline xref mi mn mo mrow msub msup mfrac inline-formula tex-math ext-link named-content"
)
_BLOCKS = (
    "address article blockquote br center dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre sec section "
    "table tbody td th title tr ul"
)
_KNOWN = frozenset((_INLINE + " " + _BLOCKS + " img iframe svg script style object video audio").split())
_BLOCK_TAGS = frozenset(_BLOCKS.split())
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "title"])
_HIDDEN = frozenset(["script", "style", "iframe", "svg", "object", "video", "audio", "noscript", "template"])
_ESCAPED_TAG = re.compile(r"&lt;/?(?:i|b|em|strong|sub|sup|p|span|br|italic)\b[^&<>]{0,80}&gt;", re.IGNORECASE)
_FORMULA = re.compile(r"\$([^$]{1,600})\$|\\\((.{1,300}?)\\\)", re.DOTALL)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)
_LONGEST = 100_000
"""Characters of one text that are looked at: no abstract is that long, and no body may cost more time than others."""
_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u2060\u00ad]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list item or a heading. `html` has inline tags only; `plain` is its reading, untidied."""

    html: str
    plain: str
    heading: bool = False


def markup_of(text: str | None, declared: str | None = None) -> Markup | None:
    """Text of a feed with its format; None when it reads as nothing.

    `declared` is what the feed says: "text" is plain, "html" is HTML, and None is HTML if it looks like it, for most
    feeds put HTML where their format knows plain text alone.
    """
    if text is None:
        return None
    text = mended_controls(text)
    if declared is None and not _has_tags(text) and _ESCAPED_TAG.search(text):
        text = unescape(text)  # escaped twice: an honest "&lt;i&gt;" in a paper's title has not been seen yet
    html = declared == "html" or (declared is None and (_has_tags(text) or _has_entities(text)))
    if html:
        markup = Markup(text, MarkupFormat.HTML)
    else:
        markup = Markup(text, MarkupFormat.TEX if _has_formula(text) else MarkupFormat.PLAIN)
    return markup if plain_of(markup) else None


def plain_of(markup: Markup) -> str:
    """The reading of a text on one line, formulas as they are written."""
    text = markup.text[:_LONGEST]
    return tidy(_reading(text) if markup.format is MarkupFormat.HTML else text)


def anchors_of(markup: Markup) -> Iterator[tuple[str, str]]:
    """Each link of an HTML text: its address as written, and the words up to the next tag."""
    text = markup.text[:_LONGEST] if markup.format is MarkupFormat.HTML else ""
    for tag in _TAG.finditer(text):
        if tag[2] in ("a", "A") and not tag[1] and (href := _HREF.search(tag[3])):
            words = text[tag.end() : text.find("<", tag.end())]
            yield unescape(href[1]), tidy(unescape(words))


def tidy(text: str) -> str:
    """One space between words, none around; nothing that cannot be seen."""
    return " ".join(_INVISIBLE.sub("", mended_controls(text)).split())


def blocks_of(markup: Markup) -> list[Block]:
    """The blocks of a text that read as something; images, scripts and frames are left out."""
    text = markup.text[:_LONGEST]
    html = text if markup.format is MarkupFormat.HTML else escape(text, quote=False)
    return [block for block in map(_block, *_pieces(html)) if block.plain.strip()]


def joined(blocks: Iterable[Block], like: Markup) -> Markup:
    """The blocks as one text in the format of `like`."""
    pieces = list(blocks)
    if like.format is not MarkupFormat.HTML:
        return Markup("\n\n".join(block.plain.strip() for block in pieces), like.format)
    if len(pieces) == 1:
        return Markup(pieces[0].html, MarkupFormat.HTML)
    text = "".join(f"<h4>{b.html}</h4>" if b.heading else f"<p>{b.html}</p>" for b in pieces)
    return Markup(text, MarkupFormat.HTML)


def without_lead(block: Block, n: int) -> Block:
    """The block without the first n characters of its reading, and the tags that stand before what is left."""
    html = block.html[_place(block.html, n) :].strip()
    return Block(html, _reading(html), block.heading)


def kept(block: Block, n: int) -> Block:
    """The first n characters of the block's reading."""
    html = block.html[: _place(block.html, n)].strip()
    return Block(html, _reading(html), block.heading)


def _has_tags(text: str) -> bool:
    return any((tag[2] or "").rpartition(":")[2].lower() in _KNOWN for tag in _TAG.finditer(text))


def _has_entities(text: str) -> bool:
    return any(found[1] is None or f"{found[1]};" in html5 for found in _ENTITY.finditer(text))


def _has_formula(text: str) -> bool:
    """Whether it has TeX mathematics: "$5 and $10" has none."""
    return any(found[2] or any(mark in found[1] for mark in "\\^_{") for found in _FORMULA.finditer(text))


def _reading(html: str) -> str:
    return unescape(_TAG.sub(_space_of, html))


def _space_of(tag: re.Match[str]) -> str:
    return " " if (tag[2] or "").rpartition(":")[2].lower() in _BLOCK_TAGS else ""


def _pieces(html: str) -> tuple[list[str], list[bool]]:
    """The runs between block tags, and whether each stands in a heading."""
    runs: list[str] = []
    headings: list[bool] = []
    run: list[str] = []
    at, hidden, heading = 0, "", False
    for tag in _TAG.finditer(html):
        name = (tag[2] or "").rpartition(":")[2].lower()
        if not hidden:
            run.append(html[at : tag.start()])
        at = tag.end()
        if hidden:
            hidden = "" if tag[1] and name == hidden else hidden
        elif name in _HIDDEN and not tag[1] and not tag[3].endswith("/"):
            hidden = name
        elif name in _BLOCK_TAGS:
            runs.append("".join(run))
            headings.append(heading)
            run = []
            heading = name in _HEADINGS and not tag[1]
        elif name and name != "img" and name not in _HIDDEN:
            run.append(tag.group())
    if not hidden:
        run.append(html[at:])
    return [*runs, "".join(run)], [*headings, heading]


def _block(html: str, heading: bool) -> Block:
    html = " ".join(_INVISIBLE.sub("", html).split())
    return Block(html, _reading(html), heading)


def _place(html: str, n: int) -> int:
    """Where in the HTML the character stands that has n characters of the reading before it."""
    read = 0
    for token in _TOKEN.finditer(html):
        is_tag = token.group().startswith("<") and len(token.group()) > 1
        if read >= n and not is_tag:
            return token.start()
        if not is_tag:
            read += len(unescape(token.group()))
    return len(html)
