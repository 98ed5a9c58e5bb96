"""Followed authors as a line of text: "Wei Li <0000-0002-1825-0097>", "Wei Li with Jane Doe, Max Roe". Pure."""

from __future__ import annotations

import re

from academichub.identifiers import parse_orcid
from academichub.model import Person

__all__ = ["parse_person", "render_person"]

_ORCID_BEHIND = re.compile(r"^(?P<name>.*?)[\s(（<＜]+(?P<orcid>[^\s<>＜＞()（）]+)[)）>＞]*$")
_WITH = re.compile(r"\s+with\s+|\s*(?:合作者|合著者)\s*[:：]?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,，、;；]\s*|\s+and\s+", re.IGNORECASE)


def parse_person(line: str) -> Person:
    """Who is meant; without an ORCID or co-authors where the line names none."""
    name, *others = _WITH.split(line.strip(), maxsplit=1)
    name, orcid = _split_orcid(name)
    coauthors: list[str] = []
    for other in others:
        other, behind = _split_orcid(other)
        orcid = orcid or behind
        coauthors.extend(each for each in _BETWEEN.split(other) if each)
    return Person(name, orcid, tuple(dict.fromkeys(coauthors)))


def _split_orcid(text: str) -> tuple[str, str | None]:
    """The name before an ORCID, and the ORCID; the text as it is where no valid one ends it."""
    found = _ORCID_BEHIND.match(text.strip())
    orcid = parse_orcid(found["orcid"]) if found else None
    return (found["name"].strip(), orcid) if found and orcid else (text.strip(), None)


def render_person(person: Person) -> str:
    """The line that reads as this person."""
    orcid = f" <{person.orcid}>" if person.orcid else ""
    coauthors = f" with {', '.join(person.coauthors)}" if person.coauthors else ""
    return f"{person.name}{orcid}{coauthors}"
