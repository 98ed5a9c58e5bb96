"""A briefing as Markdown that people read as it is and programs render. Pure.

Citations are numbers that link to the references; each reference has the cited sentences below it. Pictures are left
to the other formats; their tables are here, but for the places of the map, which say nothing without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from academichub.model import ClaimState
from academichub.publish.briefing.figures import Figure, figures_after, figures_of
from academichub.publish.briefing.parts import (
    ShownBriefing,
    ShownClaim,
    ShownReference,
    ShownRenewal,
    ShownSection,
    ShownTable,
    ShownText,
)
from academichub.publish.briefing.punctuation import in_quotes
from academichub.publish.document import Document
from academichub.publish.markdown import escape_cell, escape_label, escape_line, link_target
from academichub.publish.wording import Wording, wording

__all__ = ["MOST_ROWS", "render_markdown"]

_MEDIA_TYPE = "text/markdown; charset=utf-8"
MOST_ROWS = 60
"""Of a table in a file that is read from beginning to end; the web page and the JSON have them all."""


def render_markdown(shown: ShownBriefing) -> Document:
    """The whole briefing. The same thing shown gives the same bytes."""
    w = wording(shown.language)
    blocks = [
        *_head(shown, w),
        *(block for section in shown.sections for block in _section(shown, section, w)),
        *(block for figure in figures_after(shown, {}) for block in _figure(figure, w)),
        *_dropped(shown, w),
        *_renewals(shown.renewals, w),
        *_references(shown.references, w),
    ]
    return Document(_MEDIA_TYPE, "\n\n".join(filter(None, blocks)) + "\n")


def _head(shown: ShownBriefing, w: Wording) -> Iterator[str]:
    yield f"# {escape_label(shown.title)}"
    yield f"**{escape_label(shown.window)}**"
    yield "\n".join(f"- {escape_line(name)}{w('join.colon')}{escape_label(value.text)}" for name, value in shown.scope)
    yield escape_line(shown.facts.line)
    yield escape_line(w("join.gap").join([shown.facts.made, shown.facts.made_at]))
    notices = (shown.sample, shown.marked, shown.unwritten_words)
    yield from (f"**{escape_label(notice)}**" for notice in notices if notice)


def _section(shown: ShownBriefing, section: ShownSection, w: Wording) -> Iterator[str]:
    yield f"<div id='{section.anchor}'></div>\n\n## {escape_label(section.title.text) or '–'}"
    yield _aside(section.note, w) if section.note else ""
    yield "\n".join(f"- {_claim(claim, w)}" for claim in section.claims)
    for figure in figures_of(shown, section, {}):
        yield from _figure(figure, w, under=section.title.text)


def _aside(text: str, w: Wording) -> str:
    """Beside the text: in italics, which Han has none of."""
    return escape_line(text) if w.language == "zh" else f"*{escape_label(text)}*"


def _bracketed(text: str, w: Wording) -> str:
    """With the gap before it: none where brackets are as wide as Han."""
    return f"（{escape_line(text)}）" if w.language == "zh" else f" *({escape_label(text)})*"


def _claim(claim: ShownClaim, w: Wording) -> str:
    is_quoted = claim.state is ClaimState.QUOTED
    text = escape_line(in_quotes(claim.text) if is_quoted else claim.text.text)
    told = " ".join([text, *map(_cited, claim.numbers)]) + _bracketed(claim.state_words, w)
    return f"{told} **{escape_label(claim.mark.words)}**" if claim.mark else told


def _figure(figure: Figure, w: Wording, under: str = "") -> Iterator[str]:
    """A table that is called as the heading it stands under has no heading of its own."""
    for table in figure.tables:
        if table.name == "map":
            continue
        if table.title != under:
            yield f"### {escape_label(table.title)}"
        yield _aside(table.note, w)
        is_long = len(table.rows) > MOST_ROWS
        yield _aside(w("briefing.long_table", n=len(table.rows)), w) if is_long else _table(table)


def _table(table: ShownTable) -> str:
    first = table.rows[0]
    rules = ["---:" if cell.is_number else ":---" for cell in first]
    rows = [[escape_cell(column) for column in table.columns], rules]
    for row in table.rows:
        rows.append([" ".join([escape_cell(cell.text), *map(_cited, cell.numbers)]).strip() for cell in row])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cited(number: int) -> str:
    return f"[[{number}]](#ref-{number})"


def _dropped(shown: ShownBriefing, w: Wording) -> Iterator[str]:
    if not shown.dropped:
        return
    yield f"## {escape_label(w('briefing.dropped', n=len(shown.dropped)))}"
    yield _aside(w("briefing.dropped.note"), w)
    yield "\n".join(f"- {_dropped_claim(claim, w)}" for claim in shown.dropped)


def _dropped_claim(claim: ShownClaim, w: Wording) -> str:
    text = " ".join([escape_line(claim.text.text), *map(_cited, claim.numbers)])
    told = "".join(_bracketed(each, w) for each in claim.unknown)
    reason = _aside(w("briefing.reason", reason=claim.reason.text), w) if claim.reason else ""
    return " ".join(filter(None, [text + told, reason]))


def _renewals(renewals: Iterable[ShownRenewal], w: Wording) -> Iterator[str]:
    for at, renewal in enumerate(renewals):
        yield "" if at else f"## {escape_label(w('briefing.renewals'))}"
        yield f"**{escape_label(renewal.date)}**"
        lines = [
            w("join.colon").join([change.words.rstrip(".。"), _titles(change.papers, w)])
            if change.papers
            else change.words
            for change in renewal.changes
        ]
        yield "\n".join(f"- {escape_line(line)}" for line in lines or [w("briefing.unchanged")])


_NAMED = 5


def _titles(titles: tuple[ShownText, ...], w: Wording) -> str:
    named = [title.text for title in titles[:_NAMED]]
    left = len(titles) - _NAMED
    return w("join.clause").join([*named, w("briefing.and_more", n=left)] if left > 0 else named)


def _references(references: Iterable[ShownReference], w: Wording) -> Iterator[str]:
    for at, reference in enumerate(references):
        yield "" if at else f"## {escape_label(w('briefing.references'))}"
        yield f"<div id='ref-{reference.number}'></div>\n\n**[{reference.number}]** {_reference(reference, w)}"
        notes = ((w("briefing.sentence", number=note.sentence), in_quotes(note.text)) for note in reference.notes)
        yield "\n".join(f"- {escape_line(place)}{w('join.colon')}{escape_label(text)}" for place, text in notes)


def _reference(reference: ShownReference, w: Wording) -> str:
    title, target = escape_label(reference.title.text), link_target(reference.link or "")
    parts = [f"[{title}]({target})" if target else title]
    about = (reference.byline, reference.source, reference.date)
    parts += [escape_line(text) for text in about if text]
    for scheme, value, address in reference.identifiers:
        linked = link_target(address)
        name = f"{escape_label(scheme)} {escape_label(value)}"
        parts.append(f"[{name}]({linked})" if linked else name)
    parts += [f"**{escape_label(reference.mark.words)}**"] if reference.mark else []
    return w("join.parts").join(parts)
