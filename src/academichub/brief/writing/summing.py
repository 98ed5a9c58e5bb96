"""What the summary of a briefing is made from: claims that stand, and the sentences they rest on. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from academichub.brief.claims.verify import Given
from academichub.brief.writing.assigning import Assignment
from academichub.brief.writing.binding import Outcome
from academichub.model import Claim, PaperId
from academichub.summary.drafts import SourceText

__all__ = ["FEWEST_SUMMED", "claims_to_sum_up", "given_of"]

FEWEST_SUMMED = 3
"""Claims; a summary of fewer is as long as they are."""

_MOST = 40


def claims_to_sum_up(outcomes: Sequence[Outcome]) -> tuple[Claim, ...]:
    """The first claim of each section that stands, then the second of each, at most forty."""
    return tuple(_in_turn([each.judged.claims for each in outcomes if each.judged and each.stands]))[:_MOST]


def _in_turn(groups: Sequence[Sequence[Claim]]) -> Iterator[Claim]:
    for at in range(max(map(len, groups), default=0)):
        yield from (group[at] for group in groups if at < len(group))


def given_of(assigned: Sequence[Assignment], claims: Sequence[Claim]) -> Given:
    """The papers of all sections, and of their sentences those that the claims cite."""
    papers: dict[PaperId, SourceText] = {}
    for each in assigned:
        papers.update(each.shown.given.papers)
    return Given(papers, frozenset((one.paper_id, one.sentence) for claim in claims for one in claim.citations))
