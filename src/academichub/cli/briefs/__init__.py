"""The commands `academichub brief …`; without a name of one, a briefing is made.

making.py    brief, brief renew            keeping.py  list, show, remove
files.py     Markdown, HTML, JSON, PDF     bar.py      how far it is
weekly.py    the one that is due after an update    missing.py  that one is not there
"""

from __future__ import annotations

import typer

from academichub.cli.briefs import keeping, making

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(invoke_without_command=True)
    for commands in (making, keeping):
        commands.add_to(group)
    app.add_typer(group, name="brief")
