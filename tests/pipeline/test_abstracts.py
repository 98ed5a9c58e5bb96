"""Missing abstracts: who is asked for which, in what order, and what becomes of the answers; fakes on loopback."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from academichub.adapters.http import HttpFetcher
from academichub.adapters.pacing import Pacing
from academichub.model import (
    Filled,
    Identifiers,
    Kind,
    Markup,
    Page,
    PaperDetails,
    PaperId,
    Record,
    SourceId,
)
from academichub.pipeline import Search, edition_of, fill_abstracts, in_order, update
from academichub.pipeline.progress import SilentProgress
from academichub.pipeline.works import Works
from academichub.ports import Lookup
from academichub.settings import (
    CrossrefSettings,
    EuropepmcSettings,
    FetchSettings,
    OpenalexSettings,
    PubmedSettings,
    Secret,
    SemanticscholarSettings,
    Settings,
    SourcesSettings,
)
from academichub.sources.by_name import configured_lookups
from academichub.store import Store
from tests.adapters.outside import HandClock
from tests.fakes import FakeFetcher, FakeSource
from tests.samples import DAY, NOON, announced, journal_record
from tests.upstreams.catalogues import (
    FakeCatalogue,
    FakeCrossref,
    FakeEuropepmc,
    FakeOpenalex,
    FakePubmed,
    FakeSemanticscholar,
)
from tests.upstreams.server import Reply
from tests.upstreams.works import Work, make_works

NAMES = ("crossref", "pubmed", "europepmc", "openalex", "semanticscholar")
KINDS: tuple[Callable[[Sequence[Work], datetime], FakeCatalogue], ...] = (
    FakeCrossref,
    FakePubmed,
    FakeEuropepmc,
    FakeOpenalex,
    FakeSemanticscholar,
)
WORKS = make_works(DAY, DAY, per_day=22)
JOURNAL = SourceId("deltas")


@dataclass
class Sky:
    """Five databases on loopback over one store; the n-th has the abstracts of the n-th four works, and knows all."""

    store: Store
    fakes: dict[str, FakeCatalogue]
    now: datetime = NOON
    hand: HandClock = field(default_factory=HandClock)

    def clock(self) -> datetime:
        return self.now

    def lookups(self) -> tuple[Lookup, ...]:
        base = {name: fake.base for name, fake in self.fakes.items()}
        key = Secret("sesame")
        sources = SourcesSettings(
            crossref=CrossrefSettings(api_url=base["crossref"]),
            pubmed=PubmedSettings(api_url=base["pubmed"]),
            europepmc=EuropepmcSettings(api_url=base["europepmc"]),
            openalex=OpenalexSettings(api_url=base["openalex"], key=key),
            semanticscholar=SemanticscholarSettings(api_url=base["semanticscholar"], key=key),
        )
        return in_order(tuple(configured_lookups(Settings(Path("unused"), contact="me@example.org", sources=sources))))

    def announce(self, works: Sequence[Work], day: date = DAY) -> None:
        said = tuple(announced(without_abstract(work), day=day) for work in works)
        update([FakeSource([Page(said, day=day)], id=JOURNAL)], FakeFetcher(), self.store, self.clock, SilentProgress())

    def fill(self, most: int = 500, seconds: float = 120.0, keep: bool = True) -> Filled:
        hosts = tuple(fake.host for fake in self.fakes.values())
        pacing = Pacing(None, self.hand.clock, longest_wait_s=5.0)
        fetcher = HttpFetcher(FetchSettings(hosts), "me@example.org", pacing=pacing, clock=self.hand.clock)
        return fill_abstracts(Search(self.lookups(), most, seconds, lambda: keep), fetcher, self.store, self.clock)

    def details(self, work: Work) -> PaperDetails:
        return self.store.details(PaperId(f"doi:{work.doi}"), "en")

    def asked(self, name: str) -> int:
        return len(self.fakes[name].seen)


def without_abstract(work: Work) -> Record:
    return journal_record(key=f"guid-{work.number}", doi=work.doi, title=Markup(work.title))


@pytest.fixture
def sky(store: Store) -> Iterator[Sky]:
    with ExitStack() as stack:
        fakes = {}
        for place, (name, kind) in enumerate(zip(NAMES, KINDS, strict=True)):
            own = range(4 * place, 4 * place + 4)
            works = [work if n in own else replace(work, abstract="") for n, work in enumerate(WORKS)]
            fakes[name] = stack.enter_context(kind(works, NOON))
        yield Sky(store, fakes)


def test_each_source_is_asked_for_what_those_before_it_did_not_have(sky: Sky) -> None:
    sky.announce(WORKS)
    filled = sky.fill()
    assert (filled.n_lacking, filled.n_filled, filled.n_waiting, filled.stopped) == (22, 20, 2, None)
    assert [(one.id, one.n_asked, one.n_found, one.error) for one in filled.asked] == [
        (name, 22 - 4 * place, 4, None) for place, name in enumerate(NAMES)
    ]
    for n, work in enumerate(WORKS[:20]):
        details = sky.details(work)
        assert details.paper.abstract is not None
        assert work.abstract.split(". ")[-1] in details.paper.abstract.plain
        assert dict(details.paper.origins)["abstract"] == NAMES[n // 4]
        given = {one.field: one for one in details.given}
        assert (given["abstract"].source, given["abstract"].said_at) == (NAMES[n // 4], NOON)
        assert (given["abstract"].asked, given["title"].source, given["title"].asked) == (True, JOURNAL, False)
    assert [sky.details(work).paper.abstract for work in WORKS[20:]] == [None, None]
    assert [sky.asked(name) for name in NAMES] == [2, 2, 1, 1, 1]  # in batches; PubMed is searched, then fetched


def test_the_extract_is_made_anew_and_the_edition_stays_as_it_was(sky: Sky) -> None:
    sky.announce(WORKS[:1])
    (before,) = edition_of(sky.store, DAY).entries
    assert before.summary is not None
    assert not before.summary.fields
    seq = sky.store.last_seq()
    sky.fill()
    (after,) = edition_of(sky.store, DAY).entries
    assert after.summary is not None
    assert after.summary.fields
    assert after.paper.text_hash != before.paper.text_hash
    assert (after.source, after.also, after.kind) == (JOURNAL, (), Kind.NEW)
    assert sky.store.days() == [(DAY, 1)]
    assert [one.paper.paper_id for one in sky.store.changed(seq, 10)] == [after.paper.paper_id]
    assert sky.details(WORKS[0]).announcements == ((JOURNAL, DAY, Kind.NEW),)


def test_what_is_not_there_is_asked_for_later_and_at_last_not_any_more(sky: Sky) -> None:
    sky.announce(WORKS[20:])
    days = []
    for n in (0, 1, 2, 3, 4, 10, 11, 24, 25, 54, 55, 86, 88):
        sky.now = NOON + timedelta(days=n)
        before = sky.asked("europepmc")
        filled = sky.fill()
        assert (filled.n_lacking, filled.n_filled) == (2, 0)
        days += [n] * (sky.asked("europepmc") - before)
    assert days == [0, 1, 4, 11, 25, 55]
    assert filled.n_waiting == 0
    sky.now = NOON + timedelta(days=91)
    assert sky.fill().n_lacking == 0


def test_an_abstract_that_comes_later_is_found_then(sky: Sky) -> None:
    sky.announce(WORKS[21:])
    assert sky.fill().n_filled == 0
    sky.fakes["pubmed"].works = WORKS
    assert sky.fill().asked == ()  # not yet
    sky.now += timedelta(days=1, minutes=1)
    filled = sky.fill()
    assert filled.paper_ids == (f"doi:{WORKS[21].doi}",)
    assert dict(sky.details(WORKS[21]).paper.origins)["abstract"] == "pubmed"


@pytest.mark.parametrize("status", [429, 500, 404])
def test_a_source_that_fails_is_told_and_keeps_nobody_waiting(sky: Sky, status: int) -> None:
    sky.announce(WORKS)
    sky.fakes["crossref"].fail_next(20, status)
    filled = sky.fill()
    crossref, pubmed, *_ = filled.asked
    assert (crossref.n_asked, crossref.n_found) == (20, 0)  # its first batch
    assert crossref.error is not None
    assert str(status) in crossref.error
    assert (pubmed.n_asked, filled.n_filled) == (22, 16)
    assert sky.asked("crossref") == 1
    state = sky.store.lacking_state(DAY, [SourceId(name) for name in NAMES])
    assert str(status) in state.failing[SourceId("crossref")]
    assert (state.n_lacking, sum(state.found.values())) == (6, 16)
    sky.fakes["crossref"]._faults.clear()
    sky.hand.at += 90_000
    sky.now += timedelta(hours=2)
    assert sky.fill().n_filled == 4
    assert sky.store.lacking_state(DAY, [SourceId("crossref")]).failing == {}


def test_one_paper_that_a_source_cannot_answer_for_bars_no_other(sky: Sky) -> None:
    """Wherever it stands among them; it answers 400 to every question in which it is named."""
    poisonous = replace(WORKS[12], number=66_000_666)
    crossref = sky.fakes["crossref"]
    crossref.works = WORKS[:13]
    answer = crossref.reply
    crossref.reply = lambda seen: (  # type: ignore[method-assign]
        Reply(b"{}", 400) if poisonous.doi in seen.query["filter"] else answer(seen)
    )
    for name in NAMES[1:]:
        sky.fakes[name].works = ()
    sky.announce([*WORKS[:5], poisonous, *WORKS[5:13]])
    n_found = []
    for n in range(6):
        sky.now, sky.hand.at = NOON + timedelta(hours=25 * n), sky.hand.at + 90_000
        n_found.append(sky.fill().n_filled)
    assert (n_found[0], sum(n_found)) == (0, 13)
    assert sky.store.lacking_state(DAY, [SourceId("crossref")]).n_lacking == 1


def test_long_names_are_asked_in_several_addresses(sky: Sky) -> None:
    """None is longer than what is ever fetched; a name that fills one by itself is not asked for."""
    records = [
        journal_record(key=f"g{n}", doi=f"10.5555/{'é' * size}{n}", title=Markup(f"On lake {n}"))
        for n, size in enumerate((440, 440, 440, 440, 1_500))
    ]
    page = Page(tuple(announced(record) for record in records), day=DAY)
    update([FakeSource([page], id=JOURNAL)], FakeFetcher(), sky.store, sky.clock, SilentProgress())
    filled = sky.fill()
    assert [(one.n_asked, one.error) for one in filled.asked] == [(4, None)] * 5
    assert sky.asked("crossref") == 2


@pytest.mark.parametrize("body", [b"", b"<html><title>wait</title>", b'{"status": "failed"}', b"[1", b"null"])
def test_an_error_page_is_no_abstract(sky: Sky, body: bytes) -> None:
    sky.announce(WORKS[:2])
    for fake in sky.fakes.values():
        fake.change_next(lambda _: body, 9)
    filled = sky.fill()
    assert filled.n_filled == 0
    assert all(one.error for one in filled.asked)
    assert [one.id for one in filled.asked] == list(NAMES)
    assert sky.details(WORKS[0]).paper.abstract is None


def test_another_work_under_the_identifier_is_refused(sky: Sky) -> None:
    """A feed that gives the DOI of a work it cites must not get that work's abstract."""
    work = replace(WORKS[0], title="Quite another matter altogether of lakes")
    sky.announce([work])
    assert sky.fill().n_filled == 0
    assert sky.details(work).paper.abstract is None


