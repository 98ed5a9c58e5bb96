"""What a model answered, read as drafts: strict JSON first, then without what models put around and into it. Pure.

Owns the form of the answer that prompt.py asks for. Whether what it says is true, whole and in the right language is
judged by the checks, on the drafts; nothing is judged or mended here but the form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from academichub.errors import InvalidReply
from academichub.model import SUMMARY_FIELDS
from academichub.summary.drafts import Draft, DraftField
from academichub.text import clean_characters

__all__ = ["MAX_REPLY", "find_object", "parse_reply", "schema_id"]

MAX_REPLY = 100_000
"""Characters of an answer; a longer one is no summary and is not read."""

_MAX_STARTS = 20
_MAX_FROM = 50

_SCHEMA_ID = "fields-1"

_THOUGHT_ENDS = ("</think>", "</thinking>")
_ESCAPE = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})?')
# TeX commands whose first letters are a legal escape: \times would be read as a tab and "imes".
_TEX_WORD = re.compile(
    r"(?<!\\)((?:\\\\)*)\\(?=(?:bar|beta|binom|boldsymbol|forall|frac|nabla|neq|notin|rangle|rho|right|rightarrow|tau|"
    r"text|textbf|textit|theta|tilde|times)(?![a-z]))"
)
_NUMBER = re.compile(r"\d{1,4}")


def schema_id(languages: Sequence[str]) -> str:
    """Names the form of answer asked for in these languages; part of a call's key."""
    return f"{_SCHEMA_ID}:{'+'.join(languages)}"


def parse_reply(text: str, languages: Sequence[str], n_sentences: int) -> dict[str, Draft]:
    """The draft in each of the languages asked.

    Empty fields are absent; sentence numbers (from 1) become positions (from 0), and those that do not exist are
    dropped. Unknown keys and languages not asked for are ignored.
    Raises: InvalidReply when it is no such answer, or a language has no TL;DR; never another exception.
    """
    reply = find_object(text)
    if len(languages) == 1 and languages[0] not in reply:
        reply = {languages[0]: reply}
    return {language: _draft(language, reply.get(language), n_sentences) for language in languages}


def find_object(text: str) -> Mapping[str, object]:
    """The JSON object that is the answer, or stands in it among thoughts, prose and fences.

    Raises: InvalidReply where there is none, or the answer is too long to be read; never another exception.
    """
    if len(text) > MAX_REPLY:
        raise InvalidReply(f"the answer is longer than {MAX_REPLY:,} characters")
    for candidate in _candidates(_TEX_WORD.sub(r"\1\\\\", text) if "\\" in text else text):
        found = _load(candidate)
        if found is not None:
            return found
    raise InvalidReply("the answer is empty" if not text.strip() else "the answer is not a JSON object")


def _candidates(text: str) -> Iterator[str]:
    r"""The rungs downwards: as it is, without thought and prose, and with backslashes doubled that begin no escape."""
    yield text
    for part in dict.fromkeys((_after_thought(text), text)):
        yield from _objects(part)
        if "\\" in part:
            yield from _objects(_ESCAPE.sub(lambda match: match[0] if match[1] else r"\\", part))


def _after_thought(text: str) -> str:
    """What follows a model's thinking aloud; some servers cut its opening mark away."""
    return text[max(text.rfind(end) + len(end) if end in text else 0 for end in _THOUGHT_ENDS) :]


def _objects(text: str) -> Iterator[str]:
    """From each of the first opening braces to the last closing one."""
    end = text.rfind("}") + 1
    at = text.find("{")
    for _ in range(_MAX_STARTS):
        if not 0 <= at < end:
            return
        yield text[at:end]
        at = text.find("{", at + 1)


def _load(text: str) -> Mapping[str, object] | None:
    """The object that is the text, or begins it and is its only one; else None."""
    text = text.strip()
    if not text.startswith("{"):
        return None
    try:
        found, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and "{" not in text[end:] else None


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON")


def _whole(digits: str) -> int | None:
    """A number of a sentence; a longer one is none, and turning it into an int would take long."""
    return int(digits) if len(digits) <= 9 else None


_DECODER = json.JSONDecoder(strict=False, parse_constant=_refuse, parse_int=_whole)


def _draft(language: str, value: object, n_sentences: int) -> Draft:
    if not isinstance(value, dict):
        raise InvalidReply(f'the answer has no "{language}"')
    read = ((name, _field(value.get(name), n_sentences)) for name in SUMMARY_FIELDS)
    fields = {name: field for name, field in read if field is not None}
    if "tldr" not in fields:
        what = 'the "tldr" is empty' if fields else "all fields are empty"
        raise InvalidReply(f'in "{language}" {what}')
    return Draft(language, fields)


def _field(value: object, n_sentences: int) -> DraftField | None:
    text, named = (value.get("text"), value.get("from")) if isinstance(value, dict) else (value, None)
    if not isinstance(text, str):
        return None
    plain = " ".join(clean_characters(text).split())
    return DraftField(plain, _positions(named, n_sentences)) if plain else None


def _positions(named: object, n_sentences: int) -> tuple[int, ...]:
    values = named if isinstance(named, list) else [named]
    numbers = [number for value in values[:_MAX_FROM] for number in _numbers(value)]
    return tuple(sorted({number - 1 for number in numbers if 1 <= number <= n_sentences}))


def _numbers(value: object) -> list[int]:
    """1, "1", "[1]", "1, 2"; a range counts as its two ends."""
    if isinstance(value, bool):
        return []
    if isinstance(value, int):
        return [value]
    if isinstance(value, float):
        return [int(value)] if value.is_integer() and abs(value) < 1e6 else []
    return [int(digits) for digits in _NUMBER.findall(value[:200])] if isinstance(value, str) else []
