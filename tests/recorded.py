"""Where recorded answers of real servers lie, for the tests marked `recorded`. The project's own suite is whole
without.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_DEFAULT = Path(__file__).resolve().parents[1].parent / "shared" / "data"

RECORDED = Path(os.environ.get("ACADEMICHUB_RECORDED", _DEFAULT))
"""A folder with payloads/, corpus/ and bench/; it may not exist."""


def recorded(relative: str) -> Path:
    """The recorded file or folder; skips the calling test where it is not there."""
    path = RECORDED / relative
    if not path.exists():
        pytest.skip(f"no recorded answers at {path} (set ACADEMICHUB_RECORDED)")
    return path
