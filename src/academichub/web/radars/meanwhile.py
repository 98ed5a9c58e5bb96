"""What happened to a radar since its form was opened: on another page, in another window, at the command line. Pure.

A form carries the mark of the radar that it was filled in with. Where another radar is saved by now, nothing is saved
over it before its reader has seen both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from academichub.model import Radar
from academichub.people import render_person
from academichub.publish.wording import Wording

__all__ = ["Difference", "differences", "is_outdated", "mark_of"]

Difference = tuple[str, str, str]
"""A field of a radar in words, what is saved of it, and what the form says; empty where it is nothing."""

_LISTS = ("include", "boost", "exclude", "categories", "sources")


def mark_of(radar: Radar) -> str:
    """Another mark for every change of what a radar wishes for; its examples and votes are no part of it."""
    return sha256(repr(replace(radar, radar_id=None)).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def is_outdated(seen: str, saved: Radar | None, typed: Radar) -> bool:
    """Whether to save what was typed would undo something that the form did not show."""
    return saved is not None and seen != mark_of(saved) and typed != saved


def differences(saved: Radar, typed: Radar, w: Wording) -> tuple[Difference, ...]:
    """The fields in which they differ, in the order of the form."""
    both = zip(_told(saved, w), _told(typed, w), strict=True)
    return tuple((field, one, other) for (field, one), (_, other) in both if one != other)


def _told(radar: Radar, w: Wording) -> Iterable[tuple[str, str]]:
    yield w("form.name"), radar.name
    lists = {name: w.join(getattr(radar, name)) for name in _LISTS}
    lists["languages"] = w.join(w.words.get(f"language.{code}", code) for code in radar.languages)
    lists["authors"] = w("join.clause").join(map(render_person, radar.authors))
    for name in ("include", "boost", "exclude", "authors", "categories", "sources", "languages"):
        yield w(f"form.{name}"), lists[name]
    yield w("form.quota"), str(radar.quota)
    yield w("form.share"), str(radar.share)
    yield w("form.paused"), w("form.paused.yes" if radar.paused else "form.paused.no")
