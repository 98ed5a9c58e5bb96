from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from academichub.model import FailedEntry, Kind, Page, SourceId, SourceState
from academichub.pipeline import edition_of, update
from academichub.pipeline.progress import SilentProgress
from academichub.pipeline.saving import save_pages
from academichub.store import Store
from tests.fakes import ARXIV, FakeFetcher, FakeSource, noon
from tests.samples import DAY, NOON, announced, arxiv_record, journal_record


def page(*numbers: int, day: date = DAY) -> Page:
    return Page(tuple(announced(arxiv_record(number), day=day) for number in numbers), day=day)


def test_a_first_visit_stores_everything_with_cursor_state_and_extract(store: Store) -> None:
    source, fetcher = FakeSource([page(1, 2), page(3)]), FakeFetcher()
    report = update([source], fetcher, store, noon, SilentProgress())
    (of_source,) = report.sources
    assert (of_source.announced, of_source.new, of_source.unchanged) == (3, 3, 0)
    assert of_source.state is SourceState.FRESH
    assert store.visit(source.id, NOON).cursor == "2026-06-16"
    assert store.days() == [(DAY, 3)]
    entries = edition_of(store, DAY).entries
    assert [entry.paper.paper_id for entry in entries] == [f"arxiv:2606.9000{n}" for n in (1, 2, 3)]
    for entry in entries:
        assert entry.summary is not None
        assert entry.summary.model == "extract"
        assert "We propose SiltNet" in entry.summary.fields["tldr"].text.plain


def test_the_same_answer_again_changes_nothing(store: Store) -> None:
    source = FakeSource([page(1, 2)])
    update([source], FakeFetcher(), store, noon, SilentProgress())
    before = edition_of(store, DAY)
    (again,) = update([source], FakeFetcher(), store, noon, SilentProgress()).sources
    assert (again.announced, again.new, again.revised, again.unchanged) == (2, 0, 0, 2)
    assert again.state is SourceState.UNCHANGED
    assert edition_of(store, DAY) == before


def test_not_modified_is_unchanged_and_asked_with_the_etag(store: Store) -> None:
    source, fetcher = FakeSource([page(1)]), FakeFetcher(etag='"one"')
    update([source], fetcher, store, noon, SilentProgress())
    (again,) = update([source], fetcher, store, noon, SilentProgress()).sources
    assert again.state is SourceState.UNCHANGED
    assert [validators and validators.etag for _, validators in fetcher.asked] == [None, '"one"']


def test_an_answer_with_a_bad_entry_is_asked_for_whole_again(store: Store) -> None:
    """Else a 304 would hide the entry for ever."""
    bad = replace(page(1), failed=(FailedEntry("2606.90002", "no title", b"<item/>"),))
    fetcher = FakeFetcher(etag='"one"')
    (first,) = update([FakeSource([bad])], fetcher, store, noon, SilentProgress()).sources
    assert first.state is SourceState.PARTIAL
    assert first.failed == (("2606.90002", "no title"),)
    assert store.visit(SourceId("arxiv"), NOON).cursor == "2026-06-16"
    update([FakeSource([bad])], fetcher, store, noon, SilentProgress())
    assert [validators for _, validators in fetcher.asked] == [None, None]


def test_what_came_before_an_error_is_kept_and_the_cursor_stays(store: Store) -> None:
    source = FakeSource([page(1), page(2)])
    fetcher = FakeFetcher(failing={"https://arxiv.example/1"})
    report = update([source], fetcher, store, noon, SilentProgress())
    (cut,) = report.sources
    assert cut.state is SourceState.PARTIAL
    assert cut.error is not None
    assert "no connection" in cut.error
    assert not report.all_well
    assert store.days() == [(DAY, 1)]
    assert store.visit(source.id, NOON).cursor is None
    (whole,) = update([source], FakeFetcher(), store, noon, SilentProgress()).sources
    assert (whole.new, whole.unchanged) == (1, 1)
    assert store.days() == [(DAY, 2)]


