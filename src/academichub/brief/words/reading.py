"""One text as the noun phrases in it, by rules and without a dictionary. Pure; knows one text at a time.

A phrase is one to four words that stand side by side, in lower case, hyphens undone (but for x-ray and its like), the
last word in the singular.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from academichub.brief.words.lexicon import HAN_STOPS, WordClass, base_form, class_of

__all__ = ["HAN", "long_forms", "phrases_in", "runs_in", "spans_of"]

LONGEST = 4
_HAN_LENGTHS = range(2, 7)
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LATIN = r"[a-z0-9\u00df-\u024f\u0370-\u052f]"
_TOKEN = re.compile(rf"(?<!\w)[a-z]-{_LATIN}{{2,}}|{_LATIN}+|[^\s\w'’‑-]|\n|[{HAN}]+")
_HAN_STOP = re.compile("|".join(sorted(HAN_STOPS, key=len, reverse=True)))
_DEFINED = re.compile(r"(?<![A-Za-z0-9])((?:[A-Za-z0-9]{1,40}[\s-]{1,3}){1,8})\(([A-Za-z][A-Za-z0-9]{1,11})\)")
"""Bounded on every side: a text of one word of many thousand letters must cost no more than another."""

Run = Sequence[str]
_PLURAL_MODIFIERS = frozenset("systems sports materials communications operations series species news".split())
_NEVER_LAST = (WordClass.MODIFIER, WordClass.SIZE)
_SAY_NOTHING = (WordClass.WEAK, WordClass.SIZE)


def phrases_in(text: str) -> set[str]:
    """Every phrase of the text, once; a phrase inside a longer one counts as well."""
    found: set[str] = set()
    for run in runs_in(text):
        found.update(_phrases_of(run))
    return found


def runs_in(text: str) -> Iterator[Run]:
    """Words that stand side by side, none of which ends a phrase. A run of Han characters is one string."""
    run: list[str] = []
    for token in _TOKEN.findall(text.lower()):
        if token[0] < "\u3400" and (class_of(token) or _is_named_action(token, run)):
            if token[0].isalnum():
                run.append(token)
                continue
        elif class_of(token) and token[0].isalnum():
            yield from ((piece,) for piece in _HAN_STOP.split(token) if len(piece) > 1)
        if run:
            yield run
            run = []
    if run:
        yield run


def _is_named_action(token: str, run: Run) -> bool:
    """Whether a word in -ing is a noun by what stands before it: basal sliding, thermal bleaching."""
    return token.endswith("ing") and bool(run) and class_of(run[-1]) is WordClass.MODIFIER


def _phrases_of(run: Run) -> Iterator[str]:
    if run[0][0] >= "\u3400":
        yield from _grams(run[0])
        return
    classes = [class_of(word) for word in run]
    for last, word in enumerate(run):
        if classes[last] in _NEVER_LAST:
            continue
        phrase, strong = base_form(word), classes[last] is WordClass.NOUN
        if strong and len(phrase) > 2:
            yield phrase
        for first in range(last - 1, max(-1, last - LONGEST), -1):
            if _is_plural(
                run[first]
            ):  # a plural before a noun is as a rule the end of a subject, or a verb: shifts training
                break
            phrase = f"{run[first]} {phrase}"
            strong = strong or classes[first] not in _SAY_NOTHING
            if strong:
                yield phrase


def _is_plural(word: str) -> bool:
    return base_form(word) != word and not word.endswith("ics") and word not in _PLURAL_MODIFIERS


def _grams(run: str) -> Iterator[str]:
    for n in _HAN_LENGTHS:
        for start in range(len(run) - n + 1):
            yield run[start : start + n]


def spans_of(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a phrase, written as `phrases_in` writes it, stands in the text: whole words, never a part of one."""
    if name[0] >= "\u3400":
        yield from (match.span() for match in re.finditer(re.escape(name), text))
        return
    words = name.split(" ")
    tokens = list(_TOKEN.finditer(text.lower()))
    for at in range(len(tokens) - len(words) + 1):
        here = tokens[at : at + len(words)]
        if [token[0] for token in here[:-1]] == words[:-1] and base_form(here[-1][0]) == words[-1]:
            yield here[0].start(), here[-1].end()


def long_forms(text: str) -> Iterator[tuple[str, str]]:
    """(short, long) of each short form that the text writes out before it in brackets: "large language models (LLMs)".

    Both as phrases are written. The letters must be the first letters of as many words.
    """
    for match in _DEFINED.finditer(text):
        if not any(letter.isupper() for letter in match[2][1:]):
            continue
        short = match[2].removesuffix("s") if match[2][-2:-1].isupper() else match[2]
        words = re.split(r"[\s-]+", match[1].strip().lower())
        long = words[-len(short) :]
        if 2 <= len(short) <= LONGEST and [word[0] for word in long] == list(short.lower()):
            yield short.lower(), " ".join([*long[:-1], base_form(long[-1])])
