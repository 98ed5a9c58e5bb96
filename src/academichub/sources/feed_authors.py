"""The people an entry of a feed names, one by one: lists split, names turned round, addresses left out. Private, pure.

A name comes out as it is said, given name first: "Doe, Jane" and "Doe J" are turned round, for the last word is where
everyone looks for the family name. What cannot be told apart stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from academichub.model import Author, Markup, MarkupFormat
from academichub.sources._names import SUFFIX, is_group
from academichub.sources.feed_markup import plain_of
from academichub.sources.feed_wire import WireAuthor

__all__ = ["is_names", "read_authors"]

_MAX_NAME = 120
_NOBODY = re.compile(
    r"(?:et al|and others|others|admin(?:istrator)?|anonymous|unknown|\(?author unknown\)?|n/?a|none|no author|"
    r"noreply|webmaster|editor|root)\.?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+")
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-Я]\.?[\s-]?){1,4}")
_SHORT = re.compile(r"[A-ZÀ-ÖØ-Þ]{1,3}(?:-[A-Z]{1,2})?\.?")
_DEGREE = re.compile(
    r"(?:M\.?D\.?|Ph\.?\s?D\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?P\.?H\.?|R\.?N\.?|M\.?A\.?|D\.?Phil\.?|FRCP)", re.I
)
_AND = re.compile(r",?\s+(?:and|&)\s+", re.IGNORECASE)
_COMMA_AND = re.compile(r",\s+(?:and|&)\s+", re.IGNORECASE)
_LABEL = re.compile(r"^(?:by|authors?(?:\(s\))?)\s*[:：]\s*|^by\s+(?=[A-Z])", re.IGNORECASE)
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_SEMICOLON = re.compile(r"[;；|]")
_COMMA = re.compile(r"[,，、]")
_WORD_OF_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-‐])*")


def read_authors(said: Iterable[WireAuthor], *, not_a_name: Iterable[str] = ()) -> tuple[Author, ...]:
    """The authors in their order, each once; `not_a_name` are texts (the journal's name) that stand there in error."""
    said = tuple(said)
    nobody = {text.casefold() for text in not_a_name if text}
    authors: dict[str, Author] = {}
    for author in said:
        for name, place in _names(author, alone=len(said) == 1):
            if name.casefold() not in nobody and not _NOBODY.fullmatch(name):
                found = Author(name, author.affiliation or place, author.orcid, is_group(name))
                authors.setdefault(name.casefold(), found)
    return tuple(authors.values())


def is_names(line: str) -> bool:
    """Whether a line of a description is nothing but names with semicolons between them."""
    pieces = [piece.strip() for piece in _SEMICOLON.split(line.strip())]
    names = [piece for piece in pieces if piece]
    if len(pieces) < 2 or not names:
        return False
    return all(len(name) <= 60 and _is_name_like(name) for name in names)


def _is_name_like(name: str) -> bool:
    words = name.replace(",", " ").split()
    return (
        1 <= len(words) <= 7
        and all(map(_WORD_OF_NAME.fullmatch, words))
        and any(w[0].isupper() or _is_han(w) for w in words)
    )


def _names(author: WireAuthor, *, alone: bool) -> list[tuple[str, str | None]]:
    text = _clean(author.text)
    if author.whole:
        pieces = [text]
    elif _SEMICOLON.search(text):
        pieces = _split(text, _SEMICOLON)
    elif alone:
        pieces = _listed(text)
    else:
        pieces = [text]
    return [named for piece in pieces if (named := _named(piece))]


def _clean(text: str) -> str:
    text = plain_of(Markup(text, MarkupFormat.HTML))
    text = _LABEL.sub("", _EMAIL.sub(" ", text))
    return " ".join(text.replace("()", " ").replace("<>", " ").split()).strip(" ,;")


def _listed(text: str) -> list[str]:
    """One string that may hold several names, with commas or "and" between them."""
    if all(map(_HAN_NAME.fullmatch, text.split())):
        return text.split()
    text = (_COMMA_AND if is_group(text) else _AND).sub(", ", text)
    pieces = [piece for piece in _split(text, _COMMA) if not _DEGREE.fullmatch(piece)]
    if len(pieces) == 2 and not any(_is_family_and_initials(piece) for piece in pieces):
        one_word = [" " not in piece for piece in pieces]
        if (any(one_word) and not _is_han(text)) or _INITIALS.fullmatch(pieces[1]):
            return [", ".join(pieces)]  # "Doe, Jane": two people have two words each
    return _paired(pieces)


def _paired(pieces: list[str]) -> list[str]:
    """["Doe", "J.", "Roe", "R. S."] -> ["Doe, J.", "Roe, R. S."]; other lists stay as they are."""
    whole: list[str] = []
    for piece in pieces:
        follows = whole and "," not in whole[-1]
        if follows and (SUFFIX.fullmatch(piece) or (_INITIALS.fullmatch(piece) and not _is_han(piece))):
            whole[-1] = f"{whole[-1]} {piece}" if SUFFIX.fullmatch(piece) else f"{whole[-1]}, {piece}"
        else:
            whole.append(piece)
    return whole


def _split(text: str, at: re.Pattern[str]) -> list[str]:
    """The pieces between the separators that stand outside parentheses."""
    pieces, depth, start = [], 0, 0
    for place, character in enumerate(text):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and at.match(character):
            pieces.append(text[start:place])
            start = place + 1
    return [piece.strip() for piece in [*pieces, text[start:]] if piece.strip()]


def _named(piece: str) -> tuple[str, str | None] | None:
    """A name given name first, and the affiliation that stood behind it in parentheses."""
    name, _, place = piece.partition("(")
    name = name.strip(" .,;:") if not _INITIALS.fullmatch(name.rpartition(" ")[2]) else name.strip(" ,;:")
    if not name and place:  # "editor@example.org (Jane Doe)"
        name, place = place.strip(" )"), ""
    name = _turned(name)
    if not name or len(name) > _MAX_NAME or not any(character.isalpha() for character in name):
        return None
    return name, place.strip(" )") or None


def _turned(name: str) -> str:
    if is_group(name):
        return name
    parts = [part.strip() for part in name.split(",") if part.strip() and not _DEGREE.fullmatch(part.strip())]
    if len(parts) > 1:
        family, given, *more = parts
        suffix = next((part for part in (given, *more) if SUFFIX.fullmatch(part)), "")
        if suffix == given:
            given = more[0] if more else ""
        return " ".join(part for part in (given, family, suffix) if part)
    if _is_family_and_initials(name):
        family, _, initials = name.rpartition(" ")
        return f"{initials} {family}"
    return parts[0] if parts else ""


def _is_family_and_initials(name: str) -> bool:
    """ "Brandt A": the last word is nothing but capitals, and the others are not."""
    family, _, last = name.rpartition(" ")
    return bool(family) and _SHORT.fullmatch(last) is not None and not family.isupper() and not SUFFIX.fullmatch(last)


def _is_han(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af" for character in text)
