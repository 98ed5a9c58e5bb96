"""Search without an index: what a query means, how a text is cut into words, what a result shows. Reads no file."""

from __future__ import annotations

from academichub.search.fusing import fuse
from academichub.search.grammar import LONGEST, MOST_TERMS, parse_query, parse_year
from academichub.search.grams import Run, cut_runs, spaced
from academichub.search.snippets import MAX_SNIPPET, make_snippet

__all__ = [
    "LONGEST",
    "MAX_SNIPPET",
    "MOST_TERMS",
    "Run",
    "cut_runs",
    "fuse",
    "make_snippet",
    "parse_query",
    "parse_year",
    "spaced",
]
