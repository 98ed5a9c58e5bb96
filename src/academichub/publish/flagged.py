"""Sentences of an abstract that read like an instruction to a language model, as readers are told of them. Pure.

summary/hygiene.py decides which they are, and keeps them from every model.
"""

from __future__ import annotations

from functools import lru_cache

from academichub.model import Paper
from academichub.summary.hygiene import instruction_like, is_instruction

__all__ = ["flagged_sentences", "is_flagged"]

_find = lru_cache(maxsize=128)(instruction_like)
"""As many as a few pages show: a very long abstract costs 10 ms, and a heavy page is made more than once."""


def flagged_sentences(paper: Paper) -> tuple[int, ...]:
    """Their positions (from 0) among the sentences of the abstract, in order; () without an abstract."""
    return _find(paper.abstract.plain) if paper.abstract else ()


def is_flagged(paper: Paper) -> bool:
    """Whether anything of the paper's text, its title included, reads so."""
    return bool(flagged_sentences(paper)) or is_instruction(paper.title.plain)
