"""A briefing beside the store as it is now: what became of its papers, and what a renewed one says has changed."""

from __future__ import annotations

from dataclasses import replace

from academichub.brief.renewal import changes_between, papers_now
from academichub.model import Briefing, Paper, PaperId, PaperNow
from academichub.store import Store

__all__ = ["cited_papers", "renewing", "since"]


def since(store: Store, briefing: Briefing) -> dict[PaperId, PaperNow]:
    """What has become of its papers; those as they were are left out. Raises: StoreError."""
    return papers_now(briefing.text_hashes, store.papers(list(briefing.text_hashes)))


def cited_papers(store: Store, briefing: Briefing) -> dict[PaperId, Paper]:
    """Those that its claims cite, dropped ones too, in that order, as they are stored now. Raises: StoreError."""
    shown = [claim for section in briefing.sections for claim in section.claims]
    cited = [citation.paper_id for claim in (*shown, *briefing.dropped) for citation in claim.citations]
    return store.papers(list(dict.fromkeys(cited)))


def renewing(store: Store, made: Briefing, earlier: Briefing) -> Briefing:
    """The briefing as the one that renews the earlier, with what has changed. Raises: StoreError."""
    changes = changes_between(earlier, made, since(store, earlier))
    return replace(made, renews=earlier.brief_id, changes=changes)
