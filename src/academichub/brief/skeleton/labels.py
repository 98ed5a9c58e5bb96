"""What a cluster is called: the noun phrase that many of its papers have and few others. Pure.

Source: class-based TF-IDF as in Grootendorst, "BERTopic: neural topic modeling with a class-based TF-IDF procedure",
2022; ours counts papers in place of words, takes phrases of two words and more first, and lets no label occur twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from academichub.brief.words.lexicon import base_form
from academichub.brief.words.phrases import Phrases
from academichub.brief.words.things import names_subject, names_thing
from academichub.rank.rarity import Vector
from academichub.rank.words import Matrix

__all__ = ["SMALL_CLUSTER", "Labelled", "is_several", "label_clusters"]

_SHARE = 0.2  # of its papers that hold a cluster's label
_PHRASE_SHARE, _PHRASE_LEAST = 0.14, 3  # the same, and papers, for a phrase of several words where none is in a fifth
_LIFT = 2.0  # times as often in the cluster as elsewhere
_UNTITLED = 0.1  # what a phrase is worth that no title has a word of, beside the share of titles it sets apart
SMALL_CLUSTER = 12
"""Papers. In so few a phrase of one paper is a fair part, and one that two share is chance unless their titles do."""
_N_TERMS = 8
_N_WEIGHED = 200
_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """`columns`: of the label's phrases, one as a rule; `terms`: of what else tells the cluster, the best first.
    `n_having`: papers of the cluster that have any of the label's phrases. `titled`: of both the columns whose words
    stand in a title of two of its papers."""

    columns: tuple[int, ...]
    terms: tuple[int, ...]
    n_having: int = 0
    titled: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Weighed:
    """One cluster's phrases, the best first: those that may be its label, and all."""

    fit: Sequence[int]
    all: Sequence[int]
    best: float
    together: tuple[int, ...] = ()  # phrases that only together are common enough


def label_clusters(phrases: Phrases, labels: Vector, k: int) -> tuple[Labelled, ...]:
    """The labels of clusters 0 to k - 1. A cluster with the stronger claim to a phrase gets it.

    Where every phrase that fits is taken, two phrases together make the label; where none is in a fifth of the papers,
    up to three that together are. `columns` is () only for a cluster whose papers have no phrase in common.
    """
    titles = _Titles(phrases.texts)
    weighed = [_weigh(phrases, titles, labels == number, k) for number in range(k)]
    taken: set[tuple[int, ...]] = set()
    found: dict[int, tuple[int, ...]] = {}
    for number in sorted(range(k), key=lambda each: (-weighed[each].best, each)):
        found[number] = _choose(phrases, weighed[number], taken)
        taken.add(found[number])
    return tuple(
        _labelled(phrases, titles, labels == number, found[number], weighed[number].all) for number in range(k)
    )


def _labelled(
    phrases: Phrases, titles: _Titles, inside: Vector, label: tuple[int, ...], ranked: Sequence[int]
) -> Labelled:
    """In a small cluster a single word that no title of it has is chance, and no term."""
    held, is_small = phrases.now[inside], int(inside.sum()) <= SMALL_CLUSTER
    n_titles = {at: titles.n_with_all(phrases.names[at], inside) for at in (*label, *ranked)} if is_small else {}
    terms = [at for at in ranked if not is_small or n_titles[at] or is_several(phrases.names[at])]
    titled = frozenset(at for at, n in n_titles.items() if n > 1)
    return Labelled(label, tuple(terms[:_N_TERMS]), int(_having(held, label).sum()), titled)


def _choose(phrases: Phrases, weighed: _Weighed, taken: set[tuple[int, ...]]) -> tuple[int, ...]:
    names = {frozenset(phrases.names[at].split()) for columns in taken for at in columns}
    free = [at for at in weighed.fit if (at,) not in taken]
    apart = [at for at in free if not any(_is_part(frozenset(phrases.names[at].split()), other) for other in names)]
    candidates = dict.fromkeys((*apart, *free))
    subject = next((at for at in candidates if names_subject(phrases.shown(at), phrases.names[at])), None)
    if subject is None:
        subject = next((at for at in candidates if names_thing(phrases.shown(at))), next(iter(free), None))
    if subject is not None:
        return (subject,)
    if weighed.together and weighed.together not in taken:
        return weighed.together
    pairs = [(first, second) for first in weighed.fit[:6] for second in weighed.all[:12] if second != first]
    return next((pair for pair in pairs if pair not in taken and pair[::-1] not in taken), tuple(weighed.fit[:1]))


