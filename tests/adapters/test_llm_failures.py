"""Refusals become the right errors, in words that may be shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.adapters.llm.complaints import Complaint, parse_complaint
from academichub.adapters.llm.failures import Place, Refusal, failure_of
from academichub.adapters.llm.secrecy import Scrubber
from academichub.errors import InvalidReply, ModelBusy, ModelRefused, ModelUnavailable, ModeUnsupported, SummaryError
from academichub.model import Dialect, ReplyMode
from tests.adapters.llm_asking import KEY, PLAIN, ask
from tests.upstreams.llm import FakeEndpoint, Unsupported, WaitForm, error_reply, limited_reply
from tests.upstreams.server import Fault, Reply

PLACE = Place("api.test", "api.test/v1", "m-1", Scrubber((KEY,)))
NOW_S = 1_790_000_000.0
BROKE = "You exceeded your current quota, please check your plan and billing details."
PER_MINUTE = "Rate limit reached for m-1. Please try again in 6m0s. Visit https://x.test/account/billing."
TOO_LONG = "This model's maximum context length is 8192 tokens, however you requested 9000. Reduce the length."
LITERAL = "[{'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text' or 'json_object'\"}]"


def error(status: int, message: str = "", code: str = "", mode: ReplyMode = ReplyMode.JSON_SCHEMA) -> SummaryError:
    return failure_of(Refusal(status, Complaint(code, message)), PLACE, Dialect(mode), NOW_S)


@pytest.mark.parametrize(
    ("status", "message", "code", "kind", "words"),
    [
        (401, "Invalid key", "", ModelRefused, "does not accept the key"),
        (403, "Country not supported", "", ModelRefused, "does not accept the key"),
        (404, "", "model_not_found", ModelRefused, "api.test/v1 answered 404: it knows no model 'm-1', or base_url"),
        (402, "", "", ModelRefused, "no credit left"),
        (402, "Insufficient Balance", "", ModelRefused, "no credit left"),
        (429, BROKE, "insufficient_quota", ModelRefused, "no credit left"),
        (403, "余额不足，请充值", "", ModelRefused, "no credit left"),
        (400, "Billing hard limit has been reached", "billing_hard_limit_reached", ModelRefused, "no credit left"),
        (400, "Your credit balance is too low", "", ModelRefused, "no credit left"),
        (429, PER_MINUTE, "rate_limit_exceeded", ModelBusy, "asks us to wait 6 min"),
        (429, BROKE + " Please retry in 23.4s.", "", ModelBusy, "asks us to wait 24 s"),
        (429, "", "", ModelBusy, "too many requests"),
        (400, TOO_LONG, "context_length_exceeded", InvalidReply, "too long"),
        (413, "", "", InvalidReply, "too long"),
        (500, "the request exceeds the available context size", "", InvalidReply, "too long"),
        (400, "The response was filtered", "content_filter", InvalidReply, "withholds"),
        (400, "Content Exists Risk", "", InvalidReply, "withholds"),
        (400, "'messages' is a required property", "", ModelRefused, "refuses the request"),
        (405, "", "", ModelRefused, "refuses the request"),
        (408, "", "", ModelUnavailable, "answered 408"),
        (409, "", "", ModelUnavailable, "answered 409"),
        (500, "Internal Server Error", "", ModelUnavailable, "answered 500"),
        (503, "", "", ModelUnavailable, "answered 503"),
        (529, "Overloaded", "", ModelUnavailable, "answered 529"),
        (500, LITERAL, "", ModeUnsupported, "json_schema: "),
        (400, "response_format type 'json_schema' is not available", "", ModeUnsupported, "json_schema: "),
        (422, "guided decoding is disabled", "", ModeUnsupported, "json_schema: "),
        (404, "No endpoints found that support the parameters", "", ModeUnsupported, "json_schema: "),
        (400, "Unsupported parameter: 'max_tokens' …", "", ModeUnsupported, "max_tokens: "),
        (422, "body.max_tokens: Extra inputs are not permitted", "", ModeUnsupported, "max_tokens: "),
        (400, "'temperature' does not support 0 with this model", "", ModeUnsupported, "temperature: "),
    ],
)  # fmt: skip
def test_every_refusal_has_its_error(status: int, message: str, code: str, kind: type, words: str) -> None:
    made = error(status, message, code)
    assert type(made) is kind
    assert words in made.message
    assert made.subject == "m-1"


def test_statuses_are_kept_and_only_a_gateways_silence_may_cost() -> None:
    made = [error(status, mode=ReplyMode.PROMPT) for status in (500, 502, 503, 504, 524, 401)]
    assert all(isinstance(each, ModelUnavailable) for each in made)
    assert [(each.status, each.may_cost) for each in made if isinstance(each, ModelUnavailable)] == [
        (500, False), (502, True), (503, False), (504, True), (524, True), (401, False),
    ]  # fmt: skip


def test_tools_are_named_only_by_a_request_with_tools() -> None:
    assert isinstance(error(400, "`tool_choice` is not supported", mode=ReplyMode.TOOL), ModeUnsupported)
    assert isinstance(error(400, "`tool_choice` is not supported"), ModelRefused)
    assert isinstance(error(400, "response_format is unknown", mode=ReplyMode.PROMPT), ModelRefused)


def test_a_503_with_retry_after_is_a_wish() -> None:
    made = failure_of(Refusal(503, Complaint(), {"retry-after": "7"}), PLACE, PLAIN, NOW_S)
    assert isinstance(made, ModelBusy)
    assert (made.status, made.retry_after_s) == (503, 7.0)


@pytest.mark.parametrize("form", WaitForm)
def test_every_way_of_asking_to_wait(form: WaitForm) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.script(Fault(reply=limited_reply(form, 30.0)))
        with pytest.raises(ModelBusy) as caught:
            ask(endpoint.url)
    expected = None if form is WaitForm.NONE else pytest.approx(30.0, abs=5.0)
    assert caught.value.retry_after_s == expected
    assert caught.value.status == 429


@pytest.mark.parametrize("status", [402, 429])
def test_no_credit_through_http(status: int) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.no_credit(status)
        with pytest.raises(ModelRefused, match="no credit left"):
            ask(endpoint.url)


@pytest.mark.parametrize("how", [Unsupported.OPENAI_400, Unsupported.LLAMA_500])
@pytest.mark.parametrize("mode", list(ReplyMode)[:4])
def test_an_unknown_mode_is_named(mode: ReplyMode, how: Unsupported) -> None:
    with FakeEndpoint() as endpoint:
        endpoint.modes, endpoint.unsupported = {ReplyMode.PROMPT}, how
        with pytest.raises(ModeUnsupported) as caught:
            ask(endpoint.url, Dialect(mode))
    assert caught.value.message.startswith(f"{mode.value}: ")


def test_a_bare_500_is_left_to_the_caller() -> None:
    with FakeEndpoint() as endpoint:
        endpoint.modes, endpoint.unsupported = {ReplyMode.PROMPT}, Unsupported.BARE_500
        with pytest.raises(ModelUnavailable) as caught:
            ask(endpoint.url, Dialect())
    assert (caught.value.status, caught.value.may_cost) == (500, False)


def test_the_key_is_never_shown() -> None:
    with FakeEndpoint() as endpoint:
        endpoint.key = "another"
        with pytest.raises(ModelRefused) as wrong:
            ask(endpoint.url)
        endpoint.script(Fault(reply=error_reply(400, f"padding {'x' * 170} {KEY}")))
        with pytest.raises(ModelRefused) as cut:
            ask(endpoint.url)
        endpoint.script(Fault(reply=Reply(f"<b>{KEY[:8]}\u200b{KEY[8:]}</b>".encode(), 500)))
        with pytest.raises(ModelUnavailable) as hidden:
            ask(endpoint.url)
        endpoint.script(Fault(reply=Reply(f"what is {KEY}".encode(), 200)))
        with pytest.raises(ModelUnavailable) as success:
            ask(endpoint.url)
    assert "Incorrect API key provided: •••" in str(wrong.value)
    for caught in (wrong, cut, hidden, success):
        assert KEY[:12] not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ({"error": {"message": "No", "type": "t", "param": "p", "code": "c"}}, ("c t p", "No")),
        ({"error": "No"}, ("", "No")),
        ({"object": "error", "message": "No", "code": 400}, ("400", "No")),
        ({"detail": "No"}, ("", "No")),
        ({"detail": [{"loc": ["body", "tools"], "msg": "No"}]}, ("", "body.tools: No")),
        ([{"error": {"code": 429, "message": "No"}}], ("429", "No")),
        ("No", ("", "No")),
        (7, ("", "")),
    ],
)
def test_complaints_in_every_form(body: object, shown: tuple[str, str]) -> None:
    complaint = parse_complaint(json.dumps(body).encode())
    assert (complaint.code, complaint.message) == shown


def test_a_web_page_is_read_as_its_words() -> None:
    page = b"<html><style>p {color: red}</style><h1>502</h1><p>Bad&nbsp;gateway</p></html>"
    assert parse_complaint(page).message == "502 Bad&nbsp;gateway"


@given(st.binary(max_size=300) | st.recursive(
    st.none() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["error", "message", "detail", "code", "loc", "msg", "type"]), inner, max_size=4),
    max_leaves=10,
).map(lambda value: json.dumps(value).encode()), st.integers(200, 599), st.sampled_from(ReplyMode))  # fmt: skip
def test_no_body_escapes_the_tree_nor_breaks_the_line(body: bytes, status: int, mode: ReplyMode) -> None:
    made = failure_of(Refusal(status, parse_complaint(body)), PLACE, Dialect(mode), NOW_S)
    assert isinstance(made, SummaryError)
    assert "\n" not in str(made)
    assert len(str(made)) < 500


@given(st.text(max_size=50), st.text(max_size=250))
def test_what_is_shown_is_short_and_holds_no_key(before: str, after: str) -> None:
    shown = PLACE.scrubber.clean(before + KEY + after)
    assert KEY not in shown
    assert len(shown) <= 200
    assert shown.isprintable()


@pytest.mark.parametrize("other", ["sk-proj-AAAA1111bbbb", "Bearer abcdefgh", "gsk_0123456789ab"])
def test_another_key_that_is_echoed_is_masked_too(other: str) -> None:
    shown = PLACE.scrubber.clean(f"who is {other}?")
    assert other.split()[-1] not in shown
    assert "•••" in shown
