from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from academichub.errors import StoreError
from academichub.model import (
    CallKind,
    Caps,
    Completion,
    Dialect,
    Finish,
    ReplyMode,
    SpendRow,
    SummaryState,
    Usage,
)
from academichub.store import Store
from tests.samples import DAY, NOON
from tests.store.cards import call_of, paper_of, save_papers
from tests.store.spender import CAP, EACH

ROOT = Path(__file__).parents[2]
NO_CAPS = Caps()


def spender(path: Path, what: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.spender", str(path), what]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def reserved(store: Store, name: str = "call", tokens: int = 100, micros: int = 10, caps: Caps = NO_CAPS) -> int | None:
    with store.ledger() as ledger:
        return ledger.reserve(call_of(name), tokens, micros, caps, NOON)


def surely_reserved(store: Store, name: str = "call", tokens: int = 100, micros: int = 10) -> int:
    spending_id = reserved(store, name, tokens, micros)
    assert spending_id is not None
    return spending_id


def state_of(store: Store, name: str = "call") -> tuple[SummaryState, str | None]:
    with store.ledger() as ledger:
        call = ledger.calls([call_of(name).key])[call_of(name).key]
    return call.state, call.reason


def test_a_call_goes_its_way_and_its_cost_takes_the_place_of_the_reservation(store: Store) -> None:
    paper = paper_of()
    save_papers(store, [paper])
    call = call_of("call", paper, ask=2)
    with store.ledger() as ledger:
        spending_id = ledger.reserve(call, 1000, 90, NO_CAPS, NOON)
        assert ledger.calls([call.key, "no such key"]) == {call.key: replace(call, state=SummaryState.SENT)}
    assert spending_id is not None
    assert store.spent_on(DAY) == (1000, 90)
    with store.ledger() as ledger:
        ledger.answer(spending_id, call.key, Completion("raw"), Usage(500, 200, 300), 40, NOON)
        raw = replace(call, state=SummaryState.RAW, raw="raw", finish=Finish.STOP)
        assert ledger.calls([call.key]) == {call.key: raw}
    assert store.spent_on(DAY) == (700, 40)
    with store.ledger() as ledger:
        ledger.judge(call.key, SummaryState.REJECTED, "a number is wrong", "c1")
        judged = replace(raw, state=SummaryState.REJECTED, reason="a number is wrong", checks_id="c1")
        assert ledger.calls([call.key]) == {call.key: judged}


@pytest.mark.parametrize(
    ("caps", "fits"),
    [
        (Caps(tokens=100), True),
        (Caps(tokens=99), False),
        (Caps(micros=10), True),
        (Caps(micros=9), False),
        (Caps(tokens=0, micros=0), False),
        (Caps(tokens=100, micros=9), False),
        (NO_CAPS, True),
    ],
)
def test_the_first_request_of_a_day_is_held_to_the_caps_too(store: Store, caps: Caps, fits: bool) -> None:
    assert (reserved(store, caps=caps) is not None) is fits
    with store.ledger() as ledger:
        assert bool(ledger.calls([call_of().key])) is fits
    assert store.spent_on(DAY) == ((100, 10) if fits else (0, 0))


def test_a_day_ends_at_midnight_utc(store: Store) -> None:
    for hours, at in enumerate((NOON, NOON + timedelta(hours=11), NOON + timedelta(hours=12))):
        with store.ledger() as ledger:
            assert ledger.reserve(call_of(f"{hours}"), 10, 1, Caps(tokens=20), at) is not None
    assert store.spent_on(DAY) == (20, 2)
    assert store.spent_on(DAY + timedelta(days=1)) == (10, 1)


def test_a_lower_cap_stops_at_once_and_a_higher_one_goes_on(store: Store) -> None:
    surely_reserved(store, "a")
    assert reserved(store, "b", 0, 0, Caps(tokens=50)) is None
    assert reserved(store, "b", 1, 0, Caps(tokens=101)) is not None


@pytest.mark.parametrize(("cost", "wanted", "fits"), [(40, 60, True), (40, 61, False), (101, 0, False)])
def test_what_a_call_cost_counts_for_the_next_in_the_same_transaction(
    store: Store, cost: int, wanted: int, fits: bool
) -> None:
    spending_id = surely_reserved(store, tokens=100)
    with store.ledger() as ledger:
        ledger.answer(spending_id, call_of().key, Completion("raw"), Usage(cost, 0), 0, NOON)
        assert (ledger.reserve(call_of("next"), wanted, 0, Caps(tokens=100), NOON) is not None) is fits


@pytest.mark.parametrize("caps", [NO_CAPS, Caps(tokens=10_000)])
def test_what_is_told_of_a_call_in_one_transaction_keeps_its_order(store: Store, caps: Caps) -> None:
    other, key = surely_reserved(store, "other"), call_of().key
    with store.ledger() as ledger:
        ledger.answer(other, call_of("other").key, Completion("the other's"), Usage(1, 1), 1, NOON)
        ledger.judge(call_of("other").key, SummaryState.VALID, None, "c1")
        spending_id = ledger.reserve(call_of(), 100, 10, caps, NOON)
        assert spending_id is not None
        ledger.answer(spending_id, key, Completion("raw"), Usage(50, 20), 5, NOON)
        ledger.answer(spending_id, key, Completion("raw"), Usage(50, 20), 5, NOON)
        ledger.judge(key, SummaryState.REJECTED, "a number is wrong", "c1")
    assert state_of(store, "other") == (SummaryState.VALID, None)
    assert state_of(store) == (SummaryState.REJECTED, "a number is wrong")
    assert store.spent_on(DAY) == (72, 6)


def test_what_was_not_served_costs_nothing_and_is_asked_again(store: Store) -> None:
    spending_id = surely_reserved(store)
    with store.ledger() as ledger:
        ledger.release(spending_id, call_of().key, "429")
    assert state_of(store) == (SummaryState.PENDING, "429")
    assert (store.spent_on(DAY), store.spend(DAY)) == ((0, 0), ())


def test_what_may_have_cost_something_stays_reserved_beside_the_second_try(store: Store) -> None:
    surely_reserved(store)
    with store.ledger() as ledger:
        ledger.keep_open(call_of().key, "no answer in 90 s")
    assert state_of(store) == (SummaryState.PENDING, "no answer in 90 s")
    second = surely_reserved(store)
    assert state_of(store) == (SummaryState.SENT, None)
    assert store.spent_on(DAY) == (200, 20)
    with store.ledger() as ledger:
        assert ledger.reservations([call_of().key]) == {call_of().key: second}
        ledger.answer(second, call_of().key, Completion("raw"), Usage(30, 20), 4, NOON)
    assert store.spent_on(DAY) == (150, 14)
    (row,) = store.spend(DAY)
    assert (row.n_calls, row.n_open) == (2, 1)


def test_an_answer_is_paid_once_however_often_it_is_told(store: Store) -> None:
    spending_id, key = surely_reserved(store), call_of().key
    for usage in (Usage(50, 20), Usage(5000, 2000)):
        with store.ledger() as ledger:
            ledger.answer(spending_id, key, Completion("raw"), usage, usage.tokens_in, NOON)
    with store.ledger() as ledger:
        ledger.release(spending_id, key, "too late")
    assert store.spent_on(DAY) == (70, 50)
    assert [row.n_calls for row in store.spend(DAY)] == [1]


def test_an_answer_is_kept_while_its_call_is_asked_again(store: Store) -> None:
    spending_id, key = surely_reserved(store), call_of().key
    with store.ledger() as ledger:
        ledger.answer(spending_id, key, Completion("paid for"), Usage(1, 1), 1, NOON)
    again = surely_reserved(store)
    with store.ledger() as ledger:
        ledger.release(again, key, "503")
        assert ledger.calls([key])[key].raw == "paid for"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [("a\ud83d\ude00b", "a😀b"), ("a\ud83db", "a\ufffdb"), ("a\0b", "a\ufffdb"), ("", ""), ("論文" * 50_000, None)],
)
def test_any_answer_can_be_stored(store: Store, raw: str, kept: str | None) -> None:
    spending_id, key = surely_reserved(store), call_of().key
    with store.ledger() as ledger:
        ledger.answer(spending_id, key, Completion(raw, Finish.FILTERED), Usage(1, 1), 1, NOON)
        ledger.judge(key, SummaryState.REJECTED, raw, "c1")
        call = ledger.calls([key])[key]
    assert call.raw == call.reason == (raw if kept is None else kept)
    assert call.finish is Finish.FILTERED


