from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.newsroom import Newsroom
from tests.cli.radar_room import RadarRoom, stock
from tests.cli.running import Shell
from tests.upstreams.llm import FakeEndpoint


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Nothing is asked for missing abstracts, whose upstreams would be the true ones."""
    monkeypatch.setenv("ACADEMICHUB_ABSTRACTS_FILL", "false")
    return Shell(tmp_path / "home", capsys)


@pytest.fixture(scope="session")
def stocked_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("stocked") / "home"
    stock(home)
    return home


@pytest.fixture
def room(shell: Shell, tmp_path: Path, stocked_home: Path) -> RadarRoom:
    """Invented papers of three days, and no radar yet."""
    room = RadarRoom(shell, tmp_path)
    room.set_up(stocked_home)
    return room


@pytest.fixture
def newsroom(shell: Shell) -> Iterator[Newsroom]:
    """A fake endpoint that is configured, and no papers yet."""
    with FakeEndpoint() as endpoint:
        room = Newsroom(shell, endpoint)
        room.configure()
        yield room
