"""Under which keys an entry is looked up, so that of a million works only the few that may be the same are compared.

Two entries that share no key are never compared: what the keys miss is in the figures of `python -m bench.match`. Each
is a number of 63 bits; two things that happen to share one cost a comparison, never a merge. Pure.
"""

from __future__ import annotations

from hashlib import blake2b

from academichub.match.notices import is_generic
from academichub.match.titlewords import telling_words
from academichub.match.traits import Traits
from academichub.text import title_key

__all__ = ["keys_of", "name_key"]

_OF_FIRST = 3
_OF_LAST = 2


def keys_of(traits: Traits) -> frozenset[int]:
    """Of its names, of its titles, of who wrote it, and of who wrote it with the words that tell its titles most."""
    keys = {name_key(name) for name in (traits.strand, *traits.names)}
    for title in traits.titles:
        if not is_generic(title):
            keys.add(_hashed(f"title|{title_key(title)}"))
    if not traits.authors:
        return frozenset(keys)
    first, last = "|".join(traits.authors[0]), "|".join(traits.authors[-1])
    if len(traits.authors) > 1:
        keys.add(_hashed(f"ends|{first}|{last}"))
    for title in traits.titles:
        words = telling_words(title)
        keys.update(_hashed(f"first|{first}|{word}") for word in words[:_OF_FIRST])
        keys.update(_hashed(f"last|{last}|{word}") for word in words[:_OF_LAST])
    return frozenset(keys)


def name_key(name: str) -> int:
    return _hashed(f"name|{name}")


def _hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1
