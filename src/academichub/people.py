"""Who somebody on a paper is: written, read, and told from others of the same name. Pure.

A name alone is no identity. Somebody is known by an ORCID, or by a name together with a co-author who is on the paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from academichub.errors import ConfigError
from academichub.identifiers import parse_orcid
from academichub.model import Author, Person

__all__ = ["is_by", "is_same_name", "name_readings", "name_words", "parse_person", "render_person", "tidy_name"]

_WRITTEN = re.compile(
    r"(?P<name>[^<>]*?)\s*(?:<(?P<orcid>[^<>]*)>)?\s*(?:\bwith\s+(?P<coauthors>[^<>]+))?", re.I | re.S
)
_SPACE = re.compile(r"\s+")
_LONGEST = 2_000  # characters of a line
_PART = re.compile(r"[^\W\d_]+")
_NO_MARK = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"})
"""Letters that Unicode does not take apart."""


def parse_person(text: str) -> Person:
    """ "Wei Li <0000-0002-1825-0097>", "Wei Li with Jane Doe, Bob Ray", or both; ";" may stand between co-authors.

    "Li, Wei" is read as Wei Li. Raises: ConfigError where no name stands there, or what stands in <> is no ORCID.
    """
    line = _SPACE.sub(" ", text).strip()
    found = _WRITTEN.fullmatch(line) if len(line) <= _LONGEST else None
    name = tidy_name(found["name"]) if found else ""
    if found is None or not _PART.search(name):
        raise ConfigError(
            'no name; write an author as "Name <ORCID>" or "Name with Co-author, Co-author"', subject=text
        )
    orcid = parse_orcid(found["orcid"]) if found["orcid"] is not None else None
    if found["orcid"] is not None and orcid is None:
        raise ConfigError("what stands in <> is no ORCID; one is written <0000-0002-1825-0097>", subject=text)
    return Person(name, orcid, tuple(_coauthors(found["coauthors"] or "")))


def render_person(person: Person) -> str:
    """What `parse_person` reads."""
    known = f" <{person.orcid}>" if person.orcid else ""
    beside = f" with {', '.join(person.coauthors)}" if person.coauthors else ""
    return f"{person.name}{known}{beside}"


def tidy_name(name: str) -> str:
    """White space tidied; "Li, Wei" turned round."""
    parts = [_SPACE.sub(" ", part).strip() for part in unicodedata.normalize("NFC", name).split(",")]
    return f"{parts[1]} {parts[0]}".strip() if len(parts) == 2 else " ".join(filter(None, parts))


def _coauthors(text: str) -> Iterator[str]:
    names = (tidy_name(name) for name in text.split(";" if ";" in text else ","))
    return iter(dict.fromkeys(name for name in names if name))


def is_by(person: Person, authors: Sequence[Author]) -> bool:
    """Whether the person is one of the authors: by the ORCID, or by the name with one of the co-authors beside it.

    A different ORCID on the name says that it is somebody else. Initials count as the name that they may stand for.
    """
    for author in authors:
        if person.orcid and author.orcid:
            if author.orcid.upper() == person.orcid.upper():
                return True
        elif person.coauthors and is_same_name(person.name, author.name):
            others = [other.name for other in authors if other is not author]
            if any(is_same_name(name, other) for name in person.coauthors for other in others):
                return True
    return False


def is_same_name(one: str, other: str) -> bool:
    """Whether two names may be one person's, whatever the case, the accents, and which of the names comes first.

    The family name is whole in both; of the given names each is equal to the other's, or its initial, as far as both
    have them.
    """
    return any(_is_same(first, second) for first in name_readings(one) for second in name_readings(other))


def _is_same(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if sorted(first) == sorted(second):
        return True
    return any(
        family == other_family and _may_be_same(given, other_given)
        for family, given in _orders(first)
        for other_family, other_given in _orders(second)
    )


def _orders(words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The family name last, or first; never an initial."""
    if len(words[-1]) > 1:
        yield words[-1], words[:-1]
    if len(words[0]) > 1:
        yield words[0], words[1:]


def _may_be_same(given: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not given or not other:
        return False
    return all(
        one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])
        for one, two in zip(given, other, strict=False)
    )


@lru_cache(maxsize=50_000)
def name_readings(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name, folded, in the order in which they are spoken: in each way in which they may be read.

    Two or three capitals may be initials or a family name: "Li, W. X." gives ("w", "x", "li"), and "WX Li" that and
    ("wx", "li"); "Wei LI" gives ("wei", "li") and ("wei", "l", "i"). Empty where no letter stands there.
    """
    parts = _PART.findall(_bare(tidy_name(name)))
    if not parts:
        return ()
    whole = tuple(map(_folded, parts))
    if not any(len(part) > 1 and not part.isupper() for part in parts):
        return (whole,)
    apart: list[str] = []
    for part in parts:
        is_initials = part.isascii() and part.isupper() and len(part) <= 3
        apart += part.casefold() if is_initials else [_folded(part)]
    return tuple(dict.fromkeys((whole, tuple(apart))))


def name_words(name: str) -> frozenset[str]:
    """All that stand in a reading of the name."""
    return frozenset(word for reading in name_readings(name) for word in reading)


def _bare(name: str) -> str:
    """Without accents. Han and kana stay as they are."""
    if name.isascii():
        return name
    apart = unicodedata.normalize("NFKD", name)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))


def _folded(part: str) -> str:
    return part.casefold() if part.isascii() else part.casefold().translate(_NO_MARK)
