"""The commands `academichub radar …`.

keeping.py   list, show, examples, remove, vote     changes.py   add, edit
views.py     rank, hidden, backtest                 imports.py   examples from files and upstreams
options.py   what add and edit both take            wishes.py    +W and -W
"""

from __future__ import annotations

import typer

from academichub.cli.radars import changes, keeping, views

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Your interests: what each shows of a day, why, and what it hides.")
    for commands in (changes, keeping, views):
        commands.add_to(group)
    app.add_typer(group, name="radar")
