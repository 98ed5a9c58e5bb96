"""What pages and commands ask of what a reader keeps: searches, radars, briefings. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from academichub.model import (
    Backtest,
    BriefId,
    Briefing,
    BriefingLine,
    BriefOrder,
    BriefProgress,
    Example,
    Paper,
    PaperId,
    PaperNow,
    Radar,
    RadarId,
    RadarView,
    SavedSearch,
    Stance,
    Vote,
    WhichRadar,
)

__all__ = ["Briefings", "Radars", "SavedSearches"]


class SavedSearches(Protocol):
    """One reader's searches under their names. Every method raises StoreError when the database fails."""

    def searches(self) -> tuple[SavedSearch, ...]:
        """By name."""
        ...

    def save_search(self, search: SavedSearch) -> None:
        """It takes the place of one of the same name. Raises: ConfigError for an empty name or text."""
        ...

    def remove_search(self, name: str) -> None:
        """Raises: NotFound."""
        ...


class Radars(SavedSearches, Protocol):
    """One reader's radars: what pages and commands ask. A radar is named by its name, whatever its case, or by its id
    (`WhichRadar`), which stays when it is renamed and is never given again.

    Every method raises StoreError when the database fails, and NotFound for a radar or paper that is not stored.
    """

    def all(self) -> tuple[Radar, ...]:
        """In the order in which they were made, the paused ones included."""
        ...

    def named(self, name: WhichRadar) -> Radar: ...

    def save(self, radar: Radar, examples: Sequence[Example] = (), *, over: Radar | None = None) -> Radar:
        """Add it, or replace what is saved under its `radar_id`, and add the examples. Returns it with its id, tidied.

        `over`: what the caller has seen saved; where something else is saved by now, nothing is done.
        Raises: ConfigError naming the field, what is wrong with it and the remedy: a name that is taken, an author
        without evidence, a radar that wants nothing; its subject is "radar" where it was changed since it was seen.
        """
        ...

    def check(self, radar: Radar, *, has_examples: bool = False) -> None:
        """Whether it could be saved, before anything is tried or imported for it. Raises: ConfigError as `save` does.

        `has_examples`: it has some, or some are about to come with it.
        """
        ...

    def remove(self, name: WhichRadar) -> None:
        """With its examples and votes."""
        ...

    def examples(self, name: WhichRadar) -> tuple[Example, ...]:
        """The newest first."""
        ...

    def has_example(self, name: str, paper_id: PaperId) -> bool:
        """Whether this stored paper is one of the radar's examples; no example is read for it."""
        ...

    def sizes(self) -> Mapping[RadarId, tuple[int, int]]:
        """Of each radar, in the order in which they were made: how many examples it has, and how many votes count."""
        ...

    def add_examples(self, name: WhichRadar, examples: Sequence[Example]) -> int:
        """How many it did not have yet. One that names a stored paper becomes that paper."""
        ...

    def remove_example(self, name: WhichRadar, key: str) -> None: ...

    def votes(self, name: WhichRadar) -> Mapping[PaperId, Vote]:
        """The last vote of each paper, but for those taken back."""
        ...

    def vote(self, name: WhichRadar, paper_id: PaperId, stance: Stance) -> None: ...

    def view(self, name: str, day: date) -> RadarView:
        """The radar's page of a day that has an edition; a paper that another radar shows is `elsewhere`."""
        ...

    def edition(self, day: date) -> tuple[RadarView, ...]:
        """The radars that are not paused, each with its share of the page; each paper in one of them at most."""
        ...

    def preview(self, radar: Radar, examples: Sequence[Example], day: date) -> RadarView:
        """As `view`, of a radar that need not be saved, by itself. Raises: ConfigError as `save` does, but for a name
        that is taken: that is found when it is saved."""
        ...

    def backtest(self, radar: Radar, examples: Sequence[Example], n_days: int = 30) -> Backtest:
        """Over the last so many days that had an edition. Raises: ConfigError as `save` does."""
        ...


class Briefings(Protocol):
    """One reader's briefings: what pages and commands ask. One is made at a time.

    Every method raises StoreError when the database fails.
    """

    @property
    def has_model(self) -> bool:
        """Whether a model is set up that could write sections."""
        ...

    def all(self) -> tuple[BriefingLine, ...]:
        """The newest first."""
        ...

    def stored(self, brief_id: BriefId) -> Briefing:
        """As it was made. Raises: NotFound."""
        ...

    def begin(self, order: BriefOrder, *, with_model: bool = True, renews: BriefId | None = None) -> BriefProgress:
        """Have it made in the background; `under_way` tells how far it is. Where one is being made, that one goes on
        and is returned.

        Raises: ConfigError naming what cannot be done and the remedy: a field, radar or language there is not, days
        the wrong way round; NotFound for `renews`.
        """
        ...

    def under_way(self) -> BriefProgress | None:
        """The one that is being made, or else that was made last since the start; None where there was none."""
        ...

    def since(self, briefing: Briefing) -> Mapping[PaperId, PaperNow]:
        """What has become of its papers since it was made; those as they were are left out."""
        ...

    def papers(self, briefing: Briefing) -> Mapping[PaperId, Paper]:
        """Those that its claims cite, dropped ones too, as they are stored now; one no longer stored is absent."""
        ...

    def remove(self, brief_id: BriefId) -> None:
        """Raises: NotFound."""
        ...
