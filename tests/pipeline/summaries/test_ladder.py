"""The dialect is found out by asking, downwards, and the endpoint's troubles are not taken for its limits."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from academichub.errors import InvalidReply, ModelBusy, ModelRefused, ModelUnavailable
from academichub.model import Completion, Dialect, ReplyMode
from academichub.pipeline.summaries.ladder import find_dialect
from tests.adapters.llm_asking import REQUEST, settings_for, with_model
from tests.upstreams.llm import FakeEndpoint, Unsupported, error_reply, mode_of
from tests.upstreams.llm_answers import Spoil, good_answer
from tests.upstreams.server import Fault, Reply

MODES = list(ReplyMode)


def is_right(text: str) -> bool:
    try:
        return set(json.loads(text)) == {"zh", "en"}
    except (ValueError, TypeError):
        return False


def climb(endpoint: FakeEndpoint) -> tuple[Dialect, Completion]:
    return with_model(settings_for(endpoint.url), lambda model: find_dialect(model, REQUEST, is_right))


@pytest.mark.parametrize("how", Unsupported)
@pytest.mark.parametrize("mode", MODES)
def test_the_surest_mode_that_works_wins(mode: ReplyMode, how: Unsupported) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.modes, endpoint.unsupported = {mode, ReplyMode.PROMPT}, how
        dialect, completion = climb(endpoint)
    assert dialect == Dialect(mode)
    assert is_right(completion.text)
    asked = [mode_of(json.loads(seen.body)) for seen in endpoint.seen]
    assert list(dict.fromkeys(asked)) == MODES[: MODES.index(mode) + 1]


def test_parameters_are_changed_on_the_way() -> None:
    with FakeEndpoint() as endpoint:
        endpoint.limit_names, endpoint.takes_temperature = {"max_completion_tokens"}, False
        endpoint.modes = {ReplyMode.JSON_OBJECT}
        dialect, _ = climb(endpoint)
    assert dialect == Dialect(ReplyMode.JSON_OBJECT, "max_completion_tokens", takes_temperature=False)
    assert len(endpoint.seen) == 5  # two for the parameters, two for the modes, one that works


def test_one_unlucky_500_costs_no_rung() -> None:
    with FakeEndpoint() as endpoint:
        endpoint.fail_next(1, 500)
        dialect, _ = climb(endpoint)
    assert dialect == Dialect()
    assert len(endpoint.seen) == 2


@pytest.mark.parametrize("status", [401, 402, 403, 404])
def test_a_refusal_of_every_call_ends_the_search(status: int) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.refusal = Reply(b"no", status)
        with pytest.raises(ModelRefused) as caught:
            climb(endpoint)
    assert (caught.value.status, len(endpoint.seen)) == (status, 1)


def test_an_endpoint_that_is_down_or_busy_ends_the_search() -> None:
    with FakeEndpoint() as endpoint:
        with endpoint.refusing(), pytest.raises(ModelUnavailable, match="no connection"):
            climb(endpoint)
        endpoint.is_down = True
        with pytest.raises(ModelUnavailable, match="503"):
            climb(endpoint)
        endpoint.is_down = False
        endpoint.fail_next(1, 429)
        with pytest.raises(ModelBusy):
            climb(endpoint)
    assert len(endpoint.seen) == 2


@pytest.mark.parametrize(("status", "kind"), [(500, ModelUnavailable), (400, ModelRefused)])
def test_nothing_but_failures_is_the_last_failure(status: int, kind: type[ModelUnavailable]) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.refusal = Reply(b"went wrong", status)
        with pytest.raises(kind, match="went wrong") as caught:
            climb(endpoint)
    assert caught.value.status == status
    asked = [mode_of(json.loads(seen.body)) for seen in endpoint.seen]
    assert list(dict.fromkeys(asked)) == MODES


def test_answers_that_are_never_right() -> None:
    with FakeEndpoint() as endpoint:
        endpoint.always = Spoil.REFUSAL
        with pytest.raises(InvalidReply, match="answered 5 times"):
            climb(endpoint)


def test_an_endpoint_that_takes_no_limit_at_all() -> None:
    with FakeEndpoint() as endpoint:
        endpoint.limit_names = {"max_new_tokens"}
        with pytest.raises(ModelRefused, match="knows no way of asking that we know: max"):
            climb(endpoint)


def thinking(n_tokens: int) -> Callable[[Mapping[str, Any]], str]:
    """A model that spends so many tokens before it writes: with fewer it gives nothing, and uses up what it may."""

    def answer(body: Mapping[str, Any]) -> str:
        return " " * (4 * body["max_tokens"]) if body["max_tokens"] <= n_tokens else good_answer(body)

    return answer


def test_a_model_that_thinks_is_told_apart_by_one_call_with_more_room() -> None:
    told = "cut off at 700 tokens: it thinks before it answers; choose a model"
    with FakeEndpoint(answer=thinking(1000)) as endpoint, pytest.raises(InvalidReply, match=told):
        climb(endpoint)
    assert [call.body["max_tokens"] for call in endpoint.calls] == [700, 2800]


def test_a_model_that_comes_to_no_end_is_given_more_room_once() -> None:
    told = r"each of its answers was cut off at 700 tokens: .* comes to no end"
    with FakeEndpoint(answer=thinking(10**6)) as endpoint, pytest.raises(InvalidReply, match=told):
        climb(endpoint)
    assert [call.body["max_tokens"] for call in endpoint.calls] == [700, 2800, 700, 700, 700, 700]


def test_a_rung_on_which_it_comes_to_no_end_is_left_for_the_next() -> None:
    def answer(body: Mapping[str, Any]) -> str:
        is_loop = mode_of(body) is ReplyMode.JSON_SCHEMA
        return "\n" * (4 * body["max_tokens"]) if is_loop else good_answer(body)

    with FakeEndpoint(answer=answer) as endpoint:
        dialect, _ = climb(endpoint)
    assert dialect == Dialect(ReplyMode.JSON_OBJECT_SCHEMA)


def test_an_endpoint_that_refuses_more_room_is_asked_on() -> None:
    with FakeEndpoint(answer=lambda body: "x" * 2800) as endpoint:
        endpoint.script(Fault(), Fault(reply=error_reply(400, "max_tokens is not supported above 1024")))
        with pytest.raises(InvalidReply, match="each of its answers"):
            climb(endpoint)
    assert {"max_completion_tokens" in json.loads(seen.body) for seen in endpoint.seen[3:]} == {False}
