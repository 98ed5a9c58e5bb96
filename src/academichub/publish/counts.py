"""What a search found, counted in one line: the same on the page and at the command line. Pure."""

from __future__ import annotations

from academichub.model import SearchResult
from academichub.publish.wording import Wording

__all__ = ["count_line"]


def count_line(result: SearchResult, words: Wording) -> str:
    """How many papers were found, and how many of them with every word, where that is not all."""
    if result.n_whole == result.n_found:
        return words("search.count", n=result.n_found)
    if not result.n_whole:
        return words("search.some", n=result.n_found)
    return words("search.whole", n=result.n_found, whole=result.n_whole)
