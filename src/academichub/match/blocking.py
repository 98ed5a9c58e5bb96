"""Under which keys an entry is looked up, so that of a million works only the few that may be the same are compared.

Each key is rare, however much is stored: a name, a title, three of the authors, an author with two words of the title.
Two entries that share none are never compared: what that misses is in the figures of `python -m bench.match`. Each is
a number of 63 bits; two things that happen to share one cost a comparison, never a merge. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from itertools import combinations

from academichub.match.notices import is_generic
from academichub.match.titlewords import telling_words
from academichub.match.traits import Traits
from academichub.text import title_key

__all__ = ["keys_of", "name_key", "stored_keys_of", "title_key_of"]

_OF_FIRST = 4
_OF_LAST = 2
_FEWEST_PEOPLE = 3  # two alone write many works together


def keys_of(traits: Traits) -> frozenset[int]:
    """Of its names, of its titles, of who wrote it, and of who wrote it with the words that tell its titles most."""
    keys = {name_key(name) for name in (traits.strand, *traits.names)}
    keys.update(title_key_of(title) for title in traits.titles if not is_generic(title))
    keys.update(map(_hashed, _of_people(traits)))
    return frozenset(keys)


def _of_people(traits: Traits) -> Iterator[str]:
    people = ["|".join(name) for name in traits.authors]
    if len(people) >= _FEWEST_PEOPLE:
        for some in (people[:3], [*people[:2], people[-1]]):
            yield f"people|{'|'.join(some)}"
    for title in traits.titles if people else ():
        words = telling_words(title)
        for name, n_words in ((people[0], _OF_FIRST), (people[-1], _OF_LAST)):
            for one, other in combinations(sorted(words[:n_words]), 2):
                yield f"by|{name}|{one}|{other}"


def stored_keys_of(traits: Traits) -> frozenset[int]:
    """Those of `keys_of`, and of titles that name no one work, which are never compared but may be asked for."""
    return keys_of(traits) | {title_key_of(title) for title in traits.titles}


def title_key_of(title: str) -> int:
    return _hashed(f"title|{title_key(title)}")


def name_key(name: str) -> int:
    return _hashed(f"name|{name}")


def _hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1
