"""What the store teaches all radars alike: rarity of terms, the metric, the mix. Pure; versioned; never required.

Authors stand in for readers: what they wrote before is the wish, what they write next is the paper to be found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from academichub.rank._fitting import fit_mix
from academichub.rank.kindred import kindred_pairs
from academichub.rank.metric import Metric, Plan, learn_metric, place
from academichub.rank.nearness import nearness
from academichub.rank.papers import Papers, View
from academichub.rank.profile import PLAIN_MIX, Mix, Wishes, measure
from academichub.rank.rarity import Vector, rarity_of, sharpen, weigh

__all__ = ["FORMAT", "Corpus", "Shared", "learn_shared", "look", "plain_shared"]

FORMAT = 3
"""Of the arrays and of what they mean; raised when either changes."""

_TARGET_DAYS = 0.2  # the newest fifth of the days are what pseudo-readers must find
_MIX_READERS = 700
_FEWEST_READERS = 40
_POWER = 2.0
"""Of rarity, where there is a metric: it knows the topics, and is left by words to names and turns of phrase, which are
rare. Words alone must know the topics, too, and keep the first power."""


@dataclass(frozen=True, slots=True)
class Shared:
    """`version` names the format, the papers and the seed; two runs on one store give one version.

    `power` is of the rarity by which words are weighed; titles, and what the metric reads, take rarity itself.
    """

    version: str
    rarity: Vector
    metric: Metric | None = None
    mix: Mix = field(default_factory=lambda: PLAIN_MIX)
    power: float = 1.0


@dataclass(frozen=True, slots=True)
class Corpus:
    """The papers to learn from: row i has `authors[i]` and was announced on `days[i]` (any ordered numbers)."""

    papers: Papers
    authors: Sequence[Collection[str]]
    days: Sequence[int]

    def take(self, rows: Sequence[int]) -> Corpus:
        return Corpus(self.papers.take(rows), [self.authors[r] for r in rows], [self.days[r] for r in rows])


def plain_shared(papers: Papers) -> Shared:
    """What needs no learning: how rare each term is among these papers."""
    return Shared(f"{FORMAT}-plain-{_digest(papers.ids, 0)}", rarity_of(papers.counts))


def look(papers: Papers, shared: Shared) -> View:
    words, titles = (weigh(counts, shared.rarity) for counts in (papers.counts, papers.titles))
    sharp = sharpen(words, shared.rarity, shared.power)
    return View(papers.ids, sharp, place(shared.metric, words), papers.categories, titles)


def learn_shared(corpus: Corpus, excluded: Collection[str] = (), seed: int = 0, plan: Plan = Plan()) -> Shared:  # noqa: B008
    """Rarity, metric and mix of this store. Papers by anyone of `excluded` teach neither metric nor mix.

    Takes two to four minutes on one core for 30,000 papers. A store too small for a metric or for 40 pseudo-readers
    gives the plain part in its place.
    """
    version = f"{FORMAT}-{_digest(corpus.papers.ids, seed)}"
    mix = _learn_mix(corpus, frozenset(excluded), seed, plan)
    rarity = rarity_of(corpus.papers.counts)
    metric = _learn_metric(corpus, rarity, excluded, (seed, plan)) if mix is not PLAIN_MIX else None
    return Shared(version, rarity, metric, mix, _power(metric))


def _power(metric: Metric | None) -> float:
    return _POWER if metric is not None else 1.0


def _learn_metric(corpus: Corpus, rarity: Vector, excluded: Collection[str], how: tuple[int, Plan]) -> Metric | None:
    pairs = kindred_pairs(corpus.authors, excluded)
    return learn_metric(weigh(corpus.papers.counts, rarity), pairs, np.random.default_rng(how[0]), how[1])


def _learn_mix(corpus: Corpus, excluded: frozenset[str], seed: int, plan: Plan) -> Mix:
    """Fitted on pseudo-readers whose own papers the metric of the earlier days has not seen."""
    days = sorted(set(corpus.days))
    if len(days) < 5:
        return PLAIN_MIX
    turn = days[int(len(days) * (1 - _TARGET_DAYS))]
    rows = [row for row, day in enumerate(corpus.days) if day < turn]
    readers = _pseudo_readers(corpus, turn, excluded, seed)
    if len(readers) < _FEWEST_READERS:
        return PLAIN_MIX
    earlier = corpus.take(rows)
    rarity = rarity_of(earlier.papers.counts)
    metric = _learn_metric(earlier, rarity, excluded | readers.keys(), (seed, plan))
    view = look(corpus.papers, Shared("", rarity, metric, power=_power(metric)))
    background = view.take(np.sort(np.random.default_rng(seed).choice(rows, min(2_500, len(rows)), replace=False)))
    return fit_mix(_cases(corpus, view, background, (readers, turn)))


def _pseudo_readers(corpus: Corpus, turn: int, excluded: frozenset[str], seed: int) -> Mapping[str, Sequence[int]]:
    """Rows before `turn` that each chosen author wrote with their most frequent co-author: 6 to 60 of them."""
    written: dict[str, list[int]] = defaultdict(list)
    for row, names in enumerate(corpus.authors):
        if corpus.days[row] < turn and excluded.isdisjoint(names):
            for name in names:
                written[name].append(row)
    found = {name: _with_partner(corpus, name, rows) for name, rows in sorted(written.items()) if len(rows) >= 6}
    fit = [name for name, rows in found.items() if 6 <= len(rows) <= 60]
    order = np.random.default_rng(seed).permutation(len(fit))[:_MIX_READERS]
    return {fit[i]: found[fit[i]] for i in sorted(order)}


def _with_partner(corpus: Corpus, name: str, rows: Sequence[int]) -> Sequence[int]:
    met = Counter(other for row in rows for other in corpus.authors[row] if other != name)
    if not met:
        return ()
    partner = min(met, key=lambda other: (-met[other], other))
    return [row for row in rows if partner in corpus.authors[row]]


def _cases(
    corpus: Corpus, view: View, background: View, who: tuple[Mapping[str, Sequence[int]], int]
) -> Iterator[tuple[Mapping[str, Vector], Vector]]:
    readers, turn = who
    of_day: dict[int, list[int]] = defaultdict(list)
    for row, day in enumerate(corpus.days):
        if day >= turn:
            of_day[day].append(row)
    days = {day: (rows, view.take(rows)) for day, rows in of_day.items()}
    for name, wrote in readers.items():
        wishes = Wishes(view.take(wrote))
        for rows, shown in days.values():
            found = np.array([name in corpus.authors[row] for row in rows])
            if found.any() and not found.all():
                yield {**measure(wishes, background, shown), **nearness(wishes, shown)}, found


def _digest(ids: Sequence[str], seed: int) -> str:
    digest = blake2b(str(seed).encode(), digest_size=8)
    for paper_id in ids:
        digest.update(paper_id.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()
