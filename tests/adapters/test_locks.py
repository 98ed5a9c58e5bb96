"""One run at a time, and none kept away by a file system that has no locks."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from academichub.adapters.locks import alone, take
from academichub.errors import StoreError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks")


def test_the_second_is_told_until_the_first_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "one.lock"
    with alone(path) as first, alone(path) as second:
        assert (first, second) == (True, False)
    with alone(path) as third:
        assert third


@pytest.mark.skipif(not hasattr(os, "O_PATH"), reason="needs a file that flock refuses")
def test_what_cannot_be_locked_keeps_nobody_away(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_PATH)
    try:
        assert take(descriptor)
    finally:
        os.close(descriptor)


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"), alone(tmp_path / "no such folder" / "one.lock"):
        pytest.fail("it ran without its lock")
