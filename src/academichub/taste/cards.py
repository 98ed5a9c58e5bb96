"""A stored paper as the ranker reads it. Pure."""

from __future__ import annotations

from academichub.model import Paper
from academichub.rank.papers import Card

__all__ = ["card_of"]


def card_of(paper: Paper) -> Card:
    """Its plain title and abstract, its categories with the primary one first, the names of its authors."""
    primary = (paper.primary_category,) if paper.primary_category else ()
    return Card(
        paper_id=paper.paper_id,
        title=paper.title.plain,
        abstract=paper.abstract.plain if paper.abstract else "",
        categories=tuple(dict.fromkeys((*primary, *paper.categories))),
        authors=tuple(author.name for author in paper.authors if not author.is_group),
    )
