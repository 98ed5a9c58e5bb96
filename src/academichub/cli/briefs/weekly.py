"""The weekly briefing, after an update or behind the pages. Its failure fails neither, and is said."""

from __future__ import annotations

from academichub.app import Hub
from academichub.cli.briefs.bar import BriefBar
from academichub.cli.session import Session
from academichub.errors import HubError

__all__ = ["brief_after", "brief_behind"]


def brief_after(session: Session, hub: Hub) -> None:
    """Make the one that is due, if one is, and say under which number it is stored."""
    words = session.words(hub.settings)
    try:
        order = hub.briefing_due()
        if order is None:
            return
        with BriefBar(session.err, words) as bar:
            made = hub.briefings.make(order, bar.tell, with_model=hub.settings.brief.with_model)
        session.say(words("brief.command.weekly", since=order.since, until=order.until, id=str(made.brief_id)))
    except HubError as error:
        session.say(words("brief.command.weekly_failed", reason=str(error)))


def brief_behind(session: Session, hub: Hub) -> None:
    """Begin the one that is due, if one is, while the pages are served: the page of briefings tells how far it is."""
    words = session.words(hub.settings)
    try:
        order = hub.briefing_due()
        if order is not None:
            hub.briefings.begin(order, with_model=hub.settings.brief.with_model)
    except HubError as error:
        session.say(words("brief.command.weekly_failed", reason=str(error)))
