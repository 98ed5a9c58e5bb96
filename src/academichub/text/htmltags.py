"""Which angle brackets are tags: the elements of HTML and JATS by what they mean for text, and where one begins.

Everything else in angle brackets is text, since abstracts hold `p<0.05`, `<ViT>` and `a<b and c>d`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = [
    "BLOCKS",
    "DROPPED",
    "HEADINGS",
    "INLINE",
    "ITEMS",
    "MATH",
    "Tag",
    "closed_names",
    "open_encoded_tags",
    "tag_at",
]


def _names(source: str) -> frozenset[str]:
    return frozenset(source.split())


INLINE: dict[str, tuple[str, ...]] = {
    "i": ("i",), "italic": ("i",), "em": ("em",), "emph": ("em",), "dfn": ("i",), "var": ("i",), "cite": (),
    "b": ("b",), "bold": ("b",), "strong": ("strong",), "sub": ("sub",), "inf": ("sub",), "sup": ("sup",),
    "u": ("u",), "underline": ("u",), "ins": (), "code": ("code",), "tt": ("code",), "monospace": ("code",),
    "kbd": ("code",), "samp": ("code",), "sc": (), "roman": (), "sans-serif": (), "strike": (), "s": (), "del": (),
    "small": (), "big": (), "mark": (), "span": (), "font": (), "a": (), "abbr": (), "acronym": (), "q": (), "bdi": (),
    "bdo": (), "nobr": (), "wbr": (), "label": (), "data": (), "time": (), "ext-link": (), "xref": (), "uri": (),
    "email": (), "named-content": (), "styled-content": (), "overline": (), "inline-formula": (), "alternatives": (),
    "chem": (), "inline-supplementary-material": (), "related-article": (), "ruby": (), "rb": (), "rt": (), "rp": (),
    "o": (),
}  # fmt: skip
"""Element -> the tags of its text."""

HEADINGS = _names("h1 h2 h3 h4 h5 h6 title section-title subtitle")
ITEMS = frozenset({"li", "list-item"})
BLOCKS = _names(
    "p para simple-para div section sec article header footer main aside nav address blockquote pre center br break hr "
    "ul ol list dl dt dd def-list def-item def term table thead tbody tfoot tr td th caption colgroup col figure "
    "figcaption fig fig-group table-wrap boxed-text disp-quote disp-formula disp-formula-group abstract trans-abstract "
    "abstract-sec body html head fieldset form legend details summary kwd-group kwd ack statement verse-group "
    "verse-line"
)
MATH = frozenset({"math"})
DROPPED = _names(
    "script style template noscript iframe frame frameset object embed applet svg canvas audio video source track "
    "picture map area img graphic inline-graphic media select option optgroup textarea button input datalist meta link "
    "base basefont bgsound xmp plaintext noembed noframes tex-math annotation annotation-xml param marquee blink "
    "isindex keygen layer ilayer"
)
"""Elements that vanish, and where they have an end, what they hold too."""

_KNOWN = INLINE.keys() | HEADINGS | ITEMS | BLOCKS | MATH | DROPPED
_VOID = _names("br break hr img input meta link base col area embed source track wbr param graphic")
_PREFIXES = frozenset({"jats", "mml", "m", "math", "xhtml", "html", "h", "ce", "sb", "xocs", "svg"})
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:\"[^\"<]*\"|'[^'<]*'|[^\"'<>])*+)>")
_ATTRIBUTES = re.compile(r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=`]+))*+\s*/?")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9:-]*)\s*>")

_TWICE_ENCODED = re.compile(r"&(?:amp;)+([lg]t);")
_BARE_ENCODED = re.compile(r"&lt;(/?[A-Za-z][A-Za-z0-9:-]{0,30}\s*/?)&gt;")
_ENCODED = re.compile(r"&lt;(/?[A-Za-z][A-Za-z0-9:-]{0,30}(?:\s(?:(?!&[lg]t;)[^<>]){0,500})?)&gt;")


@dataclass(frozen=True, slots=True)
class Tag:
    """`name` in lower case without prefix; `end` is the position after the tag."""

    name: str
    end: int
    is_closing: bool = False
    is_empty: bool = False


def tag_at(text: str, at: int, closed: frozenset[str]) -> Tag | None:
    """The tag that begins at `at`, where `<` stands; None where the sign is text. `closed` is from `closed_names`."""
    match = _TAG.match(text, at)
    name = _plain_name(match[2]) if match else None
    if match is None or name is None:
        return None
    if match[1]:
        return Tag(name, match.end(), is_closing=True)
    if name not in DROPPED and not _ATTRIBUTES.fullmatch(match[3]):
        return None  # if p<i and x>j
    if name in INLINE and name not in closed and _is_glued(text, match.start(), match.end()):
        return None  # for p<i>j
    return Tag(name, match.end(), is_empty=match[3].rstrip().endswith("/") or name in _VOID)


def closed_names(text: str) -> frozenset[str]:
    """The names of all elements that end somewhere in the text."""
    return frozenset(name for match in _CLOSING.finditer(text) if (name := _plain_name(match[1])))


def open_encoded_tags(text: str) -> str:
    """`&lt;i&gt;…&lt;/i&gt;` as the tags they were before somebody encoded them once too often.

    Bare tags are opened where their end is there too; those with attributes only where the text has no tag at all.
    """
    text = _TWICE_ENCODED.sub(r"&\1;", text)
    if "&lt;" not in text:
        return text
    pattern = _BARE_ENCODED if closed_names(text) else _ENCODED
    written = [match[1] for match in pattern.finditer(text)]
    closed = {_plain_name(source[1:].strip()) for source in written if source[0] == "/"} - {None}
    return pattern.sub(lambda match: f"<{match[1]}>" if _may_open(match[1], closed) else match[0], text)


def _may_open(source: str, closed: set[str | None]) -> bool:
    name = _plain_name(re.split(r"[\s/]", source.lstrip("/"), maxsplit=1)[0])
    return name is not None and (name in closed or name in _VOID or name == "p")


def _plain_name(source: str) -> str | None:
    prefix, _, local = source.lower().rpartition(":")
    if prefix and prefix not in _PREFIXES and not prefix.startswith("ns"):
        return None
    return local if local in _KNOWN else None


def _is_glued(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
