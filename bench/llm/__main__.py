"""A day's 246 papers at a model that answers after 300 ms, and after 3 s: python -m bench.llm [--rounds 3] [--quick]

Reported: wall time, beside the ideal (papers x latency / calls at once) and the times recorded of the peer; CPU and
peak memory of the hub's process; input tokens; requests of a second run; what a run repeats after it was killed
mid-way; where the CPU of a call goes. The first run of all finds out the endpoint's dialect with a call more.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from academichub.model import CallKind, SummaryOrder
from academichub.pipeline.summaries.jobs import plan_jobs
from bench.llm.counting import count_tokens
from bench.llm.endpoint import Endpoint, endpoint_at
from bench.llm.homes import copy_home, fill, opened
from bench.llm.papers import N_PAPERS, Papers, day_of_papers
from bench.llm.parts import measure_parts
from bench.llm.run import Took, command, run_hub
from bench.record import write_results

AT_ONCE = 16
KILLED_AFTER_S = 1.0
PEER_WALL_S = {1: 161.1, 4: 39.8, 16: 11.6}  # recorded, not run here: 246 papers at 300 ms, by workers
PEER_TOKENS_IN = 485  # recorded, by another tokenizer
GOALS = {  # figure -> the most it may be
    "at_0.3s_wall_vs_ideal": 1.15,
    "at_3s_wall_vs_ideal": 1.15,
    "at_0.3s_cpu_ms_a_call_median": 3.0,
    "at_3s_cpu_ms_a_call_median": 3.0,
    "tokens_in_a_paper": round(0.8 * PEER_TOKENS_IN),
    "second_run_requests": 0,
    "kill_requests_repeated_max": AT_ONCE,
}

Figures = dict[str, object]


class Bench:
    """The papers, a filled home to copy, and a folder for the copies."""

    def __init__(self, folder: Path) -> None:
        self.papers: Papers = day_of_papers()
        self._folder = folder
        self._filled = folder / "filled"
        self._n_homes = 0
        fill(self._filled, self.papers)

    @property
    def day(self) -> date:
        return self.papers.day

    def home(self, endpoint: Endpoint, *, knows_dialect: bool = True) -> Path:
        self._n_homes += 1
        return copy_home(self._filled, self._folder / f"home{self._n_homes}", endpoint.url, knows_dialect=knows_dialect)


def spread(name: str, values: Sequence[float], digits: int = 2) -> dict[str, float]:
    """Least, median and most; the median alone where there is one value."""
    found = {"min": min(values), "median": statistics.median(values), "max": max(values)}
    if len(values) == 1:
        return {f"{name}_median": round(values[0], digits)}
    return {f"{name}_{key}": round(value, digits) for key, value in found.items()}


def measure_rounds(bench: Bench, latency_s: float, rounds: int) -> Figures:
    """Whole runs that begin alike."""
    label = f"at_{latency_s:g}s"
    ideal = N_PAPERS * latency_s / AT_ONCE
    with endpoint_at(latency_s) as endpoint:
        took = [run_hub(bench.home(endpoint), endpoint.url, bench.day, AT_ONCE) for _ in range(rounds)]
        assert endpoint.counts().n_requests == sum(one.n_calls for one in took)
    return {
        f"{label}_ideal_s": round(ideal, 2),
        **spread(f"{label}_wall_s", [one.wall_s for one in took]),
        f"{label}_wall_vs_ideal": round(statistics.median(one.wall_s for one in took) / ideal, 3),
        **spread(f"{label}_cpu_ms_a_call", [1000 * one.cpu_s / one.n_calls for one in took]),
        f"{label}_peak_mib": round(max(one.peak_mib for one in took)),
        **_outcomes(label, took),
    }


def _outcomes(label: str, took: Sequence[Took]) -> Figures:
    """Told because a run that is quick and valid for few has measured nothing."""
    return {
        f"{label}_calls_a_run": max(one.n_calls for one in took),
        f"{label}_valid_of_{N_PAPERS}": min(one.n_valid for one in took),
    }


def measure_first_and_second(bench: Bench) -> Figures:
    """The run that has to find out the dialect, and the same order once more."""
    with endpoint_at(0.3) as endpoint:
        home = bench.home(endpoint, knows_dialect=False)
        first = run_hub(home, endpoint.url, bench.day, AT_ONCE)
        tokens = count_tokens(endpoint.bodies()[-N_PAPERS:], bench.papers.abstracts)
        endpoint.forget()
        second = run_hub(home, endpoint.url, bench.day, AT_ONCE)
        return {
            "first_run_wall_s": round(first.wall_s, 2),
            "first_run_calls": first.n_calls,
            "second_run_requests": endpoint.counts().n_requests,
            "second_run_wall_s": round(second.wall_s, 3),
            **tokens,
        }


def measure_workers(bench: Bench) -> Figures:
    """As many calls at once as the peer's figures were taken with."""
    figures: Figures = {}
    with endpoint_at(0.3) as endpoint:
        for n_workers in sorted(set(PEER_WALL_S) - {AT_ONCE}):
            took = run_hub(bench.home(endpoint), endpoint.url, bench.day, n_workers)
            figures[f"at_0.3s_wall_s_at_once_{n_workers}"] = round(took.wall_s, 2)
    return figures


