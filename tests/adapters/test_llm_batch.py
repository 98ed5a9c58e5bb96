"""Batches: handed in, asked after, collected; whatever is broken in them costs itself alone."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.adapters.llm.batch import parse_line, parse_listing
from academichub.adapters.llm.failures import Place
from academichub.adapters.llm.reading import Unreadable
from academichub.errors import InvalidReply, ModelRefused, ModelUnavailable, SummaryError
from academichub.model import ChatRequest, Completion, Dialect, Finish, ReplyMode
from tests.adapters.llm_asking import KEY, request_about, settings_for, with_model
from tests.upstreams.llm import FakeEndpoint
from tests.upstreams.llm_answers import good_answer
from tests.upstreams.server import Fault, Reply

REQUESTS = {f"key-{at}": request_about(f"Sentence {at}.", "第二句话。") for at in range(5)}
Outcomes = Mapping[str, Completion | SummaryError] | None


def submit(
    endpoint: FakeEndpoint,
    requests: Mapping[str, ChatRequest] = REQUESTS,
    dialect: Dialect | None = None,
    token: str = "t-0",
) -> str:
    return with_model(settings_for(endpoint.url), lambda model: model.submit(requests, dialect or Dialect(), token))


def collect(endpoint: FakeEndpoint, batch_id: str) -> Outcomes:
    return with_model(settings_for(endpoint.url), lambda model: model.collect(batch_id))


@pytest.mark.parametrize("mode", [ReplyMode.JSON_SCHEMA, ReplyMode.TOOL])
def test_a_batch_is_answered_when_it_is_done(mode: ReplyMode) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.batches.n_polls = 2
        batch_id = submit(endpoint, dialect=Dialect(mode))
        assert [collect(endpoint, batch_id) for _ in range(2)] == [None, None]
        outcomes = collect(endpoint, batch_id)
    assert outcomes is not None
    assert list(outcomes) == list(REQUESTS)
    expected = {call.text: good_answer(call.body) for call in endpoint.calls}
    for key, outcome in outcomes.items():
        assert isinstance(outcome, Completion)
        assert outcome.text == expected[REQUESTS[key].messages[-1].text]
        assert outcome.usage is not None


def test_failed_lines_and_expired_ones() -> None:
    with FakeEndpoint() as endpoint:
        batches = endpoint.batches
        batches.n_polls, batches.end = 0, "expired"
        batches.errors = {"key-1": (400, "maximum context length is 5 tokens"), "key-2": (500, "went wrong")}
        batches.unasked = {"key-3"}
        outcomes = collect(endpoint, submit(endpoint))
    assert outcomes is not None
    assert set(outcomes) == {"key-0", "key-1", "key-2", "key-4"}
    assert isinstance(outcomes["key-0"], Completion)
    assert isinstance(outcomes["key-1"], InvalidReply)
    assert isinstance(outcomes["key-2"], ModelUnavailable)


def test_broken_lines_cost_themselves_alone() -> None:
    unreadable = {"custom_id": "key-1", "response": {"status_code": 200, "body": {"choices": []}}, "error": None}
    foreign = {
        "custom_id": "key-9",
        "response": {"status_code": 200, "body": {"choices": [{"message": {"content": "x"}}]}},
    }
    with FakeEndpoint() as endpoint:
        endpoint.batches.n_polls = 0
        endpoint.batches.garbage = [
            b"not json", b"", b"7", b'{"custom_id": 7}', b'{"custom_id": "key-0", "resp', b"\xff\xfe",
            b'"' + b"x" * 5_000_000 + b'"', json.dumps(unreadable).encode(), json.dumps(foreign).encode(),
        ]  # fmt: skip
        outcomes = collect(endpoint, submit(endpoint))
    assert outcomes is not None
    assert set(outcomes) == {*REQUESTS, "key-9"}
    first, second = outcomes["key-0"], outcomes["key-1"]
    assert isinstance(first, Completion)
    assert isinstance(second, ModelUnavailable)  # the first word on a key counts
    assert second.may_cost


@pytest.mark.parametrize("end", ["cancelled", "expired"])
def test_a_batch_that_was_never_worked_on(end: str) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.batches.n_polls, endpoint.batches.end, endpoint.batches.unasked = 0, end, set(REQUESTS)
        assert collect(endpoint, submit(endpoint)) == {}


def test_a_batch_that_gives_nothing_ever() -> None:
    with FakeEndpoint() as endpoint:
        endpoint.batches.n_polls, endpoint.batches.end = 0, "failed"
        batch_id = submit(endpoint)
        with pytest.raises(InvalidReply, match="not parseable"):
            collect(endpoint, batch_id)
        with pytest.raises(InvalidReply, match="knows no batch"):
            collect(endpoint, "batch_of_another/../key?")
    assert endpoint.seen[-1].target == "/v1/batches/batch_of_another%2F..%2Fkey%3F"


def test_endpoints_without_batches_and_with_trouble() -> None:
    with FakeEndpoint() as endpoint:
        endpoint.batches.is_offered = False
        with pytest.raises(ModelRefused, match="404"):
            submit(endpoint)
        endpoint.batches.is_offered, endpoint.batches.n_polls = True, 0
        endpoint.script(Fault(), Fault(reply=Reply(b"{}", 200)))
        with pytest.raises(ModelUnavailable, match="JSON without an id"):
            submit(endpoint)
        batch_id = submit(endpoint)
        endpoint.script(Fault(reply=Reply(b"{}", 200)))
        with pytest.raises(ModelUnavailable, match="a batch without a status"):
            collect(endpoint, batch_id)
        endpoint.script(Fault(), Fault(reply=Reply(b"gone wrong", 500)))
        with pytest.raises(ModelUnavailable, match="gone wrong"):
            collect(endpoint, batch_id)
        endpoint.script(Fault(), Fault(keep=50))
        with pytest.raises(ModelUnavailable, match="broke before"):
            collect(endpoint, batch_id)
        assert collect(endpoint, batch_id)


def test_an_endpoint_that_takes_no_metadata_gets_the_batch_without_it() -> None:
    with FakeEndpoint() as endpoint:
        endpoint.batches.takes_metadata, endpoint.batches.n_polls = False, 0
        batch_id = submit(endpoint, token="t-1")
        assert endpoint.batches.ids == [batch_id]
        assert len(endpoint.batches.files) == 1
        assert collect(endpoint, batch_id)
        assert with_model(settings_for(endpoint.url), lambda model: model.find("t-1")) is None
        n_asked = len(endpoint.seen)
        refusal = Fault(reply=Reply(b'{"error": "no metadata, no batches"}', 400))
        endpoint.script(Fault(), refusal, refusal)
        with pytest.raises(ModelRefused, match="no batches"):
            submit(endpoint)
        assert len(endpoint.seen) == n_asked + 3


PIECES = st.none() | st.integers() | st.text(max_size=5)
VALUES = st.recursive(
    PIECES,
    lambda inner: st.dictionaries(
        st.sampled_from(["status_code", "body", "error", "message", "code", "choices"]), inner, max_size=3
    ) | st.lists(inner, max_size=2),
    max_leaves=8,
)  # fmt: skip


@given(st.binary(max_size=80) | st.fixed_dictionaries(
    {"custom_id": st.just("a") | PIECES}, optional={"response": VALUES, "error": VALUES}
).map(lambda line: json.dumps(line).encode()))  # fmt: skip
def test_no_line_breaks_the_reader(line: bytes) -> None:
    found = parse_line(line, Place("h", "h/v1", "m"))
    assert found is None or isinstance(found[1], Completion | SummaryError)


def test_a_cut_answer_in_a_batch_is_told() -> None:
    short = {"a": request_about("We study a thing.", max_tokens=5)}
    with FakeEndpoint() as endpoint:
        endpoint.batches.n_polls = 0
        outcomes = collect(endpoint, submit(endpoint, short))
    assert outcomes is not None
    assert isinstance(found := outcomes["a"], Completion)
    assert found.finish is Finish.LENGTH


def find(endpoint: FakeEndpoint, token: str) -> str | None:
    return with_model(settings_for(endpoint.url), lambda model: model.find(token))


def test_a_batch_whose_id_never_came_is_found_again_by_its_token() -> None:
    with FakeEndpoint() as endpoint:
        others = [submit(endpoint, token=f"t-{at}") for at in range(3)]
        endpoint.script(Fault(), Fault(keep=20))  # the batch is accepted, and the answer breaks off
        with pytest.raises(ModelUnavailable):
            submit(endpoint, token="lost")
        endpoint.batches.n_a_page = 2
        (lost,) = set(endpoint.batches.ids) - set(others)
        assert find(endpoint, "lost") == lost
        assert [find(endpoint, f"t-{at}") for at in range(3)] == others
        n_before = len(endpoint.seen)
        assert find(endpoint, "never handed in") is None
    assert [seen.query for seen in endpoint.seen[n_before:]] == [{"limit": "100"}, {"limit": "100", "after": "batch_3"}]


def test_an_endpoint_that_lists_nothing_and_one_in_trouble() -> None:
    with FakeEndpoint() as endpoint:
        assert find(endpoint, "t-0") is None
        submit(endpoint)
        endpoint.batches.is_listed = False
        assert find(endpoint, "t-0") is None
        endpoint.script(Fault(reply=Reply(b"gone wrong", 500)), Fault(reply=Reply(b"{}", 200)))
        with pytest.raises(ModelUnavailable, match="gone wrong"):
            find(endpoint, "t-0")
        with pytest.raises(ModelUnavailable, match="JSON without a list of batches"):
            find(endpoint, "t-0")


@given(VALUES | st.fixed_dictionaries({"data": st.lists(st.fixed_dictionaries(
    {}, optional={"id": PIECES, "metadata": PIECES | st.dictionaries(st.just("academichub"), PIECES)}
) | PIECES, max_size=3), "has_more": st.booleans() | PIECES}), st.text(min_size=1, max_size=5))  # fmt: skip
def test_no_list_breaks_the_reader(value: object, token: str) -> None:
    try:
        found, after = parse_listing(value, token)
    except Unreadable:
        return
    assert found is None or found
    assert after is None or after


def test_the_key_in_a_batchs_answers_is_hidden() -> None:
    with FakeEndpoint(answer=lambda body: f"It is {KEY}, I think.") as endpoint:
        endpoint.batches.n_polls = 0
        outcomes = collect(endpoint, submit(endpoint))
    assert outcomes is not None
    assert {outcome.text for outcome in outcomes.values() if isinstance(outcome, Completion)} == {
        "It is [key], I think."
    }
