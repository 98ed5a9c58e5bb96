"""Counts of the window against the weeks before, with a test. Pure; says numbers and never how large they are.

Fisher's exact test, two-sided, then Benjamini and Hochberg's correction over all counts tested together.
Source: Benjamini & Hochberg, "Controlling the false discovery rate", JRSS B 57, 1995.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.special import gammaln

from academichub.brief.words.lexicon import WordClass, class_of
from academichub.brief.words.phrases import Phrases
from academichub.brief.words.things import names_thing
from academichub.model import BriefPaper, Trend
from academichub.rank.rarity import Vector

__all__ = ["FEWEST_PAPERS", "FEWEST_WEEKS", "Span", "corrected", "exact_p", "phrase_trends", "span_of", "trends_of"]

FEWEST_WEEKS = 3
FEWEST_PAPERS = 8
_MOST_SHOWN = 20
_SAME_PAPERS = 0.6


@dataclass(frozen=True, slots=True)
class Span:
    """How many papers are compared, and how many weeks those before lie in."""

    n_now: int
    n_before: int
    n_weeks: int

    @property
    def is_enough(self) -> bool:
        return self.n_weeks >= FEWEST_WEEKS and self.n_now > 0 and self.n_before > 0


def span_of(since: date, n_now: int, before: Iterable[BriefPaper]) -> Span:
    """Weeks are counted back from `since`, in sevens of days; one without a paper does not count."""
    days = [(since - paper.announced_on).days for paper in before]
    return Span(n_now, len(days), len({(day - 1) // 7 for day in days if day > 0}))


def trends_of(counts: Sequence[tuple[int, int]], span: Span) -> tuple[Trend, ...]:
    """The trend of each (papers now, papers before), all tested together.

    Not tested (`p_value` None): with fewer than 3 weeks before, or where fewer than 8 papers are there now and fewer
    than 8 were to be expected.
    """
    tested = [at for at, pair in enumerate(counts) if _is_tested(pair, span)]
    raw = [exact_p(*counts[at], span.n_now, span.n_before) for at in tested]
    values: dict[int, float] = dict(zip(tested, corrected(raw), strict=True))
    return tuple(_trend(pair, span, values.get(at)) for at, pair in enumerate(counts))


def _is_tested(counts: tuple[int, int], span: Span) -> bool:
    return span.is_enough and max(counts[0], counts[1] * span.n_now / span.n_before) >= FEWEST_PAPERS


def _trend(counts: tuple[int, int], span: Span, p_value: float | None) -> Trend:
    now, before = counts
    shares = now / max(span.n_now, 1), before / max(span.n_before, 1)
    return Trend(now, before, *shares, span.n_weeks, p_value)


def exact_p(now: int, before: int, n_now: int, n_before: int) -> float:
    """The chance that `now + before` papers, dealt at random, fall as unevenly as they did or more so."""
    drawn = now + before
    dealt = np.arange(max(0, drawn - n_before), min(drawn, n_now) + 1)
    logs = _log_choose(n_now, dealt) + _log_choose(n_before, drawn - dealt)
    chances = np.exp(logs - logs.max())
    seen = chances[now - dealt[0]]
    return float(min(1.0, chances[chances <= seen * (1 + 1e-7)].sum() / chances.sum()))


def _log_choose(n: int, k: Vector) -> Vector:
    return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)


def corrected(p_values: Sequence[float]) -> tuple[float, ...]:
    """Each p value times the number of tests over its rank, made monotone, in the order given."""
    values = np.asarray(p_values, float)
    if not len(values):
        return ()
    order = np.argsort(values, kind="stable")
    scaled = values[order] * len(values) / np.arange(1, len(values) + 1)
    result = np.empty(len(values))
    result[order] = np.minimum(1, np.minimum.accumulate(scaled[::-1])[::-1])
    return tuple(map(float, result))


def phrase_trends(phrases: Phrases, span: Span) -> Mapping[str, Trend]:
    """Noun phrases whose share changed beyond chance: at most twenty, the surest first, as the papers write them.

    A phrase is left out that is mostly in the papers of a surer one, or has a telling word in common with it.
    Single words only where they are names.
    """
    counts = list(zip(phrases.n_now.tolist(), phrases.n_before.tolist(), strict=True))
    columns = [at for at, pair in enumerate(counts) if _is_tested(pair, span) and _may_trend(phrases, at)]
    trends = dict(zip(columns, trends_of([counts[at] for at in columns], span), strict=True))
    sure = [at for at in columns if trends[at].is_significant]
    sure.sort(key=lambda at: (trends[at].p_value or 0.0, -trends[at].n_now, phrases.names[at]))
    return {phrases.shown(at): trends[at] for at in _apart(phrases, sure)}


def _may_trend(phrases: Phrases, column: int) -> bool:
    name = phrases.names[column]
    if name[0] >= "\u3400":
        return True
    written = phrases.shown(column, 3)
    if " " in name or not names_thing(written):
        return names_thing(written)
    return written[1:].lower() != written[1:]


def _apart(phrases: Phrases, columns: Sequence[int]) -> Sequence[int]:
    kept: list[tuple[int, set[int]]] = []
    families: set[str] = set()
    for column in columns:
        rows = set(phrases.papers_with(column).tolist())
        words = {word for word in phrases.names[column].split() if class_of(word) is WordClass.NOUN}
        if words & families:
            continue
        if not any(len(rows & other) >= _SAME_PAPERS * min(len(rows), len(other)) for _, other in kept if rows):
            kept.append((column, rows))
            families |= words
        if len(kept) == _MOST_SHOWN:
            break
    return [column for column, _ in kept]
