"""Answers in all the forms that models give them, and in none."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.brief.writing.replies import RawClaim, RawPart, parse_claims, parse_outline
from academichub.errors import InvalidReply

CLAIM = {"text": "Reefs bleach.", "cites": [{"id": "k12ab.s3", "quote": "reefs bleach"}]}
RAW = RawClaim("Reefs bleach.", (("k12ab.s3", "reefs bleach"),))


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"claims": [CLAIM]}),
        "Here you are:\n```json\n" + json.dumps({"claims": [CLAIM]}, indent=2) + "\n```\nI hope this helps.",
        "<think>{no}</think>" + json.dumps({"claims": [CLAIM], "note": "x"}),
        json.dumps(
            {"claims": [{"text": " Reefs\nbleach. ", "cites": [{"id": "[K12AB.S3]", "quote": "reefs  bleach"}]}]}
        ),
        json.dumps({"claims": [{"text": "Reefs bleach.", "cites": "k12ab.s3", "quote": "reefs bleach"}]}),
        json.dumps({"claims": [None, 3, {"text": ""}, {"cites": []}, CLAIM]}),
    ],
)
def test_one_claim_in_many_forms(text: str) -> None:
    assert parse_claims(text).claims == (RAW,)


@pytest.mark.parametrize(
    "text", ["", "I cannot help with that.", '{"claims": [{"text": "half', "[1, 2]", '{"claims": 3}']
)
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(InvalidReply):
        parse_claims(text)


def test_too_many_claims_and_endless_text_are_cut() -> None:
    reply = parse_claims(json.dumps({"claims": [CLAIM] * 30}))
    assert (len(reply.claims), reply.n_left) == (8, 22)
    with pytest.raises(InvalidReply, match="longer"):
        parse_claims(json.dumps({"claims": [{**CLAIM, "text": "reef " * 30_000}]}))


def test_that_nothing_answers_is_an_answer() -> None:
    assert not parse_claims('{"answered": false, "claims": []}').is_answered
    assert not parse_claims('{"claims": []}').is_answered
    assert parse_claims(json.dumps({"answered": True, "claims": [CLAIM]})).is_answered


def test_the_number_of_a_mended_claim() -> None:
    claims = parse_claims(json.dumps({"claims": [{**CLAIM, "n": 2}, {**CLAIM, "n": "2"}, {**CLAIM, "n": True}]})).claims
    assert [claim.number for claim in claims] == [2, None, None]


def test_an_outline() -> None:
    text = json.dumps({"sections": [{"title": "Reefs", "question": "?", "cluster_ids": ["C1", "[c2]", 7]}, "x"]})
    assert parse_outline(text) == (RawPart("Reefs", "?", ("c1", "c2")),)
    with pytest.raises(InvalidReply):
        parse_outline('{"claims": []}')


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["claims", "sections", "text", "cites", "id", "quote", "n", "cluster_ids", "title"]), inner
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["claims", "sections", "answered"]), _ANY).map(json.dumps) | st.text())
def test_nothing_but_a_refusal_escapes(text: str) -> None:
    for parse in (parse_claims, parse_outline):
        with suppress(InvalidReply):
            parse(text)
