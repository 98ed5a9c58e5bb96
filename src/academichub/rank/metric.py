"""A place for every paper such that kindred papers stand near: one vector per term, learned from the store. Pure.

A paper's place is the unit-length sum of its terms' vectors. Training takes pairs of kindred papers in batches: each
paper must find its own partner among all partners of the batch (softmax). Vectors start from the truncated SVD of the
papers, so terms in no pair still mean something. Only the terms of a batch are touched at each step (sparse Adam).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

from academichub.rank._descent import Adam, Batch, batch_of, gradients_of
from academichub.rank.kindred import Pairs
from academichub.rank.rarity import Vector, unit_rows
from academichub.rank.words import Matrix, columns, telling

__all__ = ["Metric", "Plan", "learn_metric", "place"]

_LEAST_BATCH = 256
_STEPS = 24  # batches that all pairs fill at the least, before batches grow


@dataclass(frozen=True, slots=True)
class Metric:
    """`buckets` (sorted) are the terms that have a vector; each term's weight is multiplied before the sum."""

    buckets: Vector  # (n,) int32
    weights: Vector  # (n,) float32
    vectors: Vector  # (n, d) float32


@dataclass(frozen=True, slots=True)
class Plan:
    """How to learn. The defaults were chosen on earlier months of a year's papers; more epochs learn pairs by heart."""

    n_terms: int = 60_000
    n_dimensions: int = 128
    n_epochs: int = 5
    batch: int = 1_024  # at the most: each paper is told from as many others, but a store of few pairs needs steps, too
    vector_step: float = 2e-3  # of a batch of 256; larger ones step further, by the root of their size
    weight_step: float = 1e-2
    term_dropout: float = 0.3
    start_scale: float = 0.05
    sharpness: float = 20.0  # one over the temperature of the softmax, at the start; learned from there


def place(metric: Metric | None, words: Matrix) -> Vector:
    """(papers, d) unit rows; a paper with no known term has zeros. Without a metric: (papers, 0)."""
    if metric is None:
        return np.zeros((words.shape[0], 0), np.float32)
    known = columns(words, metric.buckets)
    known.data = known.data * metric.weights[known.indices]
    return np.asarray(unit_rows(unit_rows(known) @ metric.vectors), np.float32)


def learn_metric(words: Matrix, pairs: Pairs, rng: np.random.Generator, plan: Plan = Plan()) -> Metric | None:
    """The metric of these papers (unit rows of terms). None where the pairs are too few for one batch."""
    if len(pairs.first) < min(plan.batch, _LEAST_BATCH):
        return None
    plan = _for_pairs(plan, len(pairs.first))
    buckets = _commonest(words, plan.n_terms)
    known = columns(words, buckets)
    vectors = _spread(known, min(plan.n_dimensions, len(buckets) - 1), rng, plan.start_scale)
    learner = _Learner(known, vectors, plan)
    for _ in range(plan.n_epochs):
        learner.run(pairs, rng)
    return Metric(buckets.astype(np.int32), np.exp(learner.logs.values), learner.vectors.values)


def _for_pairs(plan: Plan, n_pairs: int) -> Plan:
    batch = min(plan.batch, max(n_pairs // _STEPS, _LEAST_BATCH))
    further = max(1.0, float(np.sqrt(batch / _LEAST_BATCH)))
    return replace(plan, batch=batch, vector_step=plan.vector_step * further, weight_step=plan.weight_step * further)


def _commonest(words: Matrix, n: int) -> Vector:
    found, times = np.unique(words.indices, return_counts=True)
    frequency = np.where(telling(found), times, 0)
    chosen = np.argsort(-frequency, kind="stable")[:n]
    return np.sort(found[chosen[frequency[chosen] > 1]])


def _spread(known: Matrix, d: int, rng: np.random.Generator, scale: float) -> Vector:
    """Start vectors: right singular vectors of the papers, the leading ones damped by the root of their value.

    Source: Halko, Martinsson & Tropp, "Finding structure with randomness", SIAM Review 53, 2011 (one power step).
    """
    sketch = known @ rng.standard_normal((known.shape[1], d + 16), np.float32)
    for _ in range(2):
        basis, _ = np.linalg.qr(sketch)
        sketch = known @ np.linalg.qr(known.T @ basis)[0]
    basis, _ = np.linalg.qr(sketch)
    _, values, right = np.linalg.svd((known.T @ basis).T, full_matrices=False)
    vectors = right[:d].T / np.sqrt(np.maximum(values[:d], 1e-6))
    return np.ascontiguousarray(vectors * (scale / vectors.std()), np.float32)


class _Learner:
    """The parameters on their way: vectors, logarithms of term weights, sharpness of words (0) and vectors (1)."""

    def __init__(self, known: Matrix, vectors: Vector, plan: Plan) -> None:
        self.known, self.plan = known, plan
        self.vectors = Adam(vectors, plan.vector_step)
        self.logs = Adam(np.zeros(known.shape[1], np.float32), plan.weight_step)
        self.sharpness = Adam(np.full(2, np.log(plan.sharpness), np.float32), 1e-2)

    def run(self, pairs: Pairs, rng: np.random.Generator) -> None:
        """One epoch: each pair at most once, as often as it proves something, either way round."""
        chosen = rng.permutation(np.flatnonzero(rng.random(len(pairs.first)) < pairs.weight))
        for start in range(0, len(chosen), self.plan.batch):
            taken = chosen[start : start + self.plan.batch]
            if len(taken) < self.plan.batch // 3:
                return
            turned = rng.random(len(taken)) < 0.5
            first, second = pairs.first[taken], pairs.second[taken]
            self._step(np.where(turned, second, first), np.where(turned, first, second), rng)

    def _step(self, asks: Vector, answers: Vector, rng: np.random.Generator) -> None:
        batch = self._batch(asks, answers, rng)
        found = gradients_of(batch, self.vectors.values[batch.terms], np.exp(self.sharpness.values))
        self.logs.move(batch.terms, found.logs)
        self.vectors.move(batch.terms, found.vectors)
        self.sharpness.move(np.arange(2), found.sharpness)

    def _batch(self, asks: Vector, answers: Vector, rng: np.random.Generator) -> Batch:
        rows = self.known[np.concatenate([asks, answers])]
        rows.data = rows.data * (rng.random(len(rows.data)) >= self.plan.term_dropout)
        rows.eliminate_zeros()
        terms, columns = np.unique(rows.indices, return_inverse=True)
        rows = sp.csr_matrix((rows.data, columns.astype(np.int32), rows.indptr), (rows.shape[0], len(terms)))
        rows.data = rows.data * np.exp(self.logs.values[terms])[rows.indices]
        return batch_of(terms, unit_rows(rows), asks, answers)
