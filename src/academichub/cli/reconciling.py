"""`academichub reconcile`, and what is told of it after an update."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from academichub.app import Hub
from academichub.cli.progress import BarProgress
from academichub.cli.session import Session, session_of
from academichub.model import Reconciled
from academichub.publish.receipts import unmeasured_line
from academichub.publish.unread import trouble_words
from academichub.publish.wording import Wording

__all__ = ["add_to", "reconciled_row", "tell_reconciled"]


def add_to(app: typer.Typer) -> None:
    app.command("reconcile")(_reconcile)


def _reconcile(
    context: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]…", help="Ids; all if none.")] = None,
    days: Annotated[int, typer.Option("--days", metavar="N", min=1, max=366, help="How many days to re-read.")] = 7,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Measure what is stored by each source's complete list, and fill in what is missing."""
    session = session_of(context)
    hub = session.hub()
    words = session.words(hub.settings)
    with BarProgress(session.err, words) as progress:
        done = hub.reconcile(sources or (), progress, days)
    if as_json:
        session.print_json([{"sources": [reconciled_row(one) for one in done]}])
    elif not done:
        session.say(words("reconcile.none"))
    else:
        tell_reconciled(session, hub, done)
    if any(one.error or one.missing for one in done):
        raise typer.Exit(3)


def tell_reconciled(session: Session, hub: Hub, done: Iterable[Reconciled]) -> None:
    """One line for each source, on standard error."""
    words = session.words(hub.settings)
    for one in done:
        label = hub.labels.get(one.id, one.id)
        if one.error is not None and not one.named:
            session.say(_unread_line(one, label, one.error, words))
            continue
        line = words(
            "reconcile.done",
            label=label,
            days=words.days(one.since, one.until),
            named=one.named,
            filled=one.filled,
            moved=one.moved,
            missing=one.missing,
        )
        session.say(line)
        if one.error is not None:
            session.say(unmeasured_line(label, one.error, words))


def _unread_line(one: Reconciled, label: str, error: str, words: Wording) -> str:
    """Where nothing could be read, nothing was counted."""
    reason = trouble_words(error, words)
    name = words.before(label)
    return words(
        "reconcile.unread",
        id=one.id,
        label=name,
        since=one.since,
        until=one.until,
        days=words.days(one.since, one.until),
        reason=reason,
    )


def reconciled_row(one: Reconciled) -> dict[str, Any]:
    days = {"since": one.since.isoformat(), "until": one.until.isoformat()}
    counts = {"named": one.named, "filled": one.filled, "moved": one.moved, "missing": one.missing}
    return {"id": one.id, **days, **counts, "error": one.error}
