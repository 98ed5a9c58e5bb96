"""What a source's entry shows of the work it speaks of, as far as works are told apart by it. Pure.

A strand is all that one source says under one key of its own: each version, and each mended word. Its traits are the
sum of its records', in whatever order they come: every title it ever had, every name, the authors of its last version.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from zlib import crc32

from academichub.match.decide import names_of, own_name, record_hash
from academichub.match.titles import render_title
from academichub.model import Author, Record
from academichub.people import name_readings
from academichub.text import render

__all__ = ["NONE_THERE", "Name", "Traits", "joined_traits", "read_names", "traits_of"]

Name = tuple[str, str]
"""The folded family name, and the first letter of what stands beside it or ""."""

_MOST_NAMES = 40  # of a long list the first ones and the last tell as much
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md"))
_N_SAMPLES = 16
NONE_THERE = -1
_WORD = re.compile(r"[^\W_]+")
_ASCII_WORD = re.compile(rb"[a-z0-9]+")
_FEWEST_TRIPLES = 20  # of words: "No abstract is available" is none
_RANGE_BITS = 28  # 16 ranges of 32 bits
_LONGEST = 4_000  # characters of an abstract that are sampled


@dataclass(frozen=True, slots=True)
class Traits:
    """`names` without the source's own; `stated` are those of them that the source says of another record of the work
    (a preprint's version of record). `years` are the first and the last one that any version was posted in.
    """

    strand: str  # "SOURCE:KEY"
    source: str
    names: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()  # plain, each once, in the order of letters
    authors: tuple[Name, ...] = ()
    n_authors: int = 0
    years: tuple[int, int] | None = None
    sample: tuple[int, ...] = ()  # of the abstract: equal members tell how much two have in common
    last: tuple[int, str] = (0, "")  # which saying the authors and the abstract are of: its version and hash
    given: str = ""  # the first author's given name, where it is written out


def traits_of(record: Record) -> Traits:
    own = own_name(record)
    year = record.posted_on.year if record.posted_on is not None else None
    title = render_title(record.title).plain
    return Traits(
        strand=own,
        source=record.source,
        names=tuple(sorted(name for name in names_of(record) if name != own)),
        stated=(f"doi:{record.published_doi}",) if record.published_doi is not None else (),
        titles=(title,) if title else (),
        authors=read_names(record.authors),
        n_authors=len(record.authors),
        years=(year, year) if year is not None else None,
        sample=_sampled(render(record.abstract).plain) if record.abstract is not None else (),
        last=(record.version or 0, record_hash(record)),
        given=_given_of_first(record.authors),
    )


def joined_traits(one: Traits, other: Traits) -> Traits:
    """Of two sets of records of one strand; the order says nothing, and neither does what both have."""
    older, newer = sorted((one, other), key=lambda traits: traits.last)
    years = [year for traits in (one, other) for year in traits.years or ()]
    return Traits(
        strand=one.strand,
        source=one.source,
        names=tuple(sorted({*one.names, *other.names})),
        stated=tuple(sorted({*one.stated, *other.stated})),
        titles=tuple(sorted({*one.titles, *other.titles})),
        authors=newer.authors or older.authors,
        n_authors=newer.n_authors or older.n_authors,
        years=(min(years), max(years)) if years else None,
        sample=newer.sample or older.sample,
        last=newer.last,
        given=(newer if newer.authors else older).given,
    )


def joined_traits_of(records: Sequence[Record]) -> Traits:
    """Of all that one source said under one key: at least one record."""
    return reduce(joined_traits, map(traits_of, records))


def read_names(authors: Sequence[Author]) -> tuple[Name, ...]:
    """The people of a list in its order, a very long one in part; groups and what holds no letter are left out."""
    people = [author.name for author in authors if not author.is_group]
    if len(people) > _MOST_NAMES:
        people = [*people[: _MOST_NAMES - 1], people[-1]]
    return tuple(filter(None, map(_name, people)))


def _name(name: str) -> Name | None:
    whole = _whole_name(name)
    return (whole[0], whole[1][:1]) if whole is not None else None


def _given_of_first(authors: Sequence[Author]) -> str:
    """Of the first whom `read_names` takes; "" where only an initial is given."""
    whole = next(filter(None, (_whole_name(author.name) for author in authors if not author.is_group)), ("", ""))
    return whole[1] if len(whole[1]) > 1 else ""


def _whole_name(name: str) -> tuple[str, str] | None:
    """The folded family name, and the first word of the given one."""
    readings = name_readings(name)
    words = [word for word in readings[-1] if word not in _SUFFIXES] if readings else []
    family = next((place for place in range(len(words) - 1, -1, -1) if len(words[place]) > 1), None)
    if family is None:
        return None
    return words[family], words[0] if family else "".join(words[1:2])


def _sampled(text: str) -> tuple[int, ...]:
    """The smallest hash of the text's word triples in each of 16 equal ranges, `NONE_THERE` where a range has none; ()
    of a text too short to tell anything."""
    words = _words(text[:_LONGEST].casefold())
    hashes = sorted(set(map(crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False)))))
    if len(hashes) < _FEWEST_TRIPLES:
        return ()
    places = [bisect_left(hashes, kind << _RANGE_BITS) for kind in range(_N_SAMPLES)]
    ends = [*places[1:], len(hashes)]
    return tuple(hashes[at] if at < end else NONE_THERE for at, end in zip(places, ends, strict=True))


def _words(text: str) -> list[bytes]:
    if text.isascii():  # nearly all are, and to find words in bytes takes half the time
        return _ASCII_WORD.findall(text.encode())
    return [word.encode("utf-8", "replace") for word in _WORD.findall(text)]