def test_words_that_are_no_abstract_are_none(sky: Sky) -> None:
    sky.announce(WORKS[:2])
    sky.fakes["crossref"].works = (
        replace(WORKS[0], abstract="No abstract available."),
        replace(WORKS[1], abstract=f"{WORKS[1].title}."),
    )
    filled = sky.fill()
    assert filled.asked[0].n_found == 0


def test_a_source_that_announces_the_paper_later_lists_it_as_ever(sky: Sky) -> None:
    """What it said because it was asked is not what it announced."""
    sky.announce(WORKS[:1])
    sky.fill()
    crossref = sky.details(WORKS[0]).records[-1]
    assert crossref.source == "crossref"
    with sky.store.accounts() as book:
        assert book.stored(SourceId("crossref"), [crossref.key]) == frozenset()
    later = DAY + timedelta(days=1)
    page = Page((announced(crossref, day=later),), day=later)
    source = FakeSource([page], id=SourceId("crossref"))
    report = update([source], FakeFetcher(), sky.store, sky.clock, SilentProgress())
    assert (report.sources[0].new, report.sources[0].unchanged) == (0, 0)
    assert sky.details(WORKS[0]).announcements[0] == ("crossref", later, Kind.NEW)
    with sky.store.accounts() as book:
        assert book.stored(SourceId("crossref"), [crossref.key]) == {crossref.key}
    again = update([source], FakeFetcher(), sky.store, sky.clock, SilentProgress())
    assert again.sources[0].unchanged == 1
    assert not any(one.asked for one in sky.details(WORKS[0]).given)


