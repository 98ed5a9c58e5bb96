"""The name of all that decides a skeleton: two briefings of one name have one skeleton. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b

import msgspec

from academichub.brief.skeleton.building import SKELETON_ID
from academichub.model import BriefOrder, BriefPaper, PaperId
from academichub.summary import EXTRACT_ID

__all__ = ["inputs_id"]


def inputs_id(
    order: BriefOrder, papers: Sequence[BriefPaper], before: Sequence[BriefPaper], text_hashes: Mapping[PaperId, str]
) -> str:
    """In whatever order the papers come. Radar and question count by the papers that they chose alone."""
    asked = [order.language, order.since, order.until, sorted(order.fields), order.most_papers, order.seed]
    sets = [sorted(_named(paper, text_hashes) for paper in each) for each in (papers, before)]
    told = msgspec.json.encode([SKELETON_ID, EXTRACT_ID, asked, *sets])
    return blake2b(told, digest_size=16).hexdigest()


def _named(paper: BriefPaper, text_hashes: Mapping[PaperId, str]) -> list[object]:
    """All of a paper that a skeleton is made from or shows."""
    said = text_hashes[paper.paper_id]
    return [
        paper.paper_id,
        said,
        paper.announced_on.isoformat(),
        paper.source,
        paper.field,
        paper.categories,
        paper.authors,
    ]
