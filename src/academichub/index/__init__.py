"""The index of words: a disposable copy of what the store says of each paper, made to be searched.

fields.py     what is indexed, and how text becomes words     documents.py  one paper as the index holds it
asking.py     a query as the index understands it             words.py      opening, asking, noticing newer commits
building.py   catching up, making it anew beside, swapping
passing.py    whether papers found otherwise pass a query's filters

It is told what changed through ports.Outbox and knows no store; whatever happens to it, it can be made again.
"""

from __future__ import annotations

from academichub.index.building import catch_up, rebuild
from academichub.index.fields import FORMAT
from academichub.index.passing import demands_of, passing, passing_all
from academichub.index.words import Freshness, WordIndex, WordsFound

__all__ = [
    "FORMAT",
    "Freshness",
    "WordIndex",
    "WordsFound",
    "catch_up",
    "demands_of",
    "passing",
    "passing_all",
    "rebuild",
]
