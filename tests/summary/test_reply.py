"""Answers of models read as drafts: what is tolerated, what is refused, and that nothing else ever escapes."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.errors import InvalidReply
from academichub.model import SUMMARY_FIELDS
from academichub.summary.drafts import DraftField
from academichub.summary.reply import MAX_REPLY, parse_reply, schema_id
from tests.recorded import recorded

FIELDS: dict[str, Any] = {name: {"text": f"The {name} of it.", "from": [1, 2]} for name in SUMMARY_FIELDS}
GOOD = json.dumps({"zh": FIELDS})
WHOLE = {name: DraftField(f"The {name} of it.", (0, 1)) for name in SUMMARY_FIELDS}


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        json.dumps(FIELDS),
        json.dumps({"zh": FIELDS, "note": "kept out", "fr": 7}),
        f"\ufeff{GOOD}\n",
        f"```json\n{GOOD}\n```",
        f"Sure {{as asked}}, here it is:\n{GOOD}\nIs that fine?",
        f'<think>First {{"zh": …}} I see.</think>\n{GOOD}',
        f"{{}} a thought whose opening mark was cut </think>{GOOD}",
        json.dumps({"zh": {name: {"text": f" The\n{name}\u200b of\u202e it. ", "from": "1, [2]"} for name in FIELDS}}),
        json.dumps({"zh": {name: {**FIELDS[name], "from": ["2", 1.0, 99, 0, -1, None]} for name in FIELDS}}),
    ],
)
def test_a_good_answer_is_read_however_it_is_wrapped(text: str) -> None:
    assert parse_reply(text, ("zh",), 5)["zh"].fields == WHOLE


def test_each_language_asked_is_read() -> None:
    text = json.dumps({"en": FIELDS, "zh": {"tldr": "结论。", "motivation": {"text": "  "}, "method": None}})
    drafts = parse_reply(text, ("en", "zh"), 2)
    assert drafts["en"].fields == WHOLE
    assert drafts["zh"].fields == {"tldr": DraftField("结论。")}


def test_backslashes_of_tex_are_mended_and_escapes_are_not_read_twice() -> None:
    text = r'{"tldr": {"text": "\alpha \times 2, \\beta, \u7684, \\u7684", "from": 1}}'
    assert parse_reply(text, ("zh",), 3)["zh"].fields["tldr"] == DraftField(
        "\\alpha \\times 2, \\beta, 的, \\u7684", (0,)
    )


def test_of_a_key_given_twice_the_last_counts() -> None:
    assert parse_reply('{"tldr": "a.", "tldr": "b."}', ("en",), 1)["en"].fields["tldr"].text == "b."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("I cannot help with that.", "not a JSON object"),
        ("[1]", "not a JSON object"),
        ('{"tldr": NaN}', "not a JSON object"),
        ('{"tldr": {"text": ""}}', "all fields are empty"),
        ('{"motivation": "It matters."}', '"tldr" is empty'),
        ('{"tldr": ["a"]}', "all fields are empty"),
        (GOOD[: len(GOOD) // 2], "not a JSON object|empty"),
        ("[" * 100_000, "not a JSON object"),
        ('{"a":' * 19_000, "not a JSON object"),
        ("<think>" * 14_000, "not a JSON object"),
        ("{" * 50_000 + "}" * 50_000, "not a JSON object"),
        ('{"tldr": ' + "9" * 90_000 + "}", "empty"),
        (GOOD + " " * MAX_REPLY, "longer than"),
    ],
)
def test_what_is_no_summary_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidReply, match=reason):
        parse_reply(text, ("zh",), 5)


def test_a_language_that_is_missing_is_refused() -> None:
    with pytest.raises(InvalidReply, match='no "zh"'):
        parse_reply(json.dumps({"en": FIELDS}), ("en", "zh"), 5)


def test_huge_numbers_name_no_sentence() -> None:
    text = '{"tldr": {"text": "A.", "from": [1, ' + "9" * 20_000 + ", 1e999, true, [[2]]]}}"
    assert parse_reply(text, ("zh",), 5)["zh"].fields["tldr"].sentences == (0,)


def _survives(text: str) -> None:
    try:
        drafts = parse_reply(text, ("en", "zh"), 3)
    except InvalidReply:
        return
    for draft in drafts.values():
        assert draft.fields["tldr"].text
        for field in draft.fields.values():
            assert set(field.sentences) <= {0, 1, 2}
            assert field.text == " ".join(field.text.split())
            field.text.encode()


KEYS = ["en", "zh", "tldr", "text", "from"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
)


@given(st.text() | JSON.map(json.dumps))
def test_no_text_raises_anything_else(text: str) -> None:
    _survives(text)


PIECES = ["", "{", "}", '"', "\\", "\\u", "\ud800", "[", "9" * 30]


@given(st.randoms(use_true_random=False))
def test_mutants_of_a_good_answer_are_read_or_refused(chance: random.Random) -> None:
    chars = list(json.dumps({"en": FIELDS, "zh": FIELDS}))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(chars))
        chars[at : at + chance.choice((0, 1, 1, 40))] = chance.choice(
            ["", "{", "}", '"', "\\", "\\u", "\ud800", "[", "9" * 30]
        )
    _survives("".join(chars))


@pytest.mark.recorded
def test_the_files_of_the_json_test_suite_are_refused() -> None:
    paths = sorted(recorded("hostile/json").rglob("*.json"))
    assert len(paths) > 300
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace")
        with pytest.raises(InvalidReply):
            parse_reply(text, ("zh",), 3)


def test_the_schema_has_a_name_for_each_set_of_languages() -> None:
    assert len({schema_id(asked) for asked in (("zh",), ("en",), ("en", "zh"), ("zh", "en"))}) == 4
