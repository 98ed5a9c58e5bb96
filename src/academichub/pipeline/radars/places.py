"""Whether the sources and categories that a radar names are any: a mistyped one would hide every paper. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from academichub.model import Radar
from academichub.publish.faults import Worded
from academichub.settings.arxiv_categories import CATEGORIES
from academichub.settings.subjects import SUBJECTS, folded_subject
from academichub.taxonomy import FIELDS

__all__ = ["Places", "check_places"]

_MOST_NEAR = 8
_NEARLY = 0.75  # difflib's ratio


@dataclass(frozen=True, slots=True)
class Places:
    """What is known beside arXiv's categories and the preprint servers' subjects.

    `sources` None: whatever is named is believed. `has_category` says whether any stored paper is in a category or
    below it; `seen` gives the categories of late, to name those that are near.
    """

    sources: Collection[str] | None
    has_category: Callable[[str], bool]
    seen: Callable[[], Iterable[str]]


def check_places(radar: Radar, held: Radar | None, places: Places) -> None:
    """What the radar has already may be of the past. Raises: Worded, its subject the field."""
    old_sources, old_categories = (held.sources, held.categories) if held is not None else ((), ())
    for source in radar.sources:
        if places.sources is not None and source not in (*places.sources, *old_sources):
            raise _unknown_source(source, places.sources)
    for category in radar.categories:
        if category not in old_categories and not _is_known(category, places):
            raise _unknown_category(category, places)


def _is_known(category: str, places: Places) -> bool:
    folded = folded_subject(category)
    return folded in _everywhere() or places.has_category(category)


@cache
def _everywhere() -> dict[str, str]:
    """Each category that is known without any paper, by its folded name."""
    subjects = (subject for server in SUBJECTS.values() for subject in server)
    return {folded_subject(name): name for name in (*FIELDS, *subjects, *CATEGORIES)}


def _unknown_source(source: str, known: Collection[str]) -> Worded:
    near = get_close_matches(source, sorted(known), n=3, cutoff=_NEARLY)
    if near:
        return Worded("fault.source.near", subject="sources", value=source[:40], near=", ".join(near))
    return Worded("fault.source.unknown", subject="sources", value=source[:40], names=", ".join(sorted(known)))


def _unknown_category(category: str, places: Places) -> Worded:
    """With those that are near in writing; else those of the same archive."""
    known = {**{folded_subject(name): name for name in places.seen()}, **_everywhere()}
    folded = folded_subject(category)
    near = [known[name] for name in get_close_matches(folded, known, n=3, cutoff=_NEARLY)]
    archive, dot, _ = folded.partition(".")
    near += [name for name in CATEGORIES if dot and name.casefold().startswith(f"{archive}.")]
    if not near:
        return Worded("fault.category.unknown", subject="categories", value=category[:40])
    named = ", ".join(list(dict.fromkeys(near))[:_MOST_NEAR])
    return Worded("fault.category.near", subject="categories", value=category[:40], near=named)