def test_asking_never_joins_two_cards(sky: Sky) -> None:
    """The database says that both are one; it was asked for an abstract alone."""
    preprint = journal_record(
        key="p", doi=None, identifiers=Identifiers(pmid=str(WORKS[4].number)), title=Markup(WORKS[4].title)
    )
    other = FakeSource([Page((announced(replace(preprint, source=SourceId("sand"))),), day=DAY)], id=SourceId("sand"))
    update([other], FakeFetcher(), sky.store, sky.clock, SilentProgress())
    sky.announce(WORKS[4:5])
    sky.fill()
    assert len(sky.store.outline(DAY)) == 2
    assert sky.details(WORKS[4]).paper.abstract is None


def test_a_foreign_identifier_in_an_answer_joins_nothing_later(sky: Sky) -> None:
    """Europe PMC couples the DOI with the PubMed id of a work that a feed tells of a day later."""
    sky.announce(WORKS[8:9])
    assert sky.fill().paper_ids == (f"doi:{WORKS[8].doi}",)
    assert dict(sky.details(WORKS[8]).paper.origins)["abstract"] == "europepmc"
    later = DAY + timedelta(days=1)
    other = journal_record(
        key="w", doi=None, identifiers=Identifiers(pmid=str(WORKS[8].number)), title=Markup("Whales and their ships")
    )
    said = announced(replace(other, source=SourceId("sand")), day=later)
    source = FakeSource([Page((said,), day=later)], id=SourceId("sand"))
    report = update([source], FakeFetcher(), sky.store, sky.clock, SilentProgress())
    assert report.sources[0].new == 1
    assert [len(sky.store.outline(day)) for day in (DAY, later)] == [1, 1]


