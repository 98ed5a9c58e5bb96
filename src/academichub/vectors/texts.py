"""What of a paper is encoded, and the key by which it is known again. Pure."""

from __future__ import annotations

from hashlib import sha256

from academichub.model import Paper

__all__ = ["key_of", "text_of"]

_MOST = 6_000  # characters: some three times an abstract; encoders read no more


def text_of(paper: Paper) -> str:
    """Title and abstract: both find more than either."""
    abstract = paper.abstract.plain if paper.abstract is not None else ""
    return ". ".join(filter(None, (paper.title.plain, abstract)))[:_MOST]


def key_of(paper: Paper) -> bytes:
    """16 bytes that are equal where the text is."""
    return sha256(text_of(paper).encode("utf-8", "surrogatepass")).digest()[:16]
