from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from academichub.match import Known, decide, is_listing, names_of, record_hash
from academichub.model import Identifiers, Kind, Merged, New, Revised, Unchanged
from tests.samples import announced, arxiv_record, journal_record


def test_a_work_never_seen_is_new_under_its_first_identifier() -> None:
    (change,) = decide([announced(arxiv_record(7))], Known())
    assert isinstance(change, New)
    assert change.paper_id == "arxiv:2606.90007"


def test_a_work_without_identifier_is_named_by_its_source() -> None:
    (change,) = decide([announced(journal_record("tag:x,2026:1", doi=None))], Known())
    assert change.paper_id == "deltas:tag:x,2026:1"


def test_the_same_saying_twice_changes_nothing() -> None:
    first, second = decide([announced(arxiv_record()), announced(arxiv_record())], Known())
    assert isinstance(first, New)
    assert isinstance(second, Unchanged)
    assert second.paper_id == first.paper_id
    assert not is_listing(second)


def test_another_version_is_a_revision_of_the_same_paper() -> None:
    changes = decide([announced(arxiv_record()), announced(arxiv_record(version=2), Kind.REPLACE)], Known())
    assert [type(change) for change in changes] == [New, Revised]
    assert len({change.paper_id for change in changes}) == 1
    assert all(is_listing(change) for change in changes)


def test_an_entry_that_its_feed_mended_is_not_announced_again() -> None:
    mended = replace(journal_record(), comment="pages added")
    _, change = decide([announced(journal_record()), announced(mended)], Known())
    assert isinstance(change, Revised)
    assert not is_listing(change)


def test_an_older_version_that_comes_late_is_known_already() -> None:
    both = [announced(arxiv_record(version=2), Kind.REPLACE), announced(arxiv_record())]
    changes = decide([*both, *both], Known())
    assert [type(change) for change in changes] == [New, Revised, Unchanged, Unchanged]


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_preprint_and_journal_article_are_one_paper_in_either_order(order: tuple[int, ...]) -> None:
    sayings = [
        announced(arxiv_record(published_doi="10.5555/silt.1")),
        announced(journal_record()),
    ]
    changes = decide([sayings[place] for place in order], Known())
    assert [type(change) for change in changes] == [New, Merged]
    assert len({change.paper_id for change in changes}) == 1
    merged = changes[1]
    assert isinstance(merged, Merged)
    assert merged.reason == "same doi:10.5555/silt.1"


def test_two_preprints_that_state_one_journal_doi_stay_two() -> None:
    """A source that gave two works two keys is believed."""
    changes = decide(
        [
            announced(arxiv_record(1, published_doi="10.5555/proceedings")),
            announced(arxiv_record(2, published_doi="10.5555/proceedings")),
        ],
        Known(),
    )
    assert [type(change) for change in changes] == [New, New]
    assert len({change.paper_id for change in changes}) == 2


def test_two_entries_of_one_feed_with_one_doi_get_two_ids() -> None:
    changes = decide([announced(journal_record("a")), announced(journal_record("b"))], Known())
    assert [change.paper_id for change in changes] == ["doi:10.5555/silt.1", "deltas:b"]


def test_an_arxiv_paper_joins_the_journal_entry_that_named_it() -> None:
    journal = journal_record(identifiers=Identifiers(arxiv="2606.90001"))
    first, second = decide([announced(journal), announced(arxiv_record(1))], Known())
    assert first.paper_id == second.paper_id == "arxiv:2606.90001"
    assert isinstance(second, Merged)


def test_the_hash_sees_every_field_and_only_them() -> None:
    assert record_hash(arxiv_record()) == record_hash(arxiv_record())
    for changed in (arxiv_record(version=2), arxiv_record(title="Other"), arxiv_record(categories=("cs.LG",))):
        assert record_hash(changed) != record_hash(arxiv_record())


def test_names_come_once_and_the_own_key_first() -> None:
    record = journal_record("10.5555/silt.1", published_doi="10.5555/silt.1")
    assert names_of(record) == ("deltas:10.5555/silt.1", "doi:10.5555/silt.1")
