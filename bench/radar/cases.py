"""Cases from a corpus: authors as readers, their earlier papers as examples, each day's papers as candidates."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Case", "Cases", "cases_of", "load_cases", "load_papers", "present"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    person: str
    day: str
    seeds: tuple[str, ...]
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cases:
    cases: tuple[Case, ...]
    days: Mapping[str, tuple[str, ...]]


def load_papers(paths: Iterable[Path]) -> list[Row]:
    """Papers by day and id; of two with one id the first is kept."""
    found: dict[str, Row] = {}
    for path in paths:
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for line in lines:
                row = json.loads(line)
                found.setdefault(row["id"], row)
    return sorted(found.values(), key=lambda row: (row["listed"], row["id"]))


def load_cases(path: Path) -> Cases:
    """Seeds, relevant papers and candidates by id. A case with no relevant paper among its day's papers is left out."""
    read = json.loads(path.read_text())
    days = {day: tuple(ids) for day, ids in read["days"].items()}
    made = [
        Case(c["person"], c["day"], tuple(c["seeds"]), frozenset(c["relevant"]) & frozenset(days[c["day"]]))
        for c in read["cases"]
    ]
    return Cases(tuple(case for case in made if case.relevant), days)


def present(cases: Cases, ids: Collection[str]) -> Cases:
    """The cases as far as their papers are among `ids`; one without any seed or relevant paper left is left out."""
    held = frozenset(ids)
    days = {day: tuple(i for i in listed if i in held) for day, listed in cases.days.items()}
    kept = [
        Case(case.person, case.day, tuple(i for i in case.seeds if i in held), case.relevant & held)
        for case in cases.cases
    ]
    return Cases(tuple(case for case in kept if case.seeds and case.relevant), days)


def cases_of(rows: Sequence[Row], turn: str = "2025-10") -> Cases:
    """Authors with 8 to 60 papers before month `turn` that share their most frequent co-author: those are the seeds.

    One case for each later day that has a paper by them; every paper of theirs on that day is relevant.
    """
    written: dict[str, list[Row]] = defaultdict(list)
    days: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        days[row["listed"]].append(row["id"])
        for name in set(row["authors"]):
            written[name].append(row)
    made = [case for name in sorted(written) for case in _of_person(name, written[name], turn)]
    return Cases(tuple(made), {day: tuple(ids) for day, ids in days.items() if day >= turn})


def _of_person(name: str, rows: Sequence[Row], turn: str) -> list[Case]:
    earlier = [row for row in rows if row["listed"] < turn]
    met = Counter(other for row in earlier for other in set(row["authors"]) if other != name)
    if not met:
        return []
    partner = min(met, key=lambda other: (-met[other], other))
    seeds = tuple(row["id"] for row in earlier if partner in row["authors"])
    if not 8 <= len(seeds) <= 60:
        return []
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["listed"] >= turn:
            found[row["listed"]].add(row["id"])
    return [Case(name, day, seeds, frozenset(ids)) for day, ids in sorted(found.items())]
