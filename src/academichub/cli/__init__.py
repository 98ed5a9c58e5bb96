"""The command line: parse the words, call one use case, print. Exit codes and messages of errors are decided here.

0  nothing failed                      3  something failed: a source, an entry; the rest was done
1  a bug: please report it             4  not found: nothing is stored under that name or day
2  wrong usage or a bad setting        5  the store or an edition could not be read or written
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import typer

from academichub import __version__
from academichub.cli import (
    briefs,
    configuring,
    importing,
    models,
    radars,
    reading,
    reconciling,
    running,
    saved_searches,
    searching,
    sources,
    summarising,
    updating,
    works,
)
from academichub.cli.session import Session, hoist_global_options
from academichub.cli.terminal import shown, speak_utf8
from academichub.errors import ConfigError, HubError, NotFound, PublishError, SourceError, StoreError
from academichub.publish.faults import Worded, error_line, fault_line

__all__ = ["app", "exit_code", "main"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="AcademicHub, a self-hosted research radar: each day's new papers, each once, each with an honest summary.",
)
_COMMANDS = (
    *(running, updating, reconciling, summarising, models, reading, sources),
    *(searching, saved_searches, radars, briefs, works, configuring, importing),
)
for commands in _COMMANDS:
    commands.add_to(app)

_EXIT_CODES: tuple[tuple[type[HubError], int], ...] = (
    (ConfigError, 2),
    (NotFound, 4),
    (StoreError, 5),
    (PublishError, 5),
    (SourceError, 3),
)


def exit_code(error: HubError) -> int:
    """The exit code of an expected error."""
    return next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), 3)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"academichub {__version__}")
        raise typer.Exit


@app.callback()
def _global_options(
    context: typer.Context,
    home: str | None = typer.Option(
        None, "--home", metavar="DIR", help="Where hub.toml and the papers are. [env: ACADEMICHUB_HOME]"
    ),
    debug: bool = typer.Option(False, "--debug", help="Show the whole traceback of an error."),
    version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Show the version."),
) -> None:
    context.obj = context.obj or Session(None, dict(os.environ))
    context.obj.home = home  # --debug is for main(), which reads it from the words


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the command. Always ends in SystemExit."""
    speak_utf8()
    words = hoist_global_options(list(sys.argv[1:] if arguments is None else arguments))
    session = Session(None, dict(os.environ))
    try:
        app(words, prog_name="academichub", obj=session)
    except HubError as error:
        if "--debug" in words:
            raise
        _complain(_said(error, session))
        sys.exit(exit_code(error))


def _said(error: HubError, session: Session) -> str:
    """In the reader's language where the error knows it; settings that cannot be read are no reason to say nothing."""
    with suppress(HubError):
        words = session.words(session.settings)
        return fault_line(error, words) if isinstance(error, Worded) else error_line(error, words)
    return str(error)


def _complain(message: str) -> None:
    """One line on standard error."""
    print(shown(f"academichub: {' '.join(message.split())}"), file=sys.stderr)
