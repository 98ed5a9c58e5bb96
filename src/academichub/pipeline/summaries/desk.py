"""One call at a time through the ledger: wait for a turn, reserve, ask, store what came before anyone reads it.

Owns the order of these steps, the tries of one call and the totals of a run. What an answer is worth is decided
elsewhere, how fast to ask by flow.py, what fits into the day's budget by the store.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime

from academichub.errors import ModelBusy, ModelRefused, ModelUnavailable, SummaryError
from academichub.model import (
    Call,
    CallKind,
    Caps,
    ChatRequest,
    Completion,
    Dialect,
    SummaryState,
    Usage,
)
from academichub.pipeline.summaries.asked import Answer, Asked, Spent
from academichub.pipeline.summaries.ended import RunEnded, Why
from academichub.pipeline.summaries.stop import Stop
from academichub.pipeline.summaries.writing import LedgerQueue
from academichub.settings import Hours
from academichub.store import Ledger, Store
from academichub.summary.tokens import bound_tokens

__all__ = ["Desk"]

_TRIES = 6  # of one call, in one run
_BY_ENDPOINT = "endpoint"  # what judged a call that was refused unread
_BACKOFF_S = 0.5  # before the second try, doubled with each


class Desk:
    """Shared by all who ask in one run, `at_once` at most. Lives in one event loop."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        caps: Caps,
        stop: Stop,
        *,
        at_once: int,
        hours: Hours | None = None,
        within_s: float | None = None,
        backoff_s: float = _BACKOFF_S,
    ) -> None:
        loop = asyncio.get_running_loop()
        self.store = store
        self.ledger = LedgerQueue(store)
        self.clock = clock
        self.spent = Spent()
        self.ended: RunEnded | None = None
        self.caps = caps
        self.now = loop.time
        self._at_once = at_once
        self._hours = hours
        self._backoff_s = backoff_s
        self._n_under_way = 0
        self._waiting: deque[tuple[Asked, asyncio.Future[None]]] = deque()  # for a turn, who came first before others
        self._n_reserved = 0
        self._known: dict[str, Call | None] = {}
        self._over = asyncio.Event()
        self._settled = asyncio.Event()  # replaced whenever a reservation ends
        if within_s is not None:
            loop.call_later(within_s, self.end, Why.STOPPED, "the time given was over")
        stop.when_set(lambda: loop.call_soon_threadsafe(self._stop))

    def end(self, why: Why, message: str) -> RunEnded:
        """No call begins any more; the first reason given is the one that is told."""
        if self.ended is None:
            self.ended = RunEnded(why, message)
            self._over.set()
            self._call_all()
        return self.ended

    def lose(self, asked: Asked, why: Why, problem: str) -> RunEnded:
        """The model is asked no more in this run."""
        message = f"{asked.name} at {asked.base_url} {problem}"
        if asked.is_first:
            return self.end(why, message)
        asked.lost = asked.lost or RunEnded(why, message)
        self._call_all()
        return asked.lost

    def _stop(self) -> None:
        self.end(Why.STOPPED, "stopped")

    def _call_all(self) -> None:
        """Have all who wait look whether they still may."""
        for _, waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._tell_settled()

    def _tell_settled(self) -> None:
        """Wake those who wait for a reservation to end."""
        told, self._settled = self._settled, asyncio.Event()
        told.set()

    @property
    def over(self) -> asyncio.Event:
        """Set once no call begins any more."""
        return self._over

    async def ask(self, asked: Asked, call: Call, request: ChatRequest, dialect: Dialect) -> Answer:
        """Ask until there is an answer, and store it with its cost before returning it.

        Raises: RunEnded; ModelUnavailable after some tries; ModeUnsupported, InvalidReply as the model does.
        """
        failure: ModelUnavailable | None = None
        for attempt in range(_TRIES):
            await self.pause_before(attempt)
            try:
                return await self.ask_once(asked, call, request, dialect)
            except ModelRefused as error:
                raise self.lose(asked, Why.REFUSED, f"refuses: {error.message}") from None
            except ModelUnavailable as error:
                failure = error
        assert failure is not None
        raise failure

    async def ask_once(self, asked: Asked, call: Call, request: ChatRequest, dialect: Dialect) -> Answer:
        """One try; a 429 is waited for and not counted as one.

        Raises: RunEnded; ModelUnavailable, ModelRefused among them; ModeUnsupported, InvalidReply.
        """
        while True:
            with await self._take_turn(asked) as turn:
                spending = await self._reserve(asked, call, request)
                try:
                    completion = await self._send(asked, call, request, dialect, spending)
                    turn.close()  # now, so that the next call is reserved in the transaction that settles this one
                    answer = await self._settle(asked, call, request, completion, spending)
                    await _let_others_send()
                    return answer
                except ModelBusy as error:
                    asked.flow.busy(error.retry_after_s, random.random(), self.now())
                finally:
                    self._n_reserved -= 1
                    self._tell_settled()

    async def _send(
        self, asked: Asked, call: Call, request: ChatRequest, dialect: Dialect, spending: int
    ) -> Completion:
        try:
            completion = await asked.model.complete(request, dialect)
        except SummaryError as error:
            await self._give_back(call, spending, error)
            if _tells_of_trouble(call, error):
                asked.flow.failed(self.now())
            raise
        asked.flow.answered(completion.hint, self.now())
        return completion

    async def _settle(
        self, asked: Asked, call: Call, request: ChatRequest, completion: Completion, spending: int
    ) -> Answer:
        usage = completion.usage or Usage(
            bound_tokens(request), len(completion.text.encode("utf-8", "replace"))
        )  # at the most
        micros, at = asked.price.micros(usage), self.clock()
        await self.ledger.write(lambda ledger: ledger.answer(spending, call.key, completion, usage, micros, at))
        spent = Spent(1, usage.tokens_in, usage.tokens_out, micros)
        self.spent += spent
        read = replace(call, state=SummaryState.RAW, raw=completion.text, finish=completion.finish)
        return Answer(read, usage, spent)

    def look_up(self, keys: Sequence[str]) -> None:
        """Learn at once what the ledger has under these keys."""
        with self.ledger.now() as ledger:
            found = ledger.calls(keys)
        self._known.update((key, found.get(key)) for key in keys)

    def stored(self, key: str) -> Call | None:
        """What the ledger has under a key: as it was when it was looked up."""
        if key not in self._known:
            self.look_up([key])
        return self._known[key]

    def is_known(self, key: str) -> bool:
        """Whether this need not be asked: it is answered, or in a batch."""
        call = self.stored(key)
        return call is not None and (self.has_answer(key) or call.batch_id is not None)

    def has_answer(self, key: str) -> bool:
        """Whether an answer, or a refusal to answer, is stored that costs nothing to read."""
        call = self.stored(key)
        return call is not None and (call.raw is not None or call.state is SummaryState.REJECTED)

    def refuse(self, call: Call, reason: str) -> Call:
        """The endpoint would not read this question, and never will: that is kept, so that it is not asked again."""
        with self.ledger.now() as ledger:
            ledger.judge(call.key, SummaryState.REJECTED, reason, _BY_ENDPOINT)
        return replace(call, state=SummaryState.REJECTED, reason=reason)

    def save_dialect(self, asked: Asked, dialect: Dialect) -> None:
        with self.ledger.now() as ledger:
            ledger.save_dialect(asked.base_url, asked.name, dialect, self.clock())

    def forget_dialect(self, asked: Asked) -> None:
        with self.ledger.now() as ledger:
            ledger.forget_dialect(asked.base_url, asked.name)

    async def _give_back(self, call: Call, spending: int, error: SummaryError) -> None:
        reason = str(error)
        if isinstance(error, ModelUnavailable) and error.may_cost:
            await self.ledger.write(lambda ledger: ledger.keep_open(call.key, reason))
        else:
            await self.ledger.write(lambda ledger: ledger.release(spending, call.key, reason))

    async def _take_turn(self, asked: Asked) -> ExitStack:
        """Wait until one more call of this model may begin; the turn ends with the stack. Raises: RunEnded."""
        while True:
            self._check_going(asked)
            wait_s = self._wait_s(asked)
            if wait_s == 0:
                asked.n_under_way += 1
                self._n_under_way += 1
                self._call_next()  # there may be room for more than one
                turn = ExitStack()
                turn.callback(self._end_turn, asked)
                return turn
            await (self._be_called(asked) if wait_s is None else self._pause(wait_s))

    def _wait_s(self, asked: Asked) -> float | None:
        """How long until one more call of this model may begin; None when a call under way has to end first."""
        if self._n_under_way >= self._at_once:
            return None
        return asked.flow.wait_s(asked.n_under_way, self.now())

    def _end_turn(self, asked: Asked) -> None:
        asked.n_under_way -= 1
        self._n_under_way -= 1
        self._call_next()

    async def _be_called(self, asked: Asked) -> None:
        """Wait until there may be a turn. Only one is called for each, since sixteen that wake for one cost more than
        the call."""
        mine = asked, asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        try:
            await mine[1]
        except asyncio.CancelledError:
            self._call_next()
            raise
        finally:
            self._waiting.remove(mine)

    def _call_next(self) -> None:
        """Call the first of those waiting whose turn it is now; those before whose model pauses wait for its end."""
        for asked, waiter in self._waiting:
            wait_s = None if waiter.done() else self._wait_s(asked)
            if wait_s is not None:
                waiter.set_result(None)
            if wait_s == 0:
                return

    def _check_going(self, asked: Asked) -> None:
        if self._hours is not None and not self._hours.covers(self.clock().astimezone(UTC).time()):
            self.end(Why.OFF_PEAK, f"outside the hours {self._hours} UTC")
        if asked.flow.down is not None:
            self.lose(asked, Why.UNAVAILABLE, asked.flow.down)
        if ended := self.ended or asked.lost:
            raise ended

    async def _reserve(self, asked: Asked, call: Call, request: ChatRequest) -> int:
        """The id of what was set aside; waits for calls under way to settle where it does not fit. Raises: RunEnded."""
        tokens_in = bound_tokens(request)
        micros = asked.price.micros(Usage(tokens_in, request.max_tokens))

        def reserve(ledger: Ledger) -> int | None:
            held = ledger.reserve(call, tokens_in + request.max_tokens, micros, self.caps, self.clock())
            self._n_reserved += held is not None
            return held

        while True:
            self._check_going(asked)
            spending = await self.ledger.write(reserve)
            if spending is not None:
                return spending
            if not self._n_reserved:
                raise self.end(Why.BUDGET, "the day's budget is spent")
            await self._settled.wait()

    async def pause_before(self, attempt: int) -> None:
        """Before the second try and each further one, twice as long each time. Raises: RunEnded."""
        if attempt:
            await self._pause(self._backoff_s * 2 ** (attempt - 1))

    async def _pause(self, seconds: float) -> None:
        """Raises: RunEnded, as soon as it ends."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), seconds)
        if self.ended is not None:
            raise self.ended


async def _let_others_send() -> None:
    """Before an answer is judged, which takes a millisecond: what was reserved with it is sent, and is under way
    meanwhile. It takes the loop two rounds, one to begin a request and one to write it."""
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def _tells_of_trouble(call: Call, error: SummaryError) -> bool:
    """Whether the endpoint may be down; a trial's failure may be its way of saying no to a dialect."""
    is_down = isinstance(error, ModelUnavailable) and not isinstance(error, ModelBusy | ModelRefused)
    return is_down and call.kind is not CallKind.CHECK
