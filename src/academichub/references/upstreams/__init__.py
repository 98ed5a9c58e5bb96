"""Whose papers to ask for, and where: ORCID, arXiv and Zotero. Pure; one module per upstream.

A wish says what to ask and reads the answer; `pipeline.referencing` acts on it.
"""

from __future__ import annotations

from academichub.references.upstreams.arxiv import ArxivAuthor, arxiv_author
from academichub.references.upstreams.orcid import OrcidWorks, orcid_works
from academichub.references.upstreams.wishes import ReferencesPage, Wish
from academichub.references.upstreams.zotero import ZoteroLibrary, zotero_library

__all__ = [
    "ArxivAuthor",
    "OrcidWorks",
    "ReferencesPage",
    "Wish",
    "ZoteroLibrary",
    "arxiv_author",
    "orcid_works",
    "zotero_library",
]
