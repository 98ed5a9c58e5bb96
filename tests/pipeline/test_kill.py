"""`kill -9` at any point of an update loses nothing and repeats nothing."""

from __future__ import annotations

import signal
import sqlite3
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.pipeline.killed_update import updated

N_POINTS = 30
TABLES = {
    "papers": "paper_id, card, extract_id",
    "names": "name, paper_id",
    "records": "source, key, version, hash, paper_id, reason",
    "announcements": "day, source, paper_id, kind, version",
    "editions": "day, n_papers",
    "summaries": "paper_id, model, payload",
    "source_states": "source, state, day, cursor",
    "validators": "source, url, etag",
}


def run_in_child(path: Path, due: int | None) -> int:
    """The exit code of a child process that runs the update; negative: the signal that ended it."""
    child = get_context("fork").Process(target=updated, args=(path, due))
    child.start()
    child.join()
    assert child.exitcode is not None
    return child.exitcode


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the store holds, but for row numbers and times; the state `unchanged` counts as `fresh`."""
    connection = sqlite3.connect(path)
    found = {
        name: sorted(connection.execute(f"SELECT {columns} FROM {name}"), key=repr) for name, columns in TABLES.items()
    }
    connection.close()
    found["source_states"] = [
        (row[0], str(row[1]).replace("unchanged", "fresh"), *row[2:]) for row in found["source_states"]
    ]
    return found


Whole = tuple[int, dict[str, list[tuple[object, ...]]]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The number of points of an undisturbed run, and what it leaves."""
    path = tmp_path_factory.mktemp("whole") / "hub.db"
    return updated(path, None), content(path)


@pytest.mark.parametrize("place", range(N_POINTS))
def test_a_killed_update_is_made_good_by_the_next(place: int, whole: Whole, tmp_path: Path) -> None:
    n_points, expected = whole
    path = tmp_path / "hub.db"
    due = 1 + place * (n_points - 1) // (N_POINTS - 1)
    assert run_in_child(path, due) == -signal.SIGKILL
    assert run_in_child(path, None) == 0
    assert content(path) == expected
