"""The one door through which an upstream's XML is opened: no DTD, no network, no entity but a short text, whatever the
bytes say.

Three tries, each only where the one before failed: as it is; with its slips mended (a bare `&` or `<`, HTML entities,
a wrong encoding), where no text is lost; entry by entry, so that one broken entry costs itself alone. It knows that
feeds are made of `item` or `entry` elements and nothing else about them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import unescape
from html.entities import html5
from itertools import islice
from types import MappingProxyType

from lxml import etree
from lxml.etree import _Element

from academichub.errors import ParseError
from academichub.sources._encodings import recoded, text_of_xml

__all__ = ["CUT_SHORT", "MOST_SALVAGED", "Opened", "local_name", "open_xml"]

CUT_SHORT = "the answer was cut short"

MOST_SALVAGED = 10_000
"""Entries looked at in a damaged answer: each costs a parser of its own."""
_HEAD = 4096
"""How far into an answer an HTML page's first words or a root's start tag are looked for."""

# Atomic groups, and no search where a match will do: each pattern stays linear on hostile bytes.
_PROLOG = rb"(?>(?:\s|<\?[^>]*>|<!--.*?-->)*)"
_DOCTYPE = re.compile(rb"(" + _PROLOG + rb")<!DOCTYPE\s[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_OWN_ENTITY = re.compile(rb"""<!ENTITY\s+([A-Za-z][A-Za-z0-9]{1,31})\s+["']([^"'<>]{0,200})["']\s*>""")
_MOST_ENTITIES = 300
_MOST_EXPANDED = 65_536
"""Characters that the entities of an answer may come to in all; beyond, they stay as they are written."""
_HTML = re.compile(_PROLOG + rb"<(?:!doctype\s+html|html)\b", re.DOTALL | re.IGNORECASE)
_HTML_TITLE = re.compile(rb"<title[^>]*>([^<]{1,200})", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SLIP = re.compile(
    r"&(?:#(?P<ref>[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?|<(?![\w/!?])"
)
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>")
_ENTRY = re.compile(r"<((?:[\w.-]+:)?(?:item|entry))(?=[\s>])")
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""")
_MARKER = "entries-were-here"
_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
_USED = re.compile(r"""</?([A-Za-z_][\w.-]*):[A-Za-z_]|\s([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*=["']""")
_NAMESPACES = {
    "arxiv": "http://arxiv.org/schemas/atom",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """An XML document. `damage` is None when nothing of it was lost; `broken` holds each unreadable entry's bytes.

    `n_beyond` are the entries of a damaged document that were counted and not looked at.
    """

    root: _Element
    damage: str | None = None
    broken: tuple[bytes, ...] = ()
    n_beyond: int = 0


def open_xml(body: bytes, subject: str, charset: str | None = None) -> Opened:
    """Open an XML answer; comments and processing instructions are left out of the tree.

    `charset` is the encoding that HTTP named (_encodings.charset_of), None where it named none.
    Raises: ParseError when the answer is empty, is an HTML page, or holds no element at all.
    """
    body = recoded(body, charset).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not body.strip(b"\0"):
        raise ParseError("the answer is empty", subject=subject)
    _refuse_html(body, subject)
    body, entities = _without_doctype(body)
    try:
        return _checked(Opened(etree.fromstring(body, _parser())), subject)
    except (etree.XMLSyntaxError, ValueError):
        text = _mended(text_of_xml(body), entities)
    try:
        return _checked(Opened(etree.fromstring(text.encode(), _parser())), subject)
    except (etree.XMLSyntaxError, ValueError) as error:
        return _checked(_salvaged(text, str(error), subject), subject)


def local_name(tag: str) -> str:
    """A tag without its namespace, declared (`{uri}title`) or not (`dc:title`)."""
    return tag[max(tag.rfind("}"), tag.rfind(":")) + 1 :]


def _parser(*, recover: bool = False) -> etree.XMLParser[_Element]:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _refuse_html(body: bytes, subject: str) -> None:
    if _HTML.match(body[:_HEAD]):
        found = _HTML_TITLE.search(body[: 4 * _HEAD])
        title = " ".join(unescape(found.group(1).decode(errors="replace")).split()) if found else ""
        raise ParseError(f"an HTML page came instead{f': {title}' if title else ''}", subject=subject)


def _without_doctype(body: bytes) -> tuple[bytes, dict[str, str]]:
    """The answer without the DTD it names or holds, and the entities of it that are a short text and nothing else."""
    found = _DOCTYPE.match(body)
    if not found:
        return body, {}
    declared = islice(_OWN_ENTITY.finditer(found.group()[: 16 * _HEAD]), _MOST_ENTITIES)
    texts = (
        (name.decode(), unescape(value.decode(errors="replace"))) for name, value in (e.groups() for e in declared)
    )
    return found.group(1) + body[found.end() :], {name: text for name, text in texts if not set("&<%") & set(text)}


def _checked(opened: Opened, subject: str) -> Opened:
    if local_name(str(opened.root.tag)).lower() == "html":
        raise ParseError("an HTML page came instead", subject=subject)
    return opened


def _mended(text: str, entities: Mapping[str, str] = MappingProxyType({})) -> str:
    """The text with the usual slips of feeds made into what was meant; CDATA sections are as they were."""
    declaration = _DECLARATION.match(text)
    text = _NOT_XML.sub("", text[declaration.end() :] if declaration else text)
    if sum(text.count(f"&{name};") * len(value) for name, value in entities.items()) > _MOST_EXPANDED:
        entities = {}
    meant = partial(_meant, entities)
    parts, at = [], 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        parts += [_SLIP.sub(meant, text[at:start]), text[start : end + 3]]
        at = end + 3
    return _with_prefixes("".join([*parts, _SLIP.sub(meant, text[at:])]))


def _with_prefixes(text: str) -> str:
    """The text with every prefix it uses declared on its root: feeds forget to, and mean what everybody means."""
    root = _ROOT.search(text[:_HEAD])
    used = {element or attribute for element, attribute in _USED.findall(text)}
    missing = sorted(used - set(_DECLARED.findall(text)) - {"xml", "xmlns"})
    if root is None or not missing or len(missing) > len(_NAMESPACES):
        return text
    names = "".join(f' xmlns:{prefix}="{_NAMESPACES.get(prefix, f"urn:prefix:{prefix}")}"' for prefix in missing)
    at = root.end(1)
    return text[:at] + names + text[at:]


def _meant(entities: Mapping[str, str], slip: re.Match[str]) -> str:
    reference, name = slip["ref"], slip["name"]
    if slip.group() == "<":
        return "&lt;"
    if reference:
        code = int(reference[1:], 16) if reference[0] in "xX" else int(reference)
        return "" if code > 0x10FFFF or _NOT_XML.match(chr(code)) else slip.group()
    if name is None or name in _XML_ENTITIES:
        return slip.group() if name else "&amp;"
    meant = entities.get(name) or html5.get(f"{name};")
    return f"&amp;{name};" if meant is None else meant.replace("&", "&amp;").replace("<", "&lt;")


def _salvaged(text: str, error: str, subject: str) -> Opened:
    """A damaged document: its head as far as it can be recovered, with every entry that is well-formed by itself.

    libxml2's own recovery stops at the first wrong end tag and silently drops all that follows; so entries are cut
    out of the text and parsed one by one.
    """
    found = (entry.start() for entry in _ENTRY.finditer(text))
    starts = [*islice(found, MOST_SALVAGED)]
    end_of_all = next(found, len(text))
    n_beyond = (end_of_all < len(text)) + sum(1 for _ in found)
    head = text[: starts[0]] if starts else text
    root = _recovered(f"{head}<{_MARKER}/>" if starts else head, subject)
    frame, name = _frame(head)
    parent, broken, parser = _place(root), [], _parser()
    for start, end in zip(starts, [*starts[1:], end_of_all][: len(starts)], strict=True):
        entry = _entry(text[start:end], frame, name, parser)
        if entry is None:
            broken.append(text[start:end].rstrip().encode())
        else:
            parent.append(entry)
    whole = text.rstrip().endswith(f"</{name}>")
    damage = f"the answer is not well-formed XML: {error}" if whole else CUT_SHORT
    return Opened(root, damage, tuple(broken), n_beyond)


def _frame(head: str) -> tuple[str, str]:
    """The root's start tag with nothing but its namespaces, as each entry is parsed inside it, and its name."""
    found = _ROOT.search(head[:_HEAD])
    if found is None:
        return "<entries>", "entries"
    return f"<{found.group(1)}{''.join(_NAMESPACE.findall(found.group()))}>", found.group(1)


def _place(root: _Element) -> _Element:
    """Where the entries belong: what the marker is in; the marker itself is taken out."""
    for marker in root.iter(f"{{*}}{_MARKER}"):
        parent = marker.getparent()
        if parent is not None:
            parent.remove(marker)
            return parent
    return root


def _recovered(text: str, subject: str) -> _Element:
    try:
        root: _Element | None = etree.fromstring(text.encode(), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ParseError("the answer is not XML", subject=subject) from error
    if root is None:
        raise ParseError("the answer is not XML", subject=subject)
    return root


def _entry(piece: str, frame: str, name: str, parser: etree.XMLParser[_Element]) -> _Element | None:
    """The entry at the start of `piece`, inside its document's root start tag `frame`; None when it is not whole."""
    tag = _ENTRY.match(piece)
    end = piece.rfind(f"</{tag.group(1)}>") if tag else -1
    if tag is None or end < 0:
        return None
    whole = piece[: end + len(tag.group(1)) + 3]
    try:
        root = etree.fromstring(f"{frame}{whole}</{name}>".encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root[0] if len(root) else None
