"""`academichub serve` and `academichub up`."""

from __future__ import annotations

import socket
from threading import Thread
from typing import Annotated

import typer
import uvicorn

from academichub.app import Hub, publish_sample
from academichub.cli.abstracts import fill_after
from academichub.cli.briefs.weekly import brief_after, brief_behind
from academichub.cli.days import no_edition
from academichub.cli.index_bar import encode_after, index_after
from academichub.cli.learn_bar import learn_after, learn_behind
from academichub.cli.session import Session, needs_sample, session_of
from academichub.cli.summarising import stopped_by_signals
from academichub.cli.updating import finish, run_update, summarise_after
from academichub.errors import ConfigError, HubError
from academichub.model import RunReport
from academichub.pipeline.summaries import Stop
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
    is_first = not (session.folder / FILE_NAME).exists()
    if is_first:
        write_template(session.folder)
    if not once:
        _check_free(port)
    hub = session.hub()
    if is_first:
        session.say(session.words(hub.settings)("up.wrote_settings", path=str(session.folder / FILE_NAME)))
    shown, report = _update_and_publish(session, hub)
    if once:
        filled = fill_after(session, hub)
        summaries = summarise_after(session, hub, report, filled)
        _publish(session, shown)
        index_after(session, shown)
        encode_after(session, shown)
        learn_after(session, shown)
        brief_after(session, shown)
        _tell_end(session, hub, shown, report)
        finish(report, summaries)
    else:
        if not shown.store.days() and hub.sources:
            session.say(no_edition(hub))
        learn_behind(session, shown)
        brief_behind(session, shown)
        _serve_and_summarise(session, hub, shown, report, port)
        finish(report)


def _update_and_publish(session: Session, hub: Hub) -> tuple[Hub, RunReport]:
    """The hub to show, by the one rule that `serve` follows, too."""
    words = session.words(hub.settings)
    if not hub.sources:
        session.say(words("status.none"))
    report = run_update(session, hub, [])
    shown = hub
    if needs_sample(hub):
        session.say(words("update.none_reached"))
        shown = publish_sample(hub)
    _publish(session, shown)
    index_after(session, shown)
    return shown, report


def _tell_end(session: Session, hub: Hub, shown: Hub, report: RunReport) -> None:
    """What stands now, and whether something failed; nothing where all is as it should be."""
    words = session.words(hub.settings)
    days = hub.store.days()
    if shown.is_sample:
        session.say(words("up.sample_stands"))
    elif not days:
        if hub.sources:
            session.say(no_edition(hub))
        if not report.all_well:
            session.say(words("up.nothing_stands"))
    elif hub.sources and not report.reached:
        session.say(words("up.none_answered", date=days[0][0]))
    elif not report.all_well:
        session.say(words("up.ended_ill"))


def _publish(session: Session, hub: Hub) -> None:
    words = session.words(hub.settings)
    for path in hub.publish():
        session.say(words("publish.wrote", path=str(path)))


def _serve_and_summarise(session: Session, hub: Hub, shown: Hub, report: RunReport, port: int) -> None:
    """The edition is there at once, with extracts and words; missing abstracts, summaries and vectors come to its pages
    one by one."""
    if hub.settings.llm is None and shown.meaning is None and not hub.settings.abstracts.fill:
        _serve_hub(session, shown, port)
        return
    with stopped_by_signals() as stop:
        behind = Thread(target=_summarise_behind, args=(session, hub, shown, report, stop), name="summarise")
        behind.start()
        try:
            _serve_hub(session, shown, port)
        finally:
            stop.set()
            behind.join()


def _summarise_behind(session: Session, hub: Hub, shown: Hub, report: RunReport, stop: Stop) -> None:
    """Errors are told where the user looks; the pages are served all the same."""
    try:
        filled = fill_after(session, hub, lambda: stop.is_set)
        summarise_after(session, hub, report, filled, stop)
        _publish(session, shown)
        index_after(session, shown)
        encode_after(session, shown, lambda: stop.is_set)
    except HubError as error:
        session.say(f"academichub: {error}")


def _serve(context: typer.Context, port: Port = 8000) -> None:
    """Serve the pages on this machine alone."""
    session = session_of(context)
    _check_free(port)
    _serve_hub(session, session.hub_on_show(), port)


def _serve_hub(session: Session, hub: Hub, port: int) -> None:
    words = session.words(hub.settings)
    session.say(words("serve.at", url=f"http://{_HOST}:{port}"))
    session.say(words("serve.stop"))
    try:
        uvicorn.run(hub.web(), host=_HOST, port=port, log_level="warning", access_log=False, server_header=False)
    finally:
        hub.briefings.close()


def _check_free(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((_HOST, port))
        except OSError as error:
            raise ConfigError(f"port {port} is taken ({error.strerror}); choose another with --port") from None
