"""Which paper of an edition stands where in its digest: every paper once, under one heading. Pure.

A new paper stands under its primary category; cross-lists and revisions have sections of their own after those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from academichub.model import REVISION_KINDS, Edition, Entry, Found, Kind, SourceId
from academichub.publish.markdown import anchor_of, flatten
from academichub.taxonomy import is_category

__all__ = ["CROSS_LISTS", "REVISIONS", "Section", "category_of", "digest_sections"]

CROSS_LISTS = "Cross-lists"
REVISIONS = "Revisions"
_OWN_ANCHORS = ("toc", anchor_of(CROSS_LISTS).lower(), anchor_of(REVISIONS).lower())


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the papers under it, in the order of the edition; never empty."""

    name: str
    anchor: str
    entries: tuple[Entry, ...]
    tells_kind: bool = False  # papers of several kinds are gathered here, so each says its own


def category_of(entry: Entry | Found, labels: Mapping[SourceId, str]) -> str:
    """The primary category; the source's label for a paper that has none, or only a field as journals give it."""
    category = flatten(entry.paper.primary_category or "")
    if category and is_category(entry.paper.source, category):
        return category
    return labels.get(entry.source, str(entry.source))


def digest_sections(
    edition: Edition, *, categories: Sequence[str], order: Sequence[str], labels: Mapping[SourceId, str]
) -> tuple[Section, ...]:
    """The sections in the order of the digest: categories of `order`, other categories by name, cross-lists, revisions.

    With `categories` (their case does not matter), only papers that carry one of them; a new paper whose primary
    category is another is a cross-list there.
    """
    wanted = {name.casefold() for name in categories}
    news: dict[str, list[Entry]] = {}
    cross_lists: list[Entry] = []
    revisions: list[Entry] = []
    for entry in edition.entries:
        category = category_of(entry, labels)
        if wanted and wanted.isdisjoint(name.casefold() for name in (category, *entry.paper.categories)):
            continue
        if entry.kind in REVISION_KINDS:
            revisions.append(entry)
        elif entry.kind is Kind.CROSS or (wanted and category.casefold() not in wanted):
            cross_lists.append(entry)
        else:
            news.setdefault(category, []).append(entry)
    return (*_by_category(news, (*order, *categories)), *_gathered(cross_lists, revisions))


def _by_category(news: Mapping[str, list[Entry]], order: Sequence[str]) -> Iterable[Section]:
    rank = {name.casefold(): place for place, name in reversed(list(enumerate(order)))}
    names = sorted(news, key=lambda name: (rank.get(name.casefold(), len(order)), name.casefold(), name))
    anchors = set(_OWN_ANCHORS)
    return [Section(name, _unused(anchor_of(name), anchors), tuple(news[name])) for name in names]


def _gathered(cross_lists: Sequence[Entry], revisions: Sequence[Entry]) -> Iterable[Section]:
    pairs = ((CROSS_LISTS, cross_lists), (REVISIONS, revisions))
    return [Section(name, anchor_of(name).lower(), tuple(entries), True) for name, entries in pairs if entries]


def _unused(anchor: str, used: set[str]) -> str:
    """The anchor, numbered if it is taken; case is ignored, as some readers of Markdown do."""
    free, n = anchor, 1
    while free.lower() in used:
        n += 1
        free = f"{anchor}-{n}"
    used.add(free.lower())
    return free
