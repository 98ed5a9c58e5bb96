"""What is said of joined cards: reasons in words, rows for scripts, corrections of past editions. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from academichub.model import Correction, Joined, Merge, Suggestion
from academichub.publish.wording import Wording

__all__ = ["correction_words", "joined_row", "merge_row", "reason_words", "suggestion_lines", "suggestion_row"]

_SCHEMES = {"arxiv": "arXiv", "doi": "DOI", "pmid": "PubMed", "pmcid": "PubMed Central"}


def reason_words(reason: str, w: Wording) -> str:
    """Why something is on a card, from the stable word that is stored."""
    kind, _, name = reason.partition(":")
    if kind == "name":
        scheme, _, value = name.partition(":")
        return w("works.reason.name", name=f"{_SCHEMES.get(scheme, scheme)} {value}")
    return w(f"works.reason.{kind}")


def correction_words(correction: Correction, day: date, w: Wording) -> str:
    """What is to be known of a paper of that day's edition, which itself stays as it was."""
    title = correction.title.plain or w("paper.untitled")
    if correction.made_on is None:
        return w("works.correction.withdrawn", title=title)
    return w("works.correction.joined", title=title, day=day, made=correction.made_on)


def joined_row(joined: Joined) -> dict[str, Any]:
    return {
        "source": str(joined.source),
        "key": joined.key,
        "reason": joined.reason,
        "merge": joined.merge_id,
    }


def merge_row(merge: Merge) -> dict[str, Any]:
    return {
        "id": merge.merge_id,
        "kept": str(merge.kept),
        "gone": str(merge.gone) if merge.gone is not None else None,
        "entries": list(merge.strands),
        "reason": merge.reason,
        "by": merge.by,
        "made_at": merge.made_at.isoformat(),
        "undone_at": merge.undone_at.isoformat() if merge.undone_at is not None else None,
    }


def suggestion_lines(suggestion: Suggestion, w: Wording) -> list[str]:
    """Both papers with their titles, why they may be one work, and the two commands that decide it."""
    pair = f"{suggestion.paper_id} {suggestion.other_id}"
    either = ((suggestion.paper_id, suggestion.title), (suggestion.other_id, suggestion.other_title))
    return [
        *(f"{name}  {title.plain or w('paper.untitled')}" for name, title in either),
        f"  {w('works.likeness', reason=reason_words(suggestion.reason, w), score=f'{suggestion.score:.2f}')}",
        f"  {w('works.same')}{w('join.colon')}academichub works merge {pair}",
        f"  {w('works.different')}{w('join.colon')}academichub works refuse {pair}",
        "",
    ]


def suggestion_row(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "paper_id": str(suggestion.paper_id),
        "other_id": str(suggestion.other_id),
        "title": suggestion.title.plain,
        "other_title": suggestion.other_title.plain,
        "reason": suggestion.reason,
        "score": suggestion.score,
    }
