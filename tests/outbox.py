"""An outbox for tests of what catches up with the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from academichub.model import Findable
from academichub.store import Store

__all__ = ["InTwos"]


@dataclass
class InTwos:
    """ports.Outbox over a store, two papers at a time, so that there are several readings and commits.

    `before` is called with the number of each reading before it is answered; `seen` are the papers given out.
    """

    store: Store
    before: Callable[[int], object] = lambda _since: None
    seen: list[str] = field(default_factory=list)

    @property
    def store_id(self) -> str:
        return self.store.store_id

    def last_seq(self) -> int:
        return self.store.last_seq()

    def token_at(self, seq: int) -> str | None:
        return self.store.token_at(seq)

    def n_changed(self, since: int = 0) -> int:
        return self.store.n_changed(since)

    def changed(self, since: int, limit: int) -> Sequence[Findable]:
        self.before(since)
        chunk = self.store.changed(since, min(limit, 2))
        self.seen += [findable.paper.paper_id for findable in chunk]
        return chunk
