"""One reader's radars over one store (ports.Radars)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from academichub.errors import ConfigError, NotFound
from academichub.identifiers import parse_any
from academichub.model import (
    MOST_EXAMPLES,
    NO_IDENTIFIERS,
    OWNER,
    Backtest,
    Example,
    PaperId,
    Radar,
    RadarId,
    RadarView,
    ReaderId,
    SavedSearch,
    Stance,
    Vote,
)
from academichub.pipeline.radars.backtest import judge
from academichub.pipeline.radars.checking import check_radar, check_search
from academichub.pipeline.radars.days import Day, Days
from academichub.pipeline.radars.kept import Kept
from academichub.pipeline.radars.showing import view_all, view_one
from academichub.pipeline.radars.standing import Standing, stand
from academichub.pipeline.radars.wishes import MOST_TAUGHT, Known, Trainer
from academichub.store import Shelf, Store
from academichub.store.codec import stored_text
from academichub.taste import Taste, TasteFolder

__all__ = ["StoredRadars"]


class StoredRadars:
    """ports.Radars. May be asked from several threads; what it keeps in memory is made again when it has changed."""

    def __init__(
        self, store: Store, taste: TasteFolder, clock: Callable[[], datetime], reader: ReaderId = OWNER
    ) -> None:
        self._store, self._taste, self._clock, self._reader = store, taste, clock, reader
        self._days = Days(store)
        self._trainer = Trainer(store)
        self._examples: Kept[tuple[Example, ...]] = Kept(64)
        self._standings: Kept[Standing] = Kept(32)
        self._views: Kept[RadarView] = Kept(32)
        self._pages: Kept[tuple[RadarView, ...]] = Kept(4)

    # What is kept

    def all(self) -> tuple[Radar, ...]:
        with self._store.shelf(self._reader) as shelf:
            return shelf.radars()

    def named(self, name: str) -> Radar:
        with self._store.shelf(self._reader) as shelf:
            return _named(shelf, name)

    def save(self, radar: Radar, examples: Sequence[Example] = ()) -> Radar:
        """`examples` are added with it, so that a radar of examples alone can be made."""
        found = self._resolved(examples)
        with self._store.changing_shelf(self._reader) as shelf:
            kept = shelf.examples(radar.radar_id) if radar.radar_id is not None else ()
            tidied = check_radar(radar, has_examples=bool(found or kept))
            _check_room((*kept, *found))
            self._check_free(shelf, tidied)
            saved = shelf.save_radar(tidied, self._clock())
            radar_id = _id(saved)
            shelf.add_examples(radar_id, found)
        self._name_stored(radar_id, kept)
        return saved

    def remove(self, name: str) -> None:
        with self._store.changing_shelf(self._reader) as shelf:
            shelf.remove_radar(_id(_named(shelf, name)))

    def examples(self, name: str) -> tuple[Example, ...]:
        with self._store.shelf(self._reader) as shelf:
            return shelf.examples(_id(_named(shelf, name)))

    def has_example(self, name: str, paper_id: PaperId) -> bool:
        with self._store.shelf(self._reader) as shelf:
            return shelf.has_example(_id(_named(shelf, name)), PaperId(stored_text(paper_id)))

    def sizes(self) -> Mapping[RadarId, tuple[int, int]]:
        with self._store.shelf(self._reader) as shelf:
            return shelf.counts()

    def add_examples(self, name: str, examples: Sequence[Example]) -> int:
        found = self._resolved(examples)
        with self._store.changing_shelf(self._reader) as shelf:
            radar_id = _id(_named(shelf, name))
            kept = shelf.examples(radar_id)
            _check_room((*kept, *found))
            n_added = shelf.add_examples(radar_id, found)
        self._name_stored(radar_id, kept)
        return n_added

    def remove_example(self, name: str, key: str) -> None:
        with self._store.changing_shelf(self._reader) as shelf:
            if not shelf.remove_examples(_id(_named(shelf, name)), [stored_text(key)]):
                raise NotFound("this radar has no such example", subject=key)

    def votes(self, name: str) -> Mapping[PaperId, Vote]:
        with self._store.shelf(self._reader) as shelf:
            return shelf.votes(_id(_named(shelf, name)))

    def vote(self, name: str, paper_id: PaperId, stance: Stance) -> None:
        paper_id = PaperId(stored_text(paper_id))
        if paper_id not in self._store.papers([paper_id]):
            raise NotFound("no such paper is stored", subject=paper_id)
        with self._store.changing_shelf(self._reader) as shelf:
            shelf.add_vote(_id(_named(shelf, name)), Vote(paper_id, stance, self._clock()))

    def searches(self) -> tuple[SavedSearch, ...]:
        with self._store.shelf(self._reader) as shelf:
            return shelf.searches()

    def save_search(self, search: SavedSearch) -> None:
        checked = check_search(search)
        with self._store.changing_shelf(self._reader) as shelf:
            shelf.save_search(checked, self._clock())

    def remove_search(self, name: str) -> None:
        with self._store.changing_shelf(self._reader) as shelf:
            if not shelf.remove_search(stored_text(name)):
                raise NotFound("no search is saved under this name", subject=name)

    # What is shown

    def view(self, name: str, day: date) -> RadarView:
        with self._store.shelf(self._reader) as shelf:
            radar_id = _id(_named(shelf, name))
            shared = [each for each in shelf.radars() if not each.paused or each.radar_id == radar_id]
            kept = self._known(shelf, shared)
        standings = {known.radar.radar_id: known for known in kept}
        one = standings.pop(radar_id)
        first, *others = self._standings_on(day, [one, *standings.values()])
        return self._views.get_or_make((first, *others), lambda: view_one(first, others))

    def edition(self, day: date) -> tuple[RadarView, ...]:
        with self._store.shelf(self._reader) as shelf:
            kept = self._known(shelf, [radar for radar in shelf.radars() if not radar.paused])
        if not kept:
            return ()
        standings = self._standings_on(day, kept)
        return self._pages.get_or_make(tuple(standings), lambda: view_all(standings))

    def preview(self, radar: Radar, examples: Sequence[Example], day: date) -> RadarView:
        known = self._unsaved(radar, examples)
        (standing,) = self._standings_on(day, [known])
        return view_one(standing, ())

    def backtest(self, radar: Radar, examples: Sequence[Example], n_days: int = 30) -> Backtest:
        known = self._unsaved(radar, examples)
        taste = self._taste.taste_of(self._store)
        news = {day: self._days.news(day) for day, _ in self._store.days()[: max(n_days, 0)]}
        days = (self._days.day(day, taste) for day in news)
        return judge(known, news, days, lambda known, day: self._stand(known, day, taste))

    def _known(self, shelf: Shelf, radars: Sequence[Radar]) -> list[Known]:
        """What teaches each; all that is kept is kept for so many radars, on two days."""
        for kept in (self._examples, self._standings, self._views):
            kept.hold(2 * len(radars))
        self._trainer.hold(len(radars))
        return [
            Known(radar, self._newest_examples(shelf, _id(radar)), tuple(shelf.votes(_id(radar)).values()))
            for radar in radars
        ]

    def _newest_examples(self, shelf: Shelf, radar_id: RadarId) -> tuple[Example, ...]:
        marks = shelf.example_marks(radar_id, MOST_TAUGHT)
        return self._examples.get_or_make((radar_id, marks), lambda: shelf.examples(radar_id, MOST_TAUGHT))

    def _unsaved(self, radar: Radar, examples: Sequence[Example]) -> Known:
        """The votes are those of the radar that is saved under its id."""
        tidied = check_radar(radar, has_examples=bool(examples))
        found = self._resolved(examples)
        _check_room(found)
        votes: Iterable[Vote] = ()
        with self._store.shelf(self._reader) as shelf:
            if radar.radar_id is not None and any(kept.radar_id == radar.radar_id for kept in shelf.radars()):
                votes = shelf.votes(radar.radar_id).values()
        return Known(tidied, found[:MOST_TAUGHT], tuple(votes))

    def _standings_on(self, day: date, kept: Iterable[Known]) -> list[Standing]:
        """What was worked out is kept until the radar, its wishes, the papers or what the store taught change."""
        taste = self._taste.taste_of(self._store)
        found = self._days.day(day, taste)
        return [self._kept_standing(known, found, taste) for known in kept]

    def _kept_standing(self, known: Known, day: Day, taste: Taste) -> Standing:
        trained = self._trainer.train(known, taste, self._clock())
        return self._standings.get_or_make((known, day, trained), lambda: stand(known, day, trained, taste.shared))

    def _stand(self, known: Known, day: Day, taste: Taste) -> Standing:
        return stand(known, day, self._trainer.train(known, taste, self._clock()), taste.shared)

    # Examples that are stored papers

    def _resolved(self, examples: Sequence[Example]) -> tuple[Example, ...]:
        """Each once; one whose key names a stored paper becomes that paper."""
        tidied = [replace(example, key=stored_text(example.key)) for example in examples]
        stored = self._stored_as(tidied)
        found = [replace(e, paper_id=stored.get(e), key=stored.get(e, e.key)) for e in tidied]
        return tuple({example.key: example for example in found}.values())

    def _stored_as(self, examples: Collection[Example]) -> dict[Example, PaperId]:
        """The stored papers that these are; one that is none is absent."""
        names = {example: _names_of(example) for example in examples}
        known = self._store.find_each({name for all_ in names.values() for name in all_})
        found = {e: next((known[name] for name in all_ if name in known), None) for e, all_ in names.items()}
        return {example: paper_id for example, paper_id in found.items() if paper_id is not None}

    def _name_stored(self, radar_id: RadarId, examples: Iterable[Example]) -> None:
        """Those that were kept by their titles and have become stored papers meanwhile."""
        found = self._stored_as([example for example in examples if example.paper_id is None])
        if found:
            with self._store.changing_shelf(self._reader) as shelf:
                for example, paper_id in found.items():
                    shelf.name_example(radar_id, example.key, paper_id)

    def _check_free(self, shelf: Shelf, radar: Radar) -> None:
        other = shelf.radar(radar.name)
        if other is not None and other.radar_id != radar.radar_id:
            raise ConfigError(f"{other.name!r} is taken; choose another, or edit that radar", subject="name")


def _named(shelf: Shelf, name: str) -> Radar:
    radar = shelf.radar(unicodedata.normalize("NFC", stored_text(name)).strip())
    if radar is None:
        raise NotFound("there is no such radar; academichub radar list names those there are", subject=name)
    return radar


def _id(radar: Radar) -> RadarId:
    assert radar.radar_id is not None  # whatever comes from the shelf has one
    return radar.radar_id


def _names_of(example: Example) -> list[str]:
    """What may lead to the stored paper that it is."""
    names = [stored_text(example.paper_id)] if example.paper_id is not None else []
    return [*names, example.key] if ":" in example.key or parse_any(example.key) != NO_IDENTIFIERS else names


def _check_room(examples: Iterable[Example]) -> None:
    """Raises: ConfigError."""
    n = len({example.key for example in examples})
    if n > MOST_EXAMPLES:
        raise ConfigError(
            f"{n:,} examples are too many for a radar, which has at most {MOST_EXAMPLES:,}; take the newest of them",
            subject="examples",
        )
