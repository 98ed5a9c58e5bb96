"""Followed authors as a line of text: "Wei Li <0000-0002-1825-0097>", "Wei Li with Jane Doe, Bob Ray". Pure."""

from __future__ import annotations

import re

from academichub.errors import ConfigError
from academichub.identifiers import parse_orcid
from academichub.model import Person
from academichub.publish.wording import Wording

__all__ = ["parse_person", "person_line"]

_ORCID = re.compile(r"(?P<before>[^<>＜＞]*)[<＜](?P<orcid>[^<>＜＞]*)[>＞]\s*")
_WITH = re.compile(r"\s+with\s+|\s+[与和]\s+|\s*(?:合作者|合著者)\s*[:：]?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[,，、;；]|\s+and\s+", re.IGNORECASE)


def parse_person(text: str, w: Wording) -> Person:
    """Who is meant. A name alone is read as such: whether it is enough is the radar's rule.

    Raises: ConfigError where there is no name, or what stands in angle brackets is no ORCID.
    """
    found = _ORCID.fullmatch(text)
    name, *others = _WITH.split(found["before"] if found else text, maxsplit=1)
    orcid = parse_orcid(found["orcid"]) if found else None
    if not name.strip() or (found and orcid is None):
        raise ConfigError(w("radars.no_person"), subject=text)
    coauthors = [_line(each) for other in others for each in _BETWEEN.split(other)]
    return Person(_line(name), orcid, tuple(dict.fromkeys(filter(None, coauthors))))


def person_line(person: Person) -> str:
    """The line that reads as this person."""
    together = f" with {', '.join(person.coauthors)}" if person.coauthors else ""
    return f"{person.name}{together}{f' <{person.orcid}>' if person.orcid else ''}"


def _line(text: str) -> str:
    return " ".join(text.split())
