"""Search by meaning: the encoder and the vectors together, asked by the search and filled by the runs.

Nothing here breaks a search or a run: where an encoder or its vectors fail, why is told, and words go on alone; so they
do where the encoder is at other work for longer than a moment. What needs numpy is imported when it is first asked for:
it takes a tenth of a second, and most commands do without.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from academichub.errors import EncoderError, HubError, IndexUnusable
from academichub.index import WordIndex, demands_of, passing, passing_all
from academichub.model import Paper, PaperId, Query, SearchField
from academichub.pipeline.turns import InTurns, Turns
from academichub.ports import Encoder, TextKind
from academichub.search import ByMeaning
from academichub.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from academichub.vectors import Held, VectorFolder

__all__ = ["Meaning"]

_FEW = 3_000  # papers that pass a filter: all of them are compared; of more, the nearest are filtered
_MOMENT_S = 1.0  # that a search waits for its turn at the encoder
_PAUSE_S = 60.0  # after a failure nobody waits for the encoder
_KEPT = 200  # queries whose vectors are kept: for the next page, for the next filter
Tell = Callable[[int, int], None]
Keep = Callable[[], bool]


def _always() -> bool:
    return True


class Meaning:
    """May be asked from several threads; the encoder is asked from one at a time, unless it says `many_at_once`."""

    def __init__(
        self,
        open_encoder: Callable[[], Encoder],
        folder: Path,
        alone: Callable[[Path], AbstractContextManager[bool]],
        words: WordIndex,
        store: Store,
        now: Callable[[], float] = time.monotonic,
        few: int = _FEW,
    ) -> None:
        """`open_encoder` is called once; it may raise ConfigError. `few`: see `_FEW`."""
        self._open_encoder = open_encoder
        self._folder = folder
        self._alone = alone
        self._words = words
        self._store = store
        self._now = now
        self._few = few
        self._opening = Lock()
        self._turns = Turns()
        self._asking = Lock()  # over _asked and _failure; held for no longer than it takes to read or write them
        self._encoder: Encoder | None = None
        self._vectors: VectorFolder | None = None
        self._asked: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._failure: tuple[float, HubError] | None = None

    def near(self, query: Query, limit: int, others: Sequence[PaperId]) -> tuple[ByMeaning, str | None]:
        """The papers nearest to the query's free text that pass its filters; why there are none, if that is a failure.

        The cosines of `others` are given beside them.
        """
        text = _text_of(query)
        if not text:
            return ByMeaning(), None
        try:
            self._look()  # without vectors nothing is encoded
            vector = self._vector(text)
            return self._asked_twice(lambda held: self._nearest(held, vector, query, limit, others)), None
        except HubError as error:
            return ByMeaning(), str(error)

    def like(self, paper: Paper, limit: int, others: Sequence[PaperId]) -> ByMeaning:
        """The papers nearest to a stored one, never itself; none where it has no vector, or on any failure."""
        try:
            found = self._asked_twice(lambda held: self._around(held, paper, limit + 1, others))
        except HubError:
            return ByMeaning()
        return ByMeaning(tuple(pair for pair in found.nearest if pair[0] != paper.paper_id)[:limit], found.others)

    def fill(self, tell: Tell, keep: Keep = _always, *, anew: bool = False) -> int | None:
        """Encode what the vectors lack, or make them anew; sound ones of the same text are taken over.

        Returns how many papers were looked at; None where another process is at it. Raises: ConfigError where a
        package is missing; EncoderError; StoreError.
        """
        encoder, vectors = self._opened()
        from academichub.vectors import catch_up, rebuild

        shared = encoder if encoder.many_at_once else InTurns(encoder, self._turns)
        return (rebuild if anew else catch_up)(vectors, shared, self._store, tell, keep)

    def n_lacking(self) -> int:
        """How many papers wait for their vectors. Raises: ConfigError, StoreError."""
        try:
            return self._store.n_changed(self._look().state.seq)
        except IndexUnusable:
            return self._store.n_changed()

    def _opened(self) -> tuple[Encoder, VectorFolder]:
        if self._encoder is not None and self._vectors is not None:
            return self._encoder, self._vectors
        with self._opening:
            if self._encoder is None:
                self._encoder = self._open_encoder()
            if self._vectors is None:
                from academichub.vectors import VectorFolder

                self._vectors = VectorFolder(self._folder, self._alone)
            return self._encoder, self._vectors

    def _look(self) -> Held:
        """Raises: IndexUnusable where there are no vectors of this encoder and this store."""
        encoder, vectors = self._opened()
        held = vectors.look()
        if held.state.encoder != encoder.id or held.state.store_id != self._store.store_id:
            raise IndexUnusable("the vectors are of another encoder or store; run academichub reindex")
        return held

    def _vector(self, text: str) -> NDArray[np.float32]:
        encoder, _ = self._opened()
        with self._asking:
            if text in self._asked:
                self._asked.move_to_end(text)
                return self._asked[text]
            if self._failure is not None and self._now() < self._failure[0]:
                raise self._failure[1]
        vector = self._encoded(encoder, text)
        with self._asking:
            self._asked[text] = vector
            if len(self._asked) > _KEPT:
                self._asked.popitem(last=False)
        return vector

    def _encoded(self, encoder: Encoder, text: str) -> NDArray[np.float32]:
        """Raises: EncoderError, also where others keep the encoder at work."""
        with nullcontext(True) if encoder.many_at_once else self._turns.soon(_MOMENT_S) as is_ours:
            if not is_ours:
                raise EncoderError("is at work on other texts; search again in a moment", subject=encoder.id)
            try:
                vector: NDArray[np.float32] = encoder.encode([text], TextKind.QUERY)[0]
            except EncoderError as error:
                with self._asking:
                    self._failure = (self._now() + _PAUSE_S, error)
                raise
        return vector

    def _asked_twice(self, ask: Callable[[Held], ByMeaning]) -> ByMeaning:
        """What the newest commit says; once more where a writer removed its files meanwhile."""
        held = self._look()
        try:
            return ask(held)
        except IndexUnusable:
            newer = self._look()
            if newer is held:
                raise
            return ask(newer)

    def _around(self, held: Held, paper: Paper, limit: int, others: Sequence[PaperId]) -> ByMeaning:
        from academichub.vectors import vector_of

        vector = vector_of(held, paper.paper_id)
        return self._nearest(held, vector, Query(), limit, others) if vector is not None else ByMeaning()

    def _nearest(
        self, held: Held, vector: NDArray[np.float32], query: Query, limit: int, others: Sequence[PaperId]
    ) -> ByMeaning:
        from academichub.vectors import nearest, similarities

        if not held.state.n_rows:
            return ByMeaning()
        if len(vector) != held.state.n_dimensions:
            raise EncoderError("its vectors have another length than those stored; run academichub reindex")
        demands = demands_of(query)
        few = passing_all(self._words, demands, self._few) if demands is not None else None
        if few is not None:
            scored = similarities(held, vector, few)
            found = tuple(sorted(scored.items(), key=lambda pair: -pair[1])[:limit])
        elif demands is not None:
            found = nearest(held, vector, limit, lambda ids: passing(self._words, demands, ids))
        else:
            found = nearest(held, vector, limit)
        found = self._as_stored(held, found)
        known = {paper_id for paper_id, _ in found}
        return ByMeaning(found, similarities(held, vector, [each for each in others if each not in known]))

    def _as_stored(self, held: Held, found: tuple[tuple[PaperId, float], ...]) -> tuple[tuple[PaperId, float], ...]:
        """Without the papers that are gone from the store or say something else by now."""
        if held.state.seq == self._store.last_seq():
            return found
        from academichub.vectors import key_of, keys_in

        keys = keys_in(held, [paper_id for paper_id, _ in found])
        papers = self._store.papers([paper_id for paper_id, _ in found])
        sound = {paper_id for paper_id, paper in papers.items() if key_of(paper) == keys.get(paper_id)}
        return tuple(pair for pair in found if pair[0] in sound)


def _text_of(query: Query) -> str:
    """What is meant, as far as it was said in words: no names of people, nothing that is excluded."""
    wanted = (term for term in query.terms if not term.is_excluded and term.field is not SearchField.AUTHOR)
    return " ".join(term.text for term in wanted)
