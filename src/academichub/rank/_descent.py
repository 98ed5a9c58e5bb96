"""The gradients of one batch of kindred pairs, by hand, and the optimiser that applies them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from academichub.rank.rarity import Vector
from academichub.rank.words import Matrix

__all__ = ["Adam", "Batch", "Gradients", "batch_of", "gradients_of"]


class Adam:
    """Adam that moves only the named rows; moments of the others wait (Source: Kingma & Ba, arXiv:1412.6980)."""

    def __init__(self, values: Vector, step: float) -> None:
        self.values, self.step = values, step
        self._mean = np.zeros_like(values)
        self._square = np.zeros_like(values)
        self._n = 0

    def move(self, rows: Vector, gradient: Vector) -> None:
        self._n += 1
        mean = 0.9 * self._mean[rows] + 0.1 * gradient
        square = 0.999 * self._square[rows] + 0.001 * gradient * gradient
        self._mean[rows], self._square[rows] = mean, square
        size = np.sqrt(square / (1 - 0.999**self._n)) + 1e-8
        self.values[rows] -= self.step * (mean / (1 - 0.9**self._n)) / size


@dataclass(frozen=True, slots=True)
class Batch:
    """Unit rows: first all papers that ask, then their answers, in the same order; columns are `terms`."""

    terms: Vector
    rows: Matrix
    n: int
    not_asked: Vector  # (n, n): the two are one paper, or its other partner: neither right nor wrong


@dataclass(frozen=True, slots=True)
class Gradients:
    logs: Vector
    vectors: Vector
    sharpness: Vector


def batch_of(terms: Vector, rows: Matrix, asks: Vector, answers: Vector) -> Batch:
    same = (asks[:, None] == asks) | (answers[:, None] == answers)
    same |= (asks[:, None] == answers) | (answers[:, None] == asks)
    np.fill_diagonal(same, False)
    return Batch(terms, rows, len(asks), same)


def gradients_of(batch: Batch, vectors: Vector, sharpness: Vector) -> Gradients:
    """The slopes of the softmax loss, both ways round. Term weights feel the words' part alone."""
    n = batch.n
    asks, answers = batch.rows[:n], batch.rows[n:]
    by_words = (asks @ answers.T).toarray()
    summed = batch.rows @ vectors
    length = np.sqrt((summed * summed).sum(axis=1, keepdims=True)) + 1e-8
    placed = summed / length
    by_place = placed[:n] @ placed[n:].T
    wrong = _wrongness(sharpness[0] * by_words + sharpness[1] * by_place, batch.not_asked)
    pull = sharpness[1] * np.concatenate([wrong @ placed[n:], wrong.T @ placed[:n]])
    pull = ((pull - placed * (pull * placed).sum(axis=1, keepdims=True)) / length).astype(np.float32)
    slopes = np.array([(wrong * by_words).sum(), (wrong * by_place).sum()]) * sharpness
    return Gradients(_log_slopes(batch, wrong * sharpness[0]), batch.rows.T @ pull, slopes.astype(np.float32))


def _wrongness(logits: Vector, not_asked: Vector) -> Vector:
    logits = np.where(not_asked, -1e4, logits)
    forward = np.exp(logits - logits.max(axis=1, keepdims=True))
    backward = np.exp(logits - logits.max(axis=0, keepdims=True))
    chance = forward / forward.sum(axis=1, keepdims=True) + backward / backward.sum(axis=0, keepdims=True)
    wrong = chance / 2
    wrong[np.diag_indices(len(wrong))] -= 1
    return (np.where(not_asked, 0, wrong) / len(wrong)).astype(np.float32)


def _log_slopes(batch: Batch, wrong: Vector) -> Vector:
    """Through `z = weight * x / |weight * x|` to the logarithm of each term's weight."""
    rows, n = batch.rows, batch.n
    pull = np.vstack([(rows[n:].T @ wrong.T).T, (rows[:n].T @ wrong).T])
    row = np.repeat(np.arange(2 * n), np.diff(rows.indptr))
    felt = pull[row, rows.indices]
    along = np.bincount(row, felt * rows.data, minlength=2 * n)
    return np.bincount(rows.indices, rows.data * (felt - rows.data * along[row]), len(batch.terms)).astype(np.float32)