def _is_part(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _weigh(phrases: Phrases, titles: _Titles, inside: Vector, k: int) -> _Weighed:
    n = int(inside.sum())
    if not n:
        return _Weighed((), (), 0.0)
    counts = np.bincount(phrases.now[inside].indices, minlength=len(phrases.names))
    share, elsewhere = counts / n, (phrases.n_now - counts) / max(len(inside) - n, 1)
    score = share * np.log(1 + 1 / (elsewhere + share / max(k, 1) + 1e-9))
    found = np.argsort(-score.round(9), kind="stable")[:_N_WEIGHED]
    order = [int(at) for at in found if counts[at] > 1]  # what one paper says, it says for itself
    titled = {at: score[at] * (_UNTITLED + titles.lift(phrases.names[at], inside)) for at in order}
    if n <= SMALL_CLUSTER:
        order.sort(key=lambda at: (-round(titled[at], 9), at))
    common = [at for at in order if share[at] >= _SHARE]
    if n <= SMALL_CLUSTER:
        common = [at for at in common if titles.n_with_all(phrases.names[at], inside) > 1]
    telling = [at for at in common if share[at] >= _LIFT * elsewhere[at]]
    if not common:
        titled_ones = [at for at in order if titles.n_with_all(phrases.names[at], inside)] or order
        return _Weighed((), _apart(phrases, order), 0.0, _together(phrases, inside, _short_first(phrases, titled_ones)))
    ranked = sorted(telling, key=lambda at: (-round(titled[at], 9), at))
    least = max(_PHRASE_LEAST / n, _PHRASE_SHARE)
    enough = [at for at in order if share[at] >= least and share[at] >= _LIFT * elsewhere[at]]
    several = [at for at in (*ranked, *enough) if is_several(phrases.names[at])]
    fit = list(dict.fromkeys([*several, *ranked, *common]))
    return _Weighed(fit, _apart(phrases, order), float(titled.get(fit[0], 0.0)))


class _Titles:
    """Which titles have which word; the first line of a text is its title."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._n = len(texts)
        self._rows: dict[str, list[int]] = {}
        for row, text in enumerate(texts):
            for word in {base_form(word) for word in _WORD.findall(text.partition("\n")[0].lower())}:
                self._rows.setdefault(word, []).append(row)

    def n_with_all(self, name: str, inside: Vector) -> int:
        """How many titles inside have every word of the phrase."""
        having = np.ones(self._n, bool)
        for word in name.split():
            held = np.zeros(self._n, bool)
            held[self._rows.get(base_form(word), [])] = True
            having &= held
        return int(having[inside].sum())

    def lift(self, name: str, inside: Vector) -> float:
        """By how much the share of titles with any word of the phrase is larger inside than outside; at least 0."""
        having = np.zeros(self._n, bool)
        for word in name.split():
            having[self._rows.get(base_form(word), [])] = True
        outside = having[~inside]
        return max(0.0, float(having[inside].mean()) - (float(outside.mean()) if len(outside) else 0.0))


def _short_first(phrases: Phrases, order: Sequence[int]) -> Sequence[int]:
    """Phrases of two and three words before all others: several will make one label."""
    return sorted(order, key=lambda at: not 1 <= phrases.names[at].count(" ") <= 2)


def _together(phrases: Phrases, inside: Vector, order: Sequence[int]) -> tuple[int, ...]:
    """The best phrase and those that add most papers to it, until a fifth has one; at most three."""
    held = phrases.now[inside]
    covered = np.zeros(held.shape[0], bool)
    chosen: list[int] = []
    for _ in range(3):
        added = np.asarray(held[~covered].sum(axis=0)).ravel()[list(order)] if order else np.zeros(0)
        if not added.size or not added.max():
            break
        chosen.append(order[int(added.argmax())])
        covered[_rows_with(held, chosen[-1])] = True
        if covered.mean() >= _SHARE:
            break
    return tuple(chosen)


def _rows_with(held: Matrix, column: int) -> Vector:
    return np.asarray(held[:, [column]].todense()).ravel() > 0


def _having(held: Matrix, columns: Sequence[int]) -> Vector:
    """Which of the papers have any of these phrases."""
    return np.asarray(held[:, list(columns)].sum(axis=1)).ravel() > 0


def is_several(name: str) -> bool:
    """Whether a phrase is of two words and more, or of three Han characters."""
    return " " in name or (name[0] >= "\u3400" and len(name) > 2)


def _apart(phrases: Phrases, order: Sequence[int]) -> Sequence[int]:
    """Without what only repeats a part of a better one."""
    kept: list[int] = []
    for column in order:
        words = set(phrases.names[column].split())
        if not any(words <= set(phrases.names[other].split()) for other in kept):
            kept.append(column)
    return kept
