"""The papers of a briefing, from the store: those of its days and of the eight weeks before, by the same choice.

Only news counts: a paper on the first day that announced it, as new or as a cross-list, and not withdrawn since.
It does not look into what papers say, and it does not draw lots: where there are too many, brief/select.py chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from academichub.brief.question.nearest import bearing_on
from academichub.brief.question.section import search_words
from academichub.brief.select import select_papers
from academichub.model import REVISION_KINDS, BriefOrder, BriefPaper, Hit, Line, Paper, PaperId, Query
from academichub.pipeline.briefing.materials import Materials
from academichub.ports import Finder
from academichub.store import Store
from academichub.summary.roles import tag
from academichub.text import language_of
from academichub.text.sentences import split_sentences
from academichub.text.withdrawal import is_withdrawal_notice

__all__ = ["N_WEEKS", "Gathered", "gather", "with_roles"]

N_WEEKS = 8
_BEFORE, _FEWEST_BEFORE = 10, 2_000
"""At most so many times `most_papers` are taken of the weeks before; but never fewer, for the sake of the tests."""
_MOST_FOUND = 1_000  # of a search: its deepest place
_BATCH = 500  # papers read, or tagged, between two signs of life

Tell = Callable[[int, int | None], object]
"""Hears how many papers are done, and of how many where that is known."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """`papers` of the window: with a radar or a question the best first. No roles are told yet.

    `text_hashes` are of both; `n_found` papers were there to choose from. `is_by_meaning`: a question was searched by
    meaning, too.
    """

    papers: tuple[BriefPaper, ...] = ()
    before: tuple[BriefPaper, ...] = ()
    text_hashes: Mapping[PaperId, str] = field(default_factory=dict)
    n_found: int = 0
    is_by_meaning: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """Papers whose texts were read, in the order asked."""

    papers: tuple[BriefPaper, ...]
    hashes: Mapping[PaperId, str]


_POOL = 10
"""Times as many papers as are wanted; of a window that has more, no more cards are read before the draw."""


def gather(materials: Materials, order: BriefOrder, tell: Tell) -> Gathered:
    """Raises: StoreError; NotFound for a radar that is gone; IndexUnusable where a question needs a search."""
    listed = list(_news(materials.store, order))
    if order.radar is not None:
        listed = _by_radar(materials, order.radar, listed, tell)
    if order.question is not None:
        return _by_question(materials, order, listed, tell)
    now, before = _split(listed, order)
    pool = _pool(now, order)
    standing = _read(materials.store, pool, tell)
    is_ranked = order.radar is not None
    chosen = standing.papers[: order.most_papers] if is_ranked else select_papers(standing.papers, order)
    earlier = _read(materials.store, _drawn_before(before, order), tell)
    read = _Read((*chosen, *earlier.papers), {**standing.hashes, **earlier.hashes})
    return _gathered(read, order, len(now) - len(pool) + len(standing.papers))


def _pool(now: Sequence[BriefPaper], order: BriefOrder) -> Sequence[BriefPaper]:
    """The papers whose cards are looked at: withdrawn ones are left out before the draw, not after it."""
    most = _POOL * order.most_papers
    if len(now) <= most:
        return now
    return now[:most] if order.radar is not None else select_papers(now, replace(order, most_papers=most))


def with_roles(papers: Sequence[BriefPaper], tell: Tell) -> Iterator[BriefPaper]:
    """The papers with the part that each sentence plays; the tagger reads English alone."""
    for n_done, paper in enumerate(papers):
        if n_done % _BATCH == 0:
            tell(n_done, len(papers))
        yield replace(paper, roles=_roles(paper.sentences))


def _roles(sentences: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    if language_of("\n".join(sentences)) != "en":
        return {}
    found: dict[str, tuple[int, ...]] = {}
    for at, scores in enumerate(tag(sentences)):
        found[scores.best] = (*found.get(scores.best, ()), at)
    return found


# Which papers


def _news(store: Store, order: BriefOrder) -> Iterator[BriefPaper]:
    """The news of all the days, each paper without its text: what a draw asks of it."""
    first = order.since - timedelta(weeks=N_WEEKS)
    for day in sorted(day for day, _ in store.days() if first <= day <= order.until):
        seen = store.seen_before(day)
        for line in store.outline(day):
            is_wanted = not line.is_withdrawn and (not order.fields or line.field in order.fields)
            if is_wanted and line.kind not in REVISION_KINDS and line.paper_id not in seen:
                yield _untold(line, day)


def _untold(line: Line, day: date) -> BriefPaper:
    return BriefPaper(line.paper_id, "", day, line.source, line.field)


def _by_radar(materials: Materials, radar: str, listed: Sequence[BriefPaper], tell: Tell) -> list[BriefPaper]:
    """Those that pass, the best first. Scores of one radar are on one scale, whatever the day."""
    by_day: dict[date, list[BriefPaper]] = {}
    for paper in listed:
        by_day.setdefault(paper.announced_on, []).append(paper)
    scored: list[tuple[float, BriefPaper]] = []
    for day, papers in by_day.items():
        scores = {ranked.paper_id: ranked.score for ranked in materials.passing(radar, day)}
        scored += [(scores[paper.paper_id], paper) for paper in papers if paper.paper_id in scores]
        tell(len(scored), None)
    scored.sort(key=lambda each: (-each[0], each[1].paper_id))
    return [paper for _, paper in scored]


def _by_question(materials: Materials, order: BriefOrder, listed: Sequence[BriefPaper], tell: Tell) -> Gathered:
    """The same search decides about the window and the weeks before, so that their shares can be compared."""
    hits = _search(materials.finder, order)
    known = {paper.paper_id: paper for paper in listed}
    found = [known[hit.paper_id] for hit in hits if hit.paper_id in known]
    read = _read(materials.store, found, tell)
    by_meaning = {hit.paper_id for hit in hits if hit.by_meaning is not None}
    bearing = bearing_on(order.question or "", read.papers, by_meaning)
    now, before = _split(bearing, order)
    chosen = _Read((*now[: order.most_papers], *_drawn_before(before, order)), read.hashes)
    return replace(_gathered(chosen, order, len(now)), is_by_meaning=bool(by_meaning))


def _search(finder: Finder, order: BriefOrder) -> tuple[Hit, ...]:
    """What was announced after the window is left out, as far as it was not listed in it, too."""
    later = f"-since:{order.until + timedelta(days=1)}"
    text = f"{search_words(order.question or '')} {later}"
    since = order.since - timedelta(weeks=N_WEEKS)
    return finder.search(text, Query(since=since), limit=_MOST_FOUND).hits


def _split(papers: Iterable[BriefPaper], order: BriefOrder) -> tuple[list[BriefPaper], list[BriefPaper]]:
    now: list[BriefPaper] = []
    before: list[BriefPaper] = []
    for paper in papers:
        (now if paper.announced_on >= order.since else before).append(paper)
    return now, before


def _drawn_before(before: Sequence[BriefPaper], order: BriefOrder) -> tuple[BriefPaper, ...]:
    earlier = replace(
        order,
        since=order.since - timedelta(weeks=N_WEEKS),
        until=order.since - timedelta(days=1),
        most_papers=max(_FEWEST_BEFORE, _BEFORE * order.most_papers),
    )
    return select_papers(before, earlier)


# Their texts


def _read(store: Store, listed: Sequence[BriefPaper], tell: Tell) -> _Read:
    papers: list[BriefPaper] = []
    hashes: dict[PaperId, str] = {}
    for start in range(0, len(listed), _BATCH):
        tell(start, len(listed))
        batch = listed[start : start + _BATCH]
        stored = store.papers([paper.paper_id for paper in batch])
        for paper in batch:
            card = stored.get(paper.paper_id)
            if card is not None and not _is_withdrawn(card):
                papers.append(_told(paper, card))
                hashes[paper.paper_id] = card.text_hash
    return _Read(tuple(papers), hashes)


def _is_withdrawn(card: Paper) -> bool:
    return card.withdrawn or (card.abstract is not None and is_withdrawal_notice(card.abstract.plain))


def _told(paper: BriefPaper, card: Paper) -> BriefPaper:
    """Sentences are counted as the extract counts them."""
    abstract = card.abstract.plain if card.abstract is not None else ""
    primary = [card.primary_category] if card.primary_category is not None else []
    return replace(
        paper,
        title=card.title.plain,
        sentences=tuple(abstract[start:end] for start, end in split_sentences(abstract)),
        categories=tuple(dict.fromkeys([*primary, *card.categories])),
        authors=tuple(author.name for author in card.authors),
    )


def _gathered(read: _Read, order: BriefOrder, n_found: int) -> Gathered:
    now, before = _split(read.papers, order)
    hashes = {paper.paper_id: read.hashes[paper.paper_id] for paper in (*now, *before)}
    return Gathered(tuple(now), tuple(before), hashes, n_found)
