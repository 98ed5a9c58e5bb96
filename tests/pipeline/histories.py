"""Histories of one preprint each: versions, cross-lists, replacements, a journal reference alone, a withdrawal."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from academichub.model import Announcement, Identifiers, Kind, Markup, Record
from tests.pipeline.families import people, record

__all__ = ["history"]

_START = date(2026, 3, 2)
_PLACES = ("estuary", "lagoon", "marsh", "shelf", "fjord", "delta", "strait", "reef")
_MATTERS = ("sand", "salt", "nitrate", "plankton", "heat", "turbidity", "oxygen", "driftwood")


def history(number: int) -> list[Announcement]:
    """What arXiv announces of paper `number`, in the order in which it happens."""
    chance = random.Random(number)
    key = f"26{3 + number // 90_000:02d}.{10_000 + number % 90_000}"
    said = record(
        "arxiv",
        key,
        number,
        f"How {chance.choice(_MATTERS)} moves through {chance.choice(_PLACES)} number {number}",
        version=1,
        identifiers=Identifiers(arxiv=key),
        abstract=Markup(f"We follow it through basin {number} for a year."),
        categories=("physics.ao-ph",),
        primary_category="physics.ao-ph",
        posted_on=_START,
    )
    day, listed = _START, [Announcement(said, Kind.NEW, _START)]
    for _ in range(chance.randint(1, 6)):
        day += timedelta(days=chance.randint(1, 40))
        kind, said = _next(said, number, chance)
        listed.append(Announcement(said, kind, day))
        if said.withdrawn:
            break
    return listed


def _next(said: Record, number: int, chance: random.Random) -> tuple[Kind, Record]:
    step = chance.choices(("cross", "replace", "replace-cross", "jref", "withdrawn"), (2, 4, 1, 2, 1))[0]
    if step == "cross":
        return Kind.CROSS, replace(said, categories=(*said.categories, f"cs.{chance.choice('ACLR')}{number % 7}"))
    if step == "jref":
        return Kind.REPLACE, replace(said, published_doi=f"10.5555/basin.{number}", comment="Accepted")
    version = (said.version or 0) + 1
    if step == "withdrawn":
        note = "This paper has been withdrawn by the authors"
        return Kind.WITHDRAWN, replace(said, version=version, withdrawn=True, comment=note)
    changed = chance.choice(
        (
            {"title": Markup(f"{said.title.text}, version {version}")},
            {"abstract": Markup(f"We follow it for {version} years.")},
            {"authors": people(number, 3 + version)},
        )
    )
    kind = Kind.REPLACE if step == "replace" else Kind.REPLACE_CROSS
    return kind, replace(said, version=version, **changed)
