"""One run of the hub over a day, in a process of its own: python -m bench.llm.run HOME URL DAY CONCURRENCY

Prints what it took. Measured is Hub.summarise as a whole: the plan, the estimate, all calls, checks and commits with
full durability; not the imports and the opening of the database.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from academichub.model import SummaryEstimate, SummaryOrder, SummaryOutcome, SummaryState
from bench.llm.homes import opened

__all__ = ["Took", "command", "run_hub"]


@dataclass(frozen=True, slots=True)
class Took:
    """`cpu_s` is that of all threads, in user and system; `peak_mib` that of the process, imports included."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    n_calls: int
    n_valid: int
    n_others: int


class Unwatched:
    """ports.SummaryProgress for a run that nobody watches."""

    def planned(self, estimate: SummaryEstimate) -> None:
        pass

    def advanced(self, outcome: SummaryOutcome, cost_micros: int) -> None:
        pass


def measure(home: Path, url: str, day: date, concurrency: int) -> Took:
    with opened(home, url, concurrency) as hub:
        wall, cpu = time.perf_counter(), time.process_time()
        report = hub.summarise(SummaryOrder(days=(day,), with_queue=True), Unwatched())
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    valid = [outcome for outcome in report.outcomes if outcome.state is SummaryState.VALID]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Took(wall, cpu, peak, report.n_calls, len(valid), len(report.outcomes) - len(valid))


def command(home: Path, url: str, day: date, concurrency: int) -> list[str]:
    return [sys.executable, "-m", "bench.llm.run", str(home), url, day.isoformat(), str(concurrency)]


def run_hub(home: Path, url: str, day: date, concurrency: int = 16) -> Took:
    """In a process of its own, to its end."""
    done = subprocess.run(command(home, url, day, concurrency), stdout=subprocess.PIPE, check=True)
    return Took(**json.loads(done.stdout))


if __name__ == "__main__":
    home, url, day, concurrency = sys.argv[1:]
    print(json.dumps(asdict(measure(Path(home), url, date.fromisoformat(day), int(concurrency)))))
