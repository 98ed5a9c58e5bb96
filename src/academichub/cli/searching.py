"""`academichub search` and `academichub reindex`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from academichub.app import Hub
from academichub.cli.days import parse_day, read_date
from academichub.cli.index_bar import IndexBar
from academichub.cli.reading import check_source
from academichub.cli.session import Session, session_of
from academichub.model import Found, Query, SearchResult
from academichub.publish.counts import count_line
from academichub.publish.rows import found_row
from academichub.publish.sections import category_of

__all__ = ["add_to"]

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def add_to(app: typer.Typer) -> None:
    app.command("search")(_search)
    app.command("reindex")(_reindex)


def _search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help="Words, “phrases”, exclusion, fields")],
    day: Annotated[
        str | None, typer.Option("--day", metavar="DAY", help="A day such as 2026-06-16, or latest.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Announced since this day.")] = None,
    source: Annotated[str | None, typer.Option(metavar="SOURCE", help="Only what this source announced.")] = None,
    category: Annotated[str | None, typer.Option(metavar="CATEGORY", help="Only papers in this category.")] = None,
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Only papers of an author so named.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="At most so many papers.")] = 20,
    as_json: Json = False,
) -> None:
    """Search all papers, the best first."""
    session = session_of(context)
    hub = session.hub_on_show()
    check_source(hub, source)
    filters = Query(
        day=parse_day(hub, day) if day else None,
        since=read_date(since, language=hub.settings.language) if since else None,
        source=source,
        category=category,
        author=author,
    )
    result = hub.search(" ".join(words), filters, limit)
    found = hub.show(result.hits, result.query)
    if result.n_unseen:
        session.say(session.words(hub.settings)("search.unseen", n=result.n_unseen))
    if as_json:
        session.print_json(found_row(each) for each in found)
        return
    _print(session, hub, result, found)


def _print(session: Session, hub: Hub, result: SearchResult, found: Sequence[Found]) -> None:
    words = session.words(hub.settings)
    if not found:
        only_excluded = bool(result.query.terms) and result.query.is_empty
        session.say(words("search.only_excluded" if only_excluded else "search.none.text"))
        return
    rows = [
        (
            each.announced_on.isoformat() if each.announced_on else "",
            each.paper.paper_id,
            category_of(each, hub.labels),
            each.paper.title.plain,
        )
        for each in found
    ]
    session.print_table([words(f"table.{name}") for name in ("day", "paper", "category", "title")], rows, wide=3)
    session.say(count_line(result, words))


def _reindex(context: typer.Context) -> None:
    """Make the search index anew; searches go on meanwhile."""
    session = session_of(context)
    hub = session.hub()
    words = session.words(hub.settings)
    with IndexBar(session.err, words) as bar:
        n_done = hub.index(bar.tell, anew=True)
    session.say(words("index.busy") if n_done is None else words("index.done", n=n_done))
