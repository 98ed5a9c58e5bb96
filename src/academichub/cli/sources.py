"""`academichub sources`: which are followed, which journals could be, what one answers now; lists of feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from academichub.app import export_feeds, import_feeds, write_list
from academichub.cli.reading import status_row
from academichub.cli.session import Session, session_of
from academichub.pipeline import SourceCheck
from academichub.publish.unread import trouble_words
from academichub.publish.wording import Wording
from academichub.settings.following import Choice
from academichub.settings.masking import without_query, without_secrets
from academichub.sources.catalogue import load_catalogue

__all__ = ["add_to"]

_LONGEST_SHOWN = 200  # characters of an address
_MOST_FAILED = 5  # entries told of one by one

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def add_to(app: typer.Typer) -> None:
    sources = typer.Typer(help="The followed sources, or the catalogue of journals.")
    sources.callback(invoke_without_command=True)(_sources)
    sources.command("check")(_check)
    sources.command("import")(_import)
    sources.command("export")(_export)
    app.add_typer(sources, name="sources")


def _sources(
    context: typer.Context,
    catalogue: Annotated[bool, typer.Option("--catalogue", help="The journals that can be followed by id.")] = False,
    as_json: Json = False,
) -> None:
    """List the followed sources, or the catalogue of journals."""
    if context.invoked_subcommand is not None:
        return
    session = session_of(context)
    if catalogue:
        _print_catalogue(session, as_json)
        return
    hub = session.hub()
    statuses = hub.store.statuses()
    if as_json:
        session.print_json([{"sources": [status_row(status) for status in statuses]}])
        return
    words = session.words(hub.settings)
    columns = [words(f"status.{name}") for name in ("source", "state", "papers")]
    rows = [(f"{status.id} · {status.label}", words.state(status.state), str(status.n_papers)) for status in statuses]
    session.print_table(columns, rows, wide=0)


def _print_catalogue(session: Session, as_json: bool) -> None:
    journals = load_catalogue().values()
    rows = [(journal.id, journal.label, journal.publisher, journal.field) for journal in journals]
    if as_json:
        names = ("id", "label", "publisher", "field")
        session.print_json([{"journals": [dict(zip(names, row, strict=True)) for row in rows]}])
    else:
        session.print_table(("id", "label", "publisher", "field"), rows, wide=2)


def _check(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A followed source, or a journal of the catalogue.")],
    as_json: Json = False,
) -> None:
    """Ask one source what it answers now; nothing is stored."""
    session = session_of(context)
    hub = session.hub()
    check = hub.check_source(source)
    if as_json:
        session.print_json([_check_row(check)])
    else:
        session.print_lines(_lines(check, session.words(hub.settings)))
    if not check.is_well:
        raise typer.Exit(3)


def _import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="A list of feeds, as other readers export it.")],
    as_json: Json = False,
) -> None:
    """Follow the feeds of a list in OPML: they are added at the end of hub.toml."""
    session = session_of(context)
    settings = session.settings
    choice = import_feeds(settings, session.environ, file)
    if as_json:
        session.print_json([_choice_row(choice)])
    else:
        words = session.words(settings)
        for line in _choice_lines(choice, words):
            session.say(line)
    if choice.refused:
        raise typer.Exit(3)


def _choice_lines(choice: Choice, words: Wording) -> list[str]:
    lines = [words("opml.known", id=name, address=without_query(url)) for name, url in choice.known]
    lines += [words("opml.refused", address=_shown(url), reason=why) for url, why in choice.refused]
    lines += [words("opml.added", id=feed.id, name=feed.name or feed.id) for feed in choice.added]
    counts = {"added": len(choice.added), "known": len(choice.known), "refused": len(choice.refused)}
    return [*lines, words("opml.done", **counts), *([words("opml.next")] if choice.added else [])]


def _shown(url: str) -> str:
    """An address that may be none, as a message may repeat it."""
    return without_secrets(url)[:_LONGEST_SHOWN]


def _choice_row(choice: Choice) -> dict[str, Any]:
    return {
        "added": [feed.id for feed in choice.added],
        "known": [{"id": name, "address": without_query(url)} for name, url in choice.known],
        "refused": [{"address": _shown(url), "reason": why} for url, why in choice.refused],
    }


def _export(
    context: typer.Context,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")] = None,
) -> None:
    """Write the followed feeds as a list in OPML, to standard output or a file."""
    session = session_of(context)
    settings = session.settings
    exported, words = export_feeds(settings), session.words(settings)
    if output is None:
        session.print_lines(exported.text.splitlines())
        return
    write_list(exported, output)
    session.say(words("opml.wrote", n=exported.n_feeds, path=str(output)))
    if exported.may_hold_keys:
        session.say(words("opml.private"))


def _lines(check: SourceCheck, words: Wording) -> list[str]:
    requests = words("check.requests", n=check.n_requests)
    told = [
        ("check.source", f"{check.id} · {check.label}"),
        ("check.address", check.address),
        ("check.answer", str(check.status) if check.status else None),
        ("check.entries", _entries(check, words)),
        ("check.newest", check.newest.isoformat() if check.newest else None),
        ("check.first", check.title),
        ("check.time", words("check.seconds", n=f"{check.seconds:.1f}", requests=requests)),
        ("check.error", trouble_words(check.error, words) if check.error else None),
        *(("check.failed", f"{entry.id}{words('join.colon')}{entry.reason}") for entry in check.failed[:_MOST_FAILED]),
    ]
    return [words("check.line", name=words(name), value=value) for name, value in told if value]


def _entries(check: SourceCheck, words: Wording) -> str | None:
    if check.error is not None:
        return None
    count = words("check.n_entries", n=check.n_entries)
    if check.failed:
        count += words("check.n_failed", n=len(check.failed))
    if check.total is not None and check.total > check.n_entries:
        return count + words("check.of_total", n=check.total)
    return count + (words("check.more") if check.has_more else "")


def _check_row(check: SourceCheck) -> dict[str, Any]:
    return {
        "id": check.id,
        "label": check.label,
        "address": check.address,
        "requests": check.n_requests,
        "status": check.status,
        "entries": check.n_entries,
        "total": check.total,
        "more": check.has_more,
        "newest": check.newest.isoformat() if check.newest else None,
        "first": check.title,
        "seconds": round(check.seconds, 3),
        "failed": [{"id": entry.id, "reason": entry.reason} for entry in check.failed],
        "error": check.error,
    }
