"""The names of sources, papers and fields, and the kinds of announcement. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

__all__ = ["OTHER", "REVISION_KINDS", "FieldId", "Kind", "PaperId", "SourceId"]

SourceId = NewType("SourceId", str)
"""`arxiv`, `biorxiv`, `medrxiv`, or a feed's id in hub.toml."""
PaperId = NewType("PaperId", str)
"""`arxiv:2606.24854`, `doi:10.1038/…`, `pmid:…` or `SOURCE:KEY`: the first name the work came under, kept for ever."""
FieldId = NewType("FieldId", str)
"""A field of research, see taxonomy.py."""
OTHER = FieldId("other")
"""The field of what no rule places."""


class Kind(StrEnum):
    """How a source lists a paper on a day. The first five are arXiv's own words."""

    NEW = "new"
    CROSS = "cross"
    REPLACE = "replace"
    REPLACE_CROSS = "replace-cross"
    ABSONLY = "absonly"
    WITHDRAWN = "withdrawn"

    @property
    def strength(self) -> int:
        """The lower, the more it says: which of several listings of one day is shown."""
        return _STRENGTH.index(self)


_STRENGTH = (Kind.NEW, Kind.CROSS, Kind.WITHDRAWN, Kind.REPLACE, Kind.REPLACE_CROSS, Kind.ABSONLY)


REVISION_KINDS = frozenset({Kind.REPLACE, Kind.REPLACE_CROSS, Kind.ABSONLY, Kind.WITHDRAWN})
"""Listings of a paper that was announced before: never news."""
