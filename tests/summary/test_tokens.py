"""Tokens without a tokenizer: a bound that holds whatever the text, and an expectation near the measured figures."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from academichub.model.calls import ChatRequest, Message
from academichub.summary.hygiene import read_source
from academichub.summary.prompt import build_request
from academichub.summary.tokens import bound_tokens, expected_tokens

REQUEST = build_request(read_source("A title", "One sentence. Another sentence."), ("zh",))


def _said(text: str) -> ChatRequest:
    return dataclasses.replace(REQUEST, messages=(Message("user", text),))


@given(st.text(), st.text())
def test_the_bound_is_above_the_bytes_and_the_expectation(one: str, other: str) -> None:
    request = _said(one + other)
    assert bound_tokens(request) > len((one + other).encode()) + len(str(REQUEST.schema)) // 2
    assert expected_tokens(request) <= bound_tokens(request)
    assert bound_tokens(request) >= bound_tokens(_said(one))


def test_the_schema_counts_in_the_bound() -> None:
    both = build_request(read_source("A title", "One sentence. Another sentence."), ("en", "zh"))
    assert bound_tokens(both) - bound_tokens(REQUEST) > 500


def test_the_expectation_is_near_what_a_tokenizer_counts() -> None:
    """Counted once with the tokenizer of DeepSeek-V3: 26 and 24 tokens, and four for the frame."""
    english = "We train a language model on 1,200 abstracts and measure the accuracy of its summaries, which is 87.5 %."
    chinese = "我们在一千二百篇摘要上训练语言模型，并测量其摘要的准确率，结果表明该方法优于基线。"
    assert abs(expected_tokens(_said(english)) - 4 - 26) <= 3
    assert abs(expected_tokens(_said(chinese)) - 4 - 24) <= 4


def test_the_prompt_stays_short() -> None:
    """What a paper costs beside its own words: the constant part is paid for with every call."""
    assert expected_tokens(build_request(read_source("", ""), ("zh",))) <= 120
