"""`academichub serve` and `academichub up`."""

from __future__ import annotations

import socket
from typing import Annotated

import typer
import uvicorn

from academichub.app import Hub, publish_sample
from academichub.cli.session import Session, session_of
from academichub.cli.updating import finish, run_update
from academichub.errors import ConfigError
from academichub.model import RunReport
from academichub.settings.file import FILE_NAME, write_template

__all__ = ["add_to"]

_HOST = "127.0.0.1"
Port = Annotated[int, typer.Option(metavar="PORT", min=1, max=65535, help="The port to serve on.")]


def add_to(app: typer.Typer) -> None:
    app.command("up")(_up)
    app.command("serve")(_serve)


def _up(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Update and publish, then exit without serving.")] = False,
    port: Port = 8000,
) -> None:
    """Update from all sources, publish the newest edition, and serve it. Writes a hub.toml where there is none."""
    session = session_of(context)
    if not (session.folder / FILE_NAME).exists():
        session.say(f"academichub: wrote {write_template(session.folder)}, the settings to begin with")
    if not once:
        _check_free(port)
    hub = session.hub()
    shown, report = _update_and_publish(session, hub)
    if not once:
        _serve_hub(session, shown, port)
    elif not report.all_well:
        session.say(session.words(hub.settings)("up.ended_ill"))
    finish(report)


def _update_and_publish(session: Session, hub: Hub) -> tuple[Hub, RunReport]:
    """The hub to show, which is the sample's where no source could be reached and nothing was stored before."""
    words = session.words(hub.settings)
    if not hub.sources:
        session.say(words("status.none"))
    report = run_update(session, hub, [])
    shown = hub
    if hub.sources and not report.reached and not hub.store.days():
        session.say(words("update.none_reached"))
        shown = publish_sample(hub.settings, hub.store)
    for path in shown.publish():
        session.say(words("publish.wrote", path=str(path)))
    return shown, report


def _serve(context: typer.Context, port: Port = 8000) -> None:
    """Serve the pages on this machine alone."""
    session = session_of(context)
    _check_free(port)
    _serve_hub(session, session.hub_on_show(), port)


def _serve_hub(session: Session, hub: Hub, port: int) -> None:
    words = session.words(hub.settings)
    session.say(words("serve.at", url=f"http://{_HOST}:{port}"))
    session.say(words("serve.stop"))
    uvicorn.run(hub.web(), host=_HOST, port=port, log_level="warning", access_log=False, server_header=False)


def _check_free(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((_HOST, port))
        except OSError as error:
            raise ConfigError(f"port {port} is taken ({error.strerror}); choose another with --port") from None
