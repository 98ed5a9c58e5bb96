"""Fixtures of the whole suite."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from academichub.store import Store

# How fast a machine is must not decide whether a test passes, nor which examples were drawn: ACADEMICHUB_DRAW_ANEW=1
# looks for new ones.
settings.register_profile(
    "hub",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not os.environ.get("ACADEMICHUB_DRAW_ANEW"),
)
settings.load_profile("hub")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a folder of its own."""
    opened = Store.open(tmp_path / "hub.db")
    yield opened
    opened.close()