def test_a_fill_that_a_reader_takes_back_is_not_made_again(sky: Sky) -> None:
    sky.announce(WORKS[:1])
    sky.fill()
    (entry,) = [one for one in sky.details(WORKS[0]).joined if one.source == "crossref"]
    assert entry.merge_id is not None
    Works(sky.store, sky.clock).part(entry.merge_id)
    assert sky.details(WORKS[0]).paper.abstract is None
    sky.now += timedelta(days=60)
    assert "crossref" not in [one.id for one in sky.fill().asked]


def test_a_run_is_bounded_and_the_rest_waits(sky: Sky) -> None:
    sky.announce(WORKS[:11])
    assert sky.store.lacking_state(DAY, []).n_unasked == 11
    assert sky.fill(seconds=0.0).stopped == "time"
    assert sky.fill(keep=False).stopped == "ended"
    assert [sky.asked(name) for name in NAMES] == [0] * 5
    first = sky.fill(most=3)
    assert (first.n_filled, first.stopped) == (3, "most")
    assert sky.store.lacking_state(DAY, []).n_unasked == 8
    assert sky.fill().n_filled == 8
    assert sky.store.lacking_state(DAY, []).n_unasked == 0


def test_pace_and_names_of_the_requests(sky: Sky) -> None:
    sky.announce(WORKS)
    sky.fill()
    crossref, pubmed, s2 = (sky.fakes[name].seen for name in ("crossref", "pubmed", "semanticscholar"))
    assert sum(sky.hand.slept) >= 1.0  # between two batches of Crossref
    assert crossref[0].query["mailto"] == "me@example.org"
    assert pubmed[0].query["email"] == "me@example.org"
    assert (s2[0].method, s2[0].headers["x-api-key"], s2[0].headers["content-type"]) == (
        "POST",
        "sesame",
        "application/json",
    )
    assert all(seen.headers["user-agent"].startswith("AcademicHub/") for seen in crossref)


def test_what_is_sent_along_follows_no_redirect(sky: Sky) -> None:
    sky.announce(WORKS[16:17])
    fake = sky.fakes["semanticscholar"]
    fake.fail_next(1, 308, {"Location": f"{fake.base}/elsewhere"})
    (told,) = [one for one in sky.fill().asked if one.id == "semanticscholar"]
    assert told.error is not None
    assert "sent nowhere else" in told.error
    assert [seen.path for seen in fake.seen] == ["/paper/batch"]


def test_without_a_key_the_two_that_need_one_are_not_asked() -> None:
    sources = SourcesSettings(
        openalex=OpenalexSettings("type:article"), semanticscholar=SemanticscholarSettings("moss")
    )
    found = in_order(tuple(configured_lookups(Settings(Path("unused"), sources=sources))))
    assert [lookup.id for lookup in found] == ["crossref", "pubmed", "europepmc"]


def test_rows_of_other_works_are_passed_over(sky: Sky) -> None:
    sky.announce(WORKS[:1])
    crossref = sky.fakes["crossref"]
    other = crossref.row(WORKS[5])
    body = json.dumps({"status": "ok", "message": {"total-results": 1, "items": [other]}}).encode()
    crossref.change_next(lambda _: body)
    assert sky.fill().asked[0].n_found == 0
