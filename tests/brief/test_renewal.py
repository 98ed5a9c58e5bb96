"""What is told of a briefing that is made again later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from academichub.brief.renewal import changes_between, papers_now, renewed_order
from academichub.model import (
    BriefChange,
    BriefChangeKind,
    Briefing,
    Cluster,
    FieldId,
    PaperId,
    PaperNow,
    Skeleton,
    Trend,
)
from tests.brief.invented import order, paper
from tests.samples import NOON
from tests.store.cards import paper_of

IDS = [PaperId(f"p{n}") for n in range(6)]


def cluster(label: str, paper_ids: Sequence[PaperId], *terms: str) -> Cluster:
    return Cluster(0, label, terms, tuple(paper_ids), tuple(paper_ids), Trend(1, 1, 1.0, 1.0, 8, None))


def briefing(paper_ids: Sequence[PaperId], *clusters: Cluster) -> Briefing:
    papers = tuple(paper("coral", 1, paper_id=paper_id) for paper_id in paper_ids)
    return Briefing(order(), NOON, Skeleton(papers, clusters))


def test_a_renewed_one_is_of_as_many_days_up_to_the_newest() -> None:
    first = order(fields=(FieldId("earth"),))
    newest = first.until + timedelta(days=30)
    moved = renewed_order(first, newest)
    assert (moved.since, moved.until) == (newest - timedelta(days=6), newest)
    assert replace(moved, since=first.since, until=first.until) == first
    assert renewed_order(first, None) == renewed_order(first, first.since) == first


def test_what_became_of_papers() -> None:
    as_it_was, revised, gone = paper_of(1), paper_of(2), paper_of(3, withdrawn=True)
    hashes = {each.paper_id: each.text_hash for each in (as_it_was, paper_of(2, "Other words."), gone)}
    hashes[PaperId("lost")] = "hash"
    stored = {each.paper_id: each for each in (as_it_was, revised, gone)}
    assert papers_now(hashes, stored) == {
        revised.paper_id: PaperNow.REVISED,
        gone.paper_id: PaperNow.WITHDRAWN,
        PaperId("lost"): PaperNow.MISSING,
    }


def test_each_change_is_told_once() -> None:
    now = {IDS[0]: PaperNow.WITHDRAWN, IDS[1]: PaperNow.REVISED, IDS[2]: PaperNow.MISSING}
    assert changes_between(briefing(IDS[:4]), briefing([IDS[1], *IDS[3:]]), now) == (
        BriefChange(BriefChangeKind.NEW, (IDS[4], IDS[5])),
        BriefChange(BriefChangeKind.REVISED, (IDS[1],)),
        BriefChange(BriefChangeKind.WITHDRAWN, (IDS[0],)),
        BriefChange(BriefChangeKind.LEFT, (IDS[2],)),
    )
    assert changes_between(briefing(IDS), briefing(IDS), {}) == ()


def test_a_cluster_is_the_same_by_label_papers_or_terms() -> None:
    old = cluster("Coral reef", IDS[:2], "bleaching", "algae", "reef")
    for same in (
        cluster("coral REEF", IDS[3:]),
        cluster("lagoons", IDS[1:3]),
        cluster("lagoons", IDS[3:], "Algae", "bleaching", "salt"),
    ):
        assert changes_between(briefing(IDS, old), briefing(IDS, same), {}) == ()
    other = cluster("lagoons", IDS[2:], "salt")
    assert changes_between(briefing(IDS, old), briefing(IDS, other), {}) == (
        BriefChange(BriefChangeKind.CLUSTER_NEW, tuple(IDS[2:]), "lagoons"),
        BriefChange(BriefChangeKind.CLUSTER_GONE, tuple(IDS[:2]), "Coral reef"),
    )


_some = st.lists(st.sampled_from(IDS), unique=True)


@given(before=_some, after=_some, now=st.dictionaries(st.sampled_from(IDS), st.sampled_from(PaperNow)))
def test_the_changes_lead_from_one_set_of_papers_to_the_other(
    before: list[PaperId], after: list[PaperId], now: dict[PaperId, PaperNow]
) -> None:
    told = {change.kind: set(change.paper_ids) for change in changes_between(briefing(before), briefing(after), now)}
    new, left = (told.get(kind, set()) for kind in (BriefChangeKind.NEW, BriefChangeKind.LEFT))
    withdrawn = told.get(BriefChangeKind.WITHDRAWN, set())
    assert ((set(before) - left - withdrawn) | new) - withdrawn == set(after) - withdrawn
    assert set(told.get(BriefChangeKind.REVISED, set())) <= set(before)
