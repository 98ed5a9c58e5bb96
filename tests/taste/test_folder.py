"""What the store taught, in its folder: made on the fly, learned when due, never torn, never another store's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from academichub.adapters.locks import alone
from academichub.errors import StoreError
from academichub.model import Author, Kind, Line, Paper, PaperId, SourceId
from academichub.model.names import OTHER
from academichub.store import Store
from academichub.taste import Taste, TasteFolder
from tests.pipeline.radars.invented import TOPICS, announce, invented
from tests.samples import DAY


@dataclass
class Papers:
    """As much of a store as learning asks, in memory."""

    by_day: dict[date, list[Paper]] = field(default_factory=dict)
    store_id: str = "one"
    n_more: int = 0  # papers that are counted, and listed on no day

    def n_changed(self, since: int = 0) -> int:
        return sum(map(len, self.by_day.values())) + self.n_more

    def days(self) -> list[tuple[date, int]]:
        return [(day, len(papers)) for day, papers in sorted(self.by_day.items(), reverse=True)]

    def outline(self, day: date) -> tuple[Line, ...]:
        source = SourceId("arxiv")
        return tuple(
            Line(paper.paper_id, source, Kind.NEW, OTHER, paper.primary_category, paper.categories, has_abstract=True)
            for paper in self.by_day.get(day, ())
        )

    def papers(self, paper_ids: object) -> dict[PaperId, Paper]:
        known = {paper.paper_id: paper for papers in self.by_day.values() for paper in papers}
        return {paper_id: known[paper_id] for paper_id in paper_ids}  # type: ignore[attr-defined]


def of_groups(n_days: int = 9, n_groups: int = 42) -> Papers:
    """Each day one paper of each group of authors, who keep to their topic: enough to learn a metric from."""
    topics = list(TOPICS)
    made: dict[date, list[Paper]] = {}
    for day in range(n_days):
        made[DAY - timedelta(days=day)] = [
            invented(
                1 + day * n_groups + group,
                topics[group % len(topics)],
                authors=(Author(f"Ada {group}"), Author(f"Bo {group}")),
            )
            for group in range(n_groups)
        ]
    return Papers(made)


def shelf_of(folder: Path) -> TasteFolder:
    return TasteFolder(folder / "taste", alone)


def quiet(_n_done: int, _n_all: int) -> None:
    pass


def same(one: Taste, other: Taste) -> bool:
    views = one.background, other.background
    return (
        (one.version, one.store_id, one.n_papers, one.is_learned, one.shared.mix, views[0].ids)
        == (other.version, other.store_id, other.n_papers, other.is_learned, other.shared.mix, views[1].ids)
        and np.array_equal(one.shared.rarity, other.shared.rarity)
        and np.array_equal(views[0].kin, views[1].kin)
        and not (views[0].words != views[1].words).nnz
        and not (views[0].categories != views[1].categories).nnz
    )


def is_kept(folder: Path, taste: Taste) -> bool:
    """Whether another process finds it saved."""
    kept = shelf_of(folder).look()
    return kept is not None and same(kept, taste)


def files(shelf: TasteFolder) -> list[str]:
    return sorted(path.suffix or path.name for path in shelf.folder.iterdir())


def test_an_empty_store_has_a_taste_without_a_background(store: Store, tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path)
    taste = shelf.taste_of(store)
    assert (taste.background.ids, taste.is_learned, shelf.is_due(store)) == ((), False, False)
    again = shelf_of(tmp_path).taste_of(store)
    assert same(again, taste)


def test_the_plain_part_is_kept_for_the_next_process_and_follows_a_small_store(store: Store, tmp_path: Path) -> None:
    announce(store, [invented(n, "dunes") for n in range(1, 61)])
    shelf = shelf_of(tmp_path)
    taste = shelf.taste_of(store)
    assert len(taste.background.ids) == taste.n_papers == 60
    assert shelf.taste_of(store) is taste
    assert is_kept(tmp_path, taste)
    announce(store, [invented(n, "graphs") for n in range(61, 72)], DAY + timedelta(days=1))
    assert shelf.taste_of(store) is taste  # not yet a fifth more
    announce(store, [invented(n, "graphs") for n in range(72, 80)], DAY + timedelta(days=1))
    assert len(shelf.taste_of(store).background.ids) == 79
    assert files(shelf) == [".npz", "current"]


def test_learning_gives_places_and_is_the_same_each_time(tmp_path: Path) -> None:
    papers, told = of_groups(), list[tuple[int, int]]()
    shelf = shelf_of(tmp_path)
    plain = shelf.taste_of(papers)
    assert shelf.learn(papers, lambda done, of: told.append((done, of)))
    learned = shelf.taste_of(papers)
    assert learned.is_learned
    assert learned.background.kin.shape[1] > 0
    assert learned.version != plain.version
    assert told[-1] == (378, 378)
    other = shelf_of(tmp_path / "other")
    other.learn(papers, quiet)
    assert same(other.taste_of(papers), learned)
    assert same(shelf_of(tmp_path).taste_of(papers), learned)
    assert files(shelf) == [".npz", "current"]


def test_learning_is_due_when_there_is_enough_and_again_after_a_fifth_more(tmp_path: Path) -> None:
    papers = Papers({DAY: [invented(1, "dunes")]}, n_more=4_998)
    shelf = shelf_of(tmp_path)
    assert not shelf.is_due(papers)
    papers.n_more += 1
    assert shelf.is_due(papers)
    shelf.taste_of(papers)
    assert shelf.is_due(papers)  # the plain part is not learned
    shelf.learn(papers, quiet)
    assert not shelf.is_due(papers)
    papers.n_more += 999
    assert not shelf.is_due(papers)
    papers.n_more += 1
    assert shelf.is_due(papers)
    assert shelf.taste_of(papers).is_learned  # what was learned serves until then


@pytest.mark.parametrize("harm", ["cut", "empty", "flip", "gone", "foreign name", "no npz"])
def test_what_is_torn_is_made_anew(tmp_path: Path, harm: str) -> None:
    papers = of_groups(2, 30)
    shelf = shelf_of(tmp_path)
    taste = shelf.taste_of(papers)
    (path,) = shelf.folder.glob("*.npz")
    whole = path.read_bytes()
    match harm:
        case "cut":
            path.write_bytes(whole[: len(whole) // 2])
        case "empty":
            path.write_bytes(b"")
        case "flip":
            middle = len(whole) // 2
            path.write_bytes(
                whole[:middle] + bytes(b ^ 0xFF for b in whole[middle : middle + 64]) + whole[middle + 64 :]
            )
        case "gone":
            path.unlink()
        case "foreign name":
            (shelf.folder / "current").write_text("../../etc/passwd", encoding="utf-8")
        case "no npz":
            np.savez(path, format=np.array(99))
    anew = shelf_of(tmp_path)
    assert anew.look() is None
    assert same(anew.taste_of(papers), taste)
    assert is_kept(tmp_path, taste)


def test_what_another_store_taught_is_not_used(tmp_path: Path) -> None:
    papers = of_groups(2, 30)
    shelf = shelf_of(tmp_path)
    shelf.learn(papers, quiet)
    other = Papers(papers.by_day, "two", n_more=5_000)
    assert shelf.is_due(other)
    assert shelf.taste_of(other).store_id == "two"


def test_one_learns_at_a_time_and_a_plain_part_never_takes_the_place_of_a_learned_one(tmp_path: Path) -> None:
    @contextmanager
    def busy(_path: Path) -> Iterator[bool]:
        yield False

    papers = of_groups(2, 30)
    waiting = TasteFolder(tmp_path / "taste", busy)
    assert not waiting.learn(papers, quiet)
    assert len(waiting.taste_of(papers).background.ids) == 60  # made, and not saved
    assert waiting.look() is None
    shelf_of(tmp_path).learn(papers, quiet)
    assert waiting.taste_of(papers).is_learned


def test_a_learner_that_ends_half_way_leaves_what_there_was(tmp_path: Path) -> None:
    papers = of_groups(2, 30)
    shelf = shelf_of(tmp_path)
    taste = shelf.taste_of(papers)

    def killed(_n_done: int, _n_all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shelf.learn(papers, killed)
    (shelf.folder / ".taste.half.npz").write_bytes(b"half")  # as a kill would leave it
    (shelf.folder / f"{'0' * 32}.npz").write_bytes(b"whole, but never named")
    assert is_kept(tmp_path, taste)
    shelf.learn(papers, quiet)
    assert files(shelf) == [".npz", "current"]


def test_a_folder_that_cannot_be_written_costs_no_taste(tmp_path: Path) -> None:
    (tmp_path / "taste").write_text("a file is in the way", encoding="utf-8")
    shelf = shelf_of(tmp_path)
    papers = of_groups(2, 30)
    taste = shelf.taste_of(papers)
    assert len(taste.background.ids) == 60
    assert shelf.taste_of(papers) is taste
    with pytest.raises(StoreError):
        shelf.learn(papers, quiet)
