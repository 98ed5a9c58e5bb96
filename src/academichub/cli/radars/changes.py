"""`academichub radar add|edit`: a radar written down or changed, tried on the last days before it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from shlex import quote
from typing import Annotated, Any

import typer

from academichub.cli.radars.desk import Desk
from academichub.cli.radars.imports import Gathered, gather, tell_unread, wanted_of
from academichub.cli.radars.options import with_wishes
from academichub.cli.radars.views import backtest_lines, print_ranked
from academichub.cli.radars.wishes import changed
from academichub.cli.reading import check_source
from academichub.errors import ConfigError
from academichub.model import Example, Person, Radar
from academichub.people import parse_person
from academichub.publish.radar_rows import size_of
from academichub.publish.wording import Wording

__all__ = ["add_to"]

_BACKTEST_DAYS = 30
_TOP = 10  # papers of the newest day that a dry run shows
_LISTS = {  # options that may be repeated, and what they change of a radar
    "include": "include",
    "exclude": "exclude",
    "boost": "boost",
    "category": "categories",
    "source": "sources",
    "written_in": "languages",
}

Name = Annotated[str, typer.Argument(metavar="NAME", help="The radar's name.")]


def add_to(group: typer.Typer) -> None:
    group.command("add")(with_wishes(_add))
    group.command("edit")(with_wishes(_edit))


def _add(
    context: typer.Context,
    name: Name,
    paused: Annotated[bool, typer.Option("--paused", help="Kept, and left out of the editions for now.")] = False,
) -> None:
    """Make a radar of words, authors, categories and example papers."""
    desk = Desk.of(context)
    given = context.params
    lists: dict[str, Any] = {field: tuple(_meant(given[option])) for option, field in _LISTS.items()}
    people = tuple(map(parse_person, _meant(given["author"])))
    radar = Radar(name, authors=people, paused=paused, **lists)
    _check_sources(desk, radar.sources)
    _try_and_save(desk, _with_room(radar, given), given)


def _edit(
    context: typer.Context,
    name: Name,
    new_name: Annotated[str | None, typer.Option("--name", metavar="NEW", help="Call it so.")] = None,
    pause: Annotated[bool, typer.Option("--pause", help="Leave it out of the editions for now.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Take it back in.")] = False,
) -> None:
    """Change a radar: a list that is given replaces the old one, +W adds to it, -W takes away; examples are added."""
    desk = Desk.of(context)
    if pause and resume:
        raise ConfigError(desk.words("radars.pause_or_resume"))
    held, given = desk.radar(name), context.params
    radar = _with_lists(held, given, desk.words)
    _check_sources(desk, radar.sources, held.sources)
    radar = replace(radar, name=new_name or held.name, paused=pause or (held.paused and not resume))
    _try_and_save(desk, _with_room(radar, given), given)


def _meant(values: Sequence[str] | None) -> list[str]:
    return [value for value in values or () if value.strip()]


def _with_room(radar: Radar, given: Mapping[str, Any]) -> Radar:
    return replace(radar, quota=given["quota"] or radar.quota, share=given["share"] or radar.share)


def _with_lists(held: Radar, given: Mapping[str, Any], w: Wording) -> Radar:
    """Raises: ConfigError."""
    lists: dict[str, Any] = {
        field: changed(getattr(held, field), given[option], str.strip, _same_words, w)
        for option, field in _LISTS.items()
        if given[option]  # an empty tuple: the option was not given
    }
    if given["author"]:
        lists["authors"] = changed(held.authors, given["author"], parse_person, _same_person, w)
    return replace(held, **lists)


def _same_words(held: str, named: str) -> bool:
    return held.casefold() == named.casefold()


def _same_person(held: Person, named: Person) -> bool:
    """A name alone means everybody of that name; evidence beside it means this one."""
    is_bare = named.orcid is None and not named.coauthors
    return held.name.casefold() == named.name.casefold() if is_bare else held == named


def _check_sources(desk: Desk, sources: Sequence[str], held: Sequence[str] = ()) -> None:
    """A source that was never followed would hide everything; one that the radar has already may be of the past.

    Raises: ConfigError.
    """
    for source in sources:
        if source not in held:
            check_source(desk.hub, source.casefold())


def _try_and_save(desk: Desk, radar: Radar, given: Mapping[str, Any]) -> None:
    """Exits with 3 where an entry of what was imported could not be read; the radar is saved all the same."""
    gathered = gather(desk, wanted_of(given))
    tell_unread(desk, gathered.unread)
    held = desk.radars.examples(given["name"]) if radar.radar_id is not None else ()
    examples = (*gathered.examples, *held)
    for line in backtest_lines(desk.backtest(radar, examples, _BACKTEST_DAYS), desk.words):
        desk.session.say(line)
    if given["dry_run"]:
        _preview(desk, radar, examples)
    else:
        _save(desk, radar, gathered, len(held))
    if gathered.unread:
        raise typer.Exit(3)


def _preview(desk: Desk, radar: Radar, examples: Sequence[Example]) -> None:
    days = desk.hub.store.days()
    if days:
        view = desk.radars.preview(radar, examples, days[0][0])
        print_ranked(desk, [("shown", ranked) for ranked in view.shown[:_TOP]])
        desk.session.say(desk.words("radars.previewed", date=view.day))
    desk.session.say(desk.words("radars.dry"))


def _save(desk: Desk, radar: Radar, gathered: Gathered, n_held: int) -> None:
    desk.warn_of_sample()
    saved = desk.radars.save(radar, gathered.examples)
    if gathered.examples:
        n_added = size_of(saved, desk.radars.sizes())[0] - n_held
        desk.session.say(desk.words("examples.added", n=n_added, held=len(gathered.examples) - n_added))
    made = "radars.made" if radar.radar_id is None else "radars.changed"
    desk.session.say(desk.words(made, name=saved.name, word=quote(saved.name)))
