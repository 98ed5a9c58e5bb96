from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from academichub.store import Store
from tests.pipeline.briefing.weeks import fill


@pytest.fixture(scope="session")
def filled_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weeks") / "hub.db"
    store = Store.open(path)
    fill(store)
    store.close()
    return path


@pytest.fixture
def filled(filled_database: Path, tmp_path: Path) -> Iterator[Store]:
    """A week of papers and the weeks before."""
    shutil.copy(filled_database, tmp_path / "filled.db")
    opened = Store.open(tmp_path / "filled.db")
    yield opened
    opened.close()
