"""A tiny encoder for tests: hashed words, the same on every machine; and some that fail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from academichub.errors import EncoderError
from academichub.ports import TextKind

__all__ = ["Bags"]

_SAME = {"三角洲": "deltas", "沙": "sand", "river": "rivers"}  # the one thing about meaning that it knows


@dataclass
class Bags:
    """Implements ports.Encoder. `failing`: every call fails from the n-th on; `asked`: every text."""

    id: str = "bags 1"
    n_dimensions: int = 64
    failing: int | None = None
    asked: list[str] = field(default_factory=list)
    n_calls: int = 0
    many_at_once: bool = False

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        self.n_calls += 1
        if self.failing is not None and self.n_calls > self.failing:
            raise EncoderError("the bag has a hole; mend it", subject=self.id)
        self.asked += texts
        rows = np.full((len(texts), self.n_dimensions), 1e-3, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"[a-z]+|三角洲|沙", text.lower()):
                row[sha256(_SAME.get(word, word).encode()).digest()[0] % self.n_dimensions] += 1
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit
