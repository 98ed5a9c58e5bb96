"""The terms of a paper: its words and word pairs, hashed into a fixed space. Pure; owns no weights.

Hashing keeps the space the same for every version of the hub, so a stored profile stays readable after the store has
grown, and no vocabulary has to be kept. Two rare terms may share a bucket: 2**22 buckets keep
that seldom among the millions of pairs that a year of papers holds once: a coined name that comes back is telling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any
from zlib import crc32

import numpy as np
import scipy.sparse as sp

__all__ = [
    "N_BUCKETS",
    "UNSPACED",
    "Matrix",
    "alike",
    "bucket_of",
    "columns",
    "count_terms",
    "is_telling",
    "placed_terms",
    "telling",
    "terms_of",
]

N_BUCKETS = 1 << 22
_IN_HALF = N_BUCKETS // 2 - 1

_FEW_CELLS = 50_000

Matrix = Any
"""A scipy CSR matrix, one row a paper (scipy ships no types)."""

UNSPACED = (
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
"""Han, kana and hangul, as the inside of a character class: no space tells there where a word or its ending begins."""

_LETTER = r"[a-z0-9\u00df-\u024f\u0370-\u052f]"
_WORD = re.compile(rf"{_LETTER}{{2,}}|[{UNSPACED}]+")
_FIRST_UNSPACED = "\u3005"
_GRAMMAR = re.compile("[\u3041-\u3096]+")
"""Hiragana alone: endings and particles of Japanese."""
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
    """The words of `text` in lower case; then each pair of neighbours on one line ("a b").

    Everyday words stay: pairs with them are turns of phrase, which authors keep to, and a line may weigh them.
    A run of Han, kana and hangul gives its pairs of characters, or the one character.
    """
    lines = [[word for found in _WORD.findall(line) for word in _words_of(found)] for line in text.lower().split("\n")]
    yield from chain.from_iterable(lines)
    for first, second in chain.from_iterable(map(pairwise, lines)):
        yield f"{first} {second}"


def _words_of(found: str) -> Iterable[str]:
    if found[0] >= _FIRST_UNSPACED:
        return (found[i : i + 2] for i in range(max(1, len(found) - 1)))
    return (found,)


def is_telling(term: str) -> bool:
    """Whether no everyday word is in it, so that it can stand as a reason and a topic can be read from it."""
    return all(word not in _STOP and not _GRAMMAR.fullmatch(word) for word in term.split(" "))


def bucket_of(term: str) -> int:
    """Telling terms lie in the lower half of the buckets, everyday ones in the upper."""
    half = N_BUCKETS // 2
    place = crc32(term.encode("utf-8", "surrogatepass")) & (half - 1)
    return place if is_telling(term) else place + half


def telling(buckets: Any) -> Any:
    """Of an array of buckets: which are of telling terms."""
    return buckets < N_BUCKETS // 2


def count_terms(texts: Iterable[str]) -> Matrix:
    """How often each bucket occurs in each text: int32 counts as float32, CSR of (texts, N_BUCKETS), sorted columns."""
    indices: list[Any] = [np.zeros(0, np.int32)]
    values: list[Any] = [np.zeros(0, np.float32)]
    ends = [0]
    for text in texts:
        buckets, counts = np.unique(np.array(_buckets(text), np.int32), return_counts=True)
        indices.append(buckets)
        values.append(counts.astype(np.float32))
        ends.append(ends[-1] + len(buckets))
    return sp.csr_matrix(
        (np.concatenate(values), np.concatenate(indices), np.array(ends, np.int64)), (len(ends) - 1, N_BUCKETS)
    )


def placed_terms(text: str) -> Iterator[tuple[str, int]]:
    """Each of `terms_of` with its `bucket_of`: several times as fast as asking for each."""
    lines = [
        [placed for found in _WORD.findall(line) for placed in zip(_words_of(found), _coded(found), strict=True)]
        for line in text.lower().split("\n")
    ]
    for word, (checksum, _, half) in chain.from_iterable(lines):
        yield word, (checksum & _IN_HALF) + half
    for (first, (checksum, _, half)), (second, (_, behind, other_half)) in chain.from_iterable(map(pairwise, lines)):
        yield f"{first} {second}", (crc32(behind, checksum) & _IN_HALF) + (half | other_half)


def _buckets(text: str) -> list[int]:
    """`bucket_of` each of `terms_of`. The checksum of a pair goes on from that of its first word."""
    buckets: list[int] = []
    for line in text.lower().split("\n"):
        coded = [code for found in _WORD.findall(line) for code in _coded(found)]
        buckets += [(checksum & _IN_HALF) + half for checksum, _, half in coded]
        buckets += [
            (crc32(behind, checksum) & _IN_HALF) + (half | other_half)
            for (checksum, _, half), (_, behind, other_half) in pairwise(coded)
        ]
    return buckets


@lru_cache(maxsize=100_000)
def _coded(found: str) -> tuple[tuple[int, bytes, int], ...]:
    """Of each word in a run of letters: its checksum, the word as it stands behind another, where its half begins."""
    coded = []
    for word in _words_of(found):
        encoded = word.encode("utf-8", "surrogatepass")
        coded.append((crc32(encoded), b" " + encoded, 0 if is_telling(word) else N_BUCKETS // 2))
    return tuple(coded)


def columns(matrix: Matrix, buckets: Any) -> Matrix:
    """The CSR columns `buckets` (sorted, once each) and no other, without a walk over all the buckets there are."""
    if matrix.nnz < _FEW_CELLS and len(buckets):  # a table of all the buckets would cost more than to look for each
        places = np.minimum(np.searchsorted(buckets, matrix.indices), len(buckets) - 1) + 1
        return _kept(matrix, places, buckets[places - 1] == matrix.indices, len(buckets))
    place = np.zeros(matrix.shape[1], np.int32)
    place[buckets] = np.arange(1, len(buckets) + 1)
    places = place[matrix.indices]
    return _kept(matrix, places, places > 0, len(buckets))


def _kept(matrix: Matrix, places: Any, kept: Any, n_columns: int) -> Matrix:
    """The kept cells, each in the column before its place."""
    ends = np.concatenate([[0], np.cumsum(kept)])[matrix.indptr]
    return sp.csr_matrix((matrix.data[kept], places[kept] - 1, ends), (matrix.shape[0], n_columns))


def alike(first: Matrix, second: Matrix) -> Any:
    """The products of all rows of one with all rows of the other, dense: cosines where the rows have unit length."""
    shared = np.unique(second.indices)
    return (columns(first, shared) @ columns(second, shared).T).toarray()
