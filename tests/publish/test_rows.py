"""The JSON rows: their keys are a promise."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from academichub.model import (
    SUMMARY_FIELDS,
    Identifiers,
    Kind,
    Links,
    Markup,
    MarkupFormat,
    PaperDetails,
    Record,
    SourceId,
    Version,
)
from academichub.publish.rows import details_row, entry_row
from tests.publish.made import ARXIV, DAY, entry, paper, summary_of, task_of

KEYS = [
    *("paper_id", "title", "title_text", "abstract", "authors", "categories", "primary_category", "source", "kind"),
    *("announced_on", "version", "current_version", "identifiers", "links", "withdrawn", "sources", "summary", "task"),
]


def test_an_entry_has_the_promised_keys_and_values() -> None:
    made = replace(
        paper(7, categories=("cs.CV", "cs.LG")),
        title_source=r"Tides at $2\pi$",
        identifiers=Identifiers(arxiv="2606.00007", doi="10.1/x"),
        version=3,
    )
    row = entry_row(replace(entry(made, Kind.REPLACE), source=SourceId("nature")))
    assert list(row) == KEYS
    assert json.loads(json.dumps(row)) == {
        "paper_id": "arxiv:2606.00007",
        "title": r"Tides at $2\pi$",
        "title_text": "Tides under the ice",
        "abstract": "We watched the tide. It came twice.",
        "authors": ["Ana Ruiz", "李雷"],
        "categories": ["cs.CV", "cs.LG"],
        "primary_category": "cs.CV",
        "source": "nature",
        "kind": "replace",
        "announced_on": "2026-06-16",
        "version": 3,
        "current_version": 3,
        "identifiers": {"arxiv": "2606.00007", "doi": "10.1/x"},
        "links": {"abstract": "https://arxiv.org/abs/2606.00007"},
        "withdrawn": False,
        "sources": [],
        "summary": None,
        "task": None,
    }


HOSTILE = '</script>\u202e\x00"\\\n{"state": 1}'


def test_a_summary_says_by_whom_when_and_from_what_and_a_task_how_it_stands() -> None:
    fields = dict.fromkeys(SUMMARY_FIELDS, HOSTILE)
    written = replace(summary_of(fields, model=HOSTILE), made_at=datetime(2026, 6, 16, 8, tzinfo=UTC), prompt_id="p-1")
    told = replace(entry(paper(), summary=written), task=task_of(reason=HOSTILE))
    row = json.loads(json.dumps(entry_row(told)))
    summary = row["summary"]
    assert {name: summary[name] for name in summary if name != "fields"} == {
        "model": HOSTILE,
        "origin": "model",
        "language": "en",
        "version": 1,
        "made_at": "2026-06-16T08:00:00+00:00",
        "basis": "abstract",
        "prompt_id": "p-1",
    }
    assert [field["text"] for field in summary["fields"].values()] == [HOSTILE] * 5
    assert row["task"] == {"state": "pending", "reason": HOSTILE}


def test_what_is_not_known_is_null_or_absent() -> None:
    bare = replace(paper(abstract=None, authors=(), categories=()), identifiers=Identifiers(), links=Links())
    row = entry_row(entry(bare))
    assert row["abstract"] is row["primary_category"] is row["version"] is None
    assert row["authors"] == row["categories"] == []
    assert row["identifiers"] == row["links"] == {}


def _details() -> PaperDetails:
    record = Record(ARXIV, "2606.00001", Markup(r"A $x$", MarkupFormat.TEX), 2, abstract=Markup("<p>B</p>"))
    seen_at = datetime(2026, 6, 16, 4, 5, 6, tzinfo=UTC)
    return PaperDetails(
        paper=replace(paper(), version=2, posted_on=date(2026, 6, 15), withdrawn=True),
        records=(record,),
        versions=(Version(ARXIV, 2, date(2026, 6, 15), seen_at, "A x"),),
        announcements=((ARXIV, DAY, Kind.REPLACE), (ARXIV, date(2026, 6, 9), Kind.NEW)),
        summary=summary_of({"conclusion": "Last.", "tldr": "First."}),
        earlier=(summary_of({"tldr": "Once."}, model="older"),),
    )


def test_details_tell_all_that_is_stored() -> None:
    row = json.loads(json.dumps(details_row(_details())))
    assert list(row)[: len(KEYS)] == KEYS
    assert list(row)[len(KEYS) :] == [
        *("earlier_summaries", "instruction_like"),
        *("title_html", "abstract_html", "field", "posted_on", "licence", "comment", "published_doi"),
        *("author_details", "announcements", "versions", "records", "given_by", "provenance", "joined", "suggestions"),
    ]
    assert row["instruction_like"] == []
    assert [old["model"] for old in row["earlier_summaries"]] == ["older"]
    assert row["summary"]["made_at"] is row["task"] is None
    assert (row["kind"], row["announced_on"], row["version"]) == ("replace", "2026-06-16", 2)
    assert row["announcements"][1] == {"source": "arxiv", "announced_on": "2026-06-09", "kind": "new"}
    assert row["records"][0]["title"] == {"text": r"A $x$", "format": "tex"}
    assert row["records"][0]["abstract"] == {"text": "<p>B</p>", "format": "plain"}
    assert row["versions"][0]["seen_at"] == "2026-06-16T04:05:06+00:00"
    assert row["withdrawn"] is True
    assert (row["summary"]["model"], row["summary"]["origin"]) == ("extract", "extract")
    assert list(row["summary"]["fields"].items()) == [
        ("tldr", {"text": "First.", "sentences": [1]}),
        ("conclusion", {"text": "Last.", "sentences": [0]}),
    ]


def test_a_paper_never_announced_has_no_kind_and_no_day() -> None:
    row = details_row(replace(_details(), announcements=(), summary=None))
    assert row["kind"] is row["announced_on"] is row["summary"] is None
    assert row["source"] == "arxiv"
    assert row["announcements"] == []
