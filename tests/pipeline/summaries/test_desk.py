"""Who gets a turn when several models wait for one."""

from __future__ import annotations

import asyncio

from academichub.model import FREE, Caps, ChatRequest, Dialect, Message
from academichub.pipeline.summaries.asked import Answer, Asked
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.ended import Why
from academichub.pipeline.summaries.flow import Flow
from academichub.pipeline.summaries.stop import Stop
from academichub.store import Store
from tests.fakes import FakeModel
from tests.samples import NOON
from tests.store.cards import call_of

_LONGEST_S = 10.0  # of a test that hangs


def asked(name: str) -> Asked:
    return Asked(FakeModel(lambda _: "an answer", name, 0.01), "http://127.0.0.1:9/v1", FREE, Flow(4))


async def answer(desk: Desk, model: Asked, call: str) -> Answer:
    return await desk.ask_once(model, call_of(call), ChatRequest((Message("user", "?"),), "summary", {}, 10), Dialect())


def test_a_model_that_pauses_keeps_nobody_else_waiting(store: Store) -> None:
    async def story() -> None:
        desk = Desk(store, lambda: NOON, Caps(), Stop(), at_once=1)
        free, paused = asked("free"), asked("paused")
        first = asyncio.create_task(answer(desk, free, "first"))
        await asyncio.sleep(0)
        waits = asyncio.create_task(answer(desk, paused, "waits"))
        second = asyncio.create_task(answer(desk, free, "second"))
        await asyncio.sleep(0)
        paused.flow.busy(60, 0.0, desk.now())
        await asyncio.wait_for(asyncio.gather(first, second), _LONGEST_S)
        assert not waits.done()
        desk.end(Why.STOPPED, "the test is over")
        await asyncio.gather(waits, return_exceptions=True)

    asyncio.run(story())
