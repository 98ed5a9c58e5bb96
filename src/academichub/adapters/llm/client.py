"""A language model behind an OpenAI-compatible endpoint: one question, one answer, or a batch of them.

Implements ports.BatchModel over aiohttp. Owns addresses and the order of steps; the wire format, the meaning of
failures and the exchange itself are in the modules beside it.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

import aiohttp
import msgspec

from academichub.adapters.llm.asking import render_body
from academichub.adapters.llm.batch import (
    CHAT_PATH,
    TOKEN_NAME,
    Outcome,
    parse_line,
    parse_listing,
    parse_status,
    render_lines,
)
from academichub.adapters.llm.complaints import find_complaint, parse_complaint
from academichub.adapters.llm.failures import Place, Refusal, failure_of
from academichub.adapters.llm.reading import Unreadable, as_mapping, parse_completion, parse_json
from academichub.adapters.llm.secrecy import Scrubber
from academichub.adapters.llm.transport import CONNECT_S, Answer, Question, Transport, open_session
from academichub.adapters.llm.waits import parse_hint
from academichub.errors import InvalidReply, ModelUnavailable
from academichub.model import ChatRequest, Completion, Dialect
from academichub.ports import BatchModel
from academichub.settings import ModelSettings

__all__ = ["OpenAIModel", "address_of", "open_models", "place_of"]

_FILE_S = 600.0  # for a file of a batch, at least
_PAGES = 10  # of the list of batches, newest first, that are looked through
_NO_LIST = (404, 405, 501)
_FIELD_REFUSED = (400, 422)


class OpenAIModel:
    """Implements ports.BatchModel. All calls of a run may go through one object at once."""

    def __init__(self, settings: ModelSettings, session: aiohttp.ClientSession) -> None:
        self._settings = settings
        self._place = place_of(settings)
        key = settings.key.reveal() if settings.key is not None else None
        self._transport = Transport(session, self._place, key)

    @property
    def name(self) -> str:
        return self._settings.model

    async def complete(self, request: ChatRequest, dialect: Dialect) -> Completion:
        """Ask once, within the total deadline of the settings; may be called many times at once.

        Raises: ModelUnavailable (ModelBusy, ModelRefused); ModeUnsupported, whose message begins with the mode or the
        parameter that is not known; InvalidReply when this one request is too long or its answer is withheld.
        """
        body = _encoded(render_body(self.name, request, dialect))
        answer = await self._ask("POST", "/chat/completions", body)
        value = self._value(answer, dialect)
        try:
            completion = parse_completion(value)
        except Unreadable as error:
            raise self._unreadable(answer, error) from None
        hint = parse_hint(answer.headers, completion.usage, time.time())
        text = self._place.scrubber.hide(completion.text)
        return Completion(text, completion.finish, completion.usage, hint)

    async def submit(self, requests: Mapping[str, ChatRequest], dialect: Dialect, token: str) -> str:
        """Hand in the requests under their keys; returns the batch's id. Raises: as `complete`.

        The token, of at most 512 characters, is written to the batch, for `find`; where the endpoint refuses that, the
        batch is handed in without it and cannot be found again by its token.
        """
        form = aiohttp.FormData({"purpose": "batch"})
        lines = render_lines(self.name, requests, dialect)
        form.add_field("file", lines, filename="requests.jsonl", content_type="application/jsonl")
        file_id = self._id(await self._ask("POST", "/files", form), dialect)
        order = {"input_file_id": file_id, "endpoint": CHAT_PATH, "completion_window": "24h"}
        marked = {**order, "metadata": {TOKEN_NAME: token}}
        answer = await self._ask("POST", "/batches", json.dumps(marked).encode())
        if _refuses_metadata(answer):
            answer = await self._ask("POST", "/batches", json.dumps(order).encode())
        return self._id(answer, dialect)

    async def find(self, token: str) -> str | None:
        """The id of the batch that was handed in with this token, whatever became of it. Raises: as `complete`.

        None: no batch among the newest thousand has it, or the endpoint does not list its batches, or takes no token.
        """
        after: str | None = None
        for _ in range(_PAGES):
            begin = "" if after is None else f"&after={quote(after, safe='')}"
            answer = await self._ask("GET", f"/batches?limit=100{begin}")
            if answer.status in _NO_LIST:
                return None
            try:
                found, after = parse_listing(self._value(answer, None), token)
            except Unreadable as error:
                raise self._unreadable(answer, error) from None
            if found is not None or after is None:
                return found
        return None

    async def collect(self, batch_id: str) -> Mapping[str, Outcome] | None:
        """What came of a batch, by key; None while it is being worked on.

        A key that is absent was never answered, or its line cannot be read. Keys that were never handed in may be
        there as well. Raises: as `complete`; InvalidReply when the batch was rejected as a whole or is not known: it
        will never give anything.
        """
        answer = await self._ask("GET", f"/batches/{quote(batch_id, safe='')}")
        if answer.status == 404:
            raise InvalidReply(f"{self._place.host} knows no batch {self._shown(batch_id)}", subject=self.name)
        try:
            status = parse_status(self._value(answer, None))
        except Unreadable as error:
            raise self._unreadable(answer, error) from None
        if status.failure is not None:
            what = f"batch {self._shown(batch_id)}: {self._shown(status.failure)}"
            raise InvalidReply(f"{self._place.host} rejected {what}", subject=self.name)
        if not status.has_ended:
            return None
        outcomes: dict[str, Outcome] = {}
        for file_id in status.file_ids:
            await self._collect_file(file_id, outcomes)
        return outcomes

    async def _collect_file(self, file_id: str, outcomes: dict[str, Outcome]) -> None:
        """Add what a file of answers says; of a key that comes twice the first answer counts."""
        question = self._question("GET", f"/files/{quote(file_id, safe='')}/content")
        async with self._transport.lines(question) as lines:
            if isinstance(lines, Answer):
                raise self._failure(lines, None)
            async for line in lines:
                if found := parse_line(line, self._place):
                    outcomes.setdefault(*found)

    async def _ask(self, method: str, path: str, body: bytes | aiohttp.FormData | None = None) -> Answer:
        return await self._transport.ask(self._question(method, path, body))

    def _question(self, method: str, path: str, body: bytes | aiohttp.FormData | None = None) -> Question:
        within_s = self._settings.timeout_s
        is_of_files = path.startswith("/files")
        return Question(
            method, address_of(self._settings.base_url, path), max(within_s, _FILE_S) if is_of_files else within_s, body
        )

    def _id(self, answer: Answer, dialect: Dialect) -> str:
        found = as_mapping(self._value(answer, dialect)).get("id")
        if not isinstance(found, str) or not found:
            raise self._unreadable(answer, Unreadable("JSON without an id"))
        return found

    def _value(self, answer: Answer, dialect: Dialect | None) -> object:
        """The JSON of a success. Raises: what a failure is, also one that calls itself a success."""
        if answer.status not in (200, 201):
            raise self._failure(answer, dialect)
        try:
            value = parse_json(answer.body)
        except Unreadable as error:
            raise self._unreadable(answer, error) from None
        if complaint_in := _hidden_error(value):
            complaint = find_complaint(complaint_in)
            refusal = Refusal(complaint.status or answer.status, complaint, answer.headers)
            raise failure_of(refusal, self._place, dialect, time.time())
        return value

    def _failure(self, answer: Answer, dialect: Dialect | None) -> Exception:
        refusal = Refusal(answer.status, parse_complaint(answer.body), answer.headers)
        return failure_of(refusal, self._place, dialect, time.time())

    def _shown(self, said: str) -> str:
        return repr(self._place.scrubber.clean(said))

    def _unreadable(self, answer: Answer, error: Unreadable) -> ModelUnavailable:
        start = self._place.scrubber.clean(answer.body[:2_000].decode("utf-8", "replace"))
        message = f"{self._place.host} answered {answer.status} with {error}" + (f": {start!r}" if start else "")
        return ModelUnavailable(message, subject=self.name, status=answer.status, may_cost=True)


def _encoded(body: Mapping[str, object]) -> bytes:
    try:
        return msgspec.json.encode(body)
    except UnicodeEncodeError:  # half a character, which JSON can say and UTF-8 cannot
        return json.dumps(body).encode()


def _refuses_metadata(answer: Answer) -> bool:
    """By its own words, or by the name of the field in the list of faults that some servers give."""
    return answer.status in _FIELD_REFUSED and b"metadata" in answer.body.lower()


def _hidden_error(value: object) -> object | None:
    """The error inside a success: at the top, or in place of the first choice's message."""
    if as_mapping(value).get("error"):
        return value
    choices = as_mapping(value).get("choices")
    first = as_mapping(choices[0]) if isinstance(choices, list) and choices else {}
    return first if first.get("error") and not as_mapping(first.get("message")).get("content") else None


