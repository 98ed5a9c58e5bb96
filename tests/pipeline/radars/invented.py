"""A store of some hundred invented papers on several days, about a few topics, and a desk of radars over it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from academichub.adapters.locks import alone
from academichub.model import Author, Example, New, Paper, PaperId, RadarView, SourceId, Unchanged
from academichub.pipeline.radars import StoredRadars
from academichub.store import Store
from academichub.taste import TasteFolder
from tests.samples import DAY, NOON, announced, arxiv_record
from tests.store.cards import paper_of, text

__all__ = ["TOPICS", "announce", "days_of", "desk_of", "everywhere", "example_of", "fill_days", "invented", "topics_of"]

TOPICS: Mapping[str, Sequence[str]] = {
    "dunes": "dune sand wind grain desert ripple barchan saltation aeolian crest".split(),
    "proteins": "protein folding residue ligand enzyme binding helix sequence mutation domain".split(),
    "planets": "planet orbit transit star stellar disc atmosphere telescope radius spectrum".split(),
    "graphs": "graph node edge network spectral clustering community vertex embedding path".split(),
    "沙丘": ["沙丘", "风力", "沙粒", "移动", "荒漠", "气候", "观测", "模型", "地形", "沉积"],
}
_EVERYDAY = "method result study data model measure approach problem analysis system large new".split()
_CATEGORIES = {"dunes": "physics.ao-ph", "proteins": "q-bio.BM", "planets": "astro-ph.EP", "graphs": "cs.SI"}


def invented(number: int, topic: str, **changes: object) -> Paper:
    """The same number and topic give the same paper."""
    draw = random.Random(f"{number} {topic}")
    words, between = TOPICS[topic], "" if topic == "沙丘" else " "

    def sentence(n: int) -> str:
        return between.join(draw.choice(words if draw.random() < 0.5 else _plain(topic)) for _ in range(n)) + "."

    title = sentence(6).rstrip(".")
    category = _CATEGORIES.get(topic, "physics.ao-ph")
    card = paper_of(
        number,
        " ".join(sentence(10) for _ in range(5)),
        title=text(title),
        title_source=title,
        authors=(Author(f"Ada {topic.title()} {number % 7}"), Author(f"Bo Writer {number % 5}")),
        categories=(category, "stat.AP"),
        primary_category=category,
    )
    return card if not changes else _changed(card, changes)


def _plain(topic: str) -> Sequence[str]:
    return ["研究", "方法", "结果", "数据"] if topic == "沙丘" else _EVERYDAY


def _changed(card: Paper, changes: Mapping[str, object]) -> Paper:
    from dataclasses import replace

    return replace(card, **changes)  # type: ignore[arg-type]  # the tests name the fields they change


def announce(
    store: Store, papers: Sequence[Paper], day: date = DAY, source: str = "arxiv", *, again: bool = False
) -> None:
    """`again`: the papers are stored already, and another edition lists them."""
    changes = []
    for paper in papers:
        record = arxiv_record(int(paper.paper_id.rpartition(".")[2]) - 90000, source=SourceId(source))
        said = announced(record, day=day)
        changes.append(Unchanged(said, paper.paper_id) if again else New(said, paper.paper_id))
    with store.writing() as unit:
        unit.save_changes(changes, papers, NOON)


def fill_days(store: Store, n_days: int = 4, a_day: int = 40) -> dict[date, list[Paper]]:
    """The last day is DAY; on each day the topics in turn."""
    topics, made, number = list(TOPICS), dict[date, list[Paper]](), 0
    for back in reversed(range(n_days)):
        day = DAY - timedelta(days=back)
        made[day] = [invented(number + i, topics[i % len(topics)]) for i in range(1, a_day + 1)]
        number += a_day
        announce(store, made[day], day)
    return made


def days_of(made: Mapping[date, Sequence[Paper]]) -> list[date]:
    return sorted(made)


def topics_of(papers: Sequence[Paper]) -> dict[PaperId, str]:
    names = list(TOPICS)
    return {paper.paper_id: names[i % len(names)] for i, paper in enumerate(papers, start=1)}


def desk_of(store: Store, folder: Path, now: datetime = NOON) -> StoredRadars:
    return StoredRadars(store, TasteFolder(folder / "taste", alone), lambda: now)


def example_of(paper: Paper, at: datetime = NOON) -> Example:
    return Example(paper.paper_id, paper.title.plain, at)


def everywhere(view: RadarView) -> list[PaperId]:
    """Each paper of a view, as often as it stands there."""
    ranked = [*view.shown, *view.cut, *([view.asked] if view.asked is not None else [])]
    return [
        *(each.paper_id for each in ranked),
        *(removed.paper_id for removed in view.removed),
        *(paper_id for paper_id, _ in view.elsewhere),
    ]
