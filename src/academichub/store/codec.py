"""Domain values to and from the JSON of the store's columns, typed both ways."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from academichub.match import Traits
from academichub.model import Paper, Record, Summary

__all__ = [
    "categories_from",
    "paper_from",
    "record_from",
    "stored_text",
    "stored_time",
    "summary_from",
    "time_from",
    "to_json",
    "traits_from",
]

_encoder = msgspec.json.Encoder()
_paper = msgspec.json.Decoder(Paper)
_traits = msgspec.json.Decoder(Traits)
_record = msgspec.json.Decoder(Record)
_summary = msgspec.json.Decoder(Summary)
_names = msgspec.json.Decoder(tuple[str, ...])


def to_json(value: object) -> str:
    return _encoder.encode(value).decode()


def paper_from(text: str) -> Paper:
    return _paper.decode(text)


def traits_from(text: str) -> Traits:
    return _traits.decode(text)


def record_from(text: str) -> Record:
    return _record.decode(text)


def summary_from(text: str) -> Summary:
    return _summary.decode(text)


def categories_from(text: str) -> tuple[str, ...]:
    return _names.decode(text)


def stored_text(text: str) -> str:
    """Any text as a column can hold it: halves of a character, which no UTF-8 has, and NUL, which PostgreSQL refuses,
    become the mark of an unreadable character; two halves that belong together become their character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "\ufffd")


def stored_time(moment: datetime) -> datetime:
    """An aware time as the columns hold it: UTC, without zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def time_from(stored: datetime) -> datetime:
    return stored.replace(tzinfo=UTC)
