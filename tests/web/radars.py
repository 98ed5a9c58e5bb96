"""Radars in memory, small and true to the port: what the pages ask in tests. Words are looked for in titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from academichub.errors import ConfigError, NotFound
from academichub.model import (
    Backtest,
    BacktestDay,
    Entry,
    Example,
    PaperId,
    Radar,
    RadarId,
    RadarView,
    Ranked,
    Reason,
    ReasonKind,
    Removed,
    SavedSearch,
    Stance,
    Vote,
    WhichRadar,
)
from academichub.web import create_app
from tests.web.asking import Browser
from tests.web.fakes import NOW, FakeLibrary, full_library
from tests.web.papers import LABELS

__all__ = ["FakeRadars", "example", "watched"]


@dataclass
class FakeRadars:
    """Over a fake library. A paper scores by the words, authors, examples and votes of its radar that it has."""

    library: FakeLibrary
    kept: list[Radar] = field(default_factory=list)
    papers: dict[RadarId, list[Example]] = field(default_factory=dict)
    voted: dict[RadarId, dict[PaperId, Vote]] = field(default_factory=dict)
    saved: dict[str, SavedSearch] = field(default_factory=dict)
    n_everyday: int = 0  # told with each view
    n_read: int = 0  # how often all examples of a radar were asked for

    def all(self) -> tuple[Radar, ...]:
        return tuple(self.kept)

    def named(self, name: WhichRadar) -> Radar:
        for radar in self.kept:
            if radar.radar_id == name or (isinstance(name, str) and radar.name.casefold() == name.casefold()):
                return radar
        raise NotFound("no radar has this name", subject=str(name))

    def save(self, radar: Radar, examples: Sequence[Example] = (), *, over: Radar | None = None) -> Radar:
        self._check(radar)
        if over is not None and over not in self.kept:
            raise ConfigError("it was changed elsewhere meanwhile", subject="radar")
        if any(o.name.casefold() == radar.name.casefold() and o.radar_id != radar.radar_id for o in self.kept):
            raise ConfigError("another radar has this name; choose another", subject="name")
        if radar.radar_id is None:
            radar = replace(radar, radar_id=RadarId(1 + max((o.radar_id or 0 for o in self.kept), default=0)))
            self.kept.append(radar)
        else:
            self.kept = [radar if o.radar_id == radar.radar_id else o for o in self.kept]
        self.add_examples(radar.name, examples)
        return radar

    def check(self, radar: Radar, *, has_examples: bool = False) -> None:
        self._check(radar)

    def _check(self, radar: Radar) -> None:
        if "forbidden" in radar.include:
            raise ConfigError("this word is refused by the store; choose another", subject="include")

    def remove(self, name: WhichRadar) -> None:
        radar = self.named(name)
        self.kept.remove(radar)
        self.papers.pop(_id(radar), None)
        self.voted.pop(_id(radar), None)

    def examples(self, name: WhichRadar) -> tuple[Example, ...]:
        self.n_read += 1
        return self._examples(name)

    def _examples(self, name: WhichRadar) -> tuple[Example, ...]:
        return tuple(self.papers.get(_id(self.named(name)), ()))

    def has_example(self, name: str, paper_id: PaperId) -> bool:
        return any(example.paper_id == paper_id for example in self._examples(name))

    def sizes(self) -> Mapping[RadarId, tuple[int, int]]:
        return {
            _id(radar): (len(self.papers.get(_id(radar), ())), len(self.voted.get(_id(radar), {})))
            for radar in self.kept
        }

    def add_examples(self, name: WhichRadar, examples: Sequence[Example]) -> int:
        mine = self.papers.setdefault(_id(self.named(name)), [])
        new = [example for example in examples if example.key not in {each.key for each in mine}]
        mine[:0] = new
        return len(new)

    def remove_example(self, name: WhichRadar, key: str) -> None:
        radar = self.named(name)
        if key not in {example.key for example in self._examples(name)}:
            raise NotFound("this radar has no such example", subject=key)
        self.papers[_id(radar)] = [example for example in self._examples(name) if example.key != key]

    def votes(self, name: WhichRadar) -> Mapping[PaperId, Vote]:
        return dict(self.voted.get(_id(self.named(name)), {}))

    def vote(self, name: WhichRadar, paper_id: PaperId, stance: Stance) -> None:
        radar = self.named(name)
        self.library.details(paper_id, "en")
        votes = self.voted.setdefault(_id(radar), {})
        votes.pop(paper_id, None)
        if stance is not Stance.NONE:
            votes[paper_id] = Vote(paper_id, stance, NOW)

    def view(self, name: str, day: date) -> RadarView:
        radar = self.named(name)
        taken = {each.paper_id: view.radar.name for view in self.edition(day) for each in view.shown}
        elsewhere = {paper_id: other for paper_id, other in taken.items() if other != radar.name}
        return self._rank(radar, self._examples(name), day, elsewhere)

    def edition(self, day: date) -> tuple[RadarView, ...]:
        taken: dict[PaperId, str] = {}
        views: list[RadarView] = []
        for radar in self.kept:
            if not radar.paused:
                view = self._rank(radar, self._examples(radar.name), day, taken)
                asked = [view.asked] if view.asked is not None else []
                taken.update({each.paper_id: radar.name for each in (*view.shown, *asked)})
                views.append(view)
        return tuple(views)

    def preview(self, radar: Radar, examples: Sequence[Example], day: date) -> RadarView:
        self._check(radar)
        return self._rank(radar, examples, day, {})

    def backtest(self, radar: Radar, examples: Sequence[Example], n_days: int = 30) -> Backtest:
        self._check(radar)
        days = [day for day, _ in self.library.days()][:n_days]
        views = [self._rank(radar, examples, day, {}) for day in days]
        votes = self.voted.get(radar.radar_id, {}).values() if radar.radar_id else ()
        up = {vote.paper_id for vote in votes if vote.stance is Stance.UP}
        down = {vote.paper_id for vote in votes} - up
        shown = {each.paper_id for view in views for each in view.shown}
        return Backtest(
            tuple(
                BacktestDay(view.day, view.n_papers, view.n_papers - len(view.removed), _ids(view.shown))
                for view in views
            ),
            len(up),
            len(down),
            len(shown & up) / len(shown & (up | down)) if shown & (up | down) else None,
            len(shown & up) / len(up) if up else None,
        )

    def searches(self) -> tuple[SavedSearch, ...]:
        return tuple(self.saved[name] for name in sorted(self.saved))

    def save_search(self, search: SavedSearch) -> None:
        if not search.name or not search.text:
            raise ConfigError("a saved search needs a name and a text", subject="name")
        self.saved[search.name] = replace(search, saved_at=NOW)

    def remove_search(self, name: str) -> None:
        if name not in self.saved:
            raise NotFound("no search is saved under this name", subject=name)
        del self.saved[name]

    def _rank(self, radar: Radar, examples: Sequence[Example], day: date, taken: Mapping[PaperId, str]) -> RadarView:
        entries = self.library.editions.get(day, ())
        removed = [gone for entry in entries if (gone := _removed(radar, entry))]
        out = {each.paper_id for each in removed}
        left = [entry for entry in entries if entry.paper.paper_id not in out | set(taken)]
        votes = self.voted.get(radar.radar_id, {}) if radar.radar_id else {}
        ranked = sorted((_ranked(radar, entry, examples, votes) for entry in left), key=lambda each: -each.score)
        shown, cut = ranked[: radar.quota], ranked[radar.quota :]
        asked = cut[-1] if len(cut) > 1 else None
        cut = [each for each in cut if each is not asked]
        return RadarView(
            radar,
            day,
            len(entries),
            tuple(shown),
            asked,
            tuple(cut),
            len(cut),
            tuple(removed),
            tuple(taken.items()),
            self.n_everyday,
        )


def _id(radar: Radar) -> RadarId:
    assert radar.radar_id is not None
    return radar.radar_id


def _ids(ranked: Sequence[Ranked]) -> tuple[PaperId, ...]:
    return tuple(each.paper_id for each in ranked)


def _removed(radar: Radar, entry: Entry) -> Removed | None:
    paper, title = entry.paper, entry.paper.title.plain.casefold()
    for word in radar.exclude:
        if word.casefold() in title:
            return Removed(paper.paper_id, "exclude", word)
    by = {author.name for author in paper.authors}
    has_word = any(word.casefold() in title for word in radar.include)
    if radar.include and not has_word and not by & {person.name for person in radar.authors}:
        return Removed(paper.paper_id, "include", ", ".join(radar.include))
    if radar.categories and not set(radar.categories) & set(paper.categories):
        return Removed(paper.paper_id, "categories", ", ".join(radar.categories))
    if radar.sources and paper.source not in radar.sources:
        return Removed(paper.paper_id, "sources", ", ".join(radar.sources))
    return None


def _ranked(radar: Radar, entry: Entry, examples: Sequence[Example], votes: Mapping[PaperId, Vote]) -> Ranked:
    paper, title = entry.paper, entry.paper.title.plain
    by = {author.name for author in paper.authors}
    words = set(title.casefold().split())
    said = [word for word in (*radar.include, *radar.boost) if word.casefold() in title.casefold()]
    reasons = [Reason(ReasonKind.WORD, word, 1.0) for word in said]
    reasons += [Reason(ReasonKind.AUTHOR, person.name, 2.0) for person in radar.authors if person.name in by]
    for example in examples:
        if len(words & set(example.title.casefold().split())) > 2:
            reasons.append(Reason(ReasonKind.EXAMPLE, example.title, 0.5, example.paper_id))
    vote = votes.get(paper.paper_id)
    if vote:
        kind = ReasonKind.VOTE if vote.stance is Stance.UP else ReasonKind.AGAINST
        reasons.append(Reason(kind, title, 1.0 if vote.stance is Stance.UP else -1.0, paper.paper_id))
    ordered = sorted(reasons, key=lambda reason: -abs(reason.weight))
    return Ranked(paper.paper_id, sum(reason.weight for reason in reasons) - 0.1, tuple(ordered))


def example(paper_id: str, title: str, at: datetime = NOW, origin: str = "") -> Example:
    """An example that is stored."""
    return Example(paper_id, title, at, "", PaperId(paper_id), origin)


def watched(library: FakeLibrary | None = None, *, language: str = "en") -> tuple[Browser, FakeRadars]:
    """A reader of a site with radars, none made yet."""
    radars = FakeRadars(library or full_library())
    app = create_app(radars.library, language=language, sample=False, labels=LABELS, clock=lambda: NOW, radars=radars)
    return Browser(app), radars
