"""What a model answered, read as claims or as an outline, whatever it put around it. Pure.

Owns the form of the answers that prompting.py asks for. Whether they are true, or the ids were given, is judged
elsewhere; nothing is mended here but the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from academichub.brief.writing.prompting import LONGEST_QUESTION, LONGEST_TITLE, MOST_CITES, MOST_CLAIMS, MOST_PARTS
from academichub.errors import InvalidReply
from academichub.summary.reply import find_object
from academichub.text import clean_characters

__all__ = ["RawClaim", "RawPart", "Reply", "parse_claims", "parse_outline"]

_LONGEST = 2_000  # characters of a text or quote; a longer one is refused by the checks all the same
_MOST_READ = 4  # times as many claims or cites as are asked for: what is behind them is not looked at


@dataclass(frozen=True, slots=True)
class RawClaim:
    """`cites` are (id, quote); `number` is that of the claim which it is to replace, None where it does not say.

    `gloss`: the same in English, where that was asked for; "" where it is missing.
    """

    text: str
    cites: tuple[tuple[str, str], ...]
    number: int | None = None
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """`is_answered`: whether the model says that what was given answers the question. `n_left`: claims not read."""

    claims: tuple[RawClaim, ...]
    is_answered: bool = True
    n_left: int = 0


@dataclass(frozen=True, slots=True)
class RawPart:
    title: str
    question: str
    ids: tuple[str, ...]


def parse_claims(text: str) -> Reply:
    """The claims of an answer, at most eight; what is in it beside them is left out.

    A quote given for a whole claim counts for each of its cites that have none.
    Raises: InvalidReply where the answer is none, never another exception.
    """
    reply = find_object(text)
    values = reply.get("claims")
    if not isinstance(values, list):
        raise InvalidReply('the answer has no "claims"')
    claims = list(_claims(values[: _MOST_READ * MOST_CLAIMS]))
    is_answered = reply.get("answered") is not False and bool(claims)
    return Reply(tuple(claims[:MOST_CLAIMS]), is_answered, max(0, len(claims) - MOST_CLAIMS))


def parse_outline(text: str) -> tuple[RawPart, ...]:
    """The sections of an answer, at most fourteen. Raises: InvalidReply where the answer is none."""
    values = find_object(text).get("sections")
    if not isinstance(values, list):
        raise InvalidReply('the answer has no "sections"')
    return tuple(_part(value) for value in values[:MOST_PARTS] if isinstance(value, dict))


def _claims(values: Iterable[object]) -> Iterator[RawClaim]:
    for value in values:
        if isinstance(value, dict) and (text := _text(value.get("text"))):
            number = value.get("n")
            whole = _text(value.get("quote"))
            cites = tuple(dict(_cites(value.get("cites"), whole)).items())
            yield RawClaim(text, cites, number if type(number) is int else None, _text(value.get("en")))


def _cites(values: object, whole: str) -> Iterator[tuple[str, str]]:
    for value in (values if isinstance(values, list) else [values])[: _MOST_READ * MOST_CITES]:
        named, quote = (value.get("id"), _text(value.get("quote"))) if isinstance(value, dict) else (value, "")
        if isinstance(named, str) and named.strip():
            yield _id(named), quote or whole


def _part(value: dict[str, object]) -> RawPart:
    ids = value.get("cluster_ids")
    named = [each for each in ids if isinstance(each, str)] if isinstance(ids, list) else []
    title, question = _text(value.get("title")), _text(value.get("question"))
    title = title if len(title) <= LONGEST_TITLE else ""
    return RawPart(title, question if len(question) <= LONGEST_QUESTION else "", tuple(map(_id, named)))


def _id(text: str) -> str:
    return text[:40].strip(" []()<>\"'`").lower()


def _text(value: object) -> str:
    return " ".join(clean_characters(value[: _LONGEST + 1]).split()) if isinstance(value, str) else ""
