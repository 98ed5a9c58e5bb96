"""What was worked out, kept while it is asked for: bounded, the least lately used goes first. For several threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

__all__ = ["Kept"]

V = TypeVar("V")


class Kept(Generic[V]):
    """Values by key; their weights together stay under `most`, but for the newest, which is always kept."""

    def __init__(self, most: int, weight: Callable[[V], int] = lambda _: 1) -> None:
        self._most, self._weight = most, weight
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._held = 0
        self._turn = Lock()

    def hold(self, most: int) -> None:
        """At least so much is kept from now on: who goes round more than fits finds nothing again."""
        with self._turn:
            self._most = max(self._most, most)

    def get(self, key: Hashable) -> V | None:
        with self._turn:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: Hashable, value: V) -> None:
        with self._turn:
            if key in self._values:
                self._held -= self._weight(self._values.pop(key))
            self._values[key] = value
            self._held += self._weight(value)
            while self._held > self._most and len(self._values) > 1:
                self._held -= self._weight(self._values.popitem(last=False)[1])

    def get_or_make(self, key: Hashable, make: Callable[[], V]) -> V:
        """Two threads that ask at once may both make it: what is made is the same."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found
