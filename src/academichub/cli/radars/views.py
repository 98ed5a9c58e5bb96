"""`academichub radar rank|hidden|backtest`: what a radar shows of a day and why, what it hides, and what it would have
shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Any

import typer

from academichub.cli.radars.desk import Desk
from academichub.model import Backtest, PaperId, RadarView, Ranked
from academichub.publish.radar_rows import backtest_row, hidden_row, ranked_row
from academichub.publish.reasons import reason_lines, rule_line
from academichub.publish.wording import Wording

__all__ = ["add_to", "backtest_lines", "print_ranked"]

_MOST_OF_RULE = 10  # papers of each rule, in a table; JSON is never cut
_MOST_CUT = 50  # of those that fitted less
_RULES = ("examples", "exclude", "sources", "languages", "categories", "include", "authors")  # as they are applied
_MOST_REASONS = 3  # beside a paper; JSON has them all

Name = Annotated[str, typer.Argument(metavar="NAME", help="The radar's name, in any case.")]
Day = Annotated[
    str | None, typer.Option("--day", metavar="DAY", help="A day such as 2026-06-16; the newest unless said.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]

Row = dict[str, Any]
Placed = tuple[str, Ranked]
"""Where a paper stands, "shown", "asked" or "cut", and the paper."""


def add_to(group: typer.Typer) -> None:
    group.command("rank")(_rank)
    group.command("hidden")(_hidden)
    group.command("backtest")(_backtest)


def _rank(
    context: typer.Context,
    name: Name,
    day: Day = None,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="So many that pass its rules, beyond its quota if need be."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what a radar shows of a day, the best first, and why."""
    desk = Desk.of(context)
    radar = desk.radar(name)
    view = desk.radars.view(radar.name, desk.day(day))
    placed = _placed(view, limit)
    titles = desk.titles(ranked.paper_id for _, ranked in placed)
    if as_json:
        desk.session.print_json(ranked_row(one, place, titles.get(one.paper_id), desk.words) for place, one in placed)
        return
    print_ranked(desk, placed)
    desk.session.say(_count_line(view, desk.words))
    if radar.paused:
        desk.session.say(desk.words("radars.is_paused"))


def _placed(view: RadarView, limit: int | None) -> list[Placed]:
    """The page; with a limit so many of it, or the best of what was left out besides."""
    shown: list[Placed] = [("shown", ranked) for ranked in view.shown]
    asked: list[Placed] = [("asked", view.asked)] if view.asked is not None else []
    if limit is None:
        return shown + asked
    beyond = asked + [("cut", ranked) for ranked in view.cut]
    return (shown + sorted(beyond, key=lambda placed: -placed[1].score))[:limit]


def print_ranked(desk: Desk, placed: Sequence[Placed]) -> None:
    """A paper a block with its reasons below; where no terminal reads it, a row a line with a tab between the cells."""
    titles = desk.titles(ranked.paper_id for _, ranked in placed)
    w, session = desk.words, desk.session
    rows = [
        (f"{ranked.score:.2f}", ranked.paper_id, titles.get(ranked.paper_id, ""), _why(place, ranked, w))
        for place, ranked in placed
    ]
    if not sys.stdout.isatty():
        session.print_table((), rows, wide=2)
        return
    for number, (score, paper_id, title, why) in enumerate(rows, start=1):
        session.out.print(f"{number:>3}  {title}", style="bold", soft_wrap=True)
        session.out.print(f"     {w('join.parts').join((score, paper_id))}", style="dim", soft_wrap=True)
        session.out.print(f"     {why}", soft_wrap=True)


def _why(place: str, ranked: Ranked, w: Wording) -> str:
    said = [w(f"radars.place.{place}")] if place != "shown" else []
    said += reason_lines(ranked.reasons, w, _MOST_REASONS)
    return w("join.clause").join(said) or w("radars.no_reason")


def _count_line(view: RadarView, w: Wording) -> str:
    """How the day's papers fell: shown, left out, removed, in another radar."""
    parts = [w("radars.shown", n=len(view.shown), date=view.day, papers=view.n_papers)]
    parts += [w("radars.n_cut", n=view.n_cut)] if view.n_cut else []
    parts += [w("radars.n_everyday", n=view.n_everyday)] if view.n_everyday else []
    parts += [w("radars.n_removed", n=len(view.removed))] if view.removed else []
    parts += [w("radars.n_elsewhere", n=len(view.elsewhere))] if view.elsewhere else []
    return w("join.clause").join(parts)


