"""Read a page as a browser's parser does, and refuse what it would have to mend."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from httpx import Response

__all__ = ["article_numbers", "parse_page", "texts", "words"]


def parse_page(response: Response) -> Element:
    """The page's tree. Raises html5lib's ParseError for the first thing that is not well-formed HTML."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(response.text)
    return tree


def words(element: Element) -> str:
    """The text of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def texts(page: Element, tag: str, css_class: str) -> list[str]:
    """The text of every element of a tag and class."""
    return [words(element) for element in _of_class(page, tag, css_class)]


def article_numbers(page: Element) -> list[str]:
    """The numbers in the margin, in the order of the page."""
    return texts(page, "p", "number")


def _of_class(page: Element, tag: str, css_class: str) -> Iterator[Element]:
    return (element for element in page.iter(tag) if css_class in element.get("class", "").split())
