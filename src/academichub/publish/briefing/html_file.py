"""A briefing as one HTML file that needs nothing else: no script, no font, no picture of another place. Pure.

Every text goes through `Markup.format`, which escapes it; the pictures alone are taken as they are, since publish/
pictures draws them. The policy in the file lets nothing be loaded or run, be a text ever so cunning.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from academichub.publish.briefing.figures import Figure, Pictures, draw_pictures, figures_after, figures_of
from academichub.publish.briefing.html_parts import (
    MOST_UNFOLDED,
    claim_item,
    dropped_item,
    links,
    reference_item,
    spoken,
)
from academichub.publish.briefing.parts import (
    ShownBriefing,
    ShownCell,
    ShownRenewal,
    ShownSection,
    ShownTable,
    ShownText,
)
from academichub.publish.briefing.quoting import tidy
from academichub.publish.document import Document
from academichub.publish.pictures import PICTURE_STYLE
from academichub.publish.wording import Wording, wording

__all__ = ["render_html"]

_MEDIA_TYPE = "text/html; charset=utf-8"
_NAMED = 5


def render_html(shown: ShownBriefing, pictures: Pictures | None = None) -> Document:
    """The whole briefing. `pictures` are those of `draw_pictures`, which are drawn here if none are given."""
    w = wording(shown.language)
    drawn = draw_pictures(shown.briefing.skeleton, w) if pictures is None else pictures
    style = _look() + PICTURE_STYLE
    page = _PAGE.format(
        language=w.language,
        policy=_policy(style),
        title=f"{shown.title} · {shown.window}",
        style=Markup(style),  # ours alone, with no text of a paper in it
        header=_header(shown, w),
        contents=_contents(shown, w),
        sections=_joined(_section(shown, section, n, drawn, w) for n, section in enumerate(shown.sections, start=1)),
        figures=_joined(_figure(figure, w) for figure in figures_after(shown, drawn)),
        dropped=_dropped(shown, w),
        renewals=_renewals(shown.renewals, w),
        references=_references(shown, w),
        footer=_footer(shown, w),
    )
    return Document(_MEDIA_TYPE, str(page))


_PAGE = Markup("""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{header}{contents}{sections}{figures}{dropped}{renewals}{references}</main>
{footer}</body>
</html>
""")


@cache
def _look() -> str:
    return (files(__package__) / "look.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    allowed = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"


def _joined(pieces: Iterable[Markup]) -> Markup:
    return Markup("").join(pieces)


def _said(css: str, text: str | None) -> Markup:
    return Markup('<p class="{}">{}</p>\n').format(css, text) if text else Markup("")


def _header(shown: ShownBriefing, w: Wording) -> Markup:
    scope = _joined(Markup("<dt>{}</dt><dd>{}</dd>").format(name, spoken(value)) for name, value in shown.scope)
    pieces = [
        Markup('<h1>{}</h1>\n<p class="window">{}</p>\n').format(shown.title, shown.window),
        Markup('<dl class="scope">{}</dl>\n').format(scope) if scope else Markup(""),
        _said("facts", shown.facts.line),
        _said("made", w("join.gap").join([shown.facts.made, shown.facts.made_at])),
        *(_said("notice", notice) for notice in (shown.sample, shown.marked, shown.unwritten_words)),
    ]
    return Markup("<header>\n{}</header>\n").format(_joined(pieces))


def _contents(shown: ShownBriefing, w: Wording) -> Markup:
    lines = [(section.anchor, section.title) for section in shown.sections]
    if shown.references:
        lines.append(("references", ShownText(w("briefing.references"), w.language)))
    items = _joined(Markup('<li><a href="#{}">{}</a></li>\n').format(at, spoken(title)) for at, title in lines)
    return Markup('<nav aria-label="{}"><ol>\n{}</ol></nav>\n').format(w("briefing.contents"), items)


def _section(shown: ShownBriefing, section: ShownSection, number: int, pictures: Pictures, w: Wording) -> Markup:
    claims = _joined(
        claim_item(shown, claim, f"{section.anchor}-{at}", w) for at, claim in enumerate(section.claims, start=1)
    )
    return Markup(
        '<section id="{anchor}" aria-labelledby="{anchor}-title">\n<p class="number" aria-hidden="true">{number}</p>'
        '<h2 id="{anchor}-title">{title}</h2>\n{note}<ul class="claims">\n{claims}</ul>\n{figures}</section>\n'
    ).format(
        anchor=section.anchor,
        number=f"{number:02d}.",
        title=spoken(section.title),
        note=_said("note", section.note),
        claims=claims,
        figures=_joined(_figure(figure, w) for figure in figures_of(shown, section, pictures)),
    )


def _figure(figure: Figure, w: Wording) -> Markup:
    is_open = not figure.svg  # what has no picture is shown at once, but the map, which may have thousands of rows
    tables = _joined(_table(table, is_open and table.name != "map", w) for table in figure.tables)
    if not figure.svg:
        return Markup("<figure>\n{}</figure>\n").format(tables)
    caption = w(figure.words("caption"))
    drawn = Markup('<div class="drawn">{}</div>\n').format(Markup(figure.svg))
    return Markup("<figure>\n{}<figcaption>{}</figcaption>\n{}</figure>\n").format(drawn, caption, tables)


def _table(table: ShownTable, is_open: bool, w: Wording) -> Markup:
    heads = zip(table.columns, table.rows[0], strict=True)
    head = _joined(Markup('<th scope="col" class="{}">{}</th>').format(_kind(cell), name) for name, cell in heads)
    rows = _joined(Markup("<tr>{}</tr>\n").format(_joined(_cells(table, row, w))) for row in table.rows)
    return Markup(
        '<details{}><summary>{}</summary>\n<p class="note">{}</p>\n'
        '<div class="scroll" role="region" aria-label="{}" tabindex="0"><table>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table></div></details>\n"
    ).format(Markup(" open") if is_open else "", table.title, table.note, table.title, head, rows)


def _kind(cell: ShownCell) -> str:
    return "figure" if cell.is_number else "text"


def _cells(table: ShownTable, row: tuple[ShownCell, ...], w: Wording) -> Iterator[Markup]:
    """The first cell names the row; on a narrow screen each other one stands behind the name of its column."""
    yield Markup('<th scope="row">{}{}</th>').format(spoken(row[0]), links(row[0].numbers, w))
    for column, cell in zip(table.columns[1:], row[1:], strict=True):
        yield Markup('<td class="{}" data-label="{}">{}{}</td>').format(
            _kind(cell), column, spoken(cell), links(cell.numbers, w)
        )


def _dropped(shown: ShownBriefing, w: Wording) -> Markup:
    if not shown.dropped:
        return Markup("")
    items = _joined(dropped_item(shown, claim, f"dropped-{at}", w) for at, claim in enumerate(shown.dropped, start=1))
    return Markup(
        '<section id="dropped"><details class="dropped-claims"><summary>{}</summary>\n<p class="note">{}</p>\n'
        '<ul class="claims dropped">\n{}</ul></details></section>\n'
    ).format(w("briefing.dropped", n=len(shown.dropped)), w("briefing.dropped.note"), items)


def _renewals(renewals: Iterable[ShownRenewal], w: Wording) -> Markup:
    logs = _joined(
        Markup('<h3>{}</h3>\n<ul class="changes">\n{}</ul>\n').format(renewal.date, _changes(renewal, w))
        for renewal in renewals
    )
    head = Markup('<section id="changes"><h2>{}</h2>\n').format(w("briefing.renewals"))
    return head + logs + Markup("</section>\n") if logs else Markup("")


def _changes(renewal: ShownRenewal, w: Wording) -> Markup:
    lines = [Markup("<li>{}{}</li>\n").format(change.words, _named(change.papers, w)) for change in renewal.changes]
    return _joined(lines or [Markup("<li>{}</li>\n").format(w("briefing.unchanged"))])


def _named(titles: tuple[ShownText, ...], w: Wording) -> Markup:
    if not titles:
        return Markup("")
    more = [Markup("{}").format(w("briefing.and_more", n=len(titles) - _NAMED))] if len(titles) > _NAMED else []
    names = Markup(w("join.clause")).join([*map(spoken, titles[:_NAMED]), *more])
    return Markup(' <span class="about">{}</span>').format(names)


def _references(shown: ShownBriefing, w: Wording) -> Markup:
    if not shown.references:
        return Markup("")
    first: dict[int, str] = {}
    for section in shown.sections:
        for at, claim in enumerate(section.claims, start=1):
            for number in claim.numbers:
                first.setdefault(number, f"{section.anchor}-{at}")
    items = _joined(reference_item(each, first.get(each.number), w) for each in shown.references)
    listed = Markup('<ol class="references">\n{}</ol>').format(items)
    if len(shown.references) > MOST_UNFOLDED:
        listed = Markup('<details class="unfolded-in-print"><summary>{}</summary>\n{}</details>').format(
            w("briefing.references.all", n=len(shown.references)), listed
        )
    return Markup('<section id="references"><h2>{}</h2>\n{}</section>\n').format(w("briefing.references"), listed)


def _footer(shown: ShownBriefing, w: Wording) -> Markup:
    parts = [shown.facts.line, shown.facts.made_at]
    if shown.briefing.inputs_id:
        parts.append(f"{w('briefing.inputs')}{w('join.colon')}{tidy(shown.briefing.inputs_id)}")
    return Markup("<footer>{}</footer>\n").format(w("join.parts").join(parts))
