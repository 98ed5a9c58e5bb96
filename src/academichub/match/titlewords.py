"""A title as its words, weighed, and its groups of three letters. Pure.

How rare a word is comes from the word itself, never from what is stored: long words tell more than short ones, and what
half of all titles say tells next to nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from academichub.match.notices import is_generic, numbers_of, parts_of
from academichub.text import title_key

__all__ = ["Worded", "each_says_more", "n_telling", "telling_words", "worded"]

_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOTHING = frozenset(
    "a an and are as at be by can do does for from has have how in into is it its no not of on or our that the their "
    "this to toward towards under using use used via we what when where which why with without within between during "
    "among after before against through over new novel".split()
)
_COMMON = frozenset(
    "analysis approach approaches application applications assessment association associated based case "
    "characteristics clinical cohort comparison control controlled covid data deep detection development disease "
    "dynamic effect effective effects efficient evaluation evidence factors framework generation high human image "
    "impact improved improving language large learning low method methods model modeling modelling models multi "
    "network networks neural outcomes patients performance population prediction problem process quality "
    "randomized randomised related report research results review risk robust role self study studies system "
    "systematic systems task theory time towards training treatment trial understanding unified via vision visual "
    "sarscov coronavirus pandemic protocol preprint".split()
)
_OPPOSED = frozenset("no not within without between during among before after against over under".split())
_FORMS = frozenset(
    "analysis approach approaches assessment based case data evaluation evidence framework method methods related "
    "report research results review s study studies investigation towards preprint protocol".split()
)
"""What a title calls its own kind of work, and changes on the way: a study, an analysis, a review."""
_N_TELLING = 4
_SAME_BEGINNING = 0.7  # of the longer word: "estimating" and "estimation", not "neutron" and "neutrino"
_FEWEST_LETTERS = 4
_SPELT = (("ou", "o"), ("ae", "e"), ("oe", "e"), ("ph", "f"), ("z", "s"), ("y", "i"))
_TWICE = re.compile(r"(.)\1")
_MOST_OF_NAME = 2  # words
_FEWEST_OF_MAIN = 5
_SUBTITLE = re.compile(r"[:?]\s+|\s[-–—]\s|\.\s+")
_NO_NAME = re.compile(r"[^\w+]+")
_DASH = r"[\W_]{0,3}"
_SAID_TWICE = rf"(?:{_DASH}\(?(?:2019{_DASH}ncov|covid{_DASH}19|sars{_DASH}cov{_DASH}2)\)?)?"
_ONE_NAME = (
    (
        "sarscov",
        re.compile(
            rf"severe acute respiratory syndrome{_DASH}coronavirus{_DASH}2{_SAID_TWICE}|sars{_DASH}cov{_DASH}2", re.I
        ),
    ),
    (
        "covid",
        re.compile(
            rf"(?:novel )?coronavirus disease{_DASH}(?:20)?(?:19)?{_SAID_TWICE}"
            rf"|(?:the )?(?:2019{_DASH})?novel coronavirus(?:{_DASH}2019)?{_SAID_TWICE}"
            rf"|2019{_DASH}ncov|h?covid?{_DASH}19(?: coronavirus)?",
            re.I,
        ),
    ),
)
"""The disease and its virus had a dozen names in the titles of one year, and preprints changed theirs on the way."""
_MAY_NAME_IT = re.compile("cov|corona", re.I)


@dataclass(frozen=True, slots=True)
class Worded:
    title: str
    words: tuple[str, ...]
    weights: Mapping[str, float]
    weight: float
    triples: frozenset[str]
    numbers: frozenset[str]
    parts: frozenset[str]
    name: str  # what the work calls itself: "SAMSA 2.0: …"; "" where it does not
    main: str  # the key of the title before a subtitle; "" where it is too short to tell a work
    has_subtitle: bool


@lru_cache(maxsize=20_000)
def worded(title: str) -> Worded:
    whole = title
    if _MAY_NAME_IT.search(title):
        for name, pattern in _ONE_NAME:
            title = pattern.sub(f" {name} ", title)
    words = _words(title)
    weights = {word: _weight(word) for word in words if word not in _NOTHING}
    joined = f" {' '.join(words)} "
    triples = frozenset(joined[at : at + 3] for at in range(len(joined) - 2))
    main, subtitle = _halves(title)
    return Worded(
        title=whole,
        words=tuple(words),
        weights=weights,
        weight=sum(weights.values()),
        triples=triples,
        numbers=numbers_of(title),
        parts=parts_of(title),
        name=_name_in(title),
        main=title_key(main) if len(main.split()) >= _FEWEST_OF_MAIN and not is_generic(main) else "",
        has_subtitle=bool(subtitle),
    )


def _halves(title: str) -> tuple[str, str]:
    main, *rest = _SUBTITLE.split(title, maxsplit=1)
    return main, "".join(rest)


def _name_in(title: str) -> str:
    """One word or two before a colon, unless everybody says them ("Review: …")."""
    before, colon, _ = title.partition(":")
    if not colon or not 1 <= len(before.split()) <= _MOST_OF_NAME:
        return ""
    name = _NO_NAME.sub("", before.casefold())
    return "" if name in _COMMON or name in _NOTHING else name


def each_says_more(one: Worded, other: Worded) -> bool:
    """Whether each has a word that tells something and that the other has not in any spelling or form: "in men" and "in
    women", "upper bounds" and "lower bounds". A title that was only made longer says more by itself alone."""
    mine, its = _alone(one.words, other.words), _alone(other.words, one.words)
    return bool(mine and its) and "".join(mine) != "".join(its)


