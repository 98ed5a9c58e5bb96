"""A fake OpenAI-compatible endpoint: chat completions and the batch interface, with everything that goes wrong there.

    with FakeEndpoint() as endpoint:
        endpoint.modes = {ReplyMode.JSON_OBJECT, ReplyMode.PROMPT}
        endpoint.luck = Luck(fails=0.3, hangs=0.1, cuts=0.1, limits=0.05)

Its settings may be changed while it runs. `endpoint.url` is the base_url. What it was asked and what it answered is in
`calls`. It answers in the words of the real ones (OpenAI's refusals, llama.cpp's HTTP 500).
"""

from __future__ import annotations

import json
import math
import random
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.utils import formatdate
from enum import StrEnum
from threading import Lock
from typing import Any

from academichub.model import ReplyMode
from tests.upstreams.llm_answers import Spoil, good_answer, obedient_answer, spoil
from tests.upstreams.llm_batch import Batches
from tests.upstreams.server import FakeUpstream, Fault, Reply, Seen

__all__ = ["ChatCall", "FakeEndpoint", "Limit", "Luck", "Outcome", "Unsupported", "WaitForm", "error_reply"]

Body = Mapping[str, Any]

_FOREVER_S = 3600.0
_CHARS_PER_TOKEN = 4


class Unsupported(StrEnum):
    """What becomes of a request in a mode that is not supported."""

    OPENAI_400 = "400"
    LLAMA_500 = "500"
    BARE_500 = "bare 500"
    IGNORED = "ignored"  # accepted, and answered in prose


class WaitForm(StrEnum):
    """How a 429 says when to come back."""

    SECONDS = "retry-after: 1"
    DATE = "retry-after: <date>"
    MILLISECONDS = "retry-after-ms"
    RESET = "x-ratelimit-reset-requests: 120ms"
    EPOCH = "x-ratelimit-reset: <ms since 1970>"
    SAID = "in the message"
    NONE = "not at all"


class Outcome(StrEnum):
    """What became of a call. The first two are work that a provider is paid for."""

    ANSWERED = "answered"
    CUT = "cut"
    FAILED = "failed"
    HUNG = "hung"
    LIMITED = "limited"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Luck:
    """Shares of calls that fail with a 500, are held until the client leaves, break off in their JSON, get a 429."""

    fails: float = 0.0
    hangs: float = 0.0
    cuts: float = 0.0
    limits: float = 0.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests a window, counted from its first; told in the headers of every answer."""

    requests: int
    window_s: float


@dataclass(frozen=True, slots=True)
class ChatCall:
    """One chat request and what became of it. `tokens_*` are 0 unless it was answered or cut."""

    body: Body
    outcome: Outcome
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0

    @property
    def text(self) -> str:
        """The last user message: which paper it was about."""
        return str(next(m["content"] for m in reversed(self.body["messages"]) if m["role"] == "user"))


def error_reply(status: int, message: str, code: str | None = None, headers: Mapping[str, str] | None = None) -> Reply:
    """An error in OpenAI's form."""
    error = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}
    return Reply(json.dumps(error).encode(), status, "application/json", headers or {}, etag="")


@dataclass
class _Window:
    began_s: float = -math.inf
    n: int = 0


