"""`academichub summarise`: the day's papers, or those named, through the configured language models."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import typer

from academichub.app import Hub
from academichub.cli.days import parse_day, read_date
from academichub.cli.index_bar import index_after
from academichub.cli.money import amount
from academichub.cli.session import Session, session_of
from academichub.cli.summary_bar import SummaryBar, estimate_line, report_lines
from academichub.errors import ConfigError, NotFound
from academichub.model import PaperId, SummaryEstimate, SummaryOrder, SummaryOutcome, SummaryReport, SummaryState
from academichub.pipeline.summaries import Stop, Why
from academichub.publish.wording import wording

__all__ = ["add_to", "has_failed", "run_summaries", "stopped_by_signals"]

_OWNERS_WISH = (Why.BUDGET, Why.OFF_PEAK, Why.BATCH)  # for these papers wait as they were told to
_MOST_FALLBACK = 0.05  # of a run's papers: more is worth an exit code

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for each paper and language.")]


def add_to(app: typer.Typer) -> None:
    app.command("summarise")(_summarise)


def _summarise(
    context: typer.Context,
    papers: Annotated[list[str] | None, typer.Argument(metavar="[PAPER]…", help="Papers; by default a day's.")] = None,
    day: Annotated[
        str | None, typer.Option("--day", metavar="DAY", help="A day such as 2026-06-16, or latest.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Every edition since this day.")] = None,
    radar: Annotated[
        str | None, typer.Option("--radar", metavar="NAME", help="What this radar shows of the day.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option(metavar="en|zh", help="Instead of the settings' languages; may be repeated.")
    ] = None,
    batch: Annotated[bool, typer.Option("--batch", help="Hand them in as one batch: cheaper, within a day.")] = False,
    now: Annotated[bool, typer.Option("--now", help="Outside the off-peak hours, too.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would cost, and ask nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Summarise a day's papers with the configured language model, the most relevant first; done ones cost nothing."""
    session = session_of(context)
    hub = session.hub()
    chosen = _chosen(session, hub, papers or [], radar, () if papers else _days(hub, day, since))
    order = replace(chosen, languages=tuple(map(language_code, language or ())), at_once=now, batch=batch)
    if dry_run:
        _tell_estimate(session, hub, hub.plan_summaries(order), as_json)
    else:
        _run(session, hub, order, as_json)


def _run(session: Session, hub: Hub, order: SummaryOrder, as_json: bool) -> None:
    """Exits with 3 where papers were left for a reason that is not the owner's own."""
    with stopped_by_signals() as stop:
        report = run_summaries(session, hub, order, stop)
    index_after(session, hub)
    if as_json:
        priced = all(model.price_in is not None for model in hub.settings.llm.models) if hub.settings.llm else False
        session.print_json(_row(outcome, priced=priced) for outcome in report.outcomes)
    if has_failed(report):
        raise typer.Exit(3)


def _chosen(session: Session, hub: Hub, papers: list[str], radar: str | None, days: tuple[date, ...]) -> SummaryOrder:
    """The papers named, else what the radar shows on the days, else all of the days."""
    if papers and radar is not None:
        raise ConfigError("name papers or --radar, not both")
    if radar is not None:
        return hub.order_for_radar(radar, days)
    return SummaryOrder(days=days, paper_ids=tuple(_find(session, hub, name) for name in papers))


def _days(hub: Hub, day: str | None, since: str | None) -> tuple[date, ...]:
    """The days asked for that have an edition, newest first. Raises: ConfigError; NotFound where there is none."""
    if since is None:
        wanted = parse_day(hub, day or "latest")
        if all(listed != wanted for listed, _ in hub.store.days()):
            raise NotFound(
                "there is no edition of this day; academichub status --json lists those there are", subject=day
            )
        return (wanted,)
    if day is not None:
        raise ConfigError("name --day or --since, not both")
    first = read_date(since, language=hub.settings.language)
    days = tuple(listed for listed, _ in hub.store.days() if listed >= first)
    if not days:
        raise NotFound("there is no edition since this day", subject=since)
    return days


def _find(session: Session, hub: Hub, name: str) -> PaperId:
    paper_id = hub.store.find(name)
    if paper_id is None:
        raise NotFound(session.words(hub.settings)("show.none", name=name))
    return paper_id


def language_code(name: str) -> str:
    """Raises: ConfigError for a language that no summary is written in."""
    return wording(name).language


def _tell_estimate(session: Session, hub: Hub, estimate: SummaryEstimate, as_json: bool) -> None:
    if as_json:
        cost = None if estimate.cost_micros is None else amount(estimate.cost_micros)
        row = {"papers": estimate.n_papers, "calls": estimate.n_calls, "done": estimate.n_done}
        tokens = {"tokens_in": estimate.tokens_in, "tokens_out": estimate.tokens_out}
        session.print_json([{**row, **tokens, "cost": cost}])
        return
    session.out.print(estimate_line(estimate, session.words(hub.settings)), soft_wrap=True)


@contextmanager
def stopped_by_signals() -> Iterator[Stop]:
    """Ctrl+C and SIGTERM end what runs inside in good order; a second one ends it at once."""
    stop = Stop()

    def end(number: int, _frame: object) -> None:
        if stop.is_set:
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_summaries(
    session: Session, hub: Hub, order: SummaryOrder, stop: Stop, within_s: float | None = None
) -> SummaryReport:
    """Do the order with a bar on standard error, then say what became of it."""
    words = session.words(hub.settings)
    with SummaryBar(session.err, words) as bar:
        report = hub.summarise(order, bar, stop, within_s)
    for line in report_lines(report, words):
        session.say(line)
    return report


def has_failed(report: SummaryReport) -> bool:
    """Whether papers were left waiting for a reason that is not the owner's own, or too many kept their extracts."""
    n_fallback = report.counts.get(SummaryState.FALLBACK, 0)
    is_wished = report.why is None or report.why in _OWNERS_WISH
    return not is_wished or n_fallback > _MOST_FALLBACK * len(report.outcomes)


def _row(outcome: SummaryOutcome, *, priced: bool) -> dict[str, Any]:
    return {
        "paper_id": outcome.paper_id,
        "language": outcome.language,
        "state": outcome.state.value,
        "fields": dict(outcome.fields),
        "model": outcome.model,
        "reason": outcome.reason,
        "tokens_in": outcome.tokens_in,
        "tokens_out": outcome.tokens_out,
        "cost": amount(outcome.cost_micros) if priced else None,
    }