def _hidden(context: typer.Context, name: Name, day: Day = None, as_json: Json = False) -> None:
    """Show what a radar hides of a day: what its rules removed, and by which, then what fitted less, the best first."""
    desk = Desk.of(context)
    radar = desk.radar(name)
    view = desk.radars.view(radar.name, desk.day(day))
    rows = _hidden_rows(desk, view)
    if as_json:
        desk.session.print_json(rows)
        return
    groups = [(line, list(group)) for line, group in groupby(rows, key=itemgetter("line"))]
    n_left = _print_hidden(desk, groups)
    desk.session.say(_count_line(view, desk.words))
    if n_left:
        desk.session.say(desk.words("radars.hidden_cut", n=n_left))


def _print_hidden(desk: Desk, groups: Sequence[tuple[str, list[Row]]]) -> int:
    """Papers below what hid them, the first of each; where no terminal reads it, a row a line with a tab between the
    cells. Returns how many were left out."""
    session, is_read = desk.session, sys.stdout.isatty()
    shown = [(line, group[: _MOST_CUT if group[0]["rule"] == "cut" else _MOST_OF_RULE]) for line, group in groups]
    for (line, all_of_it), (_, group) in zip(groups, shown, strict=True):
        cells = [(_score(row["score"]), row["paper_id"], line, row["title"] or "") for row in group]
        if not is_read:
            session.print_table((), cells, wide=3)
            continue
        session.out.print(desk.words("radars.hidden_of", line=line, n=len(all_of_it)), style="bold", soft_wrap=True)
        for score, paper_id, _, title in cells:
            session.out.print(f"  {'  '.join(filter(None, (score, paper_id, title)))}", soft_wrap=True)
    return sum(map(len, (group for _, group in groups))) - sum(map(len, (group for _, group in shown)))


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:.2f}"


def _hidden_rows(desk: Desk, view: RadarView) -> Iterator[Row]:
    w = desk.words
    titles = desk.titles(_hidden_papers(view))
    place = {rule: at for at, rule in enumerate(_RULES)}
    for removed in sorted(view.removed, key=lambda each: (place.get(each.rule, len(place)), each.rule, each.value)):
        yield hidden_row(removed.paper_id, removed.rule, removed.value, rule_line(removed, w), None, titles)
    for paper_id, other in sorted(view.elsewhere, key=itemgetter(1)):
        yield hidden_row(paper_id, "radar", other, w("rule.radar", name=other), None, titles)
    for ranked in view.cut:
        yield hidden_row(ranked.paper_id, "cut", None, w("rule.cut"), ranked.score, titles)


def _hidden_papers(view: RadarView) -> Iterator[PaperId]:
    yield from (ranked.paper_id for ranked in view.cut)
    yield from (paper_id for paper_id, _ in view.elsewhere)
    yield from (removed.paper_id for removed in view.removed)


def _backtest(
    context: typer.Context,
    name: Name,
    days: Annotated[int, typer.Option(metavar="N", min=1, max=366, help="Over so many days with an edition.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show what a radar would have shown on the last days, and how that agrees with the votes so far."""
    desk = Desk.of(context)
    radar = desk.radar(name)
    backtest = desk.backtest(radar, desk.radars.examples(radar.name), days)
    if as_json:
        desk.session.print_json([backtest_row(radar.name, backtest)])
        return
    columns = [desk.words(f"radars.column.{column}") for column in ("day", "papers", "passed", "shown")]
    rows = [(day.day.isoformat(), str(day.n_papers), str(day.n_passed), str(len(day.shown))) for day in backtest.days]
    if rows:
        desk.session.print_table(columns, rows, wide=3)
    for line in backtest_lines(backtest, desk.words):
        desk.session.say(line)


def backtest_lines(backtest: Backtest, w: Wording) -> Iterator[str]:
    """What would have been shown, and how far that agrees with the votes, where there are any."""
    if not backtest.days:
        yield w("backtest.none")
        return
    n_shown = sum(len(day.shown) for day in backtest.days)
    n_papers = sum(day.n_papers for day in backtest.days)
    yield w("backtest.line", n=len(backtest.days), shown=n_shown, papers=n_papers)
    if not backtest.n_up + backtest.n_down:
        return
    yield w("backtest.votes", up=backtest.n_up, down=backtest.n_down)
    if backtest.precision is not None:
        yield w("backtest.precision", part=f"{backtest.precision:.0%}")
    if backtest.recall is not None:
        yield w("backtest.recall", part=f"{backtest.recall:.0%}")
