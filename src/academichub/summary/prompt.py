"""The request for a paper's summary: constant words first, then the paper between marks of its own. Pure.

Owns what a model is told (the words are in prompts/, the terms in glossary.py) and the schema of its answer. Nothing
dated or random is in it: the same paper gives the same bytes, and all papers share the prefix, so that a provider's
prefix cache can hold it. What comes back is reply.py's matter.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from academichub.model import SUMMARY_FIELDS
from academichub.model.calls import ChatRequest, Message
from academichub.summary.drafts import Finding, SourceText
from academichub.summary.glossary import find_large_numbers, find_terms

__all__ = ["MAX_FIELD", "PROMPT_ID", "Correction", "build_request"]

PROMPT_ID = "summary-1"

MAX_FIELD = 600
"""Characters of one field. Some engines refuse a schema with 2,000 and more."""

_MAX_FROM = 12
_MAX_TERMS = 3
_MAX_SENTENCES = 200
_MAX_CHARACTERS = 24_000  # of the sentences together; more than any abstract, less than any context
_MAX_REPLY = 4_000
_MAX_FINDINGS = 8


@dataclass(frozen=True, slots=True)
class Correction:
    """Why a model is asked once more: the reply it gave, and what the checks found wrong in it."""

    reply: str
    findings: tuple[Finding, ...]


def build_request(
    source: SourceText,
    languages: Sequence[str],
    *,
    correction: Correction | None = None,
    max_tokens: int | None = None,
) -> ChatRequest:
    """Ask for one paper's summary in all the languages at once. Flagged sentences are left out.

    `max_tokens` None: 700 for one language, 600 more for each further one.
    Raises: ValueError when no language is asked, or one that the prompt has no name for.
    """
    asked = tuple(languages)
    first = (Message("system", _system(asked)), Message("user", _paper(source, asked)))
    again = _again(correction) if correction is not None else ()
    limit = max_tokens if max_tokens is not None else 100 + 600 * len(asked)
    return ChatRequest((*first, *again), "summary", _schema(asked), limit)


@cache
def _words() -> Mapping[str, str]:
    text = files("academichub.summary").joinpath("prompts", f"{PROMPT_ID}.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)
    names = words.pop("names")
    return {**{key: value.strip() for key, value in words.items()}, **{f"name:{key}": names[key] for key in names}}


@cache
def _system(languages: tuple[str, ...]) -> str:
    words = _words()
    unknown = [language for language in languages if f"name:{language}" not in words]
    if unknown or not languages:
        raise ValueError(f"a summary cannot be asked in {', '.join(unknown) or 'no language'}")
    names = " and ".join(words[f"name:{language}"] for language in languages)
    return words["system"].replace("{languages}", names).replace("{reply}", _example(languages))


def _example(languages: tuple[str, ...]) -> str:
    """The answer's form, for endpoints that take no schema: the first language in full, the others alike."""
    words = _words()
    values = [words["first_field"], *[words["other_field"]] * (len(SUMMARY_FIELDS) - 1)]
    fields = ",".join(f'"{name}":{value}' for name, value in zip(SUMMARY_FIELDS, values, strict=True))
    rest = "".join(f',"{language}":{words["other_field"]}' for language in languages[1:])
    return f'{{"{languages[0]}":{{{fields}}}{rest}}}'


@cache
def _schema(languages: tuple[str, ...]) -> Mapping[str, object]:
    numbers = {"type": "array", "items": {"type": "integer"}, "maxItems": _MAX_FROM}
    field = _closed({"text": {"type": "string", "maxLength": MAX_FIELD}, "from": numbers})
    return _closed({language: _closed(dict.fromkeys(SUMMARY_FIELDS, field)) for language in languages})


def _closed(properties: Mapping[str, object]) -> Mapping[str, object]:
    """An object with these keys and no others, as strict modes demand."""
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _paper(source: SourceText, languages: tuple[str, ...]) -> str:
    body = "\n".join([*filter(None, [source.title]), *_numbered(source)])
    mark = _mark(body)
    hints = _hints(body) if "zh" in languages else ""
    return "\n".join([f"<{mark}>", body, f"</{mark}>", *([hints] if hints else [])])


def _numbered(source: SourceText) -> list[str]:
    lines: list[str] = []
    room = _MAX_CHARACTERS
    for position, text in source.shown:
        room -= len(text)
        if room < 0 or len(lines) == _MAX_SENTENCES:
            break
        if text:
            lines.append(f"{position + 1}. {text}")
    return lines


def _mark(body: str) -> str:
    """A mark that the text does not hold, though its writer may know how marks are made: it grows until it is new."""
    digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
    return next((digest[:n] for n in range(2, len(digest)) if f"{digest[:n]}>" not in body), digest)


def _hints(body: str) -> str:
    pairs = [*find_large_numbers(body), *find_terms(body, _MAX_TERMS)]
    told = ";".join(f"{english}={chinese}" for english, chinese in pairs)
    return _words()["terms"].replace("{terms}", told) if told else ""


def _again(correction: Correction) -> tuple[Message, Message]:
    reasons = "\n".join(f"- {_reason(finding)}" for finding in correction.findings[:_MAX_FINDINGS])
    asked = _words()["correction"].replace("{findings}", reasons)
    return Message("assistant", correction.reply[:_MAX_REPLY]), Message("user", asked)


def _reason(finding: Finding) -> str:
    return f"{finding.field}: {finding.detail}" if finding.field else finding.detail
