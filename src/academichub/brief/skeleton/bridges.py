"""Near papers whose fields are far apart, and what they have in common. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from math import sqrt

import numpy as np

from academichub.brief.skeleton.distances import paper_distance
from academichub.brief.skeleton.neighbours import Space, near_pairs
from academichub.brief.words.lexicon import WordClass, class_of
from academichub.brief.words.phrases import Phrases
from academichub.brief.words.reading import phrases_in, spans_of
from academichub.brief.words.things import is_everywhere, is_measure, names_thing
from academichub.model import Bridge, BriefPaper
from academichub.rank.rarity import Vector

__all__ = ["find_bridges", "is_meant_alike", "shared_columns"]

_MOST = 10
_LEAST_CLOSENESS = 0.4
_SAME_WORK = 0.92  # one work announced in two places is no bridge
_LEAST_POINTS = 0.4
_AS_CLOSE = 0.85  # of the first pair's closeness that a pair which joins it must have
_LEAST_DISTANCE = 0.3  # nearer fields that share a category are one community
_EACH = 12
_MOST_PAPERS = 6  # of one bridge: a longer chain joins papers that have nothing in common
_MOST_SHARED = 4
_COMMON = 0.015  # share of the papers from which a phrase in both names nothing
_COMMON_WORD = 0.003  # the same for a single word
_NEARBY = 0.05  # share of the papers from which a word beside the phrase does not say how it is meant
_ALWAYS_RARE = 6  # papers: of a small window a share is less than one


@dataclass(frozen=True, slots=True)
class _Found:
    rows: frozenset[int]
    columns: frozenset[int]
    score: float  # of its best pair
    closeness: float  # the mean of its pairs whose fields are far apart


@dataclass(frozen=True, slots=True)
class _Near:
    space: Space
    distances: Vector

    def closeness(self, rows: Collection[int]) -> float:
        """The mean over the pairs whose fields are far apart."""
        far = [(a, b) for a, b in combinations(sorted(rows), 2) if self.distances[a, b] >= _LEAST_DISTANCE]
        return sum(self.space.closeness(a, b) for a, b in far) / len(far)


def find_bridges(papers: Sequence[BriefPaper], phrases: Phrases, space: Space) -> tuple[Bridge, ...]:
    """At most ten, the best first: by closeness times the root of distance. Row i of `phrases` and `space` is
    `papers[i]`.

    Only pairs that share a noun phrase of few papers, and use it among the same words, are bridges. Pairs with a paper
    in common become one bridge where one phrase is in all of them, up to six papers; a pair whose paper stands in a
    better bridge is else left out.
    """
    distances = _distances(papers)
    pairs = near_pairs(space, distances >= _LEAST_DISTANCE, _EACH, _LEAST_POINTS)
    scored = [
        (round(closeness * sqrt(float(distances[first, second])), 4), first, second)
        for first, second, closeness in pairs
        if _LEAST_CLOSENESS <= closeness < _SAME_WORK
    ]
    found: list[_Found] = []
    for score, first, second in sorted(scored, key=lambda pair: (-pair[0], pair[1:])):
        columns = frozenset(_named_columns(phrases, (first, second)))
        if columns:
            new = _Found(frozenset((first, second)), columns, score, space.closeness(first, second))
            _add(found, phrases, new, _Near(space, distances))
        if len(found) > 3 * _MOST:
            break
    found.sort(key=lambda each: (-each.score, sorted(each.rows)))
    return tuple(_bridge(each, papers, phrases, distances) for each in found[:_MOST])


def shared_columns(phrases: Phrases, rows: Collection[int]) -> Sequence[int]:
    """The phrases that all these papers hold and few others do, the rarest first, longer ones of equals first."""
    shared = reduce(np.intersect1d, [phrases.of(row) for row in rows]).tolist()
    fit = [at for at in shared if _names_something(phrases, at, len(rows))]
    fit.sort(key=lambda at: (-round(float(phrases.rarity[at]), 6), -len(phrases.names[at].split()), phrases.names[at]))
    return _whole(fit, phrases)


def _named_columns(phrases: Phrases, rows: Collection[int]) -> Sequence[int]:
    """What these papers have in common, where it is more than a way of speaking.

    That is a phrase of several words, in a title or beside another; a single word says too little. A measure that both
    report ("F1 score") joins no fields, nor does what papers of all fields use ("generative AI models"), nor a phrase
    that one uses otherwise than the other.
    """
    columns = [
        at for at in shared_columns(phrases, rows) if _may_join(phrases, at) and is_meant_alike(phrases, at, rows)
    ]
    titles = set().union(*(phrases_in(phrases.texts[row].partition("\n")[0]) for row in rows))
    is_told = len(columns) > 1 or any(phrases.names[at] in titles for at in columns)
    return columns if is_told and any(_is_phrase(phrases.names[at]) for at in columns) else ()


def _is_phrase(name: str) -> bool:
    return " " in name or (name[0] >= "\u3400" and len(name) > 2)


def _may_join(phrases: Phrases, column: int) -> bool:
    name = phrases.names[column]
    if is_measure(name) or is_everywhere(name) or class_of(name.split()[0]) is WordClass.SIZE:
        return False
    return names_thing(phrases.shown(column))


def is_meant_alike(phrases: Phrases, column: int, rows: Collection[int]) -> bool:
    """Whether in all these papers the sentences with the phrase have a further word of few papers in common."""
    name, most = phrases.names[column], max(2 * _ALWAYS_RARE, _NEARBY * phrases.now.shape[0])
    beside = set.intersection(*(_words_beside(phrases.texts[row], name) for row in rows))
    places = (bisect_left(phrases.names, word) for word in beside)
    known = [at for at in places if at < len(phrases.names) and phrases.names[at] in beside]
    return any(phrases.n_now[at] <= most for at in known)


def _words_beside(text: str, name: str) -> set[str]:
    """The phrases of the lines that have this one, without those that have a word of it."""
    own = set(name.split())
    lines = (line for line in text.split("\n") if next(spans_of(name, line), None))
    found: set[str] = set().union(*(phrases_in(line) for line in lines))
    return {each for each in found if not own & set(each.split()) and each not in name}


def _names_something(phrases: Phrases, column: int, n: int) -> bool:
    """Whether the phrase is rare enough to say what `n` papers have in common; a single word must be rarer."""
    several = " " in phrases.names[column] or phrases.names[column][0] >= "\u3400"
    most = (_COMMON if several else _COMMON_WORD) * phrases.now.shape[0]
    return bool(phrases.n_now[column] <= max(n, _ALWAYS_RARE, most)) and len(phrases.names[column]) > 2


def _whole(columns: Sequence[int], phrases: Phrases) -> Sequence[int]:
    """Without phrases that are a part of another one, or half the same words as one before."""
    words = {at: frozenset(phrases.names[at].split()) for at in columns}
    kept: list[int] = []
    for at in columns:
        if not any(words[at] < words[other] for other in columns) and not any(
            2 * len(words[at] & words[other]) >= len(words[at]) for other in kept
        ):
            kept.append(at)
    return kept


def _distances(papers: Sequence[BriefPaper]) -> Vector:
    """(n, n) float32. Worked out once for each two sets of field and categories: most papers share theirs."""
    kinds: dict[tuple[object, ...], int] = {}
    of_paper = np.array([kinds.setdefault((p.field, p.categories), len(kinds)) for p in papers], int)
    first = {kind: papers[row] for row, kind in reversed(list(enumerate(of_paper.tolist())))}
    table = np.zeros((len(kinds), len(kinds)), np.float32)
    for one, other in combinations(range(len(kinds)), 2):
        table[one, other] = table[other, one] = paper_distance(first[one], first[other])
    return table[np.ix_(of_paper, of_paper)]


def _add(found: list[_Found], phrases: Phrases, new: _Found, near: _Near) -> None:
    touching = [at for at, each in enumerate(found) if each.rows & new.rows]
    if not touching:
        found.append(new)
        return
    joined = [found[at] for at in touching] + [new]
    rows = frozenset().union(*(each.rows for each in joined))
    columns = frozenset.intersection(*(each.columns for each in joined)) & frozenset(_named_columns(phrases, rows))
    best = max(joined, key=lambda each: each.score)
    closeness = near.closeness(rows)
    if columns and len(rows) <= _MOST_PAPERS and closeness >= max(_LEAST_CLOSENESS, _AS_CLOSE * best.closeness):
        for at in reversed(touching):
            del found[at]
        found.append(_Found(rows, columns, best.score, closeness))


def _bridge(found: _Found, papers: Sequence[BriefPaper], phrases: Phrases, distances: Vector) -> Bridge:
    rows = sorted(found.rows, key=lambda row: (papers[row].announced_on, papers[row].paper_id))
    shared = [at for at in shared_columns(phrases, rows) if at in found.columns]
    titles = set().union(*(phrases_in(papers[row].title) for row in rows))
    told = [at for at in shared if _is_phrase(phrases.names[at]) or phrases.names[at] in titles]
    shared = sorted(told or shared, key=lambda at: not _is_phrase(phrases.names[at]))[:_MOST_SHARED]
    return Bridge(
        paper_ids=tuple(papers[row].paper_id for row in rows),
        fields=tuple(dict.fromkeys(papers[row].field for row in rows)),
        closeness=round(found.closeness, 3),
        distance=round(max(float(distances[a, b]) for a, b in combinations(rows, 2)), 3),
        shared=tuple(phrases.shown(at) for at in shared),
    )
