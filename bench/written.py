"""A double of a language model that plants true and false claims in a briefing, for bench.brief.

It goes the whole way: questions, answers as JSON, the ledger, the checks, the sections. In each section up to six
claims are true and two are false (bench/claims.py says how they are made); asked to mend them it has nothing to say.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from academichub.brief.skeleton.sections import sections_of
from academichub.model import (
    BriefOrder,
    BriefPaper,
    ChatRequest,
    Claim,
    ClaimState,
    Completion,
    Dialect,
    PaperId,
    Skeleton,
    Usage,
    Written,
)
from academichub.pipeline.briefing.writing import ModelWriter
from academichub.pipeline.summaries import Office
from academichub.settings import LlmSettings, ModelSettings
from academichub.store import Store
from academichub.summary.tokens import expected_text_tokens, expected_tokens
from bench.claims import Case, change, kinds_of_change, true_claims

__all__ = ["writing_figures"]

N_BRIEFINGS = 11
N_TRUE, N_FALSE = 6, 2  # of a section
_URL = "http://127.0.0.1:9/v1"
_LINE = re.compile(r"^\[(k[0-9a-f]+)\.s(\d+)\] (.*)$", re.MULTILINE)


@dataclass
class Double:
    """A model in name, for ports.BatchModel as far as a briefing needs it."""

    papers: Mapping[PaperId, BriefPaper]
    draw: random.Random
    name: str
    planted: dict[str, str] = field(default_factory=dict)  # text -> "true" or the kind of false claim
    tokens: Counter[str] = field(default_factory=Counter)
    first: list[ChatRequest] = field(default_factory=list)  # questions that are asked even where all stands at once
    n_calls: int = 0
    cpu_s: float = 0.0

    async def complete(self, request: ChatRequest, dialect: Dialect) -> Completion:
        began = time.process_time()
        text = json.dumps(self._answer(request))
        usage = Usage(expected_tokens(request), round(expected_text_tokens(text)))
        self.n_calls += 1
        self.tokens.update({"in": usage.tokens_in, "out": usage.tokens_out})
        if len(request.messages) == 2 and request not in self.first:
            self.first.append(request)
            self.tokens.update({"in_first": usage.tokens_in})
        self.cpu_s += time.process_time() - began
        await asyncio.sleep(0)
        return Completion(text, usage=usage)

    def _answer(self, request: ChatRequest) -> Mapping[str, Any]:
        if len(request.messages) > 2 or not request.messages[0].text.startswith("You write one section"):
            return {"claims": []}  # nothing to mend, no outline, no bridges, no summary
        shown = self._shown(request)
        near = [(paper, shown[at - 1][0]) for at, (paper, _) in enumerate(shown)]
        names = {paper.paper_id: name for paper, name in shown}
        cases = true_claims(near, N_TRUE + N_FALSE, self.draw)
        told = [("true", case.claim) for case in cases[:-N_FALSE]]
        told += self._false(cases[-N_FALSE:])
        return {"claims": [self._row(kind, claim, names) for kind, claim in told]}

    def _false(self, cases: Sequence[Case]) -> Iterator[tuple[str, Claim]]:
        """Of kinds in turn, so that each is planted as often as it can be made."""
        counts = Counter(self.planted.values())
        for case in cases[:N_FALSE]:
            for kind in sorted(kinds_of_change(), key=lambda kind: counts[kind]):
                if (made := change(kind, case, self.draw)) is not None:
                    counts[kind] += 1
                    yield kind, made
                    break

    def _row(self, kind: str, claim: Claim, names: Mapping[PaperId, str]) -> Mapping[str, Any]:
        self.planted[claim.text] = kind
        cites = [
            {"id": f"{names.get(each.paper_id, 'k0000')}.s{each.sentence + 1}", "quote": each.quote}
            for each in claim.citations
        ]
        return {"text": claim.text, "cites": cites}

    def _shown(self, request: ChatRequest) -> list[tuple[BriefPaper, str]]:
        """The papers of a question with their names; only the sentences that it shows are there to be cited."""
        by_sentence = {paper.sentences[0]: paper for paper in self.papers.values() if paper.sentences}
        found = [
            (by_sentence.get(text), name) for name, at, text in _LINE.findall(request.messages[1].text) if at == "1"
        ]
        return [(paper, name) for paper, name in found if paper is not None]


def writing_figures(order: BriefOrder, skeleton: Skeleton, seed: int) -> dict[str, Any]:
    """What becomes of planted claims, and what a briefing costs beside the model's own work."""
    draw = random.Random(seed)
    papers = {paper.paper_id: paper for paper in skeleton.papers}
    outcomes: dict[str, list[bool]] = defaultdict(list)
    shown_of: dict[str, list[bool]] = defaultdict(list)
    why: Counter[str] = Counter()
    doubles = [Double(papers, draw, f"double-{n}") for n in range(N_BRIEFINGS)]
    began = time.process_time()
    for double in doubles:
        _note(double, _write(order, skeleton, double), outcomes, shown_of, why)
    cpu_s = time.process_time() - began - sum(double.cpu_s for double in doubles)
    false = [hit for kind, hits in outcomes.items() if kind != "true" for hit in hits]
    return {
        "written_n_false": len(false),
        "written_false_caught_percent": _percent(false),
        **{f"written_{kind}_caught_percent": _percent(hits) for kind, hits in outcomes.items() if kind != "true"},
        "written_n_true": len(outcomes["true"]),
        "written_true_kept_percent": _percent(outcomes["true"]),
        "written_true_shown_percent": _percent(shown_of["true"]),
        **{f"written_true_refused_{code}": n for code, n in why.most_common(8)},
        "written_calls_a_briefing": round(sum(double.n_calls for double in doubles) / N_BRIEFINGS, 1),
        "written_first_calls_a_briefing": round(sum(len(double.first) for double in doubles) / N_BRIEFINGS, 1),
        "written_first_tokens_in_a_briefing": round(sum(double.tokens["in_first"] for double in doubles) / N_BRIEFINGS),
        "written_tokens_in_a_briefing": round(sum(double.tokens["in"] for double in doubles) / N_BRIEFINGS),
        "written_tokens_out_a_briefing": round(sum(double.tokens["out"] for double in doubles) / N_BRIEFINGS),
        "written_cpu_s_a_briefing": round(cpu_s / N_BRIEFINGS, 2),
    }