def measure_kills(bench: Bench, rounds: int) -> Figures:
    """Kill the hub in the middle, run it again, and count what was asked twice."""
    with endpoint_at(0.3) as endpoint:
        found = [measure_kill(bench, endpoint) for _ in range(rounds)]
    return {f"kill_{key}": max(one[key] for one in found) for key in found[0]}


def measure_kill(bench: Bench, endpoint: Endpoint) -> dict[str, int]:
    """Raises: AssertionError when the money does not add up."""
    endpoint.forget()
    home = bench.home(endpoint)
    with running(command(home, endpoint.url, bench.day, AT_ONCE)) as hub:
        wait_for(lambda: endpoint.counts().n_requests > 0)
        time.sleep(KILLED_AFTER_S)
        killed = endpoint.counts()
        hub.send_signal(signal.SIGKILL)
        hub.wait()
    after = run_hub(home, endpoint.url, bench.day, AT_ONCE)
    n_open, n_rows = spent_rows(home, endpoint)
    n_repeated = endpoint.counts().n_requests - N_PAPERS
    assert after.n_others == 0
    assert n_rows == N_PAPERS + n_open, (n_rows, n_open)
    assert n_repeated <= n_open <= AT_ONCE, (n_repeated, n_open)
    return {
        "requests_before_max": killed.n_requests,
        "in_flight_max": killed.n_in_flight,
        "requests_repeated_max": n_repeated,
        "reservations_left_open_max": n_open,
        "requests_in_all_max": endpoint.counts().n_requests,
    }


@contextmanager
def running(order: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(order, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("the hub asked nothing")
        time.sleep(0.005)


def spent_rows(home: Path, endpoint: Endpoint) -> tuple[int, int]:
    """Reservations never settled, and all rows, of summaries."""
    today = datetime.now(UTC).date()
    with opened(home, endpoint.url) as hub:
        rows = [row for row in hub.spend(today - timedelta(days=1)) if row.kind is CallKind.SUMMARY]
    return sum(row.n_open for row in rows), sum(row.n_calls for row in rows)


def measure_cpu(bench: Bench) -> Figures:
    with endpoint_at(0.02) as endpoint, opened(bench.home(endpoint), endpoint.url) as hub:
        jobs = plan_jobs(hub.store, SummaryOrder(days=(bench.day,)), ("zh",)).jobs
        parts = measure_parts(hub, [job.paper for job in jobs], endpoint.url)
    return {f"part_ms_{name}": value for name, value in parts.items()}


def missed_goals(figures: Mapping[str, object]) -> list[str]:
    """Of the figures that were taken, those over what they may be."""
    taken = {name: figures[name] for name in GOALS if name in figures}
    return [
        f"{name} {value} > {GOALS[name]}"
        for name, value in taken.items()
        if isinstance(value, int | float) and value > GOALS[name]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="leave out 3 s and fewer calls at once")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        bench = Bench(Path(name))
        figures: Figures = {"papers": f"{len(bench.papers.lines)} {bench.papers.origin}"}
        figures["load_average_before"] = round(os.getloadavg()[0], 2)
        figures |= measure_rounds(bench, 0.3, options.rounds)
        if not options.quick:
            figures |= measure_rounds(bench, 3.0, 1) | measure_workers(bench)
        figures |= measure_first_and_second(bench) | measure_kills(bench, options.rounds) | measure_cpu(bench)
    figures["goals_missed"] = missed_goals(figures)
    peer = {f"peer_recorded_wall_s_{n}_workers": seconds for n, seconds in PEER_WALL_S.items()}
    write_results("llm", {**figures, **peer, "peer_recorded_tokens_in": PEER_TOKENS_IN})


if __name__ == "__main__":
    main()
