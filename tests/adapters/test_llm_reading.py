"""Answers and headers, read by themselves: what is believed and what is not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.adapters.llm.reading import Unreadable, parse_completion, parse_usage
from academichub.adapters.llm.waits import parse_duration, parse_hint, parse_wait
from academichub.model import Finish, RateHint, Usage

NOW_S = 1_790_000_000.0
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def answer(message: dict[str, Any], **choice: Any) -> dict[str, Any]:
    return {"choices": [{"message": message, **choice}]}


def call(arguments: object) -> dict[str, Any]:
    return {"content": "Sure.", "tool_calls": [{"function": {"name": "summary", "arguments": arguments}}]}


@pytest.mark.parametrize(
    ("message", "text", "finish"),
    [
        ({"content": "a"}, "a", Finish.STOP),
        ({"content": None}, "", Finish.STOP),
        ({"content": [{"type": "text", "text": "a"}, {"type": "image"}, {"text": "b"}]}, "ab", Finish.STOP),
        ({"content": [{"type": "thinking", "text": "hm"}, {"type": "text", "text": "b"}]}, "b", Finish.STOP),
        (call('{"a": 1}'), '{"a": 1}', Finish.STOP),
        (call({"a": "值"}), '{"a": "值"}', Finish.STOP),
        (call(7), "Sure.", Finish.STOP),
        ({"content": "a", "tool_calls": []}, "a", Finish.STOP),
        ({"content": None, "refusal": "I cannot."}, "I cannot.", Finish.FILTERED),
        ({"content": "a", "refusal": ""}, "a", Finish.STOP),
    ],
)
def test_the_answer_is_found(message: dict[str, Any], text: str, finish: Finish) -> None:
    completion = parse_completion(answer(message, finish_reason="stop"))
    assert (completion.text, completion.finish) == (text, finish)


@pytest.mark.parametrize(
    ("reason", "finish"),
    [
        ("stop", Finish.STOP),
        ("tool_calls", Finish.STOP),
        ("length", Finish.LENGTH),
        ("content_filter", Finish.FILTERED),
        ("insufficient_system_resource", Finish.OTHER),
        (None, Finish.OTHER),
        (["stop"], Finish.OTHER),
    ],
)
def test_why_it_stopped(reason: object, finish: Finish) -> None:
    assert parse_completion(answer({"content": "a"}, finish_reason=reason)).finish is finish


@pytest.mark.parametrize(
    ("value", "usage"),
    [
        ({"prompt_tokens": 5, "completion_tokens": 2}, Usage(5, 2)),
        ({"prompt_tokens": 5, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 4}}, Usage(5, 2, 4)),
        ({"prompt_tokens": 5, "completion_tokens": 2, "prompt_tokens_details": None}, Usage(5, 2)),
        ({"prompt_tokens": 5, "completion_tokens": 2, "prompt_cache_hit_tokens": 3}, Usage(5, 2, 3)),
        ({"prompt_tokens": 5, "completion_tokens": 2, "prompt_cache_hit_tokens": 6}, Usage(5, 2)),
        ({"prompt_tokens": -1, "completion_tokens": 2}, None),
        ({"prompt_tokens": 5.0, "completion_tokens": 2}, None),
        ({"prompt_tokens": "5", "completion_tokens": 2}, None),
        ({"prompt_tokens": True, "completion_tokens": 2}, None),
        ({"prompt_tokens": 10**12, "completion_tokens": 2}, None),
        ({"prompt_tokens": 5}, None),
        ([], None),
        (None, None),
    ],
)
def test_usage_is_believed_only_where_it_can_be(value: object, usage: Usage | None) -> None:
    assert parse_usage(value) == usage


@given(JSON, JSON, JSON)
def test_no_answer_breaks_the_reader(content: object, calls: object, usage: object) -> None:
    for value in (content, answer({"content": content, "tool_calls": calls}, finish_reason=usage) | {"usage": usage}):
        try:
            completion = parse_completion(json.loads(json.dumps(value)))
        except Unreadable:
            continue
        assert isinstance(completion.text, str)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1s", 1.0),
        ("6m0s", 360.0),
        ("120ms", 0.12),
        ("1h2m3.5s", 3723.5),
        ("1d", 86400.0),
        ("2d", 86400.0),
        ("30", 30.0),
        ("0", 0.0),
        (str(NOW_S + 20), 20.0),
        (str(int(NOW_S + 20) * 1000), 20.0),
        ("2026-09-21T14:13:30Z", 10.0),
        (str(NOW_S - 20), 0.0),
        ("-3", None),
        ("soon", None),
        ("1s later", None),
        ("", None),
        (None, None),
    ],
)
def test_durations_in_all_forms(text: str | None, seconds: float | None) -> None:
    assert parse_duration(text, NOW_S) == (None if seconds is None else pytest.approx(seconds))


RESETS = {
    "x-ratelimit-remaining-requests": "0",
    "x-ratelimit-reset-requests": "2s",
    "x-ratelimit-remaining-tokens": "9000",
    "x-ratelimit-reset-tokens": "6m0s",
}


@pytest.mark.parametrize(
    ("headers", "message", "wait_s"),
    [
        ({"retry-after": "5", "retry-after-ms": "4200"}, "", 4.2),
        ({"retry-after": "5"} | RESETS, "", 5.0),
        ({"retry-after": "Mon, 21 Sep 2026 14:13:50 GMT"}, "", 30.0),
        ({"retry-after": "rubbish"} | RESETS, "", 2.0),
        (RESETS, "Please try again in 1.5s.", 1.5),
        (RESETS | {"x-ratelimit-remaining-tokens": "0"}, "", 360.0),
        (RESETS | {"x-ratelimit-remaining-requests": "3"}, "", 2.0),
        ({"x-ratelimit-remaining-requests": "3"}, "", None),
        ({}, 'retryDelay": "17s"', 17.0),
        ({}, "no idea", None),
    ],
)
def test_the_wait_that_is_asked_for(headers: dict[str, str], message: str, wait_s: float | None) -> None:
    assert parse_wait(headers, message, NOW_S) == (None if wait_s is None else pytest.approx(wait_s))


@pytest.mark.parametrize(
    ("headers", "usage", "hint"),
    [
        ({}, None, None),
        ({"x-ratelimit-remaining-requests": "12", "x-ratelimit-reset-requests": "1s"}, None, RateHint(12, 1.0)),
        (RESETS | {"x-ratelimit-remaining-requests": "12"}, Usage(700, 300), RateHint(9, 360.0)),
        (RESETS | {"x-ratelimit-remaining-requests": "12"}, None, RateHint(12, 2.0)),
        ({"x-ratelimit-remaining-tokens": "0"}, None, RateHint(0, None)),
        ({"ratelimit-remaining": "3", "ratelimit-reset": "7"}, None, RateHint(3, 7.0)),
        ({"ratelimit": '"default";r=50;t=30'}, None, RateHint(50, 30.0)),
        ({"ratelimit": "limit=100, remaining=50, reset=30"}, None, RateHint(50, 30.0)),
        ({"x-ratelimit-remaining-requests": "many"}, None, None),
        ({"x-ratelimit-reset": "9s"}, None, RateHint(None, 9.0)),
    ],
)
def test_hints(headers: dict[str, str], usage: Usage | None, hint: RateHint | None) -> None:
    assert parse_hint(headers, usage, NOW_S) == hint


@given(st.text(max_size=30) | st.from_regex(r"[0-9.]{1,20}[mshd]{0,2}", fullmatch=True))
def test_no_header_breaks_the_reader(text: str) -> None:
    names = ["retry-after", "retry-after-ms", "x-ratelimit-reset-requests", "x-ratelimit-remaining-tokens", "ratelimit"]
    headers = dict.fromkeys(names, text)
    wait_s = parse_wait(headers, text, NOW_S)
    assert wait_s is None or 0 <= wait_s <= 86400
    parse_hint(headers, Usage(1, 1), NOW_S)
