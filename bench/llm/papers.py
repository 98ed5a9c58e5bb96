"""The papers of the measurement: 246 announced on one day, recorded where they are at hand, else invented."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from tests.upstreams import words

from bench.record import SEED

__all__ = ["N_PAPERS", "Papers", "day_of_papers"]

N_PAPERS = 246  # as many as the peer's recorded day had
_RECORDED_DAY = date(2025, 11, 12)
_INVENTED_DAY = date(2026, 6, 16)
_CORPUS = "corpus/papers-2025.jsonl.gz"
_DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Papers:
    """`lines` are JSON rows as `academichub import` reads them."""

    day: date
    lines: Sequence[bytes]
    origin: str

    @property
    def abstracts(self) -> list[str]:
        return [" ".join(json.loads(line)["summary"].split()) for line in self.lines]


def day_of_papers() -> Papers:
    """The first 246 of a recorded day (ACADEMICHUB_RECORDED, else ../shared/data), else as many invented ones."""
    corpus = Path(os.environ.get("ACADEMICHUB_RECORDED", _DEFAULT)) / _CORPUS
    return _recorded(corpus) if corpus.exists() else _invented()


def _recorded(corpus: Path) -> Papers:
    day = _RECORDED_DAY.isoformat().encode()
    with gzip.open(corpus, "rb") as lines:
        of_the_day = (line for line in lines if day in line and json.loads(line)["listed"] == day.decode())
        return Papers(_RECORDED_DAY, list(islice(of_the_day, N_PAPERS)), "recorded abstracts")


def _invented() -> Papers:
    return Papers(_INVENTED_DAY, [_line(number) for number in range(N_PAPERS)], "invented abstracts")


def _line(number: int) -> bytes:
    rng = random.Random(SEED + number)
    name = words.method_name(number)
    row = {
        "id": f"2606.{number + 1:05d}",
        "title": words.title(rng, name),
        "authors": [words.person(rng) for _ in range(4)],
        "categories": ["cs.CV"],
        "summary": words.abstract(rng, name),
        "listed": _INVENTED_DAY.isoformat(),
    }
    return json.dumps(row).encode()
