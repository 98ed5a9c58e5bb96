"""What every measurement writes beside its figures, and where."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

__all__ = ["OUT", "SEED", "write_results"]

OUT = Path("out/bench")
SEED = 20260616


def write_results(name: str, figures: Mapping[str, Any]) -> Path:
    """Write figures with seed, commit, machine and time to out/bench/NAME.json, and print them."""
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    changed = subprocess.run(["git", "status", "--porcelain"], capture_output=True, text=True, check=False).stdout
    results = {
        "name": name,
        "figures": dict(figures),
        "seed": SEED,
        "commit": commit + ("+changes" if changed.strip() else ""),
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "system": platform.platform(),
            "python": platform.python_version(),
        },
    }
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{name}.json"
    path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(f"\n{name} → {path}")
    for key, value in figures.items():
        print(f"  {key:<44} {value}")
    return path


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
