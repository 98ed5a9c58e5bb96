"""Names and acronyms in a draft that its source does not have: the models, data sets and methods a model invents. Pure.

A name is a Latin token with an inner capital or a digit. Measurements ("7B", "20ms") are none: the check of numbers
reads them. In a Chinese draft every Latin word is held to the source, since a translator leaves only the source's own
words untranslated: of 38,000 published Chinese summaries that rule alone flags 0.2 % that are Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from academichub.summary.checks._reading import excerpt, folded_source, is_chinese, joined, plain_form, read_table
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["check_names", "has_name", "names_in"]

_TOKEN = re.compile(
    r"(?:[A-Za-z0-9]+(?:\.(?=\d))?)+(?:(?:[-_&'’‑–]|(?<=\d)\.)[A-Za-z0-9]+)*(?:\+{1,2}(?![A-Za-z0-9])|\*)?"
)
_MARKED = re.compile(r"[A-Za-z]\S*?[A-Z0-9]|[0-9]\S*?[A-Za-z]")
_MEASURE = re.compile(
    r"[\d.,]+(?:[-–~][\d.,]+)?[-–]?(?:[kKMBTGx×]|[kKMGT]?[bB](?:ps|it|yte)?s?|[a-zµμ]{1,3}|[mkMG]?Hz|[kMGT]?W?h?|dB[m]?|[kKM]\+|st|nd|rd|th"
    r"|fold|shot|way|bit|step|hop|day|year|hour|point|page|class|layer|dimensional|token|bits|tokens|steps|times)?"
)
_ROMAN = re.compile(r"[IVX]{1,4}|[lL][0-2p]|vs\d+|[Tt]op-?\d+|[Rr]2")
_PLAIN_PART = re.compile(r"[A-Z]?[a-z]+")
_PARTS = re.compile(r"[-_&‑–]")
_PLAIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{3,}")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_SQUEEZE = re.compile(r"[\W_]+")
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_WORD = re.compile(r"[A-Za-z]+|[0-9]+[A-Za-z]?")
_SMALL = frozenset("a an the and or of in on at to for from with by as via is are".split())
_SURE = 6
"""Squeezed characters from which a name found anywhere in the squeezed source is no chance find."""

_GENERAL = frozenset(word.lower() for word in read_table("names.toml")["general"].split())


def check_names(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """Each name that the source has in no spelling, not written out, and that is no general abbreviation."""
    names = {name for field in draft.fields.values() for name in names_in(field.text)}
    unknown = {name for name in names if not has_name(name, source)}
    words = _plain_words(joined(draft)) if is_chinese(draft) else ()
    strange = {word for word in words if not _has_word(word, source)}
    if not unknown and not strange:
        return ()
    return tuple(
        Finding("names", f'The paper\'s text does not name "{excerpt(name)}".', key)
        for key, field in draft.fields.items()
        for name in (*names_in(field.text), *_plain_words(field.text))
        if name in unknown or name in strange
    )


def _plain_words(text: str) -> tuple[str, ...]:
    """Latin words of three letters and more that are part of no name, each once."""
    rest = _TOKEN.sub(lambda token: " " if _is_name(token[0]) else token[0], plain_form(text))
    return tuple(dict.fromkeys(_PLAIN_WORD.findall(rest)))


def _has_word(word: str, source: SourceText) -> bool:
    low = word.lower()
    if low in folded_source(source) or low in _GENERAL or low.removesuffix("s") in _GENERAL:
        return True
    bare = _SQUEEZE.sub("", _ACCENTS.sub("", unicodedata.normalize("NFD", low)))
    return bare.removesuffix("s") in _squeezed(source)[0] or _written_out(word, source)


@lru_cache(64)  # asked for the ground of a field first
def names_in(text: str) -> tuple[str, ...]:
    """The names in a text of any script, in order, each once."""
    found = (token.removesuffix("'s").removesuffix("’s") for token in _TOKEN.findall(plain_form(text)))
    return tuple(dict.fromkeys(token for token in found if _is_name(token)))


def _is_name(token: str) -> bool:
    return bool(_MARKED.match(token)) and not _MEASURE.fullmatch(token) and not _ROMAN.fullmatch(token)


def has_name(name: str, source: SourceText) -> bool:
    """Whether the source has the name in any spelling or written out, or the name is generally known.

    A name of several parts stands where each part does; a number belongs to the part before it, so that "GPT-5" is not
    supported by "GPT".
    """
    if _known(name, source):
        return True
    parts = _parts_of(name)
    return len(parts) > 1 and all(_known_part(part, source) for part in parts)


def _known_part(part: str, source: SourceText) -> bool:
    if _PLAIN_PART.fullmatch(part) and part.islower():
        return True
    return _known(part, source)


def _known(name: str, source: SourceText) -> bool:
    low = name.lower()
    singular = low[:-1] if low.endswith("s") else low
    if low in _GENERAL or singular in _GENERAL:
        return True
    return _stands(low, folded_source(source)) or _squeezed_in(singular, source) or _written_out(name, source)


def _stands(low: str, folded: str) -> bool:
    """Whether the word occurs with no letter or digit before it and none but a plural s behind."""
    at = folded.find(low)
    while at >= 0:
        before, behind = folded[at - 1 : at], folded[at + len(low) : at + len(low) + 2]
        if not before.isalnum() and not behind.removeprefix("s")[:1].isalnum():
            return True
        at = folded.find(low, at + 1)
    return False


def _parts_of(name: str) -> list[str]:
    parts: list[str] = []
    for part in _PARTS.split(name):
        if parts and part[:1].isdigit():
            parts[-1] += "-" + part
        elif part:
            parts.append(part)
    return parts


@lru_cache(32)
def _squeezed(source: SourceText) -> tuple[str, frozenset[int], frozenset[int]]:
    """The source's letters and digits in one row, and where its pieces begin and end in it."""
    pieces = _PIECE.findall(plain_form(source.plain))
    starts, ends, at = set(), set(), 0
    for piece in pieces:
        starts.add(at)
        at += len(piece)
        ends.add(at)
    return "".join(pieces).lower(), frozenset(starts), frozenset(ends)


