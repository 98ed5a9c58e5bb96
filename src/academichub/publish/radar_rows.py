"""What the `--json` of the commands about radars prints: plain dicts that json.dumps takes as they are. Pure.

The keys are a promise to scripts: none is dropped, renamed or given another meaning; what is not known is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from academichub.model import (
    Backtest,
    Example,
    PaperId,
    Radar,
    RadarId,
    Ranked,
    Reason,
    SavedSearch,
    Vote,
)
from academichub.publish.reasons import reason_line
from academichub.publish.wording import Wording

__all__ = ["backtest_row", "example_row", "hidden_row", "radar_row", "ranked_row", "search_row", "size_of", "vote_row"]

Row = dict[str, Any]


def size_of(radar: Radar, sizes: Mapping[RadarId, tuple[int, int]]) -> tuple[int, int]:
    """How many examples and votes it has; none yet where it was made since they were counted."""
    return sizes.get(radar.radar_id, (0, 0)) if radar.radar_id is not None else (0, 0)


def radar_row(radar: Radar, n_examples: int, n_votes: int) -> Row:
    """What was written down of a radar, and how much it has to learn from."""
    return {
        "name": radar.name,
        "include": list(radar.include),
        "exclude": list(radar.exclude),
        "boost": list(radar.boost),
        "authors": [
            {"name": person.name, "orcid": person.orcid, "coauthors": list(person.coauthors)}
            for person in radar.authors
        ],
        "categories": list(radar.categories),
        "sources": list(radar.sources),
        "languages": list(radar.languages),
        "quota": radar.quota,
        "share": radar.share,
        "paused": radar.paused,
        "n_examples": n_examples,
        "n_votes": n_votes,
    }


def example_row(example: Example) -> Row:
    return {
        "key": example.key,
        "title": example.title,
        "paper_id": example.paper_id,
        "origin": example.origin or None,
        "added_at": example.added_at.isoformat(),
    }


def vote_row(vote: Vote, title: str | None) -> Row:
    return {"paper_id": vote.paper_id, "vote": vote.stance.value, "at": vote.at.isoformat(), "title": title}


def ranked_row(ranked: Ranked, place: str, title: str | None, w: Wording) -> Row:
    """`place`: "shown", "asked" (the ranker is unsure of it) or "cut" (left out as fitting less)."""
    return {
        "paper_id": ranked.paper_id,
        "score": round(ranked.score, 6),
        "reasons": [_reason_row(reason, w) for reason in ranked.reasons],
        "place": place,
        "title": title,
    }


def _reason_row(reason: Reason, w: Wording) -> Row:
    return {
        "kind": reason.kind.value,
        "what": reason.what,
        "weight": round(reason.weight, 6),
        "paper_id": reason.paper_id,
        "line": reason_line(reason, w),
    }


def hidden_row(
    paper_id: PaperId, rule: str, value: str | None, line: str, score: float | None, titles: Mapping[PaperId, str]
) -> Row:
    """`rule`: a field of the radar, "radar" for what another one shows, or "cut" for what was left out as fitting less,
    be it that the quota was full or that nothing spoke for it; `value`: what of it.
    """
    return {
        "paper_id": paper_id,
        "rule": rule,
        "value": value,
        "score": None if score is None else round(score, 6),
        "line": line,
        "title": titles.get(paper_id),
    }


def backtest_row(name: str, backtest: Backtest) -> Row:
    return {
        "radar": name,
        "days": [
            {
                "day": day.day.isoformat(),
                "n_papers": day.n_papers,
                "n_passed": day.n_passed,
                "shown": list(day.shown),
            }
            for day in backtest.days
        ],
        "precision": _part(backtest.precision),
        "recall": _part(backtest.recall),
        "n_up": backtest.n_up,
        "n_down": backtest.n_down,
    }


def _part(part: float | None) -> float | None:
    return None if part is None else round(part, 6)


def search_row(search: SavedSearch) -> Row:
    return {
        "name": search.name,
        "text": search.text,
        "saved_at": search.saved_at.isoformat() if search.saved_at else None,
    }
