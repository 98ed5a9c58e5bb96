"""What of a radar may be saved: tidied, or refused with the field, what is wrong with it, and what to do. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from academichub.identifiers import parse_orcid
from academichub.model import LONGEST_NAME, MOST_QUOTA, MOST_SHARE, SPEECHES, Person, Radar, SavedSearch
from academichub.people import is_same_name, tidy_name
from academichub.publish.faults import Worded

__all__ = ["check_name", "check_radar", "check_search"]

_LONGEST_WORD = 200
_MOST_WORDS = 200
_MOST_AUTHORS = 100
_SPACE = re.compile(r"\s+")
_CATEGORY = re.compile(r"[^\W_][\w .,&/()'+-]{0,79}")


def check_radar(radar: Radar, *, has_examples: bool = False) -> Radar:
    """The radar, tidied. Raises: Worded, its subject the field."""
    tidied = replace(
        radar,
        name=check_name(radar.name),
        include=_words("include", radar.include),
        exclude=_words("exclude", radar.exclude),
        boost=_words("boost", radar.boost),
        authors=_authors(radar.authors),
        categories=_listed("categories", radar.categories, _category),
        sources=_listed("sources", radar.sources, _source),
        languages=_listed("languages", radar.languages, _language),
        quota=_number("quota", radar.quota, MOST_QUOTA),
        share=_number("share", radar.share, MOST_SHARE),
    )
    wishes = (tidied.include, tidied.boost, tidied.authors, tidied.categories, tidied.sources, tidied.languages)
    if not has_examples and not any(wishes):
        raise Worded("fault.radar.nothing", subject="radar")
    return tidied


def check_name(name: str) -> str:
    """Raises: Worded."""
    tidied = _tidy(name)
    if not tidied:
        raise Worded("fault.name.empty", subject="name", most=LONGEST_NAME)
    if len(tidied) > LONGEST_NAME:
        raise Worded("fault.name.long", subject="name", n=len(tidied), most=LONGEST_NAME)
    if not tidied.isprintable():
        raise Worded("fault.name.unseen", subject="name")
    if "/" in tidied or "\\" in tidied or tidied in (".", ".."):
        raise Worded("fault.name.address", subject="name")
    return tidied


def check_search(search: SavedSearch) -> SavedSearch:
    """Raises: Worded for an empty name or text."""
    name, text = _tidy(search.name), _tidy(search.text)
    if not text:
        raise Worded("fault.search.text", subject="text")
    if not name or len(name) > _LONGEST_WORD or not name.isprintable():
        raise Worded("fault.search.name", subject="name", most=_LONGEST_WORD)
    return replace(search, name=name, text=text)


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _words(field: str, words: Iterable[str]) -> tuple[str, ...]:
    tidied = _listed(field, words, lambda word: word)
    for word in tidied:
        if len(word) > _LONGEST_WORD or not word.isprintable():
            raise Worded("fault.word.long", subject=field, word=word[:40], most=_LONGEST_WORD)
        if not any(letter.isalnum() for letter in word):
            raise Worded("fault.word.signs", subject=field, word=word)
    return tidied


def _listed(field: str, values: Iterable[str], read: Callable[[str], str]) -> tuple[str, ...]:
    """Each once, whatever its case; empty ones left out."""
    kept: dict[str, str] = {}
    for value in map(_tidy, values):
        if value:
            kept.setdefault(value.casefold(), read(value))
    if len(kept) > _MOST_WORDS:
        raise Worded("fault.list.long", subject=field, n=len(kept), most=_MOST_WORDS)
    return tuple(kept.values())


def _category(value: str) -> str:
    if not _CATEGORY.fullmatch(value):
        raise Worded("fault.category.form", subject="categories", value=value[:40])
    return value


def _source(value: str) -> str:
    if len(value) > _LONGEST_WORD or not value.isprintable():
        raise Worded("fault.source.form", subject="sources", value=value[:40])
    return value.casefold()


def _language(value: str) -> str:
    if value.casefold() not in SPEECHES:
        raise Worded("fault.language", subject="languages", value=value[:40], names=", ".join(SPEECHES))
    return value.casefold()


def _number(field: str, value: int, most: int) -> int:
    if not 1 <= value <= most:
        raise Worded("fault.number", subject=field, value=str(value), most=most)
    return value


def _authors(people: Collection[Person]) -> tuple[Person, ...]:
    tidied = dict.fromkeys(_author(person) for person in people)
    if len(tidied) > _MOST_AUTHORS:
        raise Worded("fault.list.long", subject="authors", n=len(tidied), most=_MOST_AUTHORS)
    return tuple(tidied)


def _author(person: Person) -> Person:
    name = tidy_name(person.name)
    if not any(letter.isalpha() for letter in name) or len(name) > _LONGEST_WORD or set(name) & set("<>;"):
        raise Worded("fault.author.name", subject="authors", name=person.name[:40])
    coauthors = dict.fromkeys(tidy_name(other) for other in person.coauthors)
    known = tuple(other for other in coauthors if other and not is_same_name(other, name))[:_MOST_AUTHORS]
    if person.orcid is None and not known:
        raise Worded("fault.author.alone", subject="authors", name=name)
    orcid = parse_orcid(person.orcid) if person.orcid is not None else None
    if person.orcid is not None and orcid is None:
        raise Worded("fault.author.orcid", subject="authors", orcid=person.orcid[:40], name=name)
    return Person(name, orcid, known)