def _squeezed_in(low: str, source: SourceText) -> bool:
    row, starts, ends = _squeezed(source)
    bare = _SQUEEZE.sub("", low)
    if not bare:
        return True
    at = row.find(bare)
    while at >= 0:
        end = at + len(bare)
        if at in starts and (end in ends or (row[end : end + 1] == "s" and end + 1 in ends)):
            return True
        if len(bare) >= _SURE and not bare[-1].isdigit():
            return True
        at = row.find(bare, at + 1)
    return False


@lru_cache(32)
def _initials(source: SourceText) -> tuple[str, str]:
    """First letters of the source's words in one row: of all words, and of all but small ones. Numbers stand whole."""
    words = [word.lower() for word in _WORD.findall(plain_form(source.plain))]
    letters = [word if word[0].isdigit() else word[0] for word in words]
    kept = [letter for letter, word in zip(letters, words, strict=True) if word not in _SMALL]
    return "".join(letters), "".join(kept)


def _written_out(name: str, source: SourceText) -> bool:
    """Whether the name's letters, or its capitals, begin words of the source in a row. A version number never does."""
    bare = _SQUEEZE.sub("", name)
    if re.fullmatch(r"[A-Z]+s", bare):
        bare = bare[:-1]
    bare = re.sub(r"(?<=[A-Za-z])2(?=[A-Za-z])", "t", bare)
    capitals = "".join(letter for letter in bare if not letter.islower())
    if re.search(r"\d\Z", bare) or len(capitals) < 2:
        return False
    rows = _initials(source)
    return any(letters.lower() in row for letters in (bare, capitals) for row in rows)