def test_no_endpoint_gives_a_day_back_what_it_spent(store: Store) -> None:
    first, second = surely_reserved(store, "a"), surely_reserved(store, "b")
    with store.ledger() as ledger:
        ledger.answer(first, call_of("a").key, Completion("raw"), Usage(-500, -1, -3), -70, NOON)
    assert store.spent_on(DAY) == (100, 10)  # the second's reservation
    with store.ledger() as ledger:
        ledger.answer(second, call_of("b").key, Completion("raw"), Usage(10**30, 10**30, 10**30), 10**30, NOON)
    assert store.spent_on(DAY) == (2 * (2**30 - 1), 2**53)
    assert reserved(store, "c", caps=Caps(10**30, 10**30)) is not None


def test_a_failed_transaction_spends_nothing(store: Store) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"), store.ledger() as ledger:
        ledger.reserve(call_of("a", paper_of(77)), 10, 1, NO_CAPS, NOON)
    assert (store.spent_on(DAY), store.spend(DAY)) == ((0, 0), ())


def test_spending_is_told_by_day_model_and_kind(store: Store) -> None:
    def pay(name: str, model: str, kind: CallKind, days: int, usage: Usage | None) -> None:
        at, call = NOON + timedelta(days=days), call_of(name, model=model, kind=kind)
        with store.ledger() as ledger:
            spending_id = ledger.reserve(call, 1000, 90, NO_CAPS, at)
            assert spending_id is not None
            if usage:
                ledger.answer(spending_id, call.key, Completion("raw"), usage, 40, at)

    pay("a", "m", CallKind.SUMMARY, 0, Usage(500, 200, 300))
    pay("b", "m", CallKind.SUMMARY, 0, Usage(1, 2))
    pay("c", "m", CallKind.SUMMARY, 0, None)
    pay("d", "m", CallKind.CHECK, 0, Usage(5, 5))
    pay("e", "better", CallKind.SUMMARY, 0, Usage(7, 7))
    pay("f", "m", CallKind.SUMMARY, 2, Usage(9, 9))

    def row(days: int, model: str, kind: CallKind, *figures: int) -> SpendRow:
        return SpendRow(DAY + timedelta(days=days), model, kind, *figures)

    today = (
        row(0, "better", CallKind.SUMMARY, 1, 0, 7, 0, 7, 40),
        row(0, "m", CallKind.CHECK, 1, 0, 5, 0, 5, 40),
        row(0, "m", CallKind.SUMMARY, 3, 1, 1501, 300, 202, 170),
    )
    assert store.spend(DAY) == (row(2, "m", CallKind.SUMMARY, 1, 0, 9, 0, 9, 40), *today)
    assert store.spend(DAY, DAY) == today
    assert store.spend(DAY + timedelta(days=1), DAY + timedelta(days=1)) == ()
    assert store.spend(date.min, DAY - timedelta(days=1)) == ()


