"""Missing abstracts: papers without one are looked up by their identifiers, source after source.

papers without abstract → those whose turn it is → one source after the other → joined to their cards → extracts

What a source says joins the card as any of its records would, so the table of precedence, the versions and the
extract need to know nothing of it; but it lists no paper, founds none, and never joins two cards. What was answered is
remembered with the time to ask again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from urllib.parse import quote

from academichub.errors import SourceError
from academichub.match import PRECEDENCE, admit, decide, title_likeness
from academichub.match.titles import render_title
from academichub.model import (
    Announcement,
    Asked,
    Asking,
    Filled,
    Identifiers,
    Lacking,
    Merged,
    New,
    Outcome,
    Page,
    Paper,
    PaperId,
    Record,
    Revised,
    SourceId,
    Unchanged,
    Visit,
)
from academichub.pipeline.extracts import make_extracts
from academichub.pipeline.matching import Matched, match_changes, save_matched
from academichub.pipeline.progress import SilentProgress
from academichub.pipeline.saving import compose_cards
from academichub.pipeline.telling import tells
from academichub.pipeline.works import learn_all_strands
from academichub.ports import Fetcher, Lookup, Source
from academichub.store import Store, Unit
from academichub.text import clean_characters

__all__ = ["AGAIN_AFTER", "LOOKED_AT", "Search", "fill_abstracts", "in_order", "lacking_since"]

LOOKED_AT = timedelta(days=90)
"""Papers announced longer ago are not asked for."""
AGAIN_AFTER = tuple(timedelta(days=n) for n in (1, 3, 7, 14, 30))
"""How long after each answer without an abstract a source is asked again; after the last of them never."""
_AFTER_FAILURE = timedelta(hours=1)
_LONGEST_S = 120.0
_SAME_TITLE = 0.5  # of title_likeness: the least that one work's titles have in two databases
_LONGEST_NAMES = 6_000  # characters of one batch's names, as an address has them: the fetcher asks none of above 8,000
_ROUND_A_NAME = 40  # characters, at most, that a query puts round one
_MOST_REQUESTS = 5  # of one visit: a search and a batch


@dataclass(frozen=True, slots=True)
class Search:
    """Who is asked, in this order, and how much at most: of `most` papers, for so many seconds. `keep` is asked before
    each request whether to go on."""

    lookups: Sequence[Lookup]
    most: int
    seconds: float = _LONGEST_S
    keep: Callable[[], bool] = field(default=lambda: True)


@dataclass(slots=True)
class _Run:
    """One run, as far as it is."""

    search: Search
    fetcher: Fetcher
    store: Store
    clock: Callable[[], datetime]
    begun: datetime
    left: dict[PaperId, Lacking] = field(default_factory=dict)
    found: list[PaperId] = field(default_factory=list)
    stopped: str | None = None

    @property
    def may_go_on(self) -> bool:
        if not self.search.keep():
            self.stopped = "ended"
        elif (self.clock() - self.begun).total_seconds() >= self.search.seconds:
            self.stopped = "time"
        return self.stopped is None


def in_order(lookups: Collection[Lookup]) -> tuple[Lookup, ...]:
    """In the order in which their abstracts are believed; who is not in the table comes last."""
    order = {source: place for place, source in enumerate(PRECEDENCE["abstract"])}
    return tuple(sorted(lookups, key=lambda lookup: order.get(lookup.id, len(order))))


def lacking_since(now: datetime) -> date:
    """The first day whose papers are looked at."""
    return (now - LOOKED_AT).date()


def fill_abstracts(
    search: Search,
    fetcher: Fetcher,
    store: Store,
    clock: Callable[[], datetime],
    tell: Callable[[int, int], None] = lambda n_done, n_all: None,
) -> Filled:
    """Ask for the missing abstracts whose turn it is, the newest papers first. `tell` hears of how many papers the
    first source was asked, of how many in all, then the next one. An upstream's failure is in the report, never raised.

    Raises: StoreError. What was found before is kept.
    """
    begun = clock()
    learn_all_strands(store, begun)
    lacking = store.lacking(lacking_since(begun))
    due = [paper for paper in lacking if any(_is_due(paper, lookup, begun) for lookup in search.lookups)]
    run = _Run(search, fetcher, store, clock, begun, {one.paper.paper_id: one for one in due[: search.most]})
    asked = [_ask_all(run, lookup, tell) for lookup in search.lookups]
    if run.found:
        make_extracts(store, clock, SilentProgress())
    if run.stopped is None and len(due) > search.most:
        run.stopped = "most"
    state = store.lacking_state(lacking_since(begun), ())
    told = tuple(one for one in asked if one.n_asked or one.error)
    return Filled(len(lacking), told, state.n_waiting, tuple(run.found), run.stopped)


def _is_due(lacking: Lacking, lookup: Lookup, now: datetime) -> bool:
    """Whether it is this source's turn: it can be asked, does not speak of the paper by itself, and time has passed."""
    names = lacking.paper.identifiers
    if lookup.id in lacking.paper.sources or not lookup.takes(names) or _length(names) > _LONGEST_NAMES:
        return False
    asking = lacking.askings.get(lookup.id)
    return asking is None or (asking.again_at is not None and asking.again_at <= now)


