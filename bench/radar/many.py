"""The scores of one edition for very many radars, in chunks of bounded size: what the ranker's speed is measured by.

These are the profiles' own scores: nearness to single examples by words (`score_edition`) is left to the few that read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
import scipy.sparse as sp

from academichub.rank.papers import View
from academichub.rank.profile import Profile
from academichub.rank.rarity import Vector
from academichub.rank.words import N_BUCKETS

__all__ = ["best_of_each"]

_CHUNK = 1_000


def best_of_each(profiles: Iterable[Profile], papers: View, limit: int) -> Iterator[tuple[Vector, Vector]]:
    """For each profile, in order: its best rows of `papers`, best first, ties by row; and their scores.

    Profiles are read a thousand at a time and not kept.
    """
    used, places = np.unique(papers.words.indices, return_inverse=True)
    shape = (papers.words.shape[0], len(used))
    compact = sp.csr_matrix((papers.words.data, places, papers.words.indptr), shape).T.tocsr()
    waiting = iter(profiles)
    while chunk := list(islice(waiting, _CHUNK)):
        for scores in _scores(chunk, papers, (used, compact)):
            yield _top(scores, limit)


def _scores(chunk: Sequence[Profile], papers: View, words: tuple[Vector, sp.csr_matrix]) -> Vector:
    """(profiles, papers)."""
    used, compact = words
    total = (_weights(chunk, used) @ compact).toarray()
    total += np.stack([profile.categories for profile in chunk]) @ papers.categories.T
    total += np.array([[profile.offset] for profile in chunk], np.float32)
    if papers.kin.shape[1]:
        total += np.stack([profile.kin for profile in chunk]) @ papers.kin.T
    return total


def _weights(chunk: Sequence[Profile], used: Vector) -> sp.csr_matrix:
    """The profiles' weights on the terms that occur in the edition at all."""
    buckets = np.concatenate([profile.buckets for profile in chunk])
    weights = np.concatenate([profile.weights for profile in chunk])
    rows = np.repeat(np.arange(len(chunk)), [len(profile.buckets) for profile in chunk])
    place = np.zeros(N_BUCKETS, np.int32)
    place[used] = np.arange(1, len(used) + 1)
    places = place[buckets]
    occurs = places > 0
    return sp.csr_matrix((weights[occurs], (rows[occurs], places[occurs] - 1)), (len(chunk), len(used)))


def _top(scores: Vector, limit: int) -> tuple[Vector, Vector]:
    limit = min(limit, len(scores))
    if not limit:
        return np.zeros(0, int), scores[:0]
    edge = np.partition(scores, len(scores) - limit)[len(scores) - limit]
    chosen = np.flatnonzero(scores >= edge)
    best = chosen[np.lexsort((chosen, -scores[chosen]))][:limit]
    return best, scores[best]
