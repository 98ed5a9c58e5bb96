"""`academichub brief` and `academichub brief renew`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from academichub.app import Hub
from academichub.brief.calendar import window_of_days
from academichub.brief.renewal import renewed_order
from academichub.cli.briefs.bar import BriefBar
from academichub.cli.briefs.files import check_output, print_briefing, write_briefing
from academichub.cli.briefs.missing import in_own_words
from academichub.cli.days import no_edition, read_date
from academichub.cli.session import Session, session_of
from academichub.errors import NotFound
from academichub.model import BriefId, Briefing, BriefOrder, FieldId
from academichub.pipeline import newest_day
from academichub.pipeline.briefing.checking import MOST_PAPERS
from academichub.publish.faults import Worded
from academichub.publish.wording import wording

__all__ = ["add_to"]

Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write FILE.md, .html, .json or .pdf.")
]
NoModel = Annotated[bool, typer.Option("--no-model", help="Ask no language model: counted and quoted alone.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object.")]


def add_to(group: typer.Typer) -> None:
    group.callback()(_brief)
    group.command("renew")(_renew)


def _brief(
    context: typer.Context,
    days: Annotated[int | None, typer.Option(metavar="N", min=1, help="So many days; 7 unless said.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Up to this day; the newest edition's.")] = None,
    radar: Annotated[str | None, typer.Option(metavar="NAME", help="What this radar of yours would show.")] = None,
    field: Annotated[list[str] | None, typer.Option(metavar="FIELD", help="Only this field; repeatable.")] = None,
    language: Annotated[str | None, typer.Option(metavar="en|zh", help="The language of the briefing.")] = None,
    question: Annotated[str | None, typer.Option(metavar="TEXT", help="What it should answer.")] = None,
    no_model: NoModel = False,
    max_papers: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=MOST_PAPERS, help="Read so many papers at most; 2,000 unless said."),
    ] = None,
    output: Output = None,
    as_json: Json = False,
) -> None:
    """Make a briefing of some days across fields, and store it. `brief list` names those there are."""
    if context.invoked_subcommand is not None:
        _refuse_options(context)
        return
    if output is not None:
        check_output(output)
    session = session_of(context)
    hub = session.hub_on_show()
    first, last = _span(hub, days, since, until)
    order = BriefOrder(
        since=first,
        until=last,
        language=language or hub.settings.language,
        fields=tuple(map(FieldId, field or ())),
        radar=radar,
        question=question,
    )
    if max_papers is not None:
        order = replace(order, most_papers=max_papers)
    made = _make(session, hub, order, with_model=not no_model)
    _hand_over(session, hub, made, output, as_json=as_json)


def _refuse_options(context: typer.Context) -> None:
    """An option of `brief` before the name of another command would be lost without a word."""
    given = [
        parameter.opts[0]
        for parameter in context.command.params
        if parameter.name is not None and _is_typed(context, parameter.name)
    ]
    if given:
        raise Worded("fault.brief.option", subject=given[0], command=str(context.invoked_subcommand))


def _is_typed(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _span(hub: Hub, days: int | None, since: str | None, until: str | None) -> tuple[date, date]:
    """The first and the last day; what is not said follows from the others and from the newest edition.

    Raises: ConfigError; NotFound where there is no edition.
    """
    language = hub.settings.language
    first = read_date(since, language=language) if since else None
    last = read_date(until, language=language) if until else None
    newest = newest_day(hub.store)
    if newest is None:
        raise NotFound(no_edition(hub))
    if None not in (first, last, days):
        raise Worded("fault.brief.days_twice", subject="--days")
    return window_of_days(newest, days, first, last)


def _make(
    session: Session, hub: Hub, order: BriefOrder, *, with_model: bool, renews: BriefId | None = None
) -> Briefing:
    with BriefBar(session.err, session.words(hub.settings)) as bar:
        return hub.briefings.make(order, bar.tell, with_model=with_model, renews=renews)


def _hand_over(session: Session, hub: Hub, made: Briefing, output: Path | None, *, as_json: bool) -> None:
    """What was made, where it was asked for; it is stored already, whatever becomes of the file."""
    words = session.words(hub.settings)
    session.say(words("brief.command.stored", id=str(made.brief_id), n=len(made.skeleton.papers)))
    if made.unwritten is not None:
        its = wording(made.order.language)  # the reason is in the briefing's language
        session.say(its("brief.command.unwritten", reason=made.unwritten))
    if output is not None:
        write_briefing(session, hub, made, output)
    if output is None or as_json:
        print_briefing(session, hub, made, as_json=as_json)


def _renew(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="The number of a stored briefing.")],
    same_days: Annotated[bool, typer.Option("--same-days", help="Of the very days it was of.")] = False,
    no_model: NoModel = False,
    output: Output = None,
    as_json: Json = False,
) -> None:
    """Make a briefing again, of as many days up to the newest edition, and say what has changed."""
    if output is not None:
        check_output(output)
    session = session_of(context)
    hub = session.hub_on_show()
    with in_own_words(session.words(hub.settings)):
        earlier = hub.briefings.stored(BriefId(number))
    order = earlier.order if same_days else renewed_order(earlier.order, newest_day(hub.store))
    made = _make(session, hub, order, with_model=not no_model, renews=BriefId(number))
    if not made.changes:
        session.say(session.words(hub.settings)("brief.command.unchanged", id=str(number)))
    _hand_over(session, hub, made, output, as_json=as_json)
