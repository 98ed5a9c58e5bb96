"""The form that asks for a briefing: what was typed, what it means, and what is wrong with it. Pure.

What was typed is kept as it is, so that a form with a fault in it can be shown again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from academichub.brief.calendar import LONGEST_DAYS, LONGEST_QUESTION, window_of_days
from academichub.errors import ConfigError
from academichub.model import BriefOrder, FieldId
from academichub.publish.faults import Worded, fault_words
from academichub.publish.wording import LANGUAGES, Wording
from academichub.taxonomy import FIELDS, is_field
from academichub.text import clean_characters, language_of
from academichub.text.days import parse_day

__all__ = ["AskForm", "Fault", "fault_of", "order_of", "read_ask"]

_LINES = ("days", "since", "until", "radar", "speech", "question", "model")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: a field of the form, a key of the words, and the value that fills it.

    `words` are there already where another room found the fault, in `language`.
    """

    field: str
    key: str = ""
    value: str = ""
    words: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class AskForm:
    """The fields as text. `model` is "no" or anything else."""

    days: str = "7"
    since: str = ""
    until: str = ""
    fields: tuple[str, ...] = ()
    radar: str = ""
    speech: str = ""
    question: str = ""
    model: str = "yes"
    faults: tuple[Fault, ...] = field(default=(), compare=False)

    @property
    def with_model(self) -> bool:
        return self.model != "no"

    def fault(self, name: str) -> Fault | None:
        """What is wrong with one field."""
        return next((fault for fault in self.faults if fault.field == name), None)


def read_ask(pairs: Iterable[tuple[str, object]]) -> AskForm:
    """The form as it was sent; fields that are not ours are left out."""
    texts: dict[str, str] = {}
    fields: list[str] = []
    for name, value in pairs:
        if not isinstance(value, str):
            continue
        words = " ".join(clean_characters(value).split())
        if name == "field" and words:
            fields.append(words)
        elif name in _LINES:
            texts[name] = words
    return replace(AskForm(), **texts, fields=tuple(dict.fromkeys(fields)))  # type: ignore[arg-type]


def order_of(form: AskForm, newest: date, radars: Collection[str]) -> tuple[BriefOrder | None, tuple[Fault, ...]]:
    """The order that the form means, None where a fault leaves none; and everything that is wrong with it.

    `newest` is the day that days are counted back from; `radars` are the names there are.
    """
    span, faults = _span(form, newest)
    faults = (*faults, *_faults(form, radars))
    if span is None or faults:
        return None, faults
    order = BriefOrder(
        since=span[0],
        until=span[1],
        language=form.speech,
        fields=tuple(FieldId(each) for each in FIELDS if each in form.fields),
        radar=form.radar or None,
        question=form.question or None,
    )
    return order, ()


def _span(form: AskForm, newest: date) -> tuple[tuple[date, date] | None, tuple[Fault, ...]]:
    """The first and the last day. A number of days counts where no day is given."""
    if not form.since and not form.until:
        n = int(form.days) if form.days.isascii() and form.days.isdigit() and len(form.days) < 5 else 0
        if not 1 <= n <= LONGEST_DAYS:
            return None, (Fault("days", "ask.fault.days", str(LONGEST_DAYS)),)
        return window_of_days(newest, n, None, None), ()
    days = {name: parse_day(text) for name in ("since", "until") if (text := getattr(form, name))}
    if None in days.values():
        unread = [name for name, day in days.items() if day is None]
        return None, tuple(Fault(name, "ask.fault.day", getattr(form, name)[:40]) for name in unread)
    since, until = window_of_days(newest, None, days.get("since"), days.get("until"))
    n = (until - since).days + 1
    if n < 1:
        return None, (Fault("since", "ask.fault.order"),)
    if n > LONGEST_DAYS:
        return None, (Fault("since", "ask.fault.long", str(n)),)
    return (since, until), ()


def _faults(form: AskForm, radars: Collection[str]) -> Iterator[Fault]:
    unknown = [name for name in form.fields if not is_field(name)]
    if unknown:
        yield Fault("field", "ask.fault.field", unknown[0][:40])
    if form.radar and form.radar not in radars:
        yield Fault("radar", "ask.fault.radar", form.radar[:100])
    if form.speech not in LANGUAGES:
        yield Fault("speech", "ask.fault.speech")
    if len(form.question) > LONGEST_QUESTION:
        yield Fault("question", "ask.fault.question", str(LONGEST_QUESTION))


def fault_of(error: ConfigError, form: AskForm, w: Wording) -> Fault:
    """What another room says is wrong, at the field it names or whose value it names, else at the head of the form."""
    subject, told = error.subject or "", fault_words(error, w)
    language = w.language if isinstance(error, Worded) else language_of(told)
    if subject in ("days", "since", "until", "question", "radar"):
        return Fault(subject, words=told, language=language)
    if subject and subject == form.radar:
        return Fault("radar", words=told, language=language)
    if subject in ("field", "fields", *form.fields):
        return Fault("field", words=told, language=language)
    return Fault("", words=f"{subject}{w('join.colon')}{told}" if subject else told, language=language)
