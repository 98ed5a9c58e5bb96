"""What radars learn from the store at the end of a run: when it is due, and at no cost to the run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from academichub.adapters.locks import alone
from academichub.app import Hub, Ranking, open_hub
from academichub.cli.learn_bar import learn_after
from academichub.cli.session import Session
from academichub.pipeline.radars import StoredRadars
from academichub.settings.file import load_settings
from academichub.taste import TasteFolder
from tests.pipeline.radars.invented import announce, invented


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """Five papers are enough for it to learn."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "hub.toml").write_text('language = "en"\n', encoding="utf-8")
    opened = open_hub(load_settings(home, {}).settings)
    taste = TasteFolder(home / "taste", alone, enough=5)
    ranking = Ranking(taste, StoredRadars(opened.store, taste, opened.clock))
    yield replace(opened, ranking=lambda: ranking)
    opened.store.close()


def test_it_learns_when_that_is_due_and_not_again(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    session = Session(str(hub.settings.home), {})
    announce(hub.store, [invented(n, "dunes") for n in range(1, 5)])
    learn_after(session, hub)
    assert hub.ranking().taste.look() is None
    announce(hub.store, [invented(5, "dunes")])
    learn_after(session, hub)
    learned = hub.ranking().taste.look()
    assert learned is not None
    assert learned.is_learned
    learn_after(session, hub)
    assert hub.ranking().taste.look() is learned
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_a_folder_that_cannot_be_written_is_told_and_fails_nothing(
    hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session(str(hub.settings.home), {})
    announce(hub.store, [invented(n, "dunes") for n in range(1, 6)])
    (hub.settings.home / "taste").write_text("in the way", encoding="utf-8")
    learn_after(session, hub)
    assert "was not brought up to date" in capsys.readouterr().err
