"""Any model that sentence-transformers loads, where the reader has installed that package; it may fetch the model."""

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

__all__ = ["SentencesEncoder"]

_WAYS = {TextKind.QUERY: "encode_query", TextKind.PASSAGE: "encode_document"}  # with the model's own prompts, since 5.0


class SentencesEncoder:
    """Implements ports.Encoder over one model, by its name or its folder."""

    many_at_once = False

    def __init__(self, model: str) -> None:
        need("sentence_transformers", "sentence-transformers")
        self._name = model
        self._model: Any = None

    @property
    def id(self) -> str:
        return f"sentence-transformers {self._name} ({version_of('sentence-transformers')})"

    @property
    def n_dimensions(self) -> int:
        return int(self.encode(["a text"], TextKind.PASSAGE).shape[1])

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        """Raises: EncoderError, also where the model cannot be fetched."""
        try:
            if self._model is None:
                from sentence_transformers import SentenceTransformer

                self._model = SentenceTransformer(self._name)
            encode = getattr(self._model, _WAYS[kind], self._model.encode)
            values = encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
        except Exception as error:  # whatever a package of models may raise: no network, no such model, no memory
            remedy = "look at the model's name, or install sentence-transformers anew"
            raise EncoderError(f"failed ({type(error).__name__}); {remedy}", subject=self.id) from error
        return as_unit_rows(values, len(texts), self.id)
