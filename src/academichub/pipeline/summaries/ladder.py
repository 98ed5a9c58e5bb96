"""The search for an endpoint's dialect: from the surest way of asking for JSON down to the plainest.

It asks for real, since what an endpoint says of itself is not to be relied on: llama.cpp's server answers 500 to a
json_schema, and others accept what they ignore. Needs a ChatModel and nothing else; retries of what is merely down are
the caller's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from academichub.errors import InvalidReply, ModelRefused, ModelUnavailable, ModeUnsupported, SummaryError
from academichub.model import ChatRequest, Completion, Dialect, Finish, ReplyMode
from academichub.ports import ChatModel

__all__ = ["find_dialect"]

_LIMITS = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
_SAYS_NO_MORE = frozenset({400, 405, 415, 422, 500, 501})
"""Statuses by which an endpoint may mean the way of asking, even where its words do not say so."""

_MORE_ROOM = 4  # times as many tokens, for one answer that was cut off: enough for thoughts of the usual length


async def find_dialect(
    model: ChatModel, probe: ChatRequest, is_right: Callable[[str], bool]
) -> tuple[Dialect, Completion]:
    """The first dialect whose answer is right, and that answer.

    Raises: ModelUnavailable (ModelBusy, ModelRefused) as the endpoint gave it when it is down or refuses every call;
    InvalidReply when it answered, but in no dialect rightly, or rightly only where it had far more room: it spends what
    a summary may take on thinking.
    """
    return await _Search(model, probe, is_right).find()


@dataclass(slots=True)
class _Search:
    model: ChatModel
    probe: ChatRequest
    is_right: Callable[[str], bool]
    dialect: Dialect = Dialect()  # noqa: RUF009  # frozen
    last: SummaryError | None = None  # why the last rung that did not answer failed
    n_wrong: int = 0  # answers that were not right
    n_cut: int = 0  # of these, cut off

    async def find(self) -> tuple[Dialect, Completion]:
        for mode in ReplyMode:
            self.dialect = replace(self.dialect, mode=mode)
            completion = await self._try_rung(self.probe)
            if completion is None:
                continue
            if self.is_right(completion.text):
                return self.dialect, completion
            self.n_wrong += 1
            if completion.finish is Finish.LENGTH:
                await self._note_cut()
        raise self._nothing()

    async def _note_cut(self) -> None:
        """The first time, find out whether the answer comes with more room. Raises: InvalidReply where it does."""
        self.n_cut += 1
        if self.n_cut > 1:
            return
        dialect = self.dialect
        completion = await self._try_rung(replace(self.probe, max_tokens=_MORE_ROOM * self.probe.max_tokens))
        self.dialect = dialect  # what is said of so many tokens is not said of the rung
        if completion is not None and self.is_right(completion.text):
            message = (
                f"its answer was cut off at {self.probe.max_tokens} tokens: it thinks before it answers; "
                "choose a model that does not, or switch its thinking off"
            )
            raise InvalidReply(message, subject=self.model.name)

    async def _try_rung(self, request: ChatRequest) -> Completion | None:
        """None when the endpoint does not know this rung. A bare 500 may be bad luck: it is asked once more."""
        tried: set[Dialect] = set()
        n_failed = 0
        while self.dialect not in tried and n_failed < 2:
            try:
                return await self.model.complete(request, self.dialect)
            except ModeUnsupported as error:
                self.last = error
                tried.add(self.dialect)
                self._change_parameter(error)
            except ModelUnavailable as error:
                if error.status not in _SAYS_NO_MORE:
                    raise
                self.last = error
                n_failed += 2 if isinstance(error, ModelRefused) else 1
        return None

    def _change_parameter(self, error: ModeUnsupported) -> None:
        name = error.message.partition(":")[0]
        if name == self.dialect.limit_name and name in _LIMITS:
            self.dialect = replace(self.dialect, limit_name=_LIMITS[name])
        elif name == "temperature":
            self.dialect = replace(self.dialect, takes_temperature=False)

    def _nothing(self) -> SummaryError:
        name = self.model.name
        if self.n_cut and self.n_cut == self.n_wrong:
            message = (
                f"each of its answers was cut off at {self.probe.max_tokens} tokens: it thinks before it answers, or "
                "comes to no end; choose another model, or switch its thinking off"
            )
            return InvalidReply(message, subject=name)
        if self.n_wrong:
            return InvalidReply(f"it answered {self.n_wrong} times, and never in the form asked for", subject=name)
        if isinstance(self.last, ModelUnavailable):
            return self.last
        reason = self.last.message if self.last is not None else "it was not asked"
        return ModelRefused(f"it knows no way of asking that we know: {reason}", subject=name)
