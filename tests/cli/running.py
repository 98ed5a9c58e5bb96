"""Running commands in this process, as a shell would see them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from academichub.cli import main

__all__ = ["Ran", "Shell"]


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Standard output as JSON, one object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Shell:
    """Runs `academichub` with a home folder."""

    home: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *words: str) -> Ran:
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["--home", str(self.home), *words])
        printed = self.capture.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    def write_settings(self, text: str) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "hub.toml").write_text(text, encoding="utf-8")
