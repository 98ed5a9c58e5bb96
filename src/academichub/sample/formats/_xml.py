"""The few XML moves the writers share: a child with text, a document as bytes."""

from __future__ import annotations

from lxml import etree

__all__ = ["ATOM", "CONTENT", "DC", "PRISM", "add", "document"]

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
PRISM = "http://prismstandard.org/namespaces/basic/2.0/"


def add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """A new last child; lxml escapes the text."""
    child = etree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def document(root: etree._Element) -> bytes:
    """The whole document, indented, UTF-8, with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
