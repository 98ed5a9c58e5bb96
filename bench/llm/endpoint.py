"""A model's endpoint on loopback that answers each question after a fixed time: python -m bench.llm.endpoint LATENCY_S

It runs in a process of its own, so that its CPU is nobody else's, keeps connections open, and prints its port. Beside
/v1/chat/completions it tells what it was asked: GET /counts, GET /bodies (since the last POST /forget).
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from tests.upstreams.llm_answers import FIELDS, shown_sentences

__all__ = ["Counts", "Endpoint", "answer_text", "endpoint_at"]

Body = Mapping[str, Any]

# As long as the summaries that the peer's model writes (about 240 tokens), and true of any paper.
_SENTENCES = (
    "作者针对一个长期存在的问题提出新的思路，逐步说明其做法与适用范围，并在合适的材料上表明它确实有所帮助，同时指出仍待改进之处。",
    "以往的工作大多依赖较强的前提，在实际情形中往往难以成立，由此留下一个重要的疑问，本研究正是从这一疑问出发展开讨论的。",
    "文中先给出整体的框架，再逐步说明所采用的做法与各个环节的作用{acronym}，随后把它用于合适的材料，并与常见的做法加以对照。",
    "观察到的现象在绝大多数情形下都与预期相符{percent}，去掉其中任何一个环节都会使结果变差，说明各个环节都有其必要。",
    "这些发现表明所提出的思路是可行的，对这一主题的进一步研究是值得的，不过结论仍以文中所考察的材料与情形为限，不宜随意推广。",
)
_PERCENT = re.compile(r"(?<![\d.,±-])\d{1,2}\.\d%")
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b(?!-)")


def answer_text(body: Body) -> str:
    """A summary in Chinese that rests on what is shown, with a percentage and an acronym of it where it has any."""
    shown = shown_sentences(body)
    percent, acronym = _quote(_PERCENT, shown), _quote(_ACRONYM, shown)
    words = {"percent": f"，达到 {percent[0]}" if percent else "", "acronym": f"，涉及 {acronym[0]}" if acronym else ""}
    places = [1, 1, acronym[1] if acronym else 1, percent[1] if percent else 1, max(shown, default=1)]
    fields = {
        name: {"text": sentence.format(**words), "from": [place]}
        for name, sentence, place in zip(FIELDS, _SENTENCES, places, strict=True)
    }
    return json.dumps({"zh": fields}, ensure_ascii=False)


def _quote(pattern: re.Pattern[str], shown: Mapping[int, str]) -> tuple[str, int] | None:
    found = ((match[0], number) for number, text in shown.items() if (match := pattern.search(text)))
    return next(found, None)


@dataclass(frozen=True, slots=True)
class Counts:
    """Questions that came, were answered, and are being worked on."""

    n_requests: int
    n_answered: int
    n_in_flight: int


@dataclass(slots=True)
class _Server:
    latency_s: float
    bodies: list[Body] = field(default_factory=list)
    n_answered: int = 0
    n_in_flight: int = 0

    async def complete(self, request: web.Request) -> web.Response:
        came_at = asyncio.get_running_loop().time()
        body = await request.json()
        self.bodies.append(body)
        self.n_in_flight += 1
        reply = json.dumps(_completion(body))
        await asyncio.sleep(self.latency_s - (asyncio.get_running_loop().time() - came_at))
        self.n_in_flight -= 1
        self.n_answered += 1
        return web.Response(text=reply, content_type="application/json")

    async def counts(self, _request: web.Request) -> web.Response:
        return web.json_response([len(self.bodies), self.n_answered, self.n_in_flight])

    async def told(self, _request: web.Request) -> web.Response:
        return web.json_response(self.bodies)

    async def forget(self, _request: web.Request) -> web.Response:
        self.bodies.clear()
        self.n_answered = 0
        return web.Response()


def _completion(body: Body) -> dict[str, Any]:
    text = answer_text(body)
    n_in = len("".join(message["content"] for message in body["messages"])) // 4
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": n_in, "completion_tokens": len(text) // 2, "total_tokens": n_in + len(text) // 2},
    }


async def serve(latency_s: float) -> None:
    """Serve until killed."""
    server = _Server(latency_s)
    app = web.Application()
    app.router.add_post("/v1/chat/completions", server.complete)
    app.router.add_get("/counts", server.counts)
    app.router.add_get("/bodies", server.told)
    app.router.add_post("/forget", server.forget)
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=75)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The endpoint as the measurement sees it. `url` is the base_url."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def counts(self) -> Counts:
        return Counts(*self._ask("/counts"))

    def bodies(self) -> list[Body]:
        asked: list[Body] = self._ask("/bodies")
        return asked

    def forget(self) -> None:
        """Count from nothing again."""
        self._ask("/forget", b"")

    def _ask(self, path: str, body: bytes | None = None) -> Any:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", body, timeout=10) as answer:
            text = answer.read()
        return json.loads(text) if text else None


@contextmanager
def endpoint_at(latency_s: float) -> Iterator[Endpoint]:
    """An endpoint in a process of its own."""
    command = [sys.executable, "-m", "bench.llm.endpoint", str(latency_s)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield Endpoint(int(server.stdout.readline()))
        finally:
            server.kill()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
