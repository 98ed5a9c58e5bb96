"""What the groups of a window are called: phrases of their papers, or fields and categories. Pure.

Phrases stand as the papers write them, whatever the language of the briefing; the names of fields and categories are
in that language. No group is called by what it is not ("others"): one of several fields is called by these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np

from academichub.brief.skeleton.clusters import SMALL_WINDOW
from academichub.brief.skeleton.fields import CATEGORIES_TELL
from academichub.brief.skeleton.labels import SMALL_CLUSTER, Labelled, is_several
from academichub.brief.words.phrases import Phrases
from academichub.brief.words.things import names_subject
from academichub.model import OTHER, BriefPaper, FieldId
from academichub.publish.wording import Wording
from academichub.rank.rarity import Vector

__all__ = ["by_phrases", "names_of"]

_T = TypeVar("_T", bound=str)

_MOST_NAMED = 3  # fields or categories of one group
_MOST_TERMS = 2
_OF_MOST = 2 / 3  # of a group's papers that list the category it is told by
_FIRST_HAN = "\u3400"
_PHRASE_SHARE, _UNTITLED_SHARE = 1 / 3, 1 / 2
"""Of a cluster's papers, in a window of few, that must have the phrase it is called by; where no two titles have it."""


def names_of(
    papers: Sequence[BriefPaper], phrases: Phrases, numbers: Vector, labelled: Sequence[Labelled], w: Wording
) -> Sequence[str]:
    """The name of each group, in the order of their numbers; no two alike. Row i of all is `papers[i]`, the window's.

    In a small window a group is called by its field or category, since it was made by it; parts of one field or
    category by a phrase of theirs. What tells apart two that would be alike are their terms, else a number.
    """
    rows = [np.flatnonzero(numbers == number).tolist() for number in range(len(labelled))]
    groups = [[papers[row] for row in own] for own in rows]
    subjects = _subjects(papers, groups, w)
    alike = Counter(subjects)
    found: list[str] = []
    for own, members, subject, label in zip(rows, groups, subjects, labelled, strict=True):
        is_small = len(members) <= SMALL_CLUSTER and len(papers) < SMALL_WINDOW
        if subject is not None and alike[subject] == 1 and subject != w.field(OTHER):
            name = subject
        elif phrase := _telling(phrases, label, len(members)) if is_small else by_phrases(phrases, label):
            name = phrase
        else:
            prefix = (is_small and subject) or _prefix(members, w)
            terms = _apart(phrases, label, own if len(papers) < CATEGORIES_TELL else None)
            name = _with_terms(prefix, terms, w) if terms else _of_rest(prefix, papers, members, w)
        found.append(next(each for each in _spelt(name, phrases, label, w) if each.casefold() not in _low(found)))
    return found


def _low(names: Sequence[str]) -> set[str]:
    return {name.casefold() for name in names}


def _spelt(name: str, phrases: Phrases, label: Labelled, w: Wording) -> Iterator[str]:
    """The name, then with a term, then with a number."""
    yield name
    for column in label.terms:
        yield f"{name}{w('join.colon')}{phrases.shown(column)}"
    yield from (f"{name} ({number})" for number in range(2, 10_000))


# By field and category


def _subjects(papers: Sequence[BriefPaper], groups: Sequence[Sequence[BriefPaper]], w: Wording) -> Sequence[str | None]:
    """What fields.py made each group by; None for parts by content, and for every group of a large window."""
    if len(papers) >= SMALL_WINDOW:
        return [None] * len(groups)
    counts = Counter(paper.field for paper in papers)
    return [_subject(counts, members, w) for members in groups]


def _subject(counts: Mapping[FieldId, int], members: Sequence[BriefPaper], w: Wording) -> str | None:
    """The fields, where the group has all of their papers; else what all list, or the categories.

    None for a part of a field whose papers say nothing narrower: the field's name is the whole field's.
    """
    fields = _common(paper.field for paper in members)
    if len(members) == sum(counts[field] for field in fields):
        return _named(w.field(field) for field in fields)
    if sum(counts.values()) >= CATEGORIES_TELL:
        return None
    of_all = [each for each in _primary(members, w) if all(each in paper.categories for paper in members)]
    if of_all:
        return w.category(of_all[0])
    names = [w.category(each) or "" for each in _primary(members, w)]
    if len(fields) > 1:
        return _named(w.field(field) for field in fields)
    return _named(names) if names else None


