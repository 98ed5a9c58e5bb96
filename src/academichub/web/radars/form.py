"""The form that makes a radar: what was typed, what it means, and what is wrong with it. Pure.

What was typed is kept as it is, so that a form with a fault in it can be shown again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from academichub.errors import ConfigError
from academichub.model import LONGEST_NAME, MOST_QUOTA, MOST_SHARE, Person, Radar
from academichub.people import parse_person, render_person
from academichub.text import clean_characters

__all__ = ["Fault", "RadarForm", "form_of", "radar_of", "read_form", "split_words"]

_FRESH = Radar("")  # of which the form offers the numbers
_LISTS = ("category", "source", "speech", "drop")  # fields that may be given several times
_LINES = ("include", "exclude", "boost", "authors", "categories", "examples", "name", "quota", "share")
_NARROW = str.maketrans("，、；＜＞", ",,;<>")
_WIDE_WITH = re.compile(r"\s*(?:合作者|合著者)\s*[:：]?\s*")
_WORD = re.compile(r'"([^"\n]*)"|“([^”\n]*)”|([^\n,，、;；]+)')


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: a field of the form, a key of the words, and the value that fills it.

    `words` are there already where another room found the fault, and are English then.
    """

    field: str
    key: str = ""
    value: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class RadarForm:
    """The fields as text. `category` are those ticked, `categories` what was typed beside them; `drop` the keys of
    the examples to take away.
    """

    name: str = ""
    include: str = ""
    exclude: str = ""
    boost: str = ""
    authors: str = ""
    category: tuple[str, ...] = ()
    categories: str = ""
    source: tuple[str, ...] = ()
    speech: tuple[str, ...] = ()
    quota: str = str(_FRESH.quota)
    share: str = str(_FRESH.share)
    paused: bool = False
    examples: str = ""
    drop: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = field(default=(), compare=False)

    def fault(self, name: str) -> Fault | None:
        """What is wrong with one field."""
        return next((fault for fault in self.faults if fault.field == name), None)


def read_form(pairs: Iterable[tuple[str, object]]) -> RadarForm:
    """The form as it was sent; fields that are not ours and empty lines at the end are left out, line ends one kind."""
    texts: dict[str, str] = {}
    lists: dict[str, list[str]] = {name: [] for name in _LISTS}
    paused = False
    for name, value in pairs:
        if not isinstance(value, str):
            continue
        if name in _LISTS:
            lists[name].append(clean_characters(value).strip())
        elif name in _LINES:
            texts[name] = "\n".join(clean_characters(line).strip() for line in value.splitlines()).rstrip("\n")
        paused = paused or name == "paused"
    ticked = {name: tuple(dict.fromkeys(each for each in values if each)) for name, values in lists.items()}
    return replace(RadarForm(), **texts, **ticked, paused=paused)  # type: ignore[arg-type]


def form_of(radar: Radar, offered: Iterable[str]) -> RadarForm:
    """The form filled in with a radar; of its categories those that are `offered` are ticked, the others are typed."""
    ticks = set(offered)
    return RadarForm(
        name=radar.name,
        include=_listed(radar.include),
        exclude=_listed(radar.exclude),
        boost=_listed(radar.boost),
        authors="\n".join(map(render_person, radar.authors)),
        category=tuple(name for name in radar.categories if name in ticks),
        categories=", ".join(name for name in radar.categories if name not in ticks),
        source=radar.sources,
        speech=radar.languages,
        quota=str(radar.quota),
        share=str(radar.share),
        paused=radar.paused,
    )


def _listed(words: Iterable[str]) -> str:
    return "\n".join(f'"{word}"' if re.search("[,，、;；]", word) else word for word in words)


def split_words(text: str) -> tuple[str, ...]:
    """Words and phrases by line or comma, each once; what stands in quotation marks is one."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = " ".join((match[1] or match[2] or match[3] or "").split())
        if word:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def radar_of(form: RadarForm, base: Radar | None = None) -> tuple[Radar, tuple[Fault, ...]]:
    """The radar that the form means, and everything that is wrong with it. `base` is the radar that is edited."""
    people, unread = _people(form.authors)
    quota, share = _number(form.quota, MOST_QUOTA), _number(form.share, MOST_SHARE)
    radar = Radar(
        name=form.name.strip(),
        include=split_words(form.include),
        exclude=split_words(form.exclude),
        boost=split_words(form.boost),
        authors=people,
        categories=tuple(dict.fromkeys((*form.category, *split_words(form.categories)))),
        sources=form.source,
        languages=form.speech,
        quota=quota or _FRESH.quota,
        share=share or _FRESH.share,
        paused=form.paused,
        radar_id=base.radar_id if base else None,
    )
    return radar, (*unread, *_faults(radar, {"quota": quota, "share": share}))


def _people(text: str) -> tuple[tuple[Person, ...], tuple[Fault, ...]]:
    """Who is followed, by line; and the first line that names nobody."""
    people: list[Person] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            people.append(parse_person(_WIDE_WITH.sub(" with ", line).translate(_NARROW)))
        except ConfigError:
            return tuple(people), (Fault("authors", "form.fault.person", line[:100]),)
    return tuple(people), ()


def _faults(radar: Radar, numbers: Mapping[str, int | None]) -> Iterable[Fault]:
    if not radar.name:
        yield Fault("name", "form.fault.no_name")
    elif len(radar.name) > LONGEST_NAME or not radar.name.isprintable() or set(radar.name) & set("/\\"):
        yield Fault("name", "form.fault.name", str(LONGEST_NAME))
    for person in radar.authors:
        if not (person.orcid or person.coauthors):
            yield Fault("authors", "form.fault.author", person.name)
            break
    for name, most in (("quota", MOST_QUOTA), ("share", MOST_SHARE)):
        if numbers[name] is None:
            yield Fault(name, "form.fault.number", str(most))


def _number(text: str, most: int) -> int | None:
    """A whole number from 1; None where it is none."""
    is_short = text.isascii() and text.isdigit() and len(text) < 6
    return int(text) if is_short and 1 <= int(text) <= most else None
