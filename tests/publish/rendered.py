"""What a program makes of Markdown: CommonMark with raw HTML, tables and strikethrough; parsed as browsers do."""

from __future__ import annotations

from typing import Any

import html5lib
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_SKELETON = {"html", "head", "body"}


def render(markdown: str) -> Any:
    """The document as an element tree."""
    return html5lib.parse(_MARKDOWN.render(markdown), treebuilder="etree", namespaceHTMLElements=False)


def elements(page: Any) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes, comments included, in document order."""
    found = [(str(node.tag), dict(node.attrib)) for node in page.iter()]
    return [(tag, attributes) for tag, attributes in found if tag not in _SKELETON]


def text_of(page: Any) -> str:
    """All text, without the white space at its ends."""
    return "".join(page.itertext()).strip()
