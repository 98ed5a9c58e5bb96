"""`academichub update`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from academichub.app import Hub
from academichub.cli.abstracts import fill_after, filled_row
from academichub.cli.briefs.weekly import brief_after
from academichub.cli.index_bar import encode_after, index_after
from academichub.cli.learn_bar import learn_after
from academichub.cli.progress import BarProgress
from academichub.cli.reconciling import reconciled_row, tell_reconciled
from academichub.cli.session import Session, session_of
from academichub.cli.summarising import has_failed, run_summaries, stopped_by_signals
from academichub.model import Filled, RunReport, SourceReport, SummaryReport, SummaryState
from academichub.pipeline.summaries import Stop

__all__ = ["add_to", "finish", "report_row", "run_update", "summarise_after"]

_LONGEST_S = 1200.0  # no call begins later after an update: an edition must not wait for a slow model for ever
_BUSY = "busy"  # another run is at it, and will summarise what this one brought
_TOLD = (SummaryState.VALID, SummaryState.FALLBACK, SummaryState.PENDING)


def add_to(app: typer.Typer) -> None:
    app.command("update")(_update)


def _update(
    context: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]…", help="Ids; all if none.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Ask the sources what is new, and store it."""
    session = session_of(context)
    hub = session.hub()
    report = run_update(session, hub, sources or [])
    tell_reconciled(session, hub, report.reconciled)
    filled = fill_after(session, hub)
    summaries = summarise_after(session, hub, report, filled)
    index_after(session, hub)
    encode_after(session, hub)
    learn_after(session, hub)
    brief_after(session, hub)
    if as_json:
        extra = {"abstracts": filled_row(filled), "summaries": _summaries_row(summaries)}
        session.print_json([{**report_row(report), **extra}])
    finish(report, summaries)


def run_update(session: Session, hub: Hub, names: list[str]) -> RunReport:
    """Update with a progress bar for each source on standard error."""
    with BarProgress(session.err, session.words(hub.settings)) as progress:
        return hub.update(names, progress)


def summarise_after(
    session: Session, hub: Hub, report: RunReport, filled: Filled | None = None, stop: Stop | None = None
) -> SummaryReport | None:
    """Have the models summarise what an update brought; None where no model is configured.

    What they have not done when the time is over waits for the next run.
    """
    if hub.settings.llm is None:
        return None
    order = hub.order_after(report, filled.paper_ids if filled is not None else ())
    if stop is not None:
        return run_summaries(session, hub, order, stop, _LONGEST_S)
    with stopped_by_signals() as own:
        return run_summaries(session, hub, order, own, _LONGEST_S)


def finish(report: RunReport, summaries: SummaryReport | None = None) -> None:
    """Exit code 3 where something failed."""
    if not report.all_well or (summaries is not None and summaries.why != _BUSY and has_failed(summaries)):
        raise typer.Exit(3)


def _summaries_row(report: SummaryReport | None) -> dict[str, Any] | None:
    if report is None:
        return None
    counts = {state.value: report.counts.get(state, 0) for state in _TOLD}
    tokens = {"tokens_in": report.tokens_in, "tokens_out": report.tokens_out}
    return {**counts, "why": report.why, "stopped": report.stopped, "calls": report.n_calls, **tokens}


def report_row(report: RunReport) -> dict[str, Any]:
    """The JSON of `update` and `import`."""
    reconciled = [reconciled_row(one) for one in report.reconciled]
    return {"sources": [_source_row(source) for source in report.sources], "reconciled": reconciled}


def _source_row(report: SourceReport) -> dict[str, Any]:
    return {
        "id": report.id,
        "day": report.day.isoformat() if report.day else None,
        "announced": report.announced,
        "new": report.new,
        "revised": report.revised,
        "joined": report.joined,
        "unchanged": report.unchanged,
        "failed": [{"id": entry, "reason": reason} for entry, reason in report.failed],
        "state": report.state.value,
        "error": report.error,
        "alert": report.alert,
        "moved_to": report.moved_to,
    }
