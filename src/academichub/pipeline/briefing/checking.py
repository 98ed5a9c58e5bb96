"""What may be ordered: tidied, or refused with what is wrong and what to do. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from academichub.errors import ConfigError
from academichub.model import BriefOrder, FieldId
from academichub.publish.wording import wording
from academichub.store.codec import stored_text
from academichub.taxonomy import FIELDS, is_field

__all__ = ["LONGEST", "MOST_PAPERS", "check_order"]

LONGEST = 366
"""Days of a briefing."""
MOST_PAPERS = 10_000
_LONGEST_QUESTION = 500
_HIGHEST_SEED = 2**32 - 1


def check_order(order: BriefOrder, radars: Collection[str]) -> BriefOrder:
    """The order, tidied: `radars` are the names there are, of which the order's is written as the reader wrote it.

    Raises: ConfigError naming the field, what is wrong with it and the remedy.
    """
    n_days = (order.until - order.since).days + 1
    if n_days < 1:
        raise ConfigError(f"{order.since} comes after {order.until}; put the earlier day first", subject="since")
    if n_days > LONGEST:
        raise ConfigError(f"the briefing would be of {n_days} days; at most {LONGEST} fit", subject="since")
    if order.since - order.since.min < timedelta(weeks=60):
        raise ConfigError(f"{order.since} is too long ago; name a later day", subject="since")
    if order.until == order.until.max:
        raise ConfigError(f"{order.until} is the last day there is; name an earlier one", subject="until")
    _check_number("most_papers", order.most_papers, (1, MOST_PAPERS))
    _check_number("seed", order.seed, (0, _HIGHEST_SEED))
    return replace(
        order,
        language=wording(order.language).language,
        fields=_fields(order.fields),
        radar=_radar(order.radar, radars) if order.radar is not None else None,
        question=_question(order.question) if order.question is not None else None,
    )


def _check_number(field: str, value: int, allowed: tuple[int, int]) -> None:
    if not allowed[0] <= value <= allowed[1]:
        raise ConfigError(f"is {value}; write a whole number from {allowed[0]} to {allowed[1]}", subject=field)


def _fields(fields: Iterable[FieldId]) -> tuple[FieldId, ...]:
    found: list[FieldId] = []
    for field in fields:
        name = field.strip().casefold()
        if not is_field(name):
            raise ConfigError(f"is no field; write one of {', '.join(FIELDS)}", subject=field)
        found.append(FieldId(name))
    return tuple(field for field in FIELDS if field in found)


def _radar(name: str, radars: Collection[str]) -> str:
    wanted = " ".join(stored_text(name).split()).casefold()
    for radar in radars:
        if radar.casefold() == wanted:
            return radar
    known = f"write one of {', '.join(radars)}" if radars else "make one with academichub radar add"
    raise ConfigError(f"there is no such radar; {known}", subject=name)


def _question(text: str) -> str:
    question = " ".join(stored_text(text).split())
    if not any(letter.isalnum() for letter in question):
        raise ConfigError("is empty; write the question in words, or leave it out", subject="question")
    if len(question) > _LONGEST_QUESTION:
        raise ConfigError(
            f"has {len(question)} characters; at most {_LONGEST_QUESTION} fit: ask shorter", subject="question"
        )
    return question
