"""How often the number check speaks up, and how often it should: python -m bench.checks [--data DIR] [--every N]

DIR holds `corpus/papers-2025.jsonl.gz` and `corpus/summaries-zh-2025.jsonl.gz` (Chinese summaries as a peer published
them): the environment's ACADEMICHUB_RECORDED by default, else ../shared/data. Reported over the summaries that are no
failure notices: the share in which a number is found that the abstract lacks, by field of science and by field of the
summary; whether the errors known from reading are among them; the share of numbers that are found once they are ten
times too large; CPU time of reading a source and of checking a summary against it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from academichub.model import Markup, MarkupFormat
from academichub.summary.checks.numbers import check_numbers
from academichub.summary.drafts import Draft, DraftField, SourceText
from academichub.text import render
from academichub.text.numbers import Ground
from bench.record import write_results

KNOWN = (  # read by hand: an amount off by a power of ten, mostly billions that became 亿
    "2503.13956 2503.16219 2504.07158 2504.11914 2505.11810 2505.13156 2505.13211 "
    "2505.16661 2505.24826 2507.02747 2507.04152 2507.16642 2509.06830 2509.12329 2510.17918"
).split()
NAMES = ("tldr", "task", "motivation", "method", "result", "conclusion")
LEAST_OF_A_FIELD = 200  # papers, for a share by field of science
_DEFAULT = Path(__file__).resolve().parents[1].parent / "shared" / "data"
_AMOUNT = re.compile(r"(?<![\d.,A-Za-z-])(\d+)(?:\.(\d))?(?=亿|万|%|倍)")


@dataclass(slots=True)
class Tally:
    """What was counted; times in CPU seconds."""

    n: int = 0
    flagged: list[str] = field(default_factory=list)
    by_name: Counter[str] = field(default_factory=Counter)
    by_category: Counter[str] = field(default_factory=Counter)
    flagged_by_category: Counter[str] = field(default_factory=Counter)
    n_tenfold: int = 0
    n_tenfold_found: int = 0
    source_s: float = 0.0
    draft_s: float = 0.0


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def draft_of(row: Mapping[str, Any]) -> Draft | None:
    """None for a failure that was published as a summary."""
    fields = {name: row[name] for name in NAMES if isinstance(row.get(name), str)}
    if any(text == "Error" or "generation failed" in text for text in fields.values()):
        return None
    return Draft("zh", {name: DraftField(text) for name, text in fields.items()})


def source_of(row: Mapping[str, Any]) -> SourceText:
    title, abstract = (render(Markup(row[name], MarkupFormat.TEX)).plain for name in ("title", "summary"))
    return SourceText(title, (abstract,))


def pairs(data: Path, every: int = 1) -> Iterator[tuple[Mapping[str, Any], Draft]]:
    """(paper, its summary) of every Nth summary that is no failure, and of all that are known to be wrong."""
    rows = read_lines(data / "corpus/summaries-zh-2025.jsonl.gz")
    drafts = {row["id"]: draft_of(row) for at, row in enumerate(rows) if at % every == 0 or row["id"] in KNOWN}
    for paper in read_lines(data / "corpus/papers-2025.jsonl.gz"):
        draft = drafts.get(paper["id"])
        if draft is not None:
            yield paper, draft


def tenfold(text: str) -> str | None:
    """The text with its first amount ten times as large; None if it has none."""
    match = _AMOUNT.search(text)
    if match is None or not int(match[1]):
        return None
    return text[: match.start()] + match[1] + (match[2] or "0") + text[match.end() :]


def count(tally: Tally, paper: Mapping[str, Any], draft: Draft) -> None:
    source = source_of(paper)
    start = time.process_time()
    Ground(source.plain)
    tally.source_s += time.process_time() - start
    check_numbers(Draft("zh"), source)  # the check keeps what it read of the source
    start = time.process_time()
    findings = check_numbers(draft, source)
    tally.draft_s += time.process_time() - start
    tally.n += 1
    category = paper["categories"][0]
    tally.by_category[category] += 1
    if findings:
        tally.flagged.append(paper["id"])
        tally.flagged_by_category[category] += 1
        tally.by_name.update({finding.field or "" for finding in findings})
    else:
        count_tenfold(tally, draft, source)


def count_tenfold(tally: Tally, draft: Draft, source: SourceText) -> None:
    for name, field_ in draft.fields.items():
        text = tenfold(field_.text)
        if text is not None:
            tally.n_tenfold += 1
            tally.n_tenfold_found += bool(check_numbers(Draft("zh", {name: DraftField(text)}), source))


def percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 3) if whole else 0.0


def figures(tally: Tally) -> dict[str, Any]:
    shares = {
        f"flagged_{name}_percent": percent(tally.flagged_by_category[name], n)
        for name, n in tally.by_category.most_common()
        if n >= LEAST_OF_A_FIELD
    }
    return {
        "n_summaries": tally.n,
        "n_flagged": len(tally.flagged),
        "flagged_percent": percent(len(tally.flagged), tally.n),
        **{f"flagged_in_{name}_percent": percent(n, tally.n) for name, n in tally.by_name.most_common()},
        **shares,
        "n_known": len(KNOWN),
        "n_known_found": len(set(KNOWN) & set(tally.flagged)),
        "n_tenfold": tally.n_tenfold,
        "tenfold_found_percent": percent(tally.n_tenfold_found, tally.n_tenfold),
        "source_cpu_ms": round(1000 * tally.source_s / max(tally.n, 1), 3),
        "summary_cpu_ms": round(1000 * tally.draft_s / max(tally.n, 1), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ACADEMICHUB_RECORDED", _DEFAULT)))
    parser.add_argument("--every", type=int, default=1, help="only every Nth summary")
    options = parser.parse_args()
    if not options.data.exists():
        raise SystemExit(f"no data at {options.data}: name it with --data or ACADEMICHUB_RECORDED")
    tally = Tally()
    for paper, draft in pairs(options.data, options.every):
        count(tally, paper, draft)
    write_results("checks", figures(tally))


if __name__ == "__main__":
    main()
