"""What may be ordered: tidied, or refused with what is wrong and what to do. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from academichub.brief.calendar import LONGEST_DAYS, LONGEST_QUESTION
from academichub.brief.question.nearest import says_something
from academichub.model import BriefOrder, FieldId
from academichub.publish.faults import Worded
from academichub.publish.wording import wording
from academichub.store.codec import stored_text
from academichub.taxonomy import FIELDS

__all__ = ["MOST_PAPERS", "check_order"]

MOST_PAPERS = 10_000
_HIGHEST_SEED = 2**32 - 1
_FIELD_NAMES = {name.casefold(): field for field, names in FIELDS.items() for name in (field, *names)}


def check_order(order: BriefOrder, radars: Collection[str]) -> BriefOrder:
    """The order, tidied: `radars` are the names there are, of which the order's is written as the reader wrote it.

    Raises: ConfigError naming the field, what is wrong with it and the remedy, in the words of either language.
    """
    n_days = (order.until - order.since).days + 1
    if n_days < 1:
        raise Worded("fault.brief.turned", subject="since", since=str(order.since), until=str(order.until))
    if n_days > LONGEST_DAYS:
        raise Worded("fault.brief.long", subject="since", n=n_days, most=LONGEST_DAYS)
    if order.since - order.since.min < timedelta(weeks=60):
        raise Worded("fault.brief.early", subject="since", day=str(order.since))
    if order.until == order.until.max:
        raise Worded("fault.brief.late", subject="until", day=str(order.until))
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
        least, most = map(str, allowed)
        raise Worded("fault.brief.number", subject=field, value=str(value), least=least, most=most)


def _fields(fields: Iterable[FieldId]) -> tuple[FieldId, ...]:
    found: list[FieldId] = []
    for field in fields:
        name = " ".join(field.split()).casefold()
        if name not in _FIELD_NAMES:
            raise Worded("fault.brief.field", subject=field, ids=tuple(FIELDS))
        found.append(_FIELD_NAMES[name])
    return tuple(field for field in FIELDS if field in found)


def _radar(name: str, radars: Collection[str]) -> str:
    wanted = " ".join(stored_text(name).split()).casefold()
    for radar in radars:
        if radar.casefold() == wanted:
            return radar
    if not radars:
        raise Worded("fault.brief.no_radar", subject=name)
    raise Worded("fault.brief.radar", subject=name, names=tuple(radars))


def _question(text: str) -> str:
    question = " ".join(stored_text(text).split())
    if not any(letter.isalnum() for letter in question):
        raise Worded("fault.brief.no_question", subject="question")
    if len(question) > LONGEST_QUESTION:
        raise Worded("fault.brief.question", subject="question", n=len(question), most=LONGEST_QUESTION)
    if not says_something(question):
        raise Worded("fault.brief.weak_question", subject="question")
    return question
