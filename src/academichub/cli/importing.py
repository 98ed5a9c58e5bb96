"""`academichub import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from academichub.cli.index_bar import encode_after, index_after
from academichub.cli.progress import BarProgress
from academichub.cli.session import session_of
from academichub.cli.updating import finish, report_row

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    app.command("import")(_import)


def _import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Papers as JSON, one a line; or .jsonl.gz.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Store papers from a file of JSON rows, in bulk."""
    session = session_of(context)
    hub = session.hub()
    words = session.words(hub.settings)
    with BarProgress(session.err, words, "import") as progress:
        report = hub.import_file(file, progress)
    index_after(session, hub)
    encode_after(session, hub)
    session.say(words("import.done", n=report.sources[0].new, path=str(file)))
    if as_json:
        session.print_json([report_row(report)])
    finish(report)
