"""Each paper once: what names the same work, or has the same title and nothing against it, is one reference. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from academichub.model import Reference
from academichub.references.entries import MOST_NAMES

__all__ = ["without_doubles"]

_NO_WORD = re.compile(r"[\W_]+")
_MOST_NAMESAKES = 8  # "Introduction" may stand a thousand times in a library


def without_doubles(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """The references in the order of their first mention. What one says and the other does not is kept of both."""
    kept: list[Reference | None] = []
    by_name: dict[str, int] = {}
    by_title: dict[str, list[int]] = {}
    for reference in references:
        places = sorted(_same(reference, kept, by_name, by_title))
        for place in reversed(places):
            known = kept[place]
            assert known is not None  # names and titles lead to what is kept
            reference, kept[place] = _joined(known, reference), None
        place = places[0] if places else len(kept)
        kept[place : place + 1] = [reference]
        by_name.update(dict.fromkeys(reference.identifiers, place))
        namesakes = by_title.setdefault(_title_key(reference), [])
        namesakes[:] = [one for one in namesakes if kept[one] is not None and one != place]
        if len(namesakes) < _MOST_NAMESAKES:
            namesakes.append(place)
    return tuple(reference for reference in kept if reference is not None)


def _same(
    reference: Reference,
    kept: list[Reference | None],
    by_name: dict[str, int],
    by_title: dict[str, list[int]],
) -> set[int]:
    """Where the same paper stands already: in several places when only this one shows that they are one."""
    places = {by_name[name] for name in reference.identifiers if name in by_name}
    if places:
        return {place for place in places if kept[place] is not None}
    return set(islice(_namesakes(reference, kept, by_title), 1))


def _namesakes(reference: Reference, kept: list[Reference | None], by_title: dict[str, list[int]]) -> Iterator[int]:
    for place in by_title.get(_title_key(reference), ()) if reference.title else ():
        known = kept[place]
        if known is not None and not _differ(known, reference):
            yield place


def _differ(one: Reference, other: Reference) -> bool:
    """Two identifiers of one kind, or two first authors: two papers that share a title."""
    schemes = {name.partition(":")[0] for name in one.identifiers}
    if any(name.partition(":")[0] in schemes for name in other.identifiers):
        return True
    return bool(one.authors and other.authors) and _family(one.authors[0]) != _family(other.authors[0])


def _family(name: str) -> str:
    return name.casefold().split()[-1] if name.split() else ""


def _title_key(reference: Reference) -> str:
    return _NO_WORD.sub("", reference.title.casefold())


def _joined(first: Reference, second: Reference) -> Reference:
    names = dict.fromkeys(first.identifiers + second.identifiers)
    return Reference(
        title=first.title or second.title,
        abstract=first.abstract or second.abstract,
        authors=first.authors or second.authors,
        identifiers=tuple(names)[:MOST_NAMES],
        year=first.year or second.year,
    )