def test_a_first_visit_that_is_cut_says_how_much_is_left_and_where_to_begin_again(store: Store) -> None:
    first = replace(page(1), cursor="2026-06-10", total=400)
    source, fetcher = FakeSource([first, page(2)]), FakeFetcher(failing={"https://arxiv.example/1"})
    update([source], fetcher, store, noon, SilentProgress())
    assert store.visit(source.id, NOON).cursor == "2026-06-10"
    with store.accounts() as book:
        (receipt,) = book.receipts(DAY, source.id)
    assert receipt.reason is not None
    assert receipt.reason.endswith("no connection; 1 of 400 entries had been read")


def test_one_sources_failure_is_its_own(store: Store) -> None:
    fetcher = FakeFetcher(failing={"https://deltas.example/0"})
    failing = FakeSource([page(1)], id=SourceId("deltas"))
    report = update([failing, FakeSource([page(2)])], fetcher, store, noon, SilentProgress())
    assert [of_source.state for of_source in report.sources] == [SourceState.FAILED, SourceState.FRESH]
    assert [of_source.id for of_source in report.reached] == ["arxiv"]


def test_a_source_that_announces_nothing_is_quiet(store: Store) -> None:
    (quiet,) = update([FakeSource([Page(day=DAY)])], FakeFetcher(), store, noon, SilentProgress()).sources
    assert quiet.state is SourceState.QUIET


def test_a_replacement_is_a_revision_never_news(store: Store) -> None:
    """Also when the store has never heard of the paper: it is years old."""
    replacement = announced(arxiv_record(version=3), Kind.REPLACE)
    (first,) = update(
        [FakeSource([Page((replacement,), day=DAY)])], FakeFetcher(), store, noon, SilentProgress()
    ).sources
    assert (first.new, first.revised) == (0, 1)
    (entry,) = edition_of(store, DAY).entries
    assert (entry.kind, entry.version) == (Kind.REPLACE, 3)


def test_a_revision_renews_card_and_extract_and_keeps_the_old_listing(store: Store) -> None:
    update([FakeSource([page(1)])], FakeFetcher(), store, noon, SilentProgress())
    later = DAY + timedelta(days=1)
    second = announced(arxiv_record(version=2, title="Silt Only"), Kind.REPLACE, later)
    update([FakeSource([Page((second,), day=later)])], FakeFetcher(), store, noon, SilentProgress())
    assert store.days() == [(later, 1), (DAY, 1)]
    (old,), (new,) = edition_of(store, DAY).entries, edition_of(store, later).entries
    assert (old.kind, old.version, new.kind, new.version) == (Kind.NEW, 1, Kind.REPLACE, 2)
    assert old.paper == new.paper
    assert new.paper.title.plain == "Silt Only"
    details = store.details(new.paper.paper_id, "en")
    assert [version.number for version in details.versions] == [1, 2]
    assert details.announcements == (("arxiv", later, Kind.REPLACE), ("arxiv", DAY, Kind.NEW))


def test_a_paper_two_sources_announce_on_a_day_stands_once(store: Store) -> None:
    preprint = FakeSource([Page((announced(arxiv_record(published_doi="10.5555/silt.1")),), day=DAY)])
    journal = FakeSource([Page((announced(journal_record()),), day=DAY)], id=SourceId("deltas"))
    update([preprint, journal], FakeFetcher(), store, noon, SilentProgress())
    assert store.days() == [(DAY, 1)]
    assert len(store.outline(DAY)) == 1
    (entry,) = edition_of(store, DAY).entries
    assert len(store.details(entry.paper.paper_id, "en").records) == 2


def test_a_cursor_comes_back_at_the_next_visit(store: Store) -> None:
    source = FakeSource([page(1)])
    for _ in range(2):
        update([source], FakeFetcher(), store, noon, SilentProgress())
    assert [visit.cursor for visit in source.visits] == [None, "2026-06-16"]


def test_a_bad_entry_does_not_hold_back_the_cursor(store: Store) -> None:
    """Else a date window would grow, and a feed's late entries would fall into editions that were read."""
    source = FakeSource([replace(page(1), failed=(FailedEntry("2606.90002", "no title", b"<item/>"),))])
    for _ in range(2):
        update([source], FakeFetcher(), store, noon, SilentProgress())
    assert source.visits[1].cursor == "2026-06-16"
    assert source.visits[1].succeeded_at == NOON


