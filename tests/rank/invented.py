"""Small invented papers on a few topics, and a store of authors who each keep to one."""

from __future__ import annotations

import numpy as np

from academichub.rank.papers import Card, View, read_papers
from academichub.rank.shared import Corpus, Shared, look, plain_shared

TOPICS = {
    "coral": "coral reef bleaching symbiont thermal tolerance lagoon polyp calcification algae ocean",
    "glacier": "glacier ice sheet melt basal sliding calving moraine firn albedo snow",
    "parser": "parser grammar treebank syntax dependency annotation morphology corpus clause token",
    "robot": "robot gripper grasp planning manipulation tactile joint torque policy arm",
}
EVERYDAY = "we study new method show result data model analysis large small first second test".split()


def card(topic: str, number: int, categories: tuple[str, ...] = ("x.GN",)) -> Card:
    rng = np.random.default_rng([number, *map(ord, topic)])
    special = rng.choice(TOPICS[topic].split(), 6, replace=False)
    common = rng.choice(EVERYDAY, 8)
    return Card(f"{topic}-{number:03d}", f"{special[0]} {special[1]} study", " ".join([*special, *common]), categories)


def cards(n: int = 20) -> list[Card]:
    return [card(topic, number) for topic in TOPICS for number in range(n)]


def viewed(given: list[Card], shared: Shared | None = None) -> View:
    papers = read_papers(given)
    return look(papers, shared or plain_shared(papers))


def small_store(n_days: int = 30) -> Corpus:
    """Each day eight papers, two a topic; of each topic forty groups of two authors who write in turn."""
    given, authors, days = [], [], []
    for day in range(n_days):
        for topic in TOPICS:
            for turn in range(2):
                number = day * 2 + turn
                given.append(card(topic, number))
                group = number % 8
                authors.append((f"{topic} first {group}", f"{topic} second {group}"))
                days.append(day)
    return Corpus(read_papers(given), authors, days)
