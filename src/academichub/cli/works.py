"""`academichub works`: which papers are one work, as the hub joined them, suspects it, or was told."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from academichub.cli.radars.desk import Desk
from academichub.model import Merge
from academichub.pipeline.works import Works, learn_all_strands
from academichub.publish.works import merge_row, reason_words, suggestion_lines, suggestion_row

__all__ = ["add_to"]

_AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
_Limit = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many.")]
_Paper = Annotated[str, typer.Argument(metavar="PAPER", help="An identifier in any form, an address, or a paper id.")]
_Other = Annotated[str, typer.Argument(metavar="OTHER", help="Likewise.")]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="One card per work: what was joined, what may be, and your word.")
    group.command("suggestions")(_suggestions)
    group.command("merges")(_merges)
    group.command("merge")(_merge)
    group.command("unmerge")(_unmerge)
    group.command("refuse")(_refuse)
    app.add_typer(group, name="works")


def _suggestions(context: typer.Context, limit: _Limit = 50, as_json: _AsJson = False) -> None:
    """List the pairs of papers that may be one work; too little is known to join them without you."""
    desk = Desk.of(context)
    w, found = desk.words, desk.hub.store.suggestions(limit)
    if as_json:
        desk.session.print_json(map(suggestion_row, found))
    elif found:
        for suggestion in found:
            desk.session.print_lines(suggestion_lines(suggestion, w))
    else:
        desk.session.say(w("works.none"))


def _merges(context: typer.Context, limit: _Limit = 50, as_json: _AsJson = False) -> None:
    """List what was joined into one card, the newest first, with the number that takes it back."""
    desk = Desk.of(context)
    w, found = desk.words, desk.hub.store.merges(limit)
    if as_json:
        desk.session.print_json(map(merge_row, found))
    elif found:
        heads = [w(f"works.column.{name}") for name in ("id", "day", "kept", "joined", "reason", "state")]

        def line(merge: Merge) -> tuple[Any, ...]:
            state = w("works.stands" if merge.undone_at is None else "works.undone")
            day = merge.made_at.date().isoformat()
            return str(merge.merge_id), day, merge.kept, " ".join(merge.strands), reason_words(merge.reason, w), state

        desk.session.print_table(heads, list(map(line, found)), wide=4)
    else:
        desk.session.say(w("works.no_merges"))


def _merge(context: typer.Context, paper: _Paper, other: _Other) -> None:
    """Make one card of two papers; the older one's address stays, and the other leads to it."""
    desk, works = _at_work(context)
    kept = works.join(paper, other)
    desk.session.say(desk.words("works.said.joined", paper=kept))


def _unmerge(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NO", help="As `academichub works merges` lists it.")],
) -> None:
    """Take a merge back: both cards are as they were, and are never joined by themselves again."""
    desk, works = _at_work(context)
    merge = works.part(number)
    strands = desk.words.join(merge.strands)
    desk.session.say(desk.words("works.said.parted", strands=strands, paper=merge.kept))


def _refuse(context: typer.Context, paper: _Paper, other: _Other) -> None:
    """Say that two papers are two works, whatever speaks for one."""
    desk, works = _at_work(context)
    works.refuse(paper, other)
    desk.session.say(desk.words("works.said.refused", one=paper, other=other))


def _at_work(context: typer.Context) -> tuple[Desk, Works]:
    """What is stored is learned first, so that every paper can be spoken of."""
    desk = Desk.of(context)
    learn_all_strands(desk.hub.store, desk.hub.clock())
    return desk, Works(desk.hub.store, desk.hub.clock)
