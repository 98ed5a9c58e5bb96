"""A home folder with invented papers of three days about rivers, robots and cells, for radars to be tried on."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from academichub.app import open_hub
from academichub.pipeline.progress import SilentProgress
from academichub.settings import Settings
from tests.cli.running import Ran, Shell

__all__ = ["DAYS", "RadarRoom", "paper_id", "stock"]

DAYS = ("2026-06-15", "2026-06-16", "2026-06-17")

_RIVERS = (
    ("Silt budgets of river deltas", "River deltas lose silt behind dams. We measure the sediment of forty deltas."),
    (
        "Sediment transport below dams",
        "Dams hold back sand, so deltas shrink. Sediment transport is modelled by reach.",
    ),
    (
        "Delta shorelines from satellites",
        "Shorelines of river deltas are traced from images; sediment explains retreat.",
    ),
    ("Tides and silt in deltas", "Tides carry silt inland. The sediment of deltas is sorted by grain."),
)
_ROBOTS = (
    ("Grasping with soft fingers", "A robot hand grasps fragile objects. Soft fingers feel the force of contact."),
    ("Walking robots on sand", "Legged robots sink in sand. A controller learns the ground as it walks."),
    ("A survey of robot grasping", "Robot grasping is reviewed: hands, planning, learning and benchmarks."),
    ("Planning for robot arms", "Arms plan their motion among obstacles. The robot replans when the scene moves."),
)
_CELLS = (
    ("Counting cells in microscopy", "Cells are counted in crowded images. A network separates touching nuclei."),
    ("细胞分割的新方法", "我们提出一种细胞分割方法。实验在显微图像上进行。"),
    ("Membranes under tension", "Cell membranes stretch and tear. Tension is read from fluorescent dyes."),
    ("Gene circuits that keep time", "Oscillating gene circuits keep time in cells. Noise sets the period."),
)
_COAUTHORS = ("Ines Prado", "Tomas Vik", "Bela Roth", "Yun Seo")
_TOPICS = ((_RIVERS, "physics.geo-ph", "Ada Marsh"), (_ROBOTS, "cs.RO", "Wei Li"), (_CELLS, "q-bio.CB", "Noor Haddad"))


def paper_id(topic: int, day: int, number: int) -> str:
    """Topics: rivers 0, robots 1, cells 2; each has on every day its papers 0 to 3."""
    return f"arxiv:2606.9{topic}{day}0{number}"


def _rows() -> list[dict[str, object]]:
    return [
        {
            "id": paper_id(topic, place, number).removeprefix("arxiv:"),
            "title": title if place == 0 else f"{title}, part {place + 1}",
            "abstract": abstract,
            "authors": [author, _COAUTHORS[number]],
            "categories": [category],
            "listed": day,
        }
        for place, day in enumerate(DAYS)
        for topic, (papers, category, author) in enumerate(_TOPICS)
        for number, (title, abstract) in enumerate(papers)
    ]


def stock(home: Path) -> None:
    """Make a home folder that holds the papers."""
    home.mkdir()
    rows = home.parent / "papers.jsonl"
    rows.write_text("\n".join(map(json.dumps, _rows())), encoding="utf-8")
    hub = open_hub(Settings(home=home))
    assert hub.import_file(rows, SilentProgress()).all_well
    hub.store.close()


@dataclass(frozen=True)
class RadarRoom:
    """`run` types a command; `radar` types one of radars."""

    shell: Shell
    folder: Path

    def set_up(self, stocked: Path, settings: str = 'language = "en"\n') -> None:
        """Its own copy of a home folder that was stocked."""
        shutil.copytree(stocked, self.shell.home)
        self.shell.write_settings(settings)

    def file(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run(self, *words: str) -> Ran:
        return self.shell.run(*words)

    def radar(self, *words: str) -> Ran:
        return self.run("radar", *words)

    def made(self, *words: str) -> None:
        """A radar that has to come about."""
        ran = self.radar("add", *words)
        assert ran.code == 0, ran.err
