"""What a radar would have shown on past days, judged by votes that had not taught it. Pure but for what it is given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from academichub.model import Backtest, BacktestDay, PaperId, Stance
from academichub.pipeline.radars.days import Day
from academichub.pipeline.radars.standing import Standing
from academichub.pipeline.radars.wishes import Known
from academichub.rank.measures import precision_recall

__all__ = ["judge"]

_MOST_FOLDS = 5

Stand = Callable[[Known, Day], Standing]


def judge(known: Known, news: Mapping[date, Collection[PaperId]], days: Iterable[Day], stand: Stand) -> Backtest:
    """The days newest first, each read when it is its turn; `news` are the papers of each.

    Of a day on whose papers the reader has spoken, by votes or by examples, those of its fold teach nothing while it is
    ranked. Votes alone judge it.
    """
    voted = {vote.paper_id: vote.stance for vote in known.votes}
    hidden = _folds(news, voted.keys() | known.example_ids)
    tested = tuple(_test(known.without(hidden.get(day.day, frozenset())), day, stand) for day in days)
    brought = {paper_id for paper_ids in news.values() for paper_id in paper_ids}
    up = {paper_id for paper_id, stance in voted.items() if stance is Stance.UP and paper_id in brought}
    down = {paper_id for paper_id, stance in voted.items() if stance is Stance.DOWN and paper_id in brought}
    shown = {paper_id for day in tested for paper_id in day.shown}
    precision, _ = precision_recall(shown & (up | down), up)
    _, recall = precision_recall(shown, up)
    return Backtest(
        days=tested,
        n_up=len(up),
        n_down=len(down),
        precision=precision,
        recall=recall,
    )


def _test(known: Known, day: Day, stand: Stand) -> BacktestDay:
    standing = stand(known, day)
    picked = standing.best_first(standing.pick(set(standing.sifted.kept), known.radar.quota))
    return BacktestDay(day.day, len(day.ids), len(standing.sifted.kept), tuple(day.ids[row] for row in picked))


def _folds(news: Mapping[date, Collection[PaperId]], told: Collection[PaperId]) -> dict[date, frozenset[PaperId]]:
    """The papers of each fold, by each of its days: days with papers that are told of, in turn into a few folds."""
    of_day = {day: [paper_id for paper_id in paper_ids if paper_id in told] for day, paper_ids in news.items()}
    spoken = sorted(day for day, paper_ids in of_day.items() if paper_ids)
    folds: dict[date, frozenset[PaperId]] = {}
    for start in range(min(_MOST_FOLDS, len(spoken))):
        fold = spoken[start::_MOST_FOLDS]
        papers = frozenset(paper_id for day in fold for paper_id in of_day[day])
        folds |= dict.fromkeys(fold, papers)
    return folds