class FakeEndpoint(FakeUpstream):
    """See the module. `model` None: every model is known."""

    def __init__(self, answer: Callable[[Body], str] | None = None) -> None:
        super().__init__()
        self.answer = answer
        self.model: str | None = None
        self.key: str | None = None
        self.modes: set[ReplyMode] = set(ReplyMode)
        self.unsupported = Unsupported.OPENAI_400
        self.limit_names = {"max_tokens", "max_completion_tokens"}
        self.takes_temperature = True
        self.latency_s = 0.0
        self.luck = Luck()
        self.wait_forms: tuple[WaitForm, ...] = tuple(WaitForm)
        self.wait_s = 0.05
        self.is_down = False
        self.refusal: Reply | None = None  # instead of any answer: see no_credit
        self.limit: Limit | None = None
        self.tells_usage = True
        self.usage_style = "openai"  # or "deepseek"
        self.obeys = False
        self.spoils: deque[Spoil] = deque()  # for the next answers, one each
        self.always: Spoil | None = None
        self.calls: list[ChatCall] = []
        self.batches = Batches(self._complete)
        self._window = _Window()
        self._prefixes: set[str] = set()
        self._n_limited = 0
        self._dice: tuple[Luck, random.Random] | None = None
        self._dice_lock = Lock()

    @property
    def url(self) -> str:
        return f"{self.base}/v1"

    def no_credit(self, status: int = 429) -> None:
        """Answer everything as OpenAI (429) or DeepSeek (402) do when the money has run out."""
        if status == 402:
            self.refusal = error_reply(402, "Insufficient Balance", "invalid_request_error")
        else:
            message = "You exceeded your current quota, please check your plan and billing details."
            self.refusal = error_reply(status, message, "insufficient_quota")

    def by_text(self, *outcomes: Outcome) -> Counter[str]:
        """Chat calls for each last user message; of these outcomes, where any is named."""
        return Counter(call.text for call in list(self.calls) if not outcomes or call.outcome in outcomes)

    @property
    def tokens_in(self) -> int:
        return sum(call.tokens_in for call in list(self.calls))

    @property
    def tokens_out(self) -> int:
        return sum(call.tokens_out for call in list(self.calls))

    def note(self, seen: Seen) -> tuple[Reply, Fault]:
        """Chance strikes chat requests alone, before anything else is looked at; a scripted fault goes before it."""
        struck = self._strike(seen)
        if struck is not None and not self._faults:
            with self._lock:
                self.seen.append(seen)
            return struck
        reply, fault = super().note(seen)
        return reply, fault if fault != Fault() else Fault(delay_s=self.latency_s if _is_chat(seen) else 0.0)

    def _strike(self, seen: Seen) -> tuple[Reply, Fault] | None:
        if not _is_chat(seen) or self.is_down:
            return None
        outcome = self._draw()
        if outcome is Outcome.ANSWERED:
            return None
        body = json.loads(seen.body)
        with self._lock:
            if outcome is Outcome.CUT:
                text, call = self._work(body, outcome)
                self.calls.append(call)
                reply = _json_reply(self._completion(body, text, call))
                return replace(reply, body=reply.body[: len(reply.body) * 2 // 3]), Fault(delay_s=self.latency_s)
            self.calls.append(ChatCall(body, outcome))
            if outcome is Outcome.LIMITED:
                return self._limited(), Fault()
        if outcome is Outcome.HUNG:
            return Reply(status=504, etag=""), Fault(delay_s=_FOREVER_S)
        return Reply(b"Internal Server Error", 500), Fault(delay_s=self.latency_s)

    def _draw(self) -> Outcome:
        with self._dice_lock:
            if self._dice is None or self._dice[0] is not self.luck:
                self._dice = (self.luck, random.Random(self.luck.seed))
            luck, dice = self._dice
            shares = {
                Outcome.FAILED: luck.fails,
                Outcome.HUNG: luck.hangs,
                Outcome.CUT: luck.cuts,
                Outcome.LIMITED: luck.limits,
            }
            weights = [*shares.values(), 1 - sum(shares.values())]
            return dice.choices([*shares, Outcome.ANSWERED], weights)[0]

    def reply(self, seen: Seen) -> Reply | None:
        if self.is_down:
            return Reply(b"upstream connect error", 503)
        if self.key is not None and seen.headers.get("authorization") != f"Bearer {self.key}":
            given = seen.headers.get("authorization", "").removeprefix("Bearer ")
            return error_reply(401, f"Incorrect API key provided: {given}.", "invalid_api_key")
        if self.refusal is not None:
            return self.refusal
        if _is_chat(seen):
            return self._chat(json.loads(seen.body))
        return self.batches.reply(seen)

    def _chat(self, body: Body) -> Reply:
        refusal = self._over_limit() or self._refuse(body)
        if refusal is not None:
            outcome = Outcome.LIMITED if refusal.status == 429 else Outcome.REFUSED
            self.calls.append(ChatCall(body, outcome))
            return refusal
        return _json_reply(self._complete(body), self._limit_headers())

    def _complete(self, body: Body) -> dict[str, Any]:
        """The answer's JSON; counts the call."""
        text, call = self._work(body, Outcome.ANSWERED)
        self.calls.append(call)
        return self._completion(body, text, call)

    def _refuse(self, body: Body) -> Reply | None:
        mode = mode_of(body)
        if self.model is not None and body["model"] != self.model:
            return error_reply(404, f"The model `{body['model']}` does not exist", "model_not_found")
        for name in {"max_tokens", "max_completion_tokens"} - self.limit_names:
            if name in body:
                other = next(iter(self.limit_names))
                return _unsupported_parameter(f"'{name}' is not supported with this model. Use '{other}' instead.")
        if "temperature" in body and not self.takes_temperature:
            return _unsupported_parameter("'temperature' does not support 0 with this model.")
        return None if mode in self.modes else self._no_mode(mode)

    def _no_mode(self, mode: ReplyMode) -> Reply | None:
        what = "tools" if mode is ReplyMode.TOOL else "response_format"
        match self.unsupported:
            case Unsupported.OPENAI_400:
                message = f"Invalid parameter: '{what}' of type '{mode}' is not supported with this model."
                return error_reply(400, message, "invalid_value")
            case Unsupported.LLAMA_500:
                detail = f"[{{'loc': ('body', '{what}', 'type'), 'msg': \"Input should be 'text' or 'json_object'\"}}]"
                return error_reply(500, detail, "internal_server_error")
            case Unsupported.BARE_500:
                return Reply(b"Internal Server Error", 500)
            case Unsupported.IGNORED:
                return None

    def _work(self, body: Body, outcome: Outcome) -> tuple[str, ChatCall]:
        """Write the answer and count its tokens."""
        text = self._text(body)
        limit = body.get("max_tokens", body.get("max_completion_tokens"))
        if limit is not None:
            text = text[: int(limit) * _CHARS_PER_TOKEN]
        first = str(body["messages"][0]["content"])
        n_cached = _tokens(first) if first in self._prefixes else 0
        self._prefixes.add(first)
        words = "".join(str(message["content"]) for message in body["messages"])
        form = json.dumps(body.get("response_format", body.get("tools", "")))
        n_in = _tokens(words) + (_tokens(form) if len(form) > 2 else 0)
        return text, ChatCall(body, outcome, n_in, _tokens(text), n_cached)

    def _text(self, body: Body) -> str:
        if self.answer is not None:
            return self.answer(body)
        if mode_of(body) not in self.modes:
            return "Certainly! The paper is about a method, and it works well."
        if self.obeys and (obeyed := obedient_answer(body)) is not None:
            return obeyed
        good = good_answer(body)
        kind = self.spoils.popleft() if self.spoils else self.always
        return good if kind is None else spoil(kind, body, good)

    def _completion(self, body: Body, text: str, call: ChatCall) -> dict[str, Any]:
        message: dict[str, Any] = {"role": "assistant", "content": text}
        limit = body.get("max_tokens", body.get("max_completion_tokens"))
        finish = "length" if limit is not None and len(text) >= int(limit) * _CHARS_PER_TOKEN else "stop"
        if mode_of(body) is ReplyMode.TOOL and ReplyMode.TOOL in self.modes:
            function = {"name": body["tools"][0]["function"]["name"], "arguments": text}
            message = {"role": "assistant", "content": None, "tool_calls": [{"type": "function", "function": function}]}
            finish = "tool_calls" if finish == "stop" else finish
        answer = {
            "id": f"chatcmpl-{len(self.calls)}",
            "object": "chat.completion",
            "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        }
        return answer | ({"usage": self._usage(call)} if self.tells_usage else {})

    def _usage(self, call: ChatCall) -> dict[str, Any]:
        usage: dict[str, Any] = {
            "prompt_tokens": call.tokens_in,
            "completion_tokens": call.tokens_out,
            "total_tokens": call.tokens_in + call.tokens_out,
        }
        if self.usage_style == "deepseek":
            return usage | {"prompt_cache_hit_tokens": call.tokens_cached}
        return usage | {"prompt_tokens_details": {"cached_tokens": call.tokens_cached}}

    def _over_limit(self) -> Reply | None:
        if self.limit is None:
            return None
        now_s = time.monotonic()
        if now_s - self._window.began_s >= self.limit.window_s:
            self._window = _Window(now_s)
        if self._window.n >= self.limit.requests:
            return error_reply(429, "Rate limit reached for requests", "rate_limit_exceeded", self._limit_headers())
        self._window.n += 1
        return None

    def _limit_headers(self) -> dict[str, str]:
        if self.limit is None:
            return {}
        left_s = max(0.0, self._window.began_s + self.limit.window_s - time.monotonic())
        return {
            "x-ratelimit-limit-requests": str(self.limit.requests),
            "x-ratelimit-remaining-requests": str(self.limit.requests - self._window.n),
            "x-ratelimit-reset-requests": f"{math.ceil(left_s * 1000)}ms",
        }

    def _limited(self) -> Reply:
        form = self.wait_forms[self._n_limited % len(self.wait_forms)]
        self._n_limited += 1
        return limited_reply(form, self.wait_s)


def limited_reply(form: WaitForm, wait_s: float) -> Reply:
    """A 429 that asks to wait so long, rounded up to what the form can say."""
    milliseconds = math.ceil(wait_s * 1000)
    headers = {
        WaitForm.SECONDS: {"Retry-After": str(math.ceil(wait_s))},
        WaitForm.DATE: {"Retry-After": formatdate(math.ceil(time.time() + wait_s), usegmt=True)},
        WaitForm.MILLISECONDS: {"Retry-After-Ms": str(milliseconds)},
        WaitForm.RESET: {"X-RateLimit-Remaining-Requests": "0", "X-RateLimit-Reset-Requests": f"{milliseconds}ms"},
        WaitForm.EPOCH: {"X-RateLimit-Reset": str(math.ceil((time.time() + wait_s) * 1000))},
    }.get(form, {})
    said = f" Please try again in {milliseconds}ms." if form is WaitForm.SAID else ""
    message = f"Rate limit reached.{said} Visit https://endpoint.example/account/billing to raise it."
    return error_reply(429, message, "rate_limit_exceeded", headers)


def mode_of(body: Body) -> ReplyMode:
    """The rung that a request is made on."""
    form = body.get("response_format", {})
    if form.get("type") == "json_schema":
        return ReplyMode.JSON_SCHEMA
    if form.get("type") == "json_object":
        return ReplyMode.JSON_OBJECT_SCHEMA if "schema" in form else ReplyMode.JSON_OBJECT
    return ReplyMode.TOOL if body.get("tools") else ReplyMode.PROMPT


def _is_chat(seen: Seen) -> bool:
    return seen.method == "POST" and seen.path == "/v1/chat/completions"


def _tokens(text: str) -> int:
    return math.ceil(len(text) / _CHARS_PER_TOKEN)


def _unsupported_parameter(words: str) -> Reply:
    return error_reply(400, f"Unsupported parameter: {words}", "unsupported_parameter")


def _json_reply(value: object, headers: Mapping[str, str] | None = None) -> Reply:
    return Reply(json.dumps(value).encode(), 200, "application/json", headers or {}, etag="")
