"""What the page template is given: a briefing as plain values, every text as text. Pure."""

from __future__ import annotations

from typing import Any

from academichub.model import ClaimState
from academichub.publish.briefing.figures import Figure, Pictures, figures_after, figures_of
from academichub.publish.briefing.parts import (
    ShownBriefing,
    ShownCell,
    ShownClaim,
    ShownReference,
    ShownRenewal,
    ShownSection,
    ShownTable,
    ShownText,
)
from academichub.publish.briefing.punctuation import in_quotes
from academichub.publish.wording import Wording, wording

__all__ = ["MOST_ROWS", "pdf_data"]

MOST_ROWS = 60
"""Of a table on paper; the web page and the JSON have them all."""

Data = dict[str, Any]
_NAMED = 5


def pdf_data(shown: ShownBriefing, pictures: Pictures) -> Data:
    """Everything that briefing.typ reads but the fonts, under the names it reads it by."""
    w, facts, at = wording(shown.language), shown.facts, shown.briefing.made_at
    notices = (shown.sample, shown.marked, shown.unwritten_words)
    return {
        "language": shown.language,
        "title": shown.title,
        "window": shown.window,
        "keywords": [section.title.text for section in shown.sections],
        "made": {name: getattr(at, name) for name in ("year", "month", "day", "hour", "minute", "second")},
        "scope": [[name, _text(value)] for name, value in shown.scope],
        "facts": facts.line,
        "about": w("join.gap").join([facts.made, facts.made_at]),
        "notices": [notice for notice in notices if notice],
        "sections": [_section(shown, section, n, pictures, w) for n, section in enumerate(shown.sections, start=1)],
        "figures": [_figure(figure, w) for figure in figures_after(shown, pictures)],
        "dropped": {
            "title": w("briefing.dropped", n=len(shown.dropped)),
            "note": w("briefing.dropped.note"),
            "claims": [_dropped(claim, w) for claim in shown.dropped],
        },
        "renewals": [_renewal(renewal, w) for renewal in shown.renewals],
        "references": [_reference(reference, w) for reference in shown.references],
        "words": {"renewals": w("briefing.renewals"), "references": w("briefing.references")},
    }


def _text(text: ShownText) -> Data:
    """`und` is no language that a typesetter knows."""
    return {"text": text.text, "language": text.language if text.language != "und" else "en"}


def _section(shown: ShownBriefing, section: ShownSection, number: int, pictures: Pictures, w: Wording) -> Data:
    return {
        "number": f"{number:02d}.",
        "title": _text(section.title),
        "note": section.note,
        "claims": [_claim(claim) for claim in section.claims],
        "figures": [_figure(figure, w) for figure in figures_of(shown, section, pictures)],
    }


def _claim(claim: ShownClaim) -> Data:
    is_quoted = claim.state is ClaimState.QUOTED
    return {
        **_text(ShownText(in_quotes(claim.text), claim.text.language) if is_quoted else claim.text),
        "quoted": is_quoted,
        "numbers": list(claim.numbers),
        "state": claim.state_words,
        "mark": claim.mark.words if claim.mark else None,
    }


def _dropped(claim: ShownClaim, w: Wording) -> Data:
    notes = [*claim.unknown]
    notes += [w("briefing.reason", reason=claim.reason.text)] if claim.reason else []
    return {**_text(claim.text), "numbers": list(claim.numbers), "notes": notes}


def _figure(figure: Figure, w: Wording) -> Data:
    tables = [_table(table, w) for table in figure.tables if table.name != "map"]  # places say nothing on paper
    if not figure.svg:
        return {"svg": None, "tables": tables}
    alt, caption = (w(figure.words(part)) for part in ("name", "caption"))
    return {"svg": figure.svg, "alt": alt, "caption": caption, "tables": tables}


def _table(table: ShownTable, w: Wording) -> Data:
    """A column of texts is as wide as the longest of them lets it be, within bounds; one of figures as it needs."""
    numeric = [cell.is_number for cell in table.rows[0]]
    is_long = len(table.rows) > MOST_ROWS
    longest = [max(len(row[at].text) for row in table.rows) for at in range(len(numeric))]
    return {
        "title": table.title,
        "note": table.note,
        "columns": list(table.columns),
        "numeric": numeric,
        "widths": [
            None if is_number else min(max(n, 8), 60) ** 0.5 for is_number, n in zip(numeric, longest, strict=True)
        ],
        "rows": None if is_long else [[_cell(cell) for cell in row] for row in table.rows],
        "long": w("briefing.long_table", n=len(table.rows)),
    }


def _cell(cell: ShownCell) -> Data:
    return {**_text(ShownText(cell.text, cell.language)), "number": cell.is_number, "numbers": list(cell.numbers)}


def _renewal(renewal: ShownRenewal, w: Wording) -> Data:
    changes = [{"words": change.words, "papers": _titles(change.papers, w)} for change in renewal.changes]
    return {"date": renewal.date, "changes": changes or [{"words": w("briefing.unchanged"), "papers": None}]}


def _titles(titles: tuple[ShownText, ...], w: Wording) -> str | None:
    named = [title.text for title in titles[:_NAMED]]
    if len(titles) > _NAMED:
        named.append(w("briefing.and_more", n=len(titles) - _NAMED))
    return w("join.clause").join(named) or None


def _reference(reference: ShownReference, w: Wording) -> Data:
    about = (reference.byline, reference.source, reference.date)
    return {
        "number": reference.number,
        "title": _text(reference.title),
        "link": reference.link,
        "about": w("join.parts").join(filter(None, about)),
        "identifiers": [[f"{scheme} {value}", address] for scheme, value, address in reference.identifiers],
        "mark": reference.mark.words if reference.mark else None,
        "notes": [_text(ShownText(in_quotes(note.text), note.text.language)) for note in reference.notes],
    }
