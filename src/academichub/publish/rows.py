"""What `list --json` and `show --json` print of a paper: plain dicts that json.dumps takes as they are. Pure.

The keys are a promise to scripts: none is dropped, renamed or given another meaning; what is not known is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from academichub.model import (
    SUMMARY_FIELDS,
    Author,
    Entry,
    Found,
    Identifiers,
    Kind,
    Links,
    Markup,
    Paper,
    PaperDetails,
    Record,
    Snippet,
    SourceId,
    Summary,
    SummaryTask,
    Version,
)
from academichub.publish.flagged import flagged_sentences
from academichub.publish.works import joined_row, suggestion_row

__all__ = ["Row", "details_row", "entry_row", "found_row"]

Row = dict[str, Any]
"""Strings, whole numbers, booleans, null, and lists and dicts of these; days as 2026-06-16."""


def entry_row(entry: Entry) -> Row:
    """One paper as announced on one day. `title` is as its authors wrote it, TeX included; `title_text` reads plain."""
    return {
        **_row(entry.paper, entry.source, entry.kind, entry.announced_on, entry.version),
        **_summary_rows(entry.summary, entry.task),
    }


def details_row(details: PaperDetails) -> Row:
    """All that is stored of one paper: the row of its newest announcement first, then what only `show` tells.

    A paper that was never announced (it came by import) has null as `kind` and `announced_on`.
    """
    paper = details.paper
    source, day, kind = details.announcements[0] if details.announcements else (paper.source, None, None)
    return {
        **_row(paper, source, kind, day, paper.version),
        **_summary_rows(details.summary, details.task),
        "earlier_summaries": [_summary_row(summary) for summary in details.earlier],
        "instruction_like": list(flagged_sentences(paper)),
        "title_html": paper.title.html,
        "abstract_html": paper.abstract.html if paper.abstract else None,
        "field": str(paper.field),
        **_said(paper),
        "author_details": [_author_row(author) for author in paper.authors],
        "announcements": [
            {"source": str(source), "announced_on": day.isoformat(), "kind": kind.value}
            for source, day, kind in details.announcements
        ],
        "versions": [_version_row(version) for version in details.versions],
        "records": [_record_row(record) for record in details.records],
        "given_by": {field: str(source) for field, source in paper.origins},
        "provenance": {
            given.field: {"source": str(given.source), "said_at": given.said_at.isoformat(), "asked": given.asked}
            for given in details.given
        },
        "joined": [joined_row(joined) for joined in details.joined],
        "suggestions": [suggestion_row(suggestion) for suggestion in details.suggestions],
    }


def found_row(found: Found) -> Row:
    """One paper that a search found. `score` compares papers of one answer alone; `marks` are the ranges of characters
    (from, to) of `snippet` that matched.
    """
    paper = found.paper
    return {
        **_row(paper, found.source, found.kind, found.announced_on, paper.version),
        "score": round(found.hit.score, 6),
        "by_words": found.hit.by_words,
        "by_meaning": found.hit.by_meaning,
        "snippet": "".join(text for text, _ in found.snippet.runs) if found.snippet else None,
        "marks": _marks(found.snippet) if found.snippet else [],
    }


def _marks(snippet: Snippet) -> list[list[int]]:
    marks: list[list[int]] = []
    at = 0
    for text, is_marked in snippet.runs:
        if is_marked:
            marks.append([at, at + len(text)])
        at += len(text)
    return marks


def _row(paper: Paper, source: SourceId, kind: Kind | None, day: date | None, version: int | None) -> Row:
    return {
        "paper_id": str(paper.paper_id),
        "title": paper.title_source,
        "title_text": paper.title.plain,
        "abstract": paper.abstract.plain if paper.abstract else None,
        "authors": [author.name for author in paper.authors],
        "categories": list(paper.categories),
        "primary_category": paper.primary_category,
        "source": str(source),
        "kind": kind.value if kind else None,
        "announced_on": _day(day),
        "version": version,
        "current_version": paper.version,
        "identifiers": _known(paper.identifiers, ("arxiv", "doi", "pmid", "pmcid")),
        "links": _known(paper.links, ("abstract", "pdf", "code")),
        "withdrawn": paper.withdrawn,
        "sources": [str(source) for source in paper.sources],
    }


def _known(names: Identifiers | Links, keys: Sequence[str]) -> dict[str, str]:
    """Only the keys that have a value."""
    return {key: value for key in keys if (value := getattr(names, key))}


def _said(said: Paper | Record) -> Row:
    return {
        "posted_on": _day(said.posted_on),
        "licence": said.licence,
        "comment": said.comment,
        "published_doi": said.published_doi,
        "withdrawn": said.withdrawn,
    }


def _author_row(author: Author) -> Row:
    return {
        "name": author.name,
        "affiliation": author.affiliation,
        "orcid": author.orcid,
        "is_group": author.is_group,
    }


def _summary_rows(summary: Summary | None, task: SummaryTask | None) -> Row:
    return {
        "summary": _summary_row(summary) if summary else None,
        "task": {"state": task.state.value, "reason": task.reason} if task else None,
    }


def _summary_row(summary: Summary) -> Row:
    fields = {name: summary.fields[name] for name in SUMMARY_FIELDS if name in summary.fields}
    return {
        "model": summary.model,
        "origin": "extract" if summary.is_extract else "model",
        "language": summary.language,
        "version": summary.version,
        "made_at": summary.made_at.isoformat() if summary.made_at else None,
        "basis": summary.basis,
        "prompt_id": summary.prompt_id,
        "fields": {
            name: {"text": field.text.plain, "sentences": list(field.sentences)} for name, field in fields.items()
        },
    }


def _version_row(version: Version) -> Row:
    return {
        "source": str(version.source),
        "number": version.number,
        "posted_on": _day(version.posted_on),
        "seen_at": version.seen_at.isoformat(),
        "title": version.title,
        "withdrawn": version.withdrawn,
        "changed": list(version.changed) if version.changed is not None else None,
    }


def _record_row(record: Record) -> Row:
    """What a source said, with its text as the source wrote it and the format of that text named."""
    return {
        "source": str(record.source),
        "key": record.key,
        "version": record.version,
        "title": _markup_row(record.title),
        "abstract": _markup_row(record.abstract) if record.abstract else None,
        "authors": [_author_row(author) for author in record.authors],
        "categories": list(record.categories),
        "primary_category": record.primary_category,
        "identifiers": _known(record.identifiers, ("arxiv", "doi", "pmid", "pmcid")),
        "links": _known(record.links, ("abstract", "pdf", "code")),
        **_said(record),
    }


def _markup_row(markup: Markup) -> Row:
    return {"text": markup.text, "format": markup.format.value}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
