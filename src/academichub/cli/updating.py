"""`academichub update`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from academichub.app import Hub
from academichub.cli.progress import BarProgress
from academichub.cli.session import Session, session_of
from academichub.model import RunReport, SourceReport

__all__ = ["add_to", "finish", "report_row", "run_update"]


def add_to(app: typer.Typer) -> None:
    app.command("update")(_update)


def _update(
    context: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]…", help="Ids; all if none.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Ask the sources what is new, and store it."""
    session = session_of(context)
    report = run_update(session, session.hub(), sources or [])
    if as_json:
        session.print_json([report_row(report)])
    finish(report)


def run_update(session: Session, hub: Hub, names: list[str]) -> RunReport:
    """Update with a progress bar for each source on standard error."""
    with BarProgress(session.err, session.words(hub.settings)) as progress:
        return hub.update(names, progress)


def finish(report: RunReport) -> None:
    """Exit code 3 where something failed."""
    if not report.all_well:
        raise typer.Exit(3)


def report_row(report: RunReport) -> dict[str, Any]:
    """The JSON of `update` and `import`."""
    return {"sources": [_source_row(source) for source in report.sources]}


def _source_row(report: SourceReport) -> dict[str, Any]:
    return {
        "id": report.id,
        "day": report.day.isoformat() if report.day else None,
        "announced": report.announced,
        "new": report.new,
        "revised": report.revised,
        "unchanged": report.unchanged,
        "failed": [{"id": entry, "reason": reason} for entry, reason in report.failed],
        "state": report.state.value,
        "error": report.error,
    }
