"""`academichub radar list|show|remove|examples|vote`: what there is of radars, and what their reader says of papers."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from academichub.cli.radars.desk import Desk
from academichub.cli.radars.showing import print_papers, print_radar, print_radars
from academichub.errors import ConfigError, NotFound
from academichub.model import Stance
from academichub.publish.radar_rows import example_row, radar_row, size_of, vote_row

__all__ = ["add_to"]

Name = Annotated[str, typer.Argument(metavar="NAME", help="The radar's name, in any case.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def add_to(group: typer.Typer) -> None:
    group.command("list")(_list)
    group.command("show")(_show)
    group.command("examples")(_examples)
    group.command("remove")(_remove)
    group.command("vote")(_vote)


def _list(context: typer.Context, as_json: Json = False) -> None:
    """List the radars in the order in which they were made."""
    desk = Desk.of(context)
    radars = desk.radars.all()
    counted = desk.radars.sizes()
    sizes = [size_of(radar, counted) for radar in radars]
    if as_json:
        desk.session.print_json(radar_row(radar, *size) for radar, size in zip(radars, sizes, strict=True))
    elif radars:
        print_radars(desk, radars, sizes)
    else:
        desk.session.say(desk.words("radars.none"))


def _show(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """Show what a radar is made of: its wishes, examples and votes."""
    desk = Desk.of(context)
    radar = desk.radar(name)
    examples, votes = desk.radars.examples(name), tuple(desk.radars.votes(name).values())
    titles = desk.titles(vote.paper_id for vote in votes)
    if as_json:
        rows = {
            "examples": [example_row(example) for example in examples],
            "votes": [vote_row(vote, titles.get(vote.paper_id)) for vote in votes],
        }
        desk.session.print_json([{**radar_row(radar, len(examples), len(votes)), **rows}])
        return
    print_radar(desk, radar)
    print_papers(desk, examples, votes, titles)


def _examples(
    context: typer.Context,
    name: Name,
    drop: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Take this example away, by its key or paper; repeatable.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List a radar's examples, the newest first, with their keys; or take some away. `radar edit` adds them."""
    desk = Desk.of(context)
    radar = desk.radar(name)
    for key in _keys(desk, name, drop or []):
        desk.radars.remove_example(name, key)
    if drop:
        desk.session.say(desk.words("radars.dropped", n=len(drop), name=radar.name))
    examples = desk.radars.examples(name)
    if as_json:
        desk.session.print_json(map(example_row, examples))
        return
    if not examples:
        desk.session.say(desk.words("radars.no_examples"))
        return
    columns = [desk.words(f"radars.column.{name}") for name in ("key", "origin", "title")]
    rows = [
        (example.key, example.origin or desk.words("radars.by_hand"), example.title or example.key)
        for example in examples
    ]
    desk.session.print_table(columns, rows, wide=2)


def _keys(desk: Desk, name: str, wanted: list[str]) -> list[str]:
    """The keys of the examples to take away; none is, where one of them is not there. Raises: NotFound."""
    held = {example.key for example in desk.radars.examples(name)}
    found = [key if key in held else str(desk.hub.store.find(key) or key) for key in wanted]
    for key, said in zip(found, wanted, strict=True):
        if key not in held:
            raise NotFound(desk.words("radars.no_example", name=name), subject=said)
    return list(dict.fromkeys(found))


def _remove(
    context: typer.Context,
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a radar with its examples and votes."""
    desk = Desk.of(context)
    radar = desk.radar(name)
    n_examples, n_votes = size_of(radar, desk.radars.sizes())
    if not yes:
        if not sys.stdin.isatty():
            raise ConfigError(desk.words("radars.needs_yes"), subject=radar.name)
        question = desk.words("radars.really", name=radar.name, examples=n_examples, votes=n_votes)
        if not typer.confirm(question, err=True):
            desk.session.say(desk.words("radars.kept", name=radar.name))
            return
    desk.radars.remove(name)
    desk.session.say(desk.words("radars.removed", name=radar.name))


def _vote(
    context: typer.Context,
    name: Name,
    paper: Annotated[str, typer.Argument(metavar="PAPER", help="A paper id, an arXiv id, a DOI, an address.")],
    stance: Annotated[Stance, typer.Argument(metavar="up|down|none", help="none takes an earlier vote back.")],
) -> None:
    """Say of a paper whether it belongs in a radar; the radar learns from it."""
    desk = Desk.of(context)
    radar, paper_id = desk.radar(name), desk.paper(paper)
    desk.warn_of_sample()
    desk.radars.vote(name, paper_id, stance)
    title = desk.titles([paper_id])[paper_id]
    desk.session.say(desk.words(f"radars.voted.{stance.value}", name=radar.name, title=title))
