"""All measurements, one after the other, each in a process of its own: python -m bench [NAME…]"""

from __future__ import annotations

import subprocess
import sys

NAMES = ("summary", "checks", "ingest", "page", "search", "meaning", "llm", "radar", "brief", "match")


def main() -> None:
    chosen = sys.argv[1:] or NAMES
    unknown = [name for name in chosen if name not in NAMES]
    if unknown:
        sys.exit(f"no measurement named {', '.join(unknown)}; there are {', '.join(NAMES)}")
    failed = [
        name for name in chosen if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode
    ]
    if failed:
        sys.exit(f"not measured: {', '.join(failed)}")


if __name__ == "__main__":
    main()
