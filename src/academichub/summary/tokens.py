"""How many tokens a request takes: a bound for the budget, an expectation for the estimate. Pure.

Neither loads a tokenizer: every model has its own, and what was used is told by the endpoint afterwards.
"""

from __future__ import annotations

import json
import re
import string

from academichub.model.calls import ChatRequest

__all__ = ["bound_tokens", "expected_text_tokens", "expected_tokens"]

_FRAME_BOUND = 16  # a chat template's words around one message, role and marks
_FRAME = 4

# Fitted to the tokenizer of DeepSeek-V3 over 246 abstracts of arXiv in their prompts; Chinese over 246 summaries.
_WORD_LENGTH = 9  # letters of a word that are still one token
_PIECES = re.compile(r"[A-Za-z]+|\d{1,3}|[^\sA-Za-z\d\u2e80-\u9fff\uac00-\ud7a3]+|[\u2e80-\u9fff\uac00-\ud7a3]+")
_HAN_A_TOKEN = 1.75
# Fitted to the count of pieces over 2,700 abstracts: of one 3 % off, of a day less than 1 %; a tenth of the time.
_A_CHARACTER = 0.168
_A_MARK = 0.682  # further, for each digit and mark
_LETTERS_AND_SPACE = str.maketrans("", "", string.ascii_letters + string.whitespace)


def bound_tokens(request: ChatRequest) -> int:
    """No tokenizer that falls back on bytes can make more of it: the bytes of messages and schema, and the frames."""
    texts = [message.text for message in request.messages]
    n_bytes = sum(len(text.encode("utf-8", "replace")) for text in [*texts, request.schema_name, _schema_text(request)])
    return n_bytes + _FRAME_BOUND * (len(texts) + 2)


def expected_tokens(request: ChatRequest) -> int:
    """What the messages are likely to take, without the schema, which some endpoints never send on to the model."""
    return round(sum(expected_text_tokens(message.text) + _FRAME for message in request.messages))


def _schema_text(request: ChatRequest) -> str:
    return json.dumps(request.schema, ensure_ascii=True)


def expected_text_tokens(text: str) -> float:
    """What a text alone is likely to take."""
    if text.isascii():  # most abstracts: without a look at each piece
        return len(text) * _A_CHARACTER + len(text.translate(_LETTERS_AND_SPACE)) * _A_MARK
    return sum(map(_tokens_of, _PIECES.findall(text)))


def _tokens_of(piece: str) -> float:
    first = piece[0]
    if first.isascii():
        return -(-len(piece) // _WORD_LENGTH) if first.isalpha() else 1
    return len(piece) / _HAN_A_TOKEN if first >= "\u2e80" else len(piece)
