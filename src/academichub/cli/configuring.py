"""`academichub init` and `academichub settings`."""

from __future__ import annotations

from typing import Annotated

import typer

from academichub.cli.session import session_of
from academichub.publish.wording import wording
from academichub.settings.file import describe_settings, write_template

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    app.command("init")(_init)
    app.command("settings")(_settings)


def _init(context: typer.Context) -> None:
    """Write a commented hub.toml to start from."""
    session = session_of(context)
    path = write_template(session.folder)
    session.say(wording("en")("init.wrote", path=str(path)))


def _settings(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show each setting: its value, where that came from, what it means."""
    session = session_of(context)
    loaded = session.load()
    rows = describe_settings(loaded)
    if as_json:
        session.print_json(
            {"key": row.key, "value": row.value, "origin": str(row.origin), "meaning": row.meaning} for row in rows
        )
        return
    for row in rows:
        session.out.print(f"{row.key} = {_written(row.value) or '—'}", style="bold", soft_wrap=True)
        session.out.print(f"    {row.meaning}", soft_wrap=True)
        session.out.print(f"    ({row.origin})", style="dim", soft_wrap=True)


def _written(value: str | int | float | tuple[str, ...] | None) -> str:
    """A value for reading; empty where there is none."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value).removesuffix(".0")
