"""`academichub search` and `academichub reindex`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from academichub.app import Hub
from academichub.cli.days import parse_day, read_date
from academichub.cli.index_bar import IndexBar, tell_of_vectors
from academichub.cli.reading import check_source
from academichub.cli.saved_searches import save_search, saved_text
from academichub.cli.session import Session, session_of
from academichub.errors import ConfigError
from academichub.model import Found, Query, SearchResult
from academichub.publish.counts import count_line
from academichub.publish.rows import found_row
from academichub.publish.sections import category_of
from academichub.publish.wording import Wording

__all__ = ["add_to"]

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def add_to(app: typer.Typer) -> None:
    app.command("search")(_search)
    app.command("reindex")(_reindex)


def _search(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="QUERY", help="Words, “phrases”, exclusion, fields")
    ] = None,
    day: Annotated[
        str | None, typer.Option("--day", metavar="DAY", help="A day such as 2026-06-16, or latest.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Announced since this day.")] = None,
    source: Annotated[str | None, typer.Option(metavar="SOURCE", help="Only what this source announced.")] = None,
    category: Annotated[str | None, typer.Option(metavar="CATEGORY", help="Only papers in this category.")] = None,
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Only papers of an author so named.")] = None,
    save: Annotated[str | None, typer.Option(metavar="NAME", help="Keep the search under a name.")] = None,
    saved: Annotated[
        str | None, typer.Option(metavar="NAME", help="The search kept under it; QUERY narrows it.")
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="At most so many papers.")] = 20,
    as_json: Json = False,
) -> None:
    """Search all papers, the best first."""
    session = session_of(context)
    hub = session.hub_on_show()
    check_source(hub, source)
    filters = replace(_days(hub, day, since), source=source, category=category, author=author)
    text = _text(session, hub, words, saved, filters)
    if save is not None:
        _save(session, hub, save, text, filters)
    _answer(session, hub, hub.search(text, filters, limit), as_json)


def _days(hub: Hub, day: str | None, since: str | None) -> Query:
    return Query(
        day=parse_day(hub, day) if day else None,
        since=read_date(since, language=hub.settings.language) if since else None,
    )


def _text(session: Session, hub: Hub, words: Sequence[str] | None, saved: str | None, filters: Query) -> str:
    """Raises: ConfigError where nothing is asked for; NotFound for a search that is not saved."""
    w = session.words(hub.settings)
    if words is None and saved is None and not filters.has_filter:
        raise ConfigError(w("searches.no_words"))
    return " ".join([*((saved_text(hub, saved, w),) if saved else ()), *(words or ())])


def _save(session: Session, hub: Hub, name: str, text: str, filters: Query) -> None:
    w = session.words(hub.settings)
    kept = save_search(hub, name, text, filters, w)
    session.say(w("searches.saved", name=kept.name, text=kept.text))


def _answer(session: Session, hub: Hub, result: SearchResult, as_json: bool) -> None:
    found, words = hub.show(result.hits, result.query), session.words(hub.settings)
    if result.n_unseen:
        session.say(words("search.unseen", n=result.n_unseen))
    if as_json:
        tell_why_words_only(session, result, words)
        session.print_json(found_row(each) for each in found)
    else:
        _print(session, hub, result, found)


def _print(session: Session, hub: Hub, result: SearchResult, found: Sequence[Found]) -> None:
    words = session.words(hub.settings)
    tell_why_words_only(session, result, words)
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


def tell_why_words_only(session: Session, result: SearchResult, words: Wording) -> None:
    if result.by_words_only is not None:
        session.say(words("search.by_words_only", reason=result.by_words_only))


def _reindex(context: typer.Context) -> None:
    """Make the search index and the vectors anew; searches go on meanwhile."""
    session = session_of(context)
    hub = session.hub()
    words = session.words(hub.settings)
    with IndexBar(session.err, words) as bar:
        n_done = hub.index(bar.tell, anew=True)
    session.say(words("index.busy") if n_done is None else words("index.done", n=n_done))
    if hub.meaning is None:
        return
    with IndexBar(session.err, words, "vectors") as bar:
        n_done = hub.encode(bar.tell, anew=True)
    session.say(words("index.busy") if n_done is None else words("vectors.done", n=n_done))
    tell_of_vectors(session, hub)
