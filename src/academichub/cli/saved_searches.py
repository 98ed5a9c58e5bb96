"""`academichub searches`, and what `academichub search` does with a name: searches kept for another day."""

from __future__ import annotations

from typing import Annotated

import typer

from academichub.app import Hub
from academichub.cli.radars.desk import Desk
from academichub.errors import ConfigError, NotFound
from academichub.model import Query, SavedSearch
from academichub.publish.radar_rows import search_row
from academichub.publish.wording import Wording
from academichub.search import LONGEST, text_to_save

__all__ = ["add_to", "save_search", "saved_text"]


def add_to(app: typer.Typer) -> None:
    app.command("searches")(_searches)


def _searches(
    context: typer.Context,
    remove: Annotated[str | None, typer.Option(metavar="NAME", help="Remove the one of this name.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")] = False,
) -> None:
    """List the saved searches by name, or remove one. `academichub search --save NAME` saves one."""
    desk = Desk.of(context)
    w = desk.words
    if remove is not None:
        named = _named(desk.hub, remove, w)
        desk.radars.remove_search(named.name)
        desk.session.say(w("searches.removed", name=named.name))
        return
    searches = desk.radars.searches()
    if as_json:
        desk.session.print_json(map(search_row, searches))
    elif searches:
        rows = [(search.name, search.text) for search in searches]
        desk.session.print_table([w("searches.name"), w("searches.text")], rows, wide=1)
    else:
        desk.session.say(w("searches.none"))


def save_search(hub: Hub, name: str, text: str, filters: Query, w: Wording) -> SavedSearch:
    """The text with its filters, under the name. Raises: ConfigError."""
    whole = text_to_save(text, filters)
    if len(whole) > LONGEST:
        raise ConfigError(w("searches.too_long", n=LONGEST), subject=name)
    search = SavedSearch(name, whole)
    hub.radars.save_search(search)
    return search


def saved_text(hub: Hub, name: str, w: Wording) -> str:
    """The text of a saved search. Raises: NotFound naming those there are."""
    return _named(hub, name, w).text


def _named(hub: Hub, name: str, w: Wording) -> SavedSearch:
    searches = hub.radars.searches()
    folded = " ".join(name.split()).casefold()
    for search in searches:
        if search.name.casefold() == folded:
            return search
    known = w("radars.there_are", names=w.join(search.name for search in searches)) if searches else w("searches.none")
    raise NotFound(w("searches.no_search", known=known), subject=name)
