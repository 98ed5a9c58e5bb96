"""Vectors of the papers: a disposable copy of what an encoder makes of their titles and abstracts.

folder.py     the files, and what holds them together       building.py  catching up, making anew
nearest.py    the papers nearest to a vector                texts.py     what of a paper is encoded

It is told what changed through ports.Outbox, encodes through ports.Encoder and knows no store. It is imported
only where an encoder is configured. Whatever happens to it, it can be made again, at the price of encoding.
"""

from __future__ import annotations

from academichub.vectors.building import catch_up, rebuild
from academichub.vectors.folder import FORMAT, Held, VectorFolder
from academichub.vectors.nearest import keys_in, nearest, similarities, vector_of
from academichub.vectors.texts import key_of, text_of

__all__ = [
    "FORMAT",
    "Held",
    "VectorFolder",
    "catch_up",
    "key_of",
    "keys_in",
    "nearest",
    "rebuild",
    "similarities",
    "text_of",
    "vector_of",
]
