"""What comes together is committed together, and nothing that was told to the queue is lost."""

from __future__ import annotations

import asyncio

import pytest

from academichub.model import Caps, Completion, SummaryState, Usage
from academichub.pipeline.summaries.writing import LedgerQueue
from academichub.store import Ledger, Store
from tests.samples import DAY, NOON
from tests.store.cards import call_of

KEY = call_of().key


def reserve(ledger: Ledger) -> int:
    spending_id = ledger.reserve(call_of(), 100, 10, Caps(), NOON)
    assert spending_id is not None
    return spending_id


def stored(store: Store) -> SummaryState:
    with store.ledger() as ledger:
        return ledger.calls([KEY])[KEY].state


@pytest.mark.parametrize(("n_put_off", "n_done"), [(0, 5), (15, 5), (16, 21), (40, 45)])
def test_many_writes_are_one_transaction_and_a_batch_of_what_was_put_off_goes_along(
    store: Store, n_put_off: int, n_done: int
) -> None:
    seen: list[Ledger] = []

    async def write_all() -> None:
        queue = LedgerQueue(store)
        for _ in range(n_put_off):
            queue.later(seen.append)
        await asyncio.gather(*(queue.write(seen.append) for _ in range(5)))
        assert len(seen) == n_done
        assert len(set(map(id, seen))) == 1
        queue.flush()

    asyncio.run(write_all())
    assert len(seen) == 5 + n_put_off


def test_a_transaction_of_its_own_does_all_that_was_put_off_before(store: Store) -> None:
    async def judge() -> None:
        queue = LedgerQueue(store)
        await queue.write(reserve)
        queue.later(lambda ledger: ledger.judge(KEY, SummaryState.REJECTED, "a number is wrong", "c1"))
        with queue.now() as ledger:
            assert ledger.calls([KEY])[KEY].state is SummaryState.REJECTED

    asyncio.run(judge())


def test_a_kill_before_what_was_put_off_is_written_leaves_the_answer_and_what_it_cost(store: Store) -> None:
    async def answer_and_die() -> None:
        queue = LedgerQueue(store)
        spending_id = await queue.write(reserve)
        await queue.write(lambda ledger: ledger.answer(spending_id, KEY, Completion("raw"), Usage(5, 2), 1, NOON))
        queue.later(lambda ledger: ledger.judge(KEY, SummaryState.VALID, None, "c1"))
        await queue.write(lambda ledger: ledger.reserve(call_of("next"), 100, 10, Caps(), NOON))

    asyncio.run(answer_and_die())
    assert stored(store) is SummaryState.RAW
    assert store.spent_on(DAY) == (107, 11)


def test_an_answer_whose_worker_is_cancelled_is_kept(store: Store) -> None:
    async def cancel() -> None:
        queue = LedgerQueue(store)
        spending_id = await queue.write(reserve)
        answering = asyncio.create_task(
            queue.write(lambda ledger: ledger.answer(spending_id, KEY, Completion("raw"), Usage(5, 2), 1, NOON))
        )
        await asyncio.sleep(0)
        answering.cancel()
        await asyncio.gather(answering, return_exceptions=True)
        queue.flush()

    asyncio.run(cancel())
    assert stored(store) is SummaryState.RAW
    assert store.spent_on(DAY) == (7, 1)


def test_what_was_put_off_is_written_though_nothing_else_comes(store: Store) -> None:
    async def judge() -> None:
        queue = LedgerQueue(store)
        await queue.write(reserve)
        queue.later(lambda ledger: ledger.judge(KEY, SummaryState.VALID, None, "c1"))
        while stored(store) is not SummaryState.VALID:
            await asyncio.sleep(0.05)

    asyncio.run(asyncio.wait_for(judge(), 30))
