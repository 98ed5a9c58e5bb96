"""Fake ORCID: the public API's list of a person's works, version 3.0."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.upstreams.server import FakeUpstream, Reply, Seen

__all__ = ["FakeOrcid", "Work"]

_WORKS = re.compile(r"/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/works")


@dataclass(frozen=True)
class Work:
    """One work as its owner entered it. `names`: kind, value and relationship of each identifier."""

    title: str
    names: tuple[tuple[str, str, str], ...] = ()
    year: str | None = None
    n_sources: int = 1


class FakeOrcid(FakeUpstream):
    """Answers /ORCID/works with the works of that person."""

    def __init__(self, works: Mapping[str, Sequence[Work]]) -> None:
        super().__init__()
        self.works = works

    def reply(self, seen: Seen) -> Reply | None:
        match = _WORKS.fullmatch(seen.path)
        if match is None or match[1] not in self.works:
            return None
        groups = [_group(work, place) for place, work in enumerate(self.works[match[1]])]
        answer = {"last-modified-date": {"value": 1780000000000}, "group": groups, "path": f"/{match[1]}/works"}
        return Reply(json.dumps(answer).encode(), content_type="application/vnd.orcid+json;charset=UTF-8")


def _group(work: Work, place: int) -> dict[str, object]:
    names = _names([name for name in work.names if name[2] == "self"])
    summaries = [_summary(work, 100 * place + source) for source in range(work.n_sources)]
    return {"last-modified-date": {"value": 1780000000000}, "external-ids": names, "work-summary": summaries}


def _summary(work: Work, put_code: int) -> dict[str, object]:
    date = {"year": {"value": work.year}, "month": None, "day": None} if work.year else None
    return {
        "put-code": put_code,
        "source": {"source-orcid": None, "source-name": {"value": "Crossref"}},
        "title": {"title": {"value": work.title}, "subtitle": None, "translated-title": None},
        "external-ids": _names(work.names),
        "url": None,
        "type": "journal-article",
        "publication-date": date,
        "journal-title": None,
        "visibility": "public",
        "display-index": "0",
    }


def _names(names: Sequence[tuple[str, str, str]]) -> dict[str, object]:
    return {
        "external-id": [
            {
                "external-id-type": kind,
                "external-id-value": value,
                "external-id-normalized": {"value": value.lower(), "transient": True},
                "external-id-normalized-error": None,
                "external-id-url": None,
                "external-id-relationship": relation,
            }
            for kind, value, relation in names
        ]
    }
