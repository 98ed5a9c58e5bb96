"""`academichub brief list|show|remove`: the briefings that are stored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from academichub.cli.briefs.files import check_output, print_briefing, write_briefing
from academichub.cli.briefs.missing import in_own_words
from academichub.cli.session import session_of
from academichub.model import BriefId, BriefingLine, BriefOrder
from academichub.publish.wording import Wording

__all__ = ["add_to"]

Number = Annotated[int, typer.Argument(metavar="ID", help="The number of a stored briefing.")]


def add_to(group: typer.Typer) -> None:
    group.command("list")(_list)
    group.command("show")(_show)
    group.command("remove")(_remove)


def _list(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")] = False,
) -> None:
    """List the stored briefings, the newest first."""
    session = session_of(context)
    hub = session.hub_on_show()
    words, lines = session.words(hub.settings), hub.briefings.all()
    if as_json:
        session.print_json(map(_line_row, lines))
    elif lines:
        columns = [
            words(f"brief.command.column.{name}")
            for name in ("id", "made", "days", "language", "about", "papers", "claims")
        ]
        session.print_table(columns, [_cells(line, words) for line in lines], wide=4)
    else:
        session.say(words("brief.command.none"))


def _cells(line: BriefingLine, words: Wording) -> tuple[str, ...]:
    order = line.order
    span = words("brief.command.span", since=order.since.isoformat(), until=order.until.isoformat())
    claims = f"{line.n_claims:,}"
    if line.model is not None:
        claims = words("brief.command.verified", n=line.n_claims, verified=line.n_verified, model=line.model)
    made = f"{line.made_at:%Y-%m-%d %H:%M}"
    return str(line.brief_id), made, span, order.language, _about(order, words), f"{line.n_papers:,}", claims


def _about(order: BriefOrder, words: Wording) -> str:
    """What it is limited to; all papers where it is not."""
    parts = [order.question] if order.question is not None else []
    parts += [order.radar] if order.radar is not None else []
    parts += [words.field(field) for field in order.fields]
    return words.join(parts) or words("brief.command.all")


def _line_row(line: BriefingLine) -> dict[str, Any]:
    order = line.order
    return {
        "id": line.brief_id,
        "made_at": line.made_at.isoformat(),
        "since": order.since.isoformat(),
        "until": order.until.isoformat(),
        "language": order.language,
        "fields": list(order.fields),
        "radar": order.radar,
        "question": order.question,
        "papers": line.n_papers,
        "claims": line.n_claims,
        "verified": line.n_verified,
        "dropped": line.n_dropped,
        "model": line.model,
        "cost": line.cost_micros / 1_000_000,
        "renews": line.renews,
    }


def _show(
    context: typer.Context,
    number: Number,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write FILE.md, .html, .json or .pdf.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object.")] = False,
) -> None:
    """Print a stored briefing as Markdown, or write it to a file; what became of its papers since is marked."""
    if output is not None:
        check_output(output)
    session = session_of(context)
    hub = session.hub_on_show()
    with in_own_words(session.words(hub.settings)):
        briefing = hub.briefings.stored(BriefId(number))
    if output is not None:
        write_briefing(session, hub, briefing, output)
    if output is None or as_json:
        print_briefing(session, hub, briefing, as_json=as_json)


def _remove(context: typer.Context, number: Number) -> None:
    """Remove a stored briefing. Those that renew it stay."""
    session = session_of(context)
    hub = session.hub_on_show()
    words = session.words(hub.settings)
    with in_own_words(words):
        hub.briefings.remove(BriefId(number))
    session.say(words("brief.command.removed", id=str(number)))
