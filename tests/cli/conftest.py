from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.newsroom import Newsroom
from tests.cli.running import Shell
from tests.upstreams.llm import FakeEndpoint


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "home", capsys)


@pytest.fixture
def newsroom(shell: Shell) -> Iterator[Newsroom]:
    """A fake endpoint that is configured, and no papers yet."""
    with FakeEndpoint() as endpoint:
        room = Newsroom(shell, endpoint)
        room.configure()
        yield room
