"""H5: whatever order the versions of a paper come in, its card and its versions end the same; in order, each is listed
on its day."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from academichub.match import own_name
from academichub.model import Announcement, Kind, Page, PaperId
from academichub.pipeline.saving import save_pages
from academichub.store import Store
from tests.pipeline.histories import history
from tests.samples import NOON


def save(store: Store, batch: Sequence[Announcement], at: int) -> None:
    page = Page(tuple(batch), day=max(each.announced_on for each in batch))
    with store.writing() as unit:
        save_pages(unit, batch[0].record.source, [page], NOON + timedelta(minutes=at))


def final_state(store: Store, told: Sequence[Announcement]) -> object:
    """The card and its versions; when each was first seen is the order's own, and so is the order of cross-lists."""
    paper_id = store.find(own_name(told[0].record))
    assert paper_id is not None
    details = store.details(paper_id, "en")
    card = replace(details.paper, categories=tuple(sorted(details.paper.categories)))
    versions = [(each.number, each.title, each.withdrawn, each.changed) for each in details.versions]
    return card, versions


def check_order(path: Path, histories: Sequence[Sequence[Announcement]], expected: Sequence[object], seed: int) -> None:
    """All histories at once in one random order, some announcements together and some alone."""
    chance = random.Random(seed)
    left = [each for told in histories for each in told]
    chance.shuffle(left)
    with closing(Store.open(path)) as store:
        at = 0
        while left:
            n = chance.choice((1, 5, 40, 200))
            batch, left = left[:n], left[n:]
            save(store, batch, at := at + 1)
        assert [final_state(store, told) for told in histories] == expected
        for told in histories:
            listed = store.details(PaperId(f"arxiv:{told[0].record.key}"), "en").announcements
            assert [kind for _, _, kind in listed].count(Kind.NEW) <= 1


def grown_in_order(path: Path, histories: Sequence[Sequence[Announcement]]) -> list[object]:
    with closing(Store.open(path)) as store:
        for at in range(max(map(len, histories))):
            save(store, [told[at] for told in histories if at < len(told)], at)
        for told in histories:
            listed = store.details(PaperId(f"arxiv:{told[0].record.key}"), "en").announcements
            assert sorted((day, kind) for _, day, kind in listed) == [(each.announced_on, each.kind) for each in told]
        return [final_state(store, told) for told in histories]


def check_histories(folder: Path, n_histories: int, seeds: Sequence[int]) -> None:
    histories = [history(number) for number in range(n_histories)]
    Store.open(folder / "empty.db").close()
    shutil.copy(folder / "empty.db", folder / "first.db")
    expected = grown_in_order(folder / "first.db", histories)
    for seed in seeds:
        shutil.copy(folder / "empty.db", folder / f"{seed}.db")
        check_order(folder / f"{seed}.db", histories, expected, seed)


def test_any_order_of_versions_ends_in_the_same_state(tmp_path: Path) -> None:
    check_histories(tmp_path, n_histories=60, seeds=range(3))


@pytest.mark.long
@pytest.mark.parametrize("part", range(5))
def test_five_hundred_histories_in_twenty_orders_each_end_the_same(tmp_path: Path, part: int) -> None:
    check_histories(tmp_path, n_histories=500, seeds=range(part * 4, part * 4 + 4))


def test_the_histories_hold_everything_that_can_happen() -> None:
    told = [history(number) for number in range(500)]
    kinds = {each.kind for one in told for each in one}
    assert kinds == {Kind.NEW, Kind.CROSS, Kind.REPLACE, Kind.REPLACE_CROSS, Kind.WITHDRAWN}
    assert sum(one[-1].record.withdrawn for one in told) > 50
    assert max(one[-1].record.version or 0 for one in told) > 4
