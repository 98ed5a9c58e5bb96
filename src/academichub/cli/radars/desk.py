"""What every command about radars needs: the hub's radars, and errors that name the thing and the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import typer

from academichub.app import Hub
from academichub.cli.days import parse_day
from academichub.cli.session import Session, session_of
from academichub.cli.waiting import Waiting
from academichub.errors import NotFound
from academichub.model import Backtest, Example, PaperId, Radar
from academichub.ports import Radars
from academichub.publish.wording import Wording

__all__ = ["Desk"]


@dataclass(frozen=True, slots=True)
class Desk:
    """One run of a command about radars."""

    session: Session
    hub: Hub
    words: Wording

    @classmethod
    def of(cls, context: typer.Context) -> Desk:
        session = session_of(context)
        hub = session.hub_on_show()
        return cls(session, hub, session.words(hub.settings))

    @property
    def radars(self) -> Radars:
        return self.hub.radars

    def radar(self, name: str) -> Radar:
        """Raises: NotFound naming the radars there are."""
        try:
            return self.radars.named(name)
        except NotFound:
            names = [radar.name for radar in self.radars.all()]
            known = self.words("radars.there_are", names=self.words.join(names)) if names else self.words("radars.none")
            raise NotFound(self.words("radars.no_radar", known=known), subject=name) from None

    def paper(self, name: str) -> PaperId:
        """Raises: NotFound."""
        paper_id = self.hub.store.find(name)
        if paper_id is None:
            raise NotFound(self.words("show.none", name=name))
        return paper_id

    def day(self, text: str | None) -> date:
        """A day that has an edition, the newest unless one is named. Raises: ConfigError, NotFound."""
        day = parse_day(self.hub, text or "latest")
        if all(listed != day for listed, _ in self.hub.store.days()):
            raise NotFound(self.words("day.no_edition"), subject=text)
        return day

    def backtest(self, radar: Radar, examples: Sequence[Example], n_days: int) -> Backtest:
        """What the radar would have shown; seconds for a large store, so a bar runs meanwhile. Raises: ConfigError."""
        with Waiting(self.session.err, self.words("backtest.working")):
            return self.radars.backtest(radar, examples, n_days)

    def warn_of_sample(self) -> None:
        """Before anything is kept: with the sample edition on show, it is kept beside that."""
        if self.hub.is_sample:
            self.session.say(self.words("radars.sample"))

    def titles(self, paper_ids: Iterable[PaperId]) -> dict[PaperId, str]:
        """Plain titles of the papers that are stored."""
        papers = self.hub.store.papers(list(dict.fromkeys(paper_ids)))
        return {paper_id: paper.title.plain for paper_id, paper in papers.items()}
