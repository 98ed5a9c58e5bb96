"""`academichub llm check` and `academichub spend`: what the configured models can do, and what they were paid."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

import typer

from academichub.app import Hub
from academichub.cli.days import read_date
from academichub.cli.model_troubles import trouble_in_words
from academichub.cli.money import amount, format_cost
from academichub.cli.session import Session, session_of
from academichub.cli.summarising import language_code
from academichub.model import ModelCheck, SpendRow
from academichub.publish.wording import Wording

__all__ = ["add_to"]

_SPEND_DAYS = 30

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def add_to(app: typer.Typer) -> None:
    models = typer.Typer(no_args_is_help=True, help="The configured language models.")
    models.command("check")(_check)
    app.add_typer(models, name="llm")
    app.command("spend")(_spend)


def _check(
    context: typer.Context,
    language: Annotated[
        list[str] | None, typer.Option(metavar="en|zh", help="Instead of the settings' languages; may be repeated.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Try each configured model with an invented paper: does it answer, how, how fast, for how much?"""
    session = session_of(context)
    hub = session.hub()
    checks = hub.check_models(tuple(language_code(name) for name in language or ()))
    if as_json:
        session.print_json(_check_row(check) for check in checks)
    else:
        words = session.words(hub.settings)
        for line in (line for check in checks for line in _check_lines(check, words)):
            session.out.print(line, soft_wrap=True)
    if any(check.error for check in checks):
        raise typer.Exit(3)


def _check_lines(check: ModelCheck, words: Wording) -> list[str]:
    if check.error is not None:
        return [words("check.fails", reason=trouble_in_words(check.error, words))]
    mode = check.dialect.mode.value if check.dialect else ""
    facts = [words("check.speed", seconds=f"{check.seconds or 0:.1f}")]
    if check.usage is not None:
        facts.append(words("check.tokens", tokens_in=check.usage.tokens_in, tokens_out=check.usage.tokens_out))
    price = words("check.no_price")
    if check.cost_micros is not None:
        price = words("check.price", cost=format_cost(check.cost_micros))
    verdict = [words("check.problem", reason=problem) for problem in check.problems] or [words("check.passed")]
    told = [words("join.parts").join([*facts, price]), *verdict]
    told += [f"{words(f'summary.{name}')}{words('join.colon')}{text}" for name, text in check.fields.items()]
    return [words("check.works", model=check.model, mode=mode), *(f"    {line}" for line in told)]


def _check_row(check: ModelCheck) -> dict[str, Any]:
    return {
        "model": check.model,
        "base_url": check.base_url,
        "mode": check.dialect.mode.value if check.dialect else None,
        "seconds": check.seconds,
        "tokens_in": check.usage.tokens_in if check.usage else None,
        "tokens_out": check.usage.tokens_out if check.usage else None,
        "cost": amount(check.cost_micros) if check.cost_micros is not None else None,
        "fields": dict(check.fields),
        "problems": list(check.problems),
        "error": check.error,
    }


def _spend(
    context: typer.Context,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="From this day (UTC) on; by default 30 days.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what the models were paid, by day, model and kind of call."""
    session = session_of(context)
    hub = session.hub()
    today = hub.clock().date()
    first = read_date(since, language=hub.settings.language) if since else today - timedelta(days=_SPEND_DAYS - 1)
    rows = hub.spend(first)
    if as_json:
        session.print_json(_spend_row(row) for row in rows)
        return
    words = session.words(hub.settings)
    if not rows:
        session.say(words("spend.none", date=first))
        return
    columns = [words(f"spend.{name}") for name in ("day", "model", "kind", "calls", "in", "cached", "out", "cost")]
    session.print_table(columns, [_spend_cells(row, words) for row in rows], wide=1)
    if n_open := sum(row.n_open for row in rows):
        session.say(words("spend.open", n=n_open))
    _say_caps(session, hub, words)


def _spend_cells(row: SpendRow, words: Wording) -> list[str]:
    counts = (row.n_calls, row.tokens_in, row.tokens_cached, row.tokens_out)
    kind = words(f"spend.kind.{row.kind.value}")
    return [row.day.isoformat(), row.model, kind, *(f"{n:,}" for n in counts), format_cost(row.cost_micros)]


def _say_caps(session: Session, hub: Hub, words: Wording) -> None:
    """How much of today's budget is used, where there is one."""
    llm = hub.settings.llm
    tokens, micros = hub.store.spent_on(hub.clock().date())
    if llm is not None and llm.daily_tokens is not None:
        session.say(words("spend.today_tokens", n=tokens, cap=llm.daily_tokens))
    if llm is not None and llm.daily_cost is not None:
        cap = format_cost(round(llm.daily_cost * 1_000_000))
        session.say(words("spend.today_cost", cost=format_cost(micros), cap=cap))


def _spend_row(row: SpendRow) -> dict[str, Any]:
    return {
        "day": row.day.isoformat(),
        "model": row.model,
        "kind": row.kind.value,
        "calls": row.n_calls,
        "open": row.n_open,
        "tokens_in": row.tokens_in,
        "tokens_cached": row.tokens_cached,
        "tokens_out": row.tokens_out,
        "cost": amount(row.cost_micros),
    }
