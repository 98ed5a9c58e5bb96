"""Libraries in JSON: CSL JSON, Better BibTeX's JSON, and what Zotero's API answers. Pure.

Each element is decoded by itself, so that a broken one costs itself alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from academichub.errors import ParseError
from academichub.model import Unread
from academichub.references.entries import Entry
from academichub.references.items import entry_of_item, is_paper
from academichub.sources.json_pieces import decoded, elements, members

__all__ = ["is_json", "read_item", "read_json"]

_BEGIN = re.compile(r"\s*(?:\[\s*[\[{]|\{\s*[\"}])")


def is_json(text: str) -> bool:
    """Whether it begins as an object or a list of them; `[silt](https://…)` and `[1] 10.5555/…` begin a plain list."""
    return _BEGIN.match(text) is not None


def read_json(text: str) -> Iterator[Entry | Unread]:
    """Each item in its order.

    Raises: ParseError when it is cut short, or is neither a list of items, nor an object that holds one, nor an item.
    """
    try:
        text = _list_in(text)
        for number, element in enumerate(elements(text), 1):
            yield from read_item(element, f"item {number}")
    except ValueError as error:
        raise ParseError(f"the JSON is {error}; export the library again") from None


def _list_in(text: str) -> str:
    """The list of items as it is written; one item alone is a list of one."""
    if text.lstrip().startswith("["):
        return text
    items = members(text).get("items")
    return items if items is not None else f"[{text}]"


def read_item(element: str, place: str) -> Iterator[Entry | Unread]:
    """The entry of one item of Zotero's or of CSL, as JSON; nothing for what is no paper, such as a note."""
    try:
        item = decoded(element)
    except ValueError:
        yield Unread(place, "it is no sound JSON")
        return
    if not isinstance(item, dict):
        yield Unread(place, "it is no item of a library")
    elif is_paper(item):
        yield entry_of_item(item, place)
