"""An OpenAI-compatible /embeddings endpoint. Over the exchange of adapters/llm: its deadlines, bounds and secrecy.

Source: https://platform.openai.com/docs/api-reference/embeddings
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from academichub.adapters.encoders.rows import as_unit_rows
from academichub.adapters.llm.client import address_of, place_of
from academichub.adapters.llm.complaints import Complaint, find_complaint, parse_complaint
from academichub.adapters.llm.failures import Refusal, failure_of
from academichub.adapters.llm.reading import Unreadable, as_mapping, parse_json
from academichub.adapters.llm.transport import Answer, Question, Transport, open_session
from academichub.errors import EncoderError, ModelBusy, ModelRefused, ModelUnavailable, SummaryError
from academichub.ports import TextKind
from academichub.settings import ModelSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EndpointEncoder"]

_AT_ONCE = 32  # texts of a call; an answer of 3,072 dimensions is 2 MB then
_QUERY_S = 5.0  # somebody waits for a search
_TRIES = 4  # of a call for passages
_WAITS = (1.0, 4.0, 15.0)
_LONGEST_WAIT_S = 60.0


class EndpointEncoder:
    """Implements ports.Encoder. Each call is one bounded exchange or several; nothing is kept between them."""

    many_at_once = True  # a search need not wait while passages are sent, or while we wait to send them again

    def __init__(self, settings: ModelSettings, user_agent: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = settings
        self._place = replace(place_of(settings), key_variable="ACADEMICHUB_EMBEDDING_API_KEY")
        self._user_agent = user_agent
        self._sleep = sleep

    @property
    def id(self) -> str:
        return f"{self._settings.model} at {self._place.shown}"

    @property
    def n_dimensions(self) -> int:
        return int(self.encode(["a text"], TextKind.PASSAGE).shape[1])

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        """Raises: EncoderError; a passage is tried again where that may help, a query is not."""
        parts = [texts[begin : begin + _AT_ONCE] for begin in range(0, len(texts), _AT_ONCE)]
        found = [as_unit_rows(self._tried(part, kind), len(part), self.id) for part in parts]
        if len({rows.shape[1] for rows in found}) > 1:
            raise EncoderError("gave rows of several lengths; choose another model", subject=self.id)
        return np.vstack(found) if found else np.empty((0, 0), np.float32)

    def _tried(self, texts: Sequence[str], kind: TextKind) -> list[object]:
        n_tries = 1 if kind is TextKind.QUERY else _TRIES
        for wait_s in _WAITS[: n_tries - 1]:
            try:
                return asyncio.run(self._ask(texts, kind))
            except ModelRefused as error:
                raise self._failed(error) from None
            except ModelUnavailable as error:
                asked_s = error.retry_after_s if isinstance(error, ModelBusy) else None
                self._sleep(min(max(wait_s, asked_s or 0.0), _LONGEST_WAIT_S))
            except SummaryError as error:
                raise self._failed(error) from None
        try:
            return asyncio.run(self._ask(texts, kind))
        except SummaryError as error:
            raise self._failed(error) from None

    def _failed(self, error: SummaryError) -> EncoderError:
        return EncoderError(f"{error.message}; see [search]", subject=self._settings.model)

    async def _ask(self, texts: Sequence[str], kind: TextKind) -> list[object]:
        key = self._settings.key.reveal() if self._settings.key is not None else None
        body = json.dumps({"model": self._settings.model, "input": list(texts), "encoding_format": "float"}).encode()
        within_s = _QUERY_S if kind is TextKind.QUERY else self._settings.timeout_s
        question = Question("POST", address_of(self._settings.base_url, "/embeddings"), within_s, body)
        async with open_session(self._user_agent) as session:
            return self._rows(await Transport(session, self._place, key).ask(question), len(texts))

    def _rows(self, answer: Answer, n_texts: int) -> list[object]:
        """The vectors in the order of the texts. Raises: what a refusal is; ModelUnavailable for what is no answer."""
        if answer.status != 200:
            raise failure_of(self._refusal(answer, parse_complaint(answer.body)), self._place, None, time.time())
        try:
            value = parse_json(answer.body)
            if as_mapping(value).get("error"):
                raise failure_of(self._refusal(answer, find_complaint(value)), self._place, None, time.time())
            return parse_rows(value, n_texts)
        except Unreadable as error:
            message = f"{self._place.host} answered {answer.status} with {error}"
            raise ModelUnavailable(message, subject=self._settings.model, status=answer.status) from None

    def _refusal(self, answer: Answer, complaint: Complaint) -> Refusal:
        return Refusal(complaint.status or answer.status, complaint, answer.headers)


def parse_rows(value: object, n_texts: int) -> list[object]:
    """What `data` holds, by the place each item names, else in its order. Raises: Unreadable."""
    data = as_mapping(value).get("data")
    if not isinstance(data, list) or len(data) != n_texts:
        raise Unreadable(f"JSON without one vector for each of {n_texts} texts")
    rows: dict[int, object] = {}
    for at, item in enumerate(map(as_mapping, data)):
        place = item.get("index", at)
        if type(place) is int:  # true is no place
            rows[place] = item.get("embedding")
    if set(rows) != set(range(n_texts)):
        raise Unreadable("JSON whose vectors do not say which text they are of")
    return [rows[at] for at in range(n_texts)]
