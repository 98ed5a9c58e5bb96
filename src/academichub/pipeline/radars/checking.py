"""What of a radar may be saved: tidied, or refused with the field, what is wrong with it, and what to do. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from academichub.errors import ConfigError
from academichub.identifiers import parse_orcid
from academichub.model import LONGEST_NAME, MOST_QUOTA, MOST_SHARE, SPEECHES, Person, Radar, SavedSearch
from academichub.people import is_same_name, tidy_name

__all__ = ["check_name", "check_radar", "check_search"]

_LONGEST_WORD = 200
_MOST_WORDS = 200
_MOST_AUTHORS = 100
_SPACE = re.compile(r"\s+")
_CATEGORY = re.compile(r"[^\W_][\w .,&/()'+-]{0,79}")


def check_radar(radar: Radar, *, has_examples: bool = False) -> Radar:
    """The radar, tidied. Raises: ConfigError, its subject the field."""
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
        raise ConfigError(
            "it wants nothing; give it words to include or boost, authors, example papers, categories or sources",
            subject="radar",
        )
    return tidied


def check_name(name: str) -> str:
    """Raises: ConfigError."""
    tidied = _tidy(name)
    if not tidied:
        raise ConfigError(f"is empty; give the radar a name of at most {LONGEST_NAME} characters", subject="name")
    if len(tidied) > LONGEST_NAME:
        raise ConfigError(f"has {len(tidied)} characters; at most {LONGEST_NAME} fit", subject="name")
    if not tidied.isprintable():
        raise ConfigError("holds characters that cannot be seen; write letters, digits and signs", subject="name")
    if "/" in tidied or "\\" in tidied or tidied in (".", ".."):
        raise ConfigError('may not hold "/" or "\\", nor be "." or ".."; it is part of an address', subject="name")
    return tidied


def check_search(search: SavedSearch) -> SavedSearch:
    """Raises: ConfigError for an empty name or text."""
    name, text = _tidy(search.name), _tidy(search.text)
    if not text:
        raise ConfigError("is empty; write the words to search for", subject="text")
    if not name or len(name) > _LONGEST_WORD or not name.isprintable():
        raise ConfigError(
            f"is empty, or has more than {_LONGEST_WORD} characters; name it in a few words", subject="name"
        )
    return replace(search, name=name, text=text)


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _words(field: str, words: Iterable[str]) -> tuple[str, ...]:
    tidied = _listed(field, words, lambda word: word)
    for word in tidied:
        if len(word) > _LONGEST_WORD or not word.isprintable():
            raise ConfigError(
                f"{word[:40]!r} is no word or phrase of at most {_LONGEST_WORD} characters", subject=field
            )
        if not any(letter.isalnum() for letter in word):
            raise ConfigError(f"{word!r} has neither letter nor digit; leave it out", subject=field)
    if len(tidied) > _MOST_WORDS:
        raise ConfigError(f"has {len(tidied)} words; at most {_MOST_WORDS} fit: leave the rarest out", subject=field)
    return tidied


def _listed(field: str, values: Iterable[str], read: Callable[[str], str]) -> tuple[str, ...]:
    """Each once, whatever its case; empty ones left out."""
    kept: dict[str, str] = {}
    for value in map(_tidy, values):
        if value:
            kept.setdefault(value.casefold(), read(value))
    if len(kept) > _MOST_WORDS:
        raise ConfigError(f"has {len(kept)} entries; at most {_MOST_WORDS} fit", subject=field)
    return tuple(kept.values())


def _category(value: str) -> str:
    if not _CATEGORY.fullmatch(value):
        raise ConfigError(f'{value!r} is no category; write it as the source does: "cs.LG", "cs"', subject="categories")
    return value


def _source(value: str) -> str:
    if len(value) > _LONGEST_WORD or not value.isprintable():
        raise ConfigError(f"{value[:40]!r} is no source; academichub status lists those followed", subject="sources")
    return value.casefold()


def _language(value: str) -> str:
    if value.casefold() not in SPEECHES:
        raise ConfigError(f"{value!r} is not known; write one of {', '.join(SPEECHES)}", subject="languages")
    return value.casefold()


def _number(field: str, value: int, most: int) -> int:
    if not 1 <= value <= most:
        raise ConfigError(f"is {value}; write a whole number from 1 to {most}", subject=field)
    return value


def _authors(people: Collection[Person]) -> tuple[Person, ...]:
    tidied = dict.fromkeys(_author(person) for person in people)
    if len(tidied) > _MOST_AUTHORS:
        raise ConfigError(f"has {len(tidied)} authors; at most {_MOST_AUTHORS} fit", subject="authors")
    return tuple(tidied)


def _author(person: Person) -> Person:
    name = tidy_name(person.name)
    if not any(letter.isalpha() for letter in name) or len(name) > _LONGEST_WORD or set(name) & set("<>;"):
        raise ConfigError(
            f'{person.name[:40]!r} is no name; write "Name <ORCID>" or "Name with Co-author"', subject="authors"
        )
    coauthors = dict.fromkeys(tidy_name(other) for other in person.coauthors)
    known = tuple(other for other in coauthors if other and not is_same_name(other, name))[:_MOST_AUTHORS]
    if person.orcid is None and not known:
        raise ConfigError(
            f"{name} is a name alone, and others have it; add an ORCID, as in {name} <0000-0002-1825-0097>, or "
            f"co-authors, as in {name} with Jane Doe",
            subject="authors",
        )
    orcid = parse_orcid(person.orcid) if person.orcid is not None else None
    if person.orcid is not None and orcid is None:
        raise ConfigError(
            f"{person.orcid!r} of {name} is no ORCID: its check digit or form is wrong", subject="authors"
        )
    return Person(name, orcid, known)