def test_a_listing_on_another_day_counts_though_no_word_changed(store: Store) -> None:
    """arXiv's absonly changes comments, which its feed does not carry."""
    later = DAY + timedelta(days=1)
    update([FakeSource([page(1)])], FakeFetcher(), store, noon, SilentProgress())
    again = Page((announced(arxiv_record(1), Kind.ABSONLY, later),), day=later)
    (report,) = update([FakeSource([again])], FakeFetcher(), store, noon, SilentProgress()).sources
    assert (report.unchanged, report.state) == (1, SourceState.FRESH)
    assert [line.kind for line in store.outline(later)] == [Kind.ABSONLY]


@pytest.mark.parametrize("categories", [("physics.ao-ph", "cs.LG"), ("physics.ao-ph", "cs.LG", "cs.CV")])
def test_a_cross_list_becomes_news_when_its_primary_category_is_followed_too(
    store: Store, categories: tuple[str, ...]
) -> None:
    cross = Page((announced(arxiv_record(1), Kind.CROSS),), day=DAY)
    news = Page((announced(arxiv_record(1, categories=categories), Kind.NEW),), day=DAY)
    for listed in (cross, news):
        update([FakeSource([listed])], FakeFetcher(), store, noon, SilentProgress())
    assert [line.kind for line in store.outline(DAY)] == [Kind.NEW]
    assert store.days() == [(DAY, 1)]


def test_an_extract_of_an_earlier_text_is_never_shown(store: Store) -> None:
    """A run that is killed between saving and extracting leaves the paper without one, not with the old one."""
    update([FakeSource([page(1)])], FakeFetcher(), store, noon, SilentProgress())
    revised = Page((announced(arxiv_record(1, version=2, title="Other"), Kind.REPLACE),), day=DAY)
    with store.writing() as unit:
        save_pages(unit, ARXIV, [revised], NOON)
    (entry,) = edition_of(store, DAY).entries
    assert (entry.paper.version, entry.summary) == (2, None)
    assert store.details(entry.paper.paper_id, "en").summary is None


def test_each_source_that_announced_a_paper_on_the_day_is_named(store: Store) -> None:
    preprint = FakeSource([Page((announced(arxiv_record(published_doi="10.5555/silt.1")),), day=DAY)])
    journal = FakeSource([Page((announced(journal_record()),), day=DAY)], id=SourceId("deltas"))
    update([preprint, journal], FakeFetcher(), store, noon, SilentProgress())
    (line,), (entry,) = store.outline(DAY), edition_of(store, DAY).entries
    assert line.sources == ("arxiv", "deltas")
    assert (entry.source, entry.also) == ("arxiv", ("deltas",))


def test_of_two_revisions_on_a_day_the_later_stands_and_a_withdrawal_before_both(store: Store) -> None:
    kinds = ((2, Kind.REPLACE), (3, Kind.REPLACE), (4, Kind.WITHDRAWN), (5, Kind.REPLACE))
    said = tuple(announced(arxiv_record(1, version=version), kind) for version, kind in kinds)
    for n, expected in ((2, (Kind.REPLACE, 3)), (4, (Kind.WITHDRAWN, 4))):
        update([FakeSource([Page(said[:n], day=DAY)])], FakeFetcher(), store, noon, SilentProgress())
        (entry,) = edition_of(store, DAY).entries
        assert (entry.kind, entry.version) == expected


def test_a_visit_that_does_not_end_is_ended(store: Store) -> None:
    """An upstream that always has another page must not keep the others waiting."""
    endless = FakeSource([page(number % 7) for number in range(2_000)])
    endless_report, report = update(
        [endless, FakeSource([page(500)], id=SourceId("deltas"))], FakeFetcher(), store, noon, SilentProgress()
    ).sources
    assert endless_report.state is SourceState.PARTIAL
    assert "1000 pages" in (endless_report.error or "")
    assert report.state is SourceState.FRESH
    assert store.visit(endless.id, NOON).cursor is None