def place_of(settings: ModelSettings) -> Place:
    """What messages may say of the server, and what they must not."""
    parts = urlsplit(settings.base_url)
    host = parts.netloc.rpartition("@")[2] or settings.base_url[:40]
    key = settings.key.reveal() if settings.key is not None else ""
    secrets = [key, parts.query, *parts.netloc.rpartition("@")[0].split(":"), *_values(parts.query)]
    return Place(host, host + parts.path.rstrip("/"), settings.model, Scrubber(tuple(filter(None, secrets))))


def _values(query: str) -> list[str]:
    return [part.rpartition("=")[2] for part in query.split("&")]


@lru_cache(64)  # every question of a run has the same
def address_of(base_url: str, path: str) -> str:
    """The address of a call. `path` may have a query of its own; that of the base_url stays."""
    parts = urlsplit(base_url)
    path, _, query = path.partition("?")
    query = "&".join(filter(None, (parts.query, query)))
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + path, query=query, fragment=""))


@asynccontextmanager
async def open_models(
    models: Sequence[ModelSettings],
    user_agent: str,
    *,
    tls: ssl.SSLContext | None = None,
    connect_s: float = CONNECT_S,
) -> AsyncIterator[tuple[BatchModel, ...]]:
    """The models in the order given, over one pool of connections. `tls` None: certifi's authorities are trusted.

    A connection must stand within `connect_s`, and within the deadline of the call.
    """
    is_secure = any(urlsplit(settings.base_url).scheme == "https" for settings in models)
    async with open_session(user_agent, tls, connect_s, is_secure=is_secure) as session:
        yield tuple(OpenAIModel(settings, session) for settings in models)
