"""Reading commands: `list`, `show`, `digest`, `status`."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from academichub.app import Hub
from academichub.cli.abstracts import lacking_lines, lacking_row
from academichub.cli.days import no_edition, parse_day
from academichub.cli.session import Session, session_of
from academichub.cli.showing import print_details
from academichub.errors import ConfigError, NotFound
from academichub.model import Account, Entry, Receipt, ReceiptState, SourceStatus
from academichub.publish.receipts import MARKS, NO_MARK, account_lines, account_row, mark_of, state_word, why
from academichub.publish.rows import details_row, entry_row
from academichub.publish.sections import category_of
from academichub.publish.since import kind_words
from academichub.publish.unread import trouble_words
from academichub.publish.wording import Wording, wording

__all__ = ["add_to", "check_source", "status_row"]

_DAYS_TOLD = 30
_MOST_ROWS = 100  # papers in a table, unless more are asked for; JSON is never cut

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Day = Annotated[str | None, typer.Option("--day", metavar="DAY", help="A day such as 2026-06-16, or latest.")]


def add_to(app: typer.Typer) -> None:
    app.command("list")(_list)
    app.command("show")(_show)
    app.command("digest")(_digest)
    app.command("status")(_status)


def _list(
    context: typer.Context,
    day: Day = None,
    source: Annotated[str | None, typer.Option(metavar="SOURCE", help="Only what this source announced.")] = None,
    category: Annotated[str | None, typer.Option(metavar="CATEGORY", help="Only papers in this category.")] = None,
    as_json: Json = False,
) -> None:
    """List announced papers, newest day first; with --json one object a line."""
    session = session_of(context)
    hub = session.hub_on_show()
    check_source(hub, source)
    chosen = _entries(hub, parse_day(hub, day) if day else None, source, category)
    if as_json:
        session.print_json(entry_row(entry) for entry in chosen)
        return
    _print_entries(session, hub, chosen)


def _entries(hub: Hub, day: date | None, source: str | None, category: str | None) -> Iterator[Entry]:
    """One edition after the other is read, so that a reader who has seen enough costs no more."""
    days = [day] if day is not None else [listed for listed, _ in hub.store.days()]
    for listed in days:
        lines = [line for line in hub.store.outline(listed) if source is None or source in line.sources]
        chosen = [line.paper_id for line in lines if category is None or category in line.categories]
        yield from hub.store.entries(listed, chosen, hub.settings.language)


def check_source(hub: Hub, source: str | None) -> None:
    """A source that was never followed is a slip of the hand, not an empty answer."""
    if source is not None and source not in hub.labels:
        words = wording(hub.settings.language)
        raise ConfigError(words("list.no_source", names=words.join(hub.labels)), subject=source)


def _print_entries(session: Session, hub: Hub, chosen: Iterator[Entry]) -> None:
    words = session.words(hub.settings)
    rows = [
        (
            entry.announced_on.isoformat(),
            entry.paper.paper_id,
            category_of(entry, hub.labels),
            kind_words(entry, words),
            entry.paper.title.plain,
        )
        for entry in islice(chosen, _MOST_ROWS + 1)
    ]
    if not rows:
        session.say(words("list.none") if hub.store.days() else no_edition(hub))
        return
    columns = [words(f"table.{name}") for name in ("day", "paper", "category", "kind", "title")]
    session.print_table(columns, rows[:_MOST_ROWS], wide=4)
    if len(rows) > _MOST_ROWS:
        session.say(words("list.cut", n=_MOST_ROWS))


def _show(
    context: typer.Context,
    paper: Annotated[str, typer.Argument(metavar="PAPER", help="A paper id, an arXiv id, a DOI, an address.")],
    as_json: Json = False,
) -> None:
    """Show everything that is stored of one paper."""
    session = session_of(context)
    hub = session.hub_on_show()
    paper_id = hub.store.find(paper)
    if paper_id is None:
        raise NotFound(session.words(hub.settings)("show.none", name=paper))
    details = hub.store.details(paper_id, hub.settings.language)
    if as_json:
        session.print_json([details_row(details)])
    else:
        print_details(session.out, details, session.words(hub.settings), hub.labels)


def _digest(
    context: typer.Context,
    day: Day = None,
    category: Annotated[
        list[str] | None, typer.Option(metavar="CATEGORY…", help="Only these categories, one or several.")
    ] = None,
    more: Annotated[list[str] | None, typer.Argument(metavar="[CATEGORY]…", help="Further ones.")] = None,
    language: Annotated[str | None, typer.Option(metavar="en|zh", help="The language of the words around.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")] = None,
) -> None:
    """Write the digest of a day as Markdown, to standard output or a file."""
    session = session_of(context)
    hub = session.hub_on_show()
    if more and not category:
        raise ConfigError("a category stands behind --category", subject=more[0])
    wanted = parse_day(hub, day or "latest")
    if not any(listed == wanted for listed, _ in hub.store.days()):
        raise NotFound(session.words(hub.settings)("day.no_edition"), subject=day)
    document = hub.digest(wanted, (*(category or ()), *(more or ())), language)
    if output is None:
        session.print_lines(document.text.splitlines())
    else:
        hub.write(document, output)
        session.say(session.words(hub.settings)("publish.wrote", path=str(output)))


def _status(context: typer.Context, as_json: Json = False) -> None:
    """Show how each followed source stands, and its receipts of the last 30 days."""
    session = session_of(context)
    hub, shown_hub = session.hub(), session.hub_on_show()
    words = session.words(hub.settings)
    statuses = hub.store.statuses()
    if as_json:
        editions = [{"day": day.isoformat(), "papers": n_papers} for day, n_papers in shown_hub.store.days()]
        told = {account.source: account_row(account) for account in hub.accounts.over(_DAYS_TOLD)}
        sources = [{**status_row(status), **told.get(status.id, {})} for status in statuses]
        abstracts = lacking_row(hub.lacking_abstracts())
        whole = {"sample": shown_hub.is_sample, "sources": sources, "editions": editions, "abstracts": abstracts}
        session.print_json([whole])
        return
    if not statuses:
        session.say(words("status.none"))
        return
    columns = [words(f"status.{name}") for name in ("source", "state", "day", "papers", "attempted")]
    rows = [
        (
            status.label,
            words.state(status.state),
            status.day.isoformat() if status.day else "—",
            str(status.n_papers),
            f"{status.attempted_at:%Y-%m-%d %H:%M}" if status.attempted_at else "—",
        )
        for status in statuses
    ]
    session.print_table(columns, rows, wide=0)
    for status in statuses:
        if status.reason:
            reason = trouble_words(status.reason, words)
            session.out.print(f"{status.label}{words('join.colon')}{reason}", soft_wrap=True)
    for line in lacking_lines(hub, words):
        session.out.print(line, soft_wrap=True)
    _print_accounts(session, hub, {(status.id, status.reason) for status in statuses})


def _print_accounts(session: Session, hub: Hub, told: Container[tuple[str, str | None]]) -> None:
    """The days as marks, what they mean, and every day that is not as it should be; a reason that is `told` of its
    source already is not said again."""
    words = session.words(hub.settings)
    accounts = hub.accounts.over(_DAYS_TOLD)
    session.say("")
    session.say(words("receipts.title", n=_DAYS_TOLD))
    legend = [(mark, state.value) for state, mark in MARKS.items()] + [(NO_MARK, "none")]
    session.say("  ".join(f"{mark} {words(f'receipts.state.{name}')}" for mark, name in legend))
    for account in accounts:
        marks = "".join(mark_of(receipt) for _, receipt in account.days)
        session.out.print(f"{marks}  {account.label}", markup=False, highlight=False, soft_wrap=True)
    for account in accounts:
        ill = [receipt for _, receipt in account.days if receipt is not None and _is_ill(receipt)]
        lines = [_ill_line(account, one, words, is_told=(account.source, one.reason) in told) for one in ill]
        for line in (*lines, *account_lines(account, words)):
            session.out.print(line, markup=False, highlight=False, soft_wrap=True)


def _ill_line(account: Account, receipt: Receipt, words: Wording, *, is_told: bool) -> str:
    line = f"{account.label} {receipt.day} {state_word(receipt, words)}"
    return line if is_told else f"{line}{words('join.colon')}{why(receipt, words)}"


def _is_ill(receipt: Receipt) -> bool:
    is_well = receipt.state in (ReceiptState.FRESH, ReceiptState.QUIET)
    return not is_well or bool(receipt.withheld) or bool(receipt.missing)


def status_row(status: SourceStatus) -> dict[str, Any]:
    return {
        "id": status.id,
        "label": status.label,
        "state": status.state.value,
        "reason": status.reason,
        "day": status.day.isoformat() if status.day else None,
        "papers": status.n_papers,
        "attempted_at": status.attempted_at.isoformat() if status.attempted_at else None,
        "succeeded_at": status.succeeded_at.isoformat() if status.succeeded_at else None,
    }