def test_a_batch_is_open_until_each_call_is_answered(store: Store) -> None:
    ids = {name: surely_reserved(store, name) for name in "abcd"}
    keys = {name: call_of(name).key for name in "abcd"}
    with store.ledger() as ledger:
        ledger.join_batch([keys["a"], keys["b"], keys["c"]], "batch-1")
        assert ledger.reserve(call_of("e", batch_id="batch-2"), 10, 1, NO_CAPS, NOON + timedelta(hours=1)) is not None
    batches = store.open_batches()
    assert list(batches) == ["batch-1", "batch-2"]
    assert {call.key for call in batches["batch-1"]} == {keys["a"], keys["b"], keys["c"]}
    assert {call.state for calls in batches.values() for call in calls} == {SummaryState.PENDING}
    with store.ledger() as ledger:
        assert ledger.reservations(keys.values()) == {keys[name]: ids[name] for name in "abcd"}
        ledger.answer(ids["a"], keys["a"], Completion("raw"), Usage(1, 1), 1, NOON)
        ledger.release(ids["b"], keys["b"], "cancelled")
        ledger.keep_open(keys["c"], "expired")
    assert list(store.open_batches()) == ["batch-2"]


def test_a_dialect_is_stored_replaced_and_forgotten(store: Store) -> None:
    here = ("http://127.0.0.1:8080/v1", "m")
    for dialect in (Dialect(), Dialect(ReplyMode.JSON_OBJECT_SCHEMA, "max_completion_tokens", False)):
        with store.ledger() as ledger:
            ledger.save_dialect(*here, dialect, NOON)
            ledger.save_dialect(here[0], "other", Dialect(ReplyMode.TOOL), NOON)
        assert store.dialect(*here) == dialect
    with store.ledger() as ledger:
        ledger.forget_dialect(*here)
    assert store.dialect(*here) is None
    assert store.dialect(here[0], "other") == Dialect(ReplyMode.TOOL)