def _prefix(members: Sequence[BriefPaper], w: Wording) -> str:
    """What stands before a word that is too wide to stand alone: the category of most, else the field of most."""
    for category in _primary(members, w)[:1]:
        if sum(paper.categories[:1] == (category,) for paper in members) >= _OF_MOST * len(members):
            return w.category(category) or ""
    return w.field(_common(paper.field for paper in members)[0])


def _primary(papers: Iterable[BriefPaper], w: Wording) -> Sequence[str]:
    """The primary categories that have a name, the commonest first."""
    return _common(paper.categories[0] for paper in papers if paper.categories and w.category(paper.categories[0]))


def _common(values: Iterable[_T]) -> Sequence[_T]:
    """Each once, the commonest first."""
    counts = Counter(values)
    return sorted(counts, key=lambda value: (-counts[value], value))


def _named(names: Iterable[str]) -> str:
    each = list(dict.fromkeys(names))
    if len(each) > _MOST_NAMED + 1:
        each[_MOST_NAMED:] = ["…"]
    return " / ".join(each)


# By phrases


def by_phrases(phrases: Phrases, label: Labelled) -> str | None:
    """The label's phrases, as a name; None where they are one wide word, or none."""
    if not label.columns or (len(label.columns) == 1 and _is_wide(phrases, label.columns[0])):
        return None
    return " / ".join(phrases.shown(column) for column in label.columns)


def _is_wide(phrases: Phrases, column: int) -> bool:
    """Whether it is a single word that is no name: no capital inside."""
    written = phrases.shown(column)
    return not is_several(phrases.names[column]) and written[1:] == written[1:].lower() and written[0] < _FIRST_HAN


def _telling(phrases: Phrases, label: Labelled, n: int) -> str | None:
    """The label, where it is one phrase that enough of few papers have."""
    is_phrase = len(label.columns) == 1 and is_several(phrases.names[label.columns[0]])
    share = _PHRASE_SHARE if label.titled >= set(label.columns) else _UNTITLED_SHARE
    return phrases.shown(label.columns[0]) if is_phrase and label.n_having >= max(2, share * n) else None


def _with_terms(subject: str, terms: Sequence[str], w: Wording) -> str:
    return subject + w("join.colon") + w.join(terms)


def _of_rest(subject: str, papers: Sequence[BriefPaper], members: Sequence[BriefPaper], w: Wording) -> str:
    """The subject; where the window has other papers of it, as a part of it."""
    own = {paper.paper_id for paper in members}
    others = [paper for paper in papers if paper.paper_id not in own]
    names = {w.field(paper.field) for paper in others} | {
        w.category(paper.categories[0]) for paper in others if paper.categories
    }
    return w("brief.rest", name=subject) if subject in names else subject


def _apart(phrases: Phrases, label: Labelled, rows: Sequence[int] | None) -> Sequence[str]:
    """The two best terms that share no word: what titles have before what only texts have.

    `rows` are the group's: a single word that more papers of other groups have tells it from none of these.
    """
    every = dict.fromkeys((*label.columns, *label.terms))
    fit = [at for at in every if names_subject(phrases.shown(at), phrases.names[at])]
    if rows is not None:
        fit = [at for at in fit if is_several(phrases.names[at]) or _is_its_own(phrases, at, rows)]
    chosen: list[int] = []
    for column in sorted(fit, key=lambda at: at not in label.titled):
        words = set(phrases.names[column].split())
        if not any(words & set(phrases.names[other].split()) for other in chosen):
            chosen.append(column)
    return [phrases.shown(column) for column in chosen[:_MOST_TERMS]]


def _is_its_own(phrases: Phrases, column: int, rows: Sequence[int]) -> bool:
    holding = set(phrases.papers_with(column).tolist())
    return 2 * len(holding & set(rows)) >= len(holding)
