"""What a search found, as its page and other lists show it. Pure: decides what is said; the template sets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from academichub.model import Found, Kind, PaperId, SourceId, Text
from academichub.publish.wording import Wording
from academichub.text import language_of
from academichub.web.cards import AUTHORS_SHOWN, Name, label_of, names_of, title_of
from academichub.web.cuts import cut_text
from academichub.web.phrases import Phrase, phrase

__all__ = ["Result", "results_of"]

_LONGEST_TITLE = 300
_LONGEST_NAME = 60
_LONGEST_LEAD = 200


@dataclass(frozen=True, slots=True)
class Result:
    """One paper found. `runs` are pieces of plain text with whether they matched, and `lead` is what is shown where
    nothing of the abstract did; `n_left` counts the authors that are not named.
    """

    number: int
    paper_id: PaperId
    source: str
    day: date | None
    kind: str | None
    is_withdrawn: bool
    title: Phrase
    authors: tuple[Name, ...]
    n_left: int
    runs: tuple[tuple[str, bool], ...]
    runs_language: str
    lead: Phrase | None
    is_near: bool = False  # found by meaning alone


def results_of(found: Sequence[Found], first: int, labels: Mapping[SourceId, str], w: Wording) -> tuple[Result, ...]:
    """The papers found, numbered from `first`."""
    return tuple(_result(number, each, labels, w) for number, each in enumerate(found, start=first))


def _result(number: int, found: Found, labels: Mapping[SourceId, str], w: Wording) -> Result:
    paper = found.paper
    n_named = len(paper.authors) if len(paper.authors) == AUTHORS_SHOWN + 1 else AUTHORS_SHOWN
    runs = found.snippet.runs if found.snippet else ()
    return Result(
        number=number,
        paper_id=paper.paper_id,
        source=label_of(found.source, paper.primary_category, labels),
        day=found.announced_on,
        kind=w.kind(found.kind, paper.version) if found.kind and found.kind is not Kind.NEW else None,
        is_withdrawn=paper.withdrawn,
        title=title_of(paper, w, _LONGEST_TITLE),
        authors=names_of(paper.authors[:n_named], _LONGEST_NAME),
        n_left=len(paper.authors) - min(n_named, len(paper.authors)),
        runs=runs,
        runs_language=language_of("".join(text for text, _ in runs)),
        lead=None if runs else _lead(found),
        is_near=found.hit.is_near,
    )


def _lead(found: Found) -> Phrase | None:
    """The beginning of the abstract."""
    abstract: Text | None = found.paper.abstract
    return phrase(cut_text(abstract, _LONGEST_LEAD)) if abstract is not None and abstract.plain.strip() else None