def _alone(words: Collection[str], others: Collection[str]) -> list[str]:
    """The telling ones of the words; "a" is one where the other title has another letter: "kinase A", "kinase B"."""
    spelt = [_spelt(word) for word in others]
    has_letter = any(len(word) == 1 and word.isalpha() and word not in words for word in others)
    kept = _OPPOSED | {"a"} if has_letter else _OPPOSED
    telling = (word for word in words if word not in _FORMS and (word not in _NOTHING or word in kept))
    return [word for word in telling if not any(_are_forms(_spelt(word), other) for other in spelt)]


def _are_forms(one: str, other: str) -> bool:
    """Two spellings, or two endings of one word."""
    n_same = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False)))
    return one == other or (n_same >= _SAME_BEGINNING * max(len(one), len(other)) and n_same >= _FEWEST_LETTERS)


@lru_cache(maxsize=20_000)
def _spelt(word: str) -> str:
    for form, plain in _SPELT:
        word = word.replace(form, plain)
    return _TWICE.sub(r"\1", word)


def n_telling(title: str) -> int:
    """How many words of the title tell something: no number, and no word of half of all titles."""
    return sum(word not in _NOTHING and word not in _COMMON and not word.isdigit() for word in set(_words(title)))


def telling_words(title: str) -> tuple[str, ...]:
    """The few words that tell most, the same whatever their order: by weight, then length, then letters."""
    words = {word for word in _words(title) if word not in _NOTHING and word not in _COMMON and not word.isdigit()}
    return tuple(sorted(words, key=lambda word: (-_weight(word), -len(word), word))[:_N_TELLING])


def _words(title: str) -> list[str]:
    """Folded and without accents, plural endings taken off; Han, kana and hangul letter by letter."""
    words: list[str] = []
    for word in _WORD.findall(title.casefold() if title.isascii() else _bare(title).casefold()):
        if word.isascii():
            words.append(word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word)
        elif _HAN.search(word):
            words += word[:1] if len(word) == 1 else [word[at : at + 2] for at in range(len(word) - 1)]
        else:
            words.append(word)
    return words


def _bare(title: str) -> str:
    apart = unicodedata.normalize("NFKD", title)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _weight(word: str) -> float:
    if word in _COMMON:
        return 0.4
    return min(2.0, 0.6 + 0.15 * len(word))
