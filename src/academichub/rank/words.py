"""The terms of a paper: its words and word pairs, hashed into a fixed space. Pure; owns no weights.

Hashing keeps the space the same for every version of the hub, so a stored profile stays readable after the store has
grown, and no vocabulary has to be kept. Two rare terms may share a bucket: with 2**20 buckets and 200,000 terms that
occur twice or more, about one in six has such a neighbour, nearly always one that occurs in no paper of interest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
import scipy.sparse as sp

__all__ = ["N_BUCKETS", "Matrix", "bucket_of", "count_terms", "singular", "terms_of"]

N_BUCKETS = 1 << 20

Matrix = Any
"""A scipy CSR matrix, one row a paper (scipy ships no types)."""

_LETTER = r"[a-z0-9\u00df-\u024f\u0370-\u052f]"
_WORD = re.compile(rf"{_LETTER}{{2,}}|[\u3400-\u4dbf\u4e00-\u9fff]+")
_HAN = "\u3400"
_STOP = frozenset(
    """a about above across after again against all almost along also although always among an and another any are as at
    be because been before being below between both but by can cannot could did do does doing done due during each
    either else ever every few for from further had has have having he her here hers him his how however i if in into is
    it its itself just less may me might more most much must my nor not now of off often on once one only onto or other
    others our ours out over own per perhaps quite rather same she should since so some such than that the their them
    themselves then there therefore these they this those though through thus to together too toward under until up
    upon us very via was we well were what when where whereas whether which while who whose why will with within
    without would yet you your""".split()
)


def terms_of(text: str) -> Iterator[str]:
    """The words of `text` in lower case, plurals cut, common words left out; then each pair of neighbours ("a b").

    A run of Han characters gives its pairs of characters, or the one character.
    """
    words = [word for found in _WORD.findall(text.lower()) for word in _words_of(found)]
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"


def _words_of(found: str) -> Iterable[str]:
    if found[0] >= _HAN:
        return (found[i : i + 2] for i in range(max(1, len(found) - 1)))
    return () if found in _STOP else (singular(found),)


def singular(word: str) -> str:
    """An English word in lower case with its plural ending cut, by rules alone: "studies" -> "study"."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def bucket_of(term: str) -> int:
    return crc32(term.encode("utf-8", "surrogatepass")) & (N_BUCKETS - 1)


def count_terms(texts: Iterable[str]) -> Matrix:
    """How often each bucket occurs in each text: int32 counts as float32, CSR of (texts, N_BUCKETS), sorted columns."""
    indices: list[int] = []
    values: list[int] = []
    ends = [0]
    for text in texts:
        counted = Counter(map(bucket_of, terms_of(text)))
        for bucket in sorted(counted):
            indices.append(bucket)
            values.append(counted[bucket])
        ends.append(len(indices))
    return sp.csr_matrix(
        (np.array(values, np.float32), np.array(indices, np.int32), np.array(ends, np.int64)),
        (len(ends) - 1, N_BUCKETS),
    )
