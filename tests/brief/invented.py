"""Invented papers on a few subjects in a few fields, and weeks of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from academichub.model import BriefOrder, BriefPaper, FieldId, PaperId, SourceId

SINCE = date(2026, 6, 15)
SUBJECTS = {
    "coral": ("biology", "q-bio.PE", "coral reef", "thermal bleaching", "symbiont algae", "lagoon survey"),
    "glacier": ("earth", "physics.geo-ph", "alpine glacier", "basal sliding", "moraine record", "firn density"),
    "parser": (
        "computer-science",
        "cs.CL",
        "dependency parser",
        "treebank grammar",
        "clause boundary",
        "token lattice",
    ),
    "robot": ("engineering", "eess.SY", "robot gripper", "tactile sensor", "joint torque", "grasp planner"),
    "auction": ("economics", "econ.TH", "spectrum auction", "bidder collusion", "reserve price", "sealed bid"),
}


def paper(subject: str, number: int, day: date = SINCE, **changes: object) -> BriefPaper:
    """A paper on one subject; the number draws its phrases and words."""
    field, category, *phrases = SUBJECTS[subject]
    draw = random.Random(f"{subject}{number}")
    first, second, third = draw.sample(phrases, 3)
    sentences = (
        f"Little is known about the {first} near a {second}.",
        f"We measure the {second} with a {first} over {draw.randrange(3, 90)} times.",
        f"The {third} of site {subject}{number % 7} depends on the {first}.",
    )
    values: dict[str, object] = {
        "paper_id": PaperId(f"{subject}-{number:04d}"),
        "title": f"On the {phrases[0]} and the {third}",
        "announced_on": day,
        "source": SourceId("invented"),
        "field": FieldId(field),
        "sentences": sentences,
        "categories": (category,),
        "roles": {"method": (1,), "result": (2,)},
        **changes,
    }
    return BriefPaper(**values)  # type: ignore[arg-type]


def week(
    n_each: int = 20, since: date = SINCE, first: int = 0, subjects: Sequence[str] = tuple(SUBJECTS)
) -> list[BriefPaper]:
    """`n_each` papers of every subject, spread over seven days."""
    return [
        paper(subject, first + number, since + timedelta(days=number % 7))
        for subject in subjects
        for number in range(n_each)
    ]


def history(n_weeks: int = 8, n_each: int = 10) -> list[BriefPaper]:
    return [
        each
        for week_before in range(1, n_weeks + 1)
        for each in week(n_each, SINCE - timedelta(weeks=week_before), 1000 * week_before)
    ]


def order(language: str = "en", **changes: object) -> BriefOrder:
    values: dict[str, object] = {"since": SINCE, "until": SINCE + timedelta(days=6), "language": language, **changes}
    return BriefOrder(**values)  # type: ignore[arg-type]
