"""Each paper once: what names the same work, or has the same title and nothing against it, is one reference. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from academichub.model import Reference
from academichub.references.entries import MOST_NAMES
from academichub.text import title_key

__all__ = ["without_doubles"]

_MOST_NAMESAKES = 8  # "Introduction" may stand a thousand times in a library
_MOST_JOINED = 2 * MOST_NAMES


def without_doubles(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """The references in the order of their first mention. What one says and the other does not is kept of both."""
    return tuple(_by_title(_by_name(references)))


def _by_name(references: Iterable[Reference]) -> Iterator[Reference]:
    kept: list[Reference | None] = []
    places: dict[str, int] = {}
    for reference in references:
        same = sorted({places[name] for name in reference.identifiers if name in places})
        joined = _joined([one for place in same if (one := kept[place])], reference)
        if len(joined.identifiers) > _MOST_JOINED:  # a chain that would grow without end
            same, joined = [], reference
        for place in same[1:]:
            kept[place] = None
        place = same[0] if same else len(kept)
        kept[place : place + 1] = [joined]
        places.update(dict.fromkeys(joined.identifiers, place))
    return filter(None, kept)


def _by_title(references: Iterable[Reference]) -> Iterable[Reference]:
    kept: list[Reference] = []
    places: dict[str, list[int]] = {}
    for reference in references:
        namesakes = places.setdefault(title_key(reference.title), [])
        place = next((one for one in namesakes if not _differ(kept[one], reference)), None)
        if place is not None and reference.title:
            kept[place] = _joined([kept[place]], reference)
            continue
        if len(namesakes) < _MOST_NAMESAKES:
            namesakes.append(len(kept))
        kept.append(reference)
    return kept


def _differ(one: Reference, other: Reference) -> bool:
    """Two identifiers of one kind, or two first authors: two papers that share a title."""
    schemes = {name.partition(":")[0] for name in one.identifiers}
    if any(name.partition(":")[0] in schemes for name in other.identifiers):
        return True
    return bool(one.authors and other.authors) and _family(one.authors[0]) != _family(other.authors[0])


def _family(name: str) -> str:
    return name.casefold().split()[-1] if name.split() else ""


def _joined(known: list[Reference], reference: Reference) -> Reference:
    """What the first of them says, and what only a later one does."""
    if not known:
        return reference
    all_ = (*known, reference)
    return Reference(
        title=next((one.title for one in all_ if one.title), ""),
        abstract=next((one.abstract for one in all_ if one.abstract), ""),
        authors=next((one.authors for one in all_ if one.authors), ()),
        identifiers=tuple(dict.fromkeys(name for one in all_ for name in one.identifiers)),
        year=next((one.year for one in all_ if one.year is not None), None),
    )