def _ask_all(run: _Run, lookup: Lookup, tell: Callable[[int, int], None]) -> Asked:
    """Ask one source for all that is left and due; its first failure ends it for this run."""
    due = [one for one in run.left.values() if _is_due(one, lookup, run.begun)]
    n_asked, n_found = 0, 0
    for batch in _batches(due, lookup):
        if not run.may_go_on:
            break
        page, error = _look_up(run, lookup, batch)
        with run.store.writing() as unit:
            found = _save(unit, lookup.id, batch, page, error, run.clock())
        n_asked, n_found = n_asked + len(batch), n_found + len(found)
        run.found += found
        for paper_id in found:
            del run.left[paper_id]
        tell(n_asked, len(due))
        if error is not None:
            return Asked(lookup.id, lookup.label, n_asked, n_found, error)
    return Asked(lookup.id, lookup.label, n_asked, n_found)


def _batches(due: Sequence[Lacking], lookup: Lookup) -> Iterator[list[Lacking]]:
    """What is asked in one go each. Those with which the source failed before come last, the longest ago first, and by
    ones, twos, fours: one paper for which it has no answer must not keep the others of its batch waiting for ever.
    """
    yield from _cut([one for one in due if _failed_at(one, lookup) is None], lookup.most_at_once)
    dated = [(at, one) for one in due if (at := _failed_at(one, lookup)) is not None]
    failed = [one for _, one in sorted(dated, key=lambda pair: pair[0])]
    begin, size = 0, 1
    while begin < len(failed):
        yield from _cut(failed[begin : begin + size], size)
        begin, size = begin + size, min(2 * size, lookup.most_at_once)


def _failed_at(lacking: Lacking, lookup: Lookup) -> datetime | None:
    asking = lacking.askings.get(lookup.id)
    return asking.asked_at if asking is not None and asking.outcome is Outcome.FAILED else None


def _cut(due: Sequence[Lacking], most: int) -> Iterator[list[Lacking]]:
    """So many at most, and no more than an address can name."""
    batch: list[Lacking] = []
    length = 0
    for one in due:
        own = _length(one.paper.identifiers)
        if batch and (len(batch) == most or length + own > _LONGEST_NAMES):
            yield batch
            batch, length = [], 0
        batch.append(one)
        length += own
    if batch:
        yield batch


def _length(names: Identifiers) -> int:
    """Of what asking for a work adds to an address."""
    return _ROUND_A_NAME + len(quote(names.doi or "", safe="")) + len(names.pmid or "")


def _look_up(run: _Run, lookup: Lookup, batch: Sequence[Lacking]) -> tuple[Page, str | None]:
    """All that the upstream has of the batch, and why not more."""
    source, visit = lookup.works([one.paper.identifiers for one in batch]), Visit(run.begun)
    announcements: list[Announcement] = []
    try:
        for page in _pages(source, run.fetcher, visit):
            announcements += page.announcements
    except SourceError as error:
        return Page(tuple(announcements)), " ".join(clean_characters(str(error)).split())
    return Page(tuple(announcements)), None


def _pages(source: Source, fetcher: Fetcher, visit: Visit) -> Iterator[Page]:
    """Raises: SourceError."""
    request = source.start(visit)
    for _ in range(_MOST_REQUESTS):
        if request is None:
            return
        page = admit(source.parse(request, fetcher.fetch(request), visit), visit.today)
        yield page
        request = page.next