def test_many_threads_never_pass_the_caps(store: Store) -> None:
    caps = Caps(tokens=5000, micros=700)
    sums: list[tuple[int, int]] = []

    def spend(seed: int) -> None:
        chance = random.Random(seed)
        for n in range(25):
            tokens, micros = chance.randrange(1, 200), chance.randrange(1, 30)
            spending_id = reserved(store, f"{seed} {n}", tokens, micros, caps)
            sums.append(store.spent_on(DAY))
            with store.ledger() as ledger:
                key = call_of(f"{seed} {n}").key
                match chance.randrange(4) if spending_id is not None else None, spending_id:
                    case 0, int(its_id):
                        ledger.release(its_id, key, "429")
                    case 1, _:
                        ledger.keep_open(key, "no answer")
                    case _, int(its_id):
                        usage = Usage(chance.randrange(tokens), 1)
                        ledger.answer(its_id, key, Completion("raw"), usage, chance.randrange(micros + 1), NOON)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(spend, range(8)))
    assert all(tokens <= 5000 and micros <= 700 for tokens, micros in sums)
    assert max(micros for _, micros in sums) > 650
    rows = store.spend(DAY)
    assert store.spent_on(DAY) == (
        sum(row.tokens_in + row.tokens_out for row in rows),
        sum(row.cost_micros for row in rows),
    )


def test_two_processes_share_a_cap_to_the_last_token(store: Store, tmp_path: Path) -> None:
    children = [spender(tmp_path / "hub.db", "all") for _ in range(2)]
    n_given = [int(child.communicate(timeout=60)[0]) for child in children]
    assert sum(n_given) == CAP // EACH
    assert store.spent_on(DAY)[0] == CAP // EACH * EACH


def killed_at(path: Path, point: str) -> None:
    with spender(path, point) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == point
        os.kill(child.pid, signal.SIGKILL)


@pytest.mark.parametrize("point", ["reserved", "answering"])
def test_a_process_killed_before_its_answer_is_stored_leaves_all_it_reserved(
    store: Store, tmp_path: Path, point: str
) -> None:
    killed_at(tmp_path / "hub.db", point)
    assert state_of(store) == (SummaryState.SENT, None)
    assert store.spent_on(DAY) == (900, 50)
    assert store.spend(DAY) == (SpendRow(DAY, "m", CallKind.SUMMARY, 1, 1, 900, 0, 0, 50),)
    assert reserved(store, "another", 101, 1, Caps(tokens=CAP)) is None
    assert reserved(store, "another", 100, 1, Caps(tokens=CAP)) is not None


def test_a_process_killed_after_its_answer_leaves_the_answer_and_what_it_cost(store: Store, tmp_path: Path) -> None:
    killed_at(tmp_path / "hub.db", "answered")
    with store.ledger() as ledger:
        (call,) = ledger.calls([call_of().key]).values()
    assert (call.state, call.raw, call.finish) == (SummaryState.RAW, '{"tldr": "沙', Finish.LENGTH)
    assert store.spend(DAY) == (SpendRow(DAY, "m", CallKind.SUMMARY, 1, 0, 400, 300, 100, 20),)
    assert store.spent_on(DAY) == (500, 20)


def test_more_keys_than_a_statement_takes(store: Store) -> None:
    names = [f"call {n}" for n in range(1000)]
    with store.ledger() as ledger:
        for name in names:
            ledger.reserve(call_of(name), 1, 1, NO_CAPS, NOON)
        keys = [call_of(name).key for name in names]
        assert len(ledger.calls(keys)) == len(ledger.reservations(keys)) == 1000
        ledger.join_batch(keys, "batch-1")
    assert [len(calls) for calls in store.open_batches().values()] == [1000]


def test_a_call_without_paper_or_language_comes_back_as_it_was(store: Store) -> None:
    call = replace(call_of(), kind=CallKind.CHECK, languages=(), paper_id=None)
    with store.ledger() as ledger:
        ledger.reserve(call, 1, 1, NO_CAPS, NOON)
        stored = ledger.calls([call.key])[call.key]
    assert stored == replace(call, state=SummaryState.SENT)
