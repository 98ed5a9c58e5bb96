"""The questions by which a model writes a briefing: the words (prompts/), the schema of the answer. Pure.

Constant words first, then the papers, nothing dated or random: the same skeleton gives the same bytes. What comes back
is replies.py's matter.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from academichub.model import ChatRequest, Message

__all__ = ["PROMPT_ID", "again", "claims_request", "outline_request", "words_of"]

PROMPT_ID = "brief-1"
MOST_CLAIMS = 8
MOST_CITES = 6
MOST_PARTS = 14
LONGEST_TEXT = 500  # characters; some engines refuse a schema with 2,000 and more
LONGEST_TITLE = 120
LONGEST_QUESTION = 240
_MAX_TOKENS = 1_600
_GLOSS_TOKENS = 600
_OUTLINE_TOKENS = 1_200
_MAX_REPLY = 8_000
_FORMS = {"section": "claims", "bridges": "claims", "question": "answer", "summary": "summary", "outline": "outline"}

Schema = Mapping[str, object]


def claims_request(kind: str, language: str, body: str, ids: Sequence[str], *, max_tokens: int = 0) -> ChatRequest:
    """Ask for claims that cite some of these ids. `kind`: section, bridges, question or summary.

    Raises: ValueError for a language that the prompt has no name for, or no id.
    """
    messages = _system(kind, language, ids), Message("user", body)
    is_glossed = language != "en"
    schema = _claims_schema(kind, ids, is_glossed=is_glossed)
    return ChatRequest(messages, "claims", schema, max_tokens or _MAX_TOKENS + _GLOSS_TOKENS * is_glossed)


def outline_request(language: str, body: str, ids: Sequence[str]) -> ChatRequest:
    """Ask which sections there should be, of these ids."""
    part = {
        "title": {"type": "string", "maxLength": LONGEST_TITLE},
        "question": {"type": "string", "maxLength": LONGEST_QUESTION},
        "cluster_ids": {"type": "array", "items": {"type": "string", "enum": list(ids)}, "maxItems": len(ids)},
    }
    schema = _closed({"sections": {"type": "array", "items": _closed(part), "maxItems": MOST_PARTS}})
    messages = _system("outline", language, ids), Message("user", body)
    return ChatRequest(messages, "outline", schema, _OUTLINE_TOKENS)


def again(first: ChatRequest, reply: str, findings: Iterable[str], *, numbered: bool) -> ChatRequest:
    """Ask once more, with what was wrong: of numbered claims, for these alone; else for the whole answer."""
    told = "\n".join(f"- {finding}" for finding in findings)
    asked = words_of("correction" if numbered else "unread", findings=told)
    messages = *first.messages, Message("assistant", reply[:_MAX_REPLY]), Message("user", asked)
    return replace(first, messages=messages, schema=_numbered(first.schema) if numbered else first.schema)


def words_of(key: str, /, **values: str) -> str:
    """Words of the prompt with their places filled."""
    text = _words()[key]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


@cache
def _words() -> Mapping[str, str]:
    text = files("academichub.brief.writing").joinpath("prompts", f"{PROMPT_ID}.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)
    names = words.pop("names")
    return {**{key: value.strip() for key, value in words.items()}, **{f"name:{key}": names[key] for key in names}}


def _system(kind: str, language: str, ids: Sequence[str]) -> Message:
    if not ids or f"name:{language}" not in _words():
        raise ValueError(f"nothing to ask in {language!r}" if not ids else f"no claims can be asked in {language!r}")
    reply = words_of(f"reply_{_FORMS[kind]}", id=_EXAMPLES[kind])
    is_glossed = kind != "outline" and language != "en"
    if is_glossed:
        reply = reply.replace('{"text"', '{"en":"","text"', 1)
    gloss = " " + words_of("gloss", language=words_of(f"name:{language}")) if is_glossed else ""
    return Message("system", words_of(kind, language=words_of(f"name:{language}"), gloss=gloss, reply=reply))


_EXAMPLES = {"section": "k0.s1", "bridges": "k0.s1", "question": "k0.s1", "summary": "v0", "outline": "c0"}
"""Ids that are never given: an answer that repeats them is caught."""


def _claims_schema(kind: str, ids: Sequence[str], *, is_glossed: bool) -> Schema:
    named = {"type": "string", "enum": list(ids)}
    quoted = _closed({"id": named, "quote": {"type": "string", "maxLength": LONGEST_TEXT}})
    cites = {"type": "array", "items": named if kind == "summary" else quoted, "maxItems": MOST_CITES}
    text = {"type": "string", "maxLength": LONGEST_TEXT}
    claim = _closed({**({"en": text} if is_glossed else {}), "text": text, "cites": cites})
    claims: Schema = {"type": "array", "items": claim, "maxItems": MOST_CLAIMS}
    return _closed({"answered": {"type": "boolean"}, "claims": claims} if kind == "question" else {"claims": claims})


def _numbered(schema: Schema) -> Schema:
    """The same with the number of the claim that each takes the place of."""
    claims = schema["properties"]["claims"]  # type: ignore[index]
    claim = claims["items"]["properties"]
    mended = {**claims, "items": _closed({"n": {"type": "integer"}, **claim})}
    return _closed({"claims": mended})


def _closed(properties: Mapping[str, object]) -> Schema:
    """An object with these keys and no others, as strict modes demand."""
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