def _save(
    unit: Unit, source: SourceId, batch: Sequence[Lacking], page: Page, error: str | None, at: datetime
) -> list[PaperId]:
    """Join what was found to the cards, and remember each answer. Returns the papers that have an abstract now."""
    answers = _by_paper(batch, [one for one in page.announcements if one.record.source == source])
    outcomes = {one.paper.paper_id: _outcome(unit, one.paper, answers.get(one.paper.paper_id, ()), at) for one in batch}
    if error is not None:
        outcomes = {
            paper_id: outcome if outcome is Outcome.FOUND else Outcome.FAILED for paper_id, outcome in outcomes.items()
        }
    unit.save_askings(_asking(one, source, outcomes[one.paper.paper_id], at, error) for one in batch)
    return [paper_id for paper_id, outcome in outcomes.items() if outcome is Outcome.FOUND]


def _by_paper(batch: Sequence[Lacking], said: Sequence[Announcement]) -> Mapping[PaperId, list[Announcement]]:
    """What was said of each paper, by the very identifier that it was asked under."""
    answers: dict[PaperId, list[Announcement]] = {}
    for one in batch:
        own = one.paper.identifiers
        answers[one.paper.paper_id] = [each for each in said if _is_of(each.record.identifiers, own)]
    return answers


def _is_of(its: Identifiers, own: Identifiers) -> bool:
    return (own.doi is not None and its.doi == own.doi) or (own.pmid is not None and its.pmid == own.pmid)


def _outcome(unit: Unit, paper: Paper, answers: Sequence[Announcement], at: datetime) -> Outcome:
    """Join the first answer that has an abstract and is of this work."""
    telling = [answer for answer in answers if tells(answer.record)]
    own = [answer for answer in telling if _has_title_of(answer.record, paper)]
    for answer in own:
        if _join(unit, paper, answer, at):
            return Outcome.FOUND
    return Outcome.OTHER if telling else Outcome.NONE


def _has_title_of(record: Record, paper: Paper) -> bool:
    """A feed may give the identifier of another work, one that the paper cites; its abstract would be a lie."""
    return title_likeness(render_title(record.title).plain, paper.title.plain) >= _SAME_TITLE


def _join(unit: Unit, paper: Paper, said: Announcement, at: datetime) -> bool:
    """Save the record on the paper's card; nothing where it would stand elsewhere, or bring another card with it."""
    own, paper_id = paper.identifiers, paper.paper_id
    if _placed(unit, paper_id, _named(said, replace(said.record.identifiers, arxiv=None))) is None:
        return False
    placed = _placed(unit, paper_id, _named(said, _shared(said.record.identifiers, own)))
    if placed is None:
        return False
    change, matched = placed
    unit.save_asked([change], compose_cards(unit, [change]), at)
    save_matched(unit, matched, at)
    return True


def _placed(unit: Unit, paper_id: PaperId, said: Announcement) -> tuple[Revised | Merged, Matched] | None:
    """What saving it would change; None where it would not stand on this card, or would move others."""
    (change,) = decide([said], unit.known([said]))
    if isinstance(change, Unchanged | New):
        return None
    (change,), matched = match_changes(unit, [change])
    if isinstance(change, Unchanged | New) or change.paper_id != paper_id or matched.moves:
        return None
    return change, matched


def _named(said: Announcement, names: Identifiers) -> Announcement:
    return replace(said, record=replace(said.record, identifiers=names, published_doi=None))


def _shared(its: Identifiers, own: Identifiers) -> Identifiers:
    """Those under which it was asked for. What else a database couples with them may be another work's, and a paper
    that is announced under that later would be taken for this one."""
    return Identifiers(doi=its.doi if its.doi == own.doi else None, pmid=its.pmid if its.pmid == own.pmid else None)


def _asking(lacking: Lacking, source: SourceId, outcome: Outcome, at: datetime, error: str | None) -> Asking:
    before = lacking.askings.get(source)
    n_before = before.n_asked if before is not None else 0
    asking = Asking(lacking.paper.paper_id, source, outcome, at, None, n_before + 1)
    if outcome is Outcome.FOUND:
        return asking
    if outcome is Outcome.FAILED:
        return replace(asking, again_at=at + _AFTER_FAILURE, n_asked=n_before, reason=error)
    return replace(asking, again_at=at + AGAIN_AFTER[n_before] if n_before < len(AGAIN_AFTER) else None)
