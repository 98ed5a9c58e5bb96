"""The store of this room's tests: a copy of an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from academichub.store import Store
from tests.receipts.world import fresh_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_store(tmp_path)
    yield opened
    opened.close()