def _note(
    double: Double,
    written: Written,
    outcomes: dict[str, list[bool]],
    shown_of: dict[str, list[bool]],
    why: Counter[str],
) -> None:
    """A true claim is kept where it stands, be its section shown or not; a false one is caught where it does not."""
    shown = {
        claim.text for section in written.sections for claim in section.claims if claim.state is ClaimState.VERIFIED
    }
    dropped = {claim.text: claim.reason or "" for claim in written.dropped}
    for text, kind in double.planted.items():
        if text not in shown and text not in dropped:
            continue  # one of more claims than are read
        stands = text in shown or dropped.get(text) == "section"
        outcomes[kind].append(stands if kind == "true" else not stands)
        shown_of[kind].append(text in shown)
        if kind == "true" and not stands:
            why[dropped[text]] += 1


def _write(order: BriefOrder, skeleton: Skeleton, double: Double) -> Written:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Sequence[Any]]:
        yield [double]

    def clock() -> datetime:
        return datetime.now(UTC)

    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        store = Store.open(Path(name) / "hub.db")
        with store.ledger() as ledger:
            ledger.save_dialect(_URL, double.name, Dialect(), clock())
        office = Office(store, LlmSettings((ModelSettings(_URL, double.name),), (order.language,)), ("en",), clock)
        written = ModelWriter(office, opened).write(order, skeleton, sections_of(order, skeleton), lambda *_: None)
        store.close()
    assert written.unwritten is None, written.unwritten
    return written


def _percent(hits: Sequence[bool]) -> float:
    return round(100 * sum(hits) / max(len(hits), 1), 1)
