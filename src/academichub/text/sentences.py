"""Where the sentences of a plain reading begin and end. Pure.

Owns the boundary rules for scientific prose in English and for Chinese and Japanese punctuation. It knows nothing of
mathematics or markup: a caller that has formulas decides what to do with a boundary inside one. Where a boundary is
uncertain the sentence goes on: two sentences shown as one read better than half a sentence.
"""

from __future__ import annotations

import re

__all__ = ["split_sentences"]

_ABBREVIATIONS = "fig figs eq eqs eqn eqns refs vs cf dr prof mr mrs ms st e.g i.e eg ie approx viz pp"
_NEVER_LAST = frozenset(_ABBREVIATIONS.split())
"""Words that a full stop never ends a sentence after: something always follows them."""

_OPEN_ABBREVIATIONS = (
    "al inc ltd co corp bros et no nos sec secs sect ref tab vol vols ch chap jr sr ca resp thm lem prop def cor alg "
    "ex sp spp subsp var str v ver dept univ inst est esp incl excl max min avg temp suppl ph.d "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_MAYBE_LAST = frozenset(_OPEN_ABBREVIATIONS.split())
"""Words whose full stop may end a sentence as well: it does when a usual first word follows."""

_STARTERS = (
    "We The This These Those That There Here Our In It Its They Their However Moreover Furthermore Additionally To For "
    "As By With While When Although Despite Using Based Finally First Second Third Then Thus Therefore Hence Such Both "
    "Many Most Existing Recent Experiments Experimental Extensive Code Unlike Unfortunately Specifically Meanwhile "
    "Nevertheless Consequently Overall Instead Besides Previous"
)
_HEADINGS = (
    "Background Introduction Objective Objectives Aim Aims Purpose Methods Results Findings Conclusions Conclusion"
)
_STARTER = re.compile(rf"(?:{'|'.join([*_STARTERS.split(), *_HEADINGS.split()])})\b")

_GLUED_STARTERS = (
    "Extensive Specifically Code As While Additionally Comprehensive Experiments Experimental Results Moreover "
    "Furthermore Finally Existing Recent Recently Based Although For By With An A I Here They There Through Using Such "
    "Despite When Since Compared Empirical Evaluations Our We Notably Therefore Thus Consequently Unlike First"
)
# Feeds lose the space between sentences ("…results.We show") and before headings ("…results.Methods: …").
_GLUED = (
    r"(?<=[a-z)\]]\.)(?=(?:We|The|This|These|Our|In|However|To|It)\s+[a-z])"
    rf"|(?<=[a-z)\]%\d]\.)(?=(?:{'|'.join(_HEADINGS.split())})(?::|\s+[A-Z]))"
    rf"|(?<=[a-z]{{3}}\.)(?=(?:{'|'.join(_GLUED_STARTERS.split())})(?:,\s|\s+[A-Za-z]))"
)
# The first mark stands before all branches, which look back at it: so the search skips from mark to mark.
_CANDIDATE = re.compile(
    r"[.!?…。！？\n\r](?:(?<=[.!?…])[.!?…]*[)\]\"'”’»]*(?=\s)|(?<=[。！？])[。！？]*[”’」』）》\"']*|(?<=[\n\r])[\n\r]*"
    rf"|{_GLUED})"
)
# A bare address after a full stop is a remark of its own, whatever letter it begins with.
_ADDRESS = re.compile(r"(?:(?:code|data|github|homepage|website|project page)\W{1,2})?https?://")
_SPACE = re.compile(r"\s*")
_LAST_WORD = re.compile(r"[^\s(\[{\"'“‘]*\Z")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")  # U.S, i.i.d, w.r.t
_ENUMERATOR = re.compile(r"\((?:[ivx]{1,4}|[a-z]|\d{1,2})\)")
_LOOK_BACK = 24  # longer words than this are no abbreviation


def split_sentences(plain: str) -> tuple[tuple[int, int], ...]:
    """Character ranges (start, end) of the sentences, in order, without overlap and without outer white space.

    Every character that is not white space lies in exactly one range; a line break always ends a sentence. Splitting
    a sentence again gives that sentence. Text without any sentence gives ().
    """
    ranges: list[tuple[int, int]] = []
    start = _skip_space(plain, 0)
    for match in _CANDIDATE.finditer(plain):
        if match.start() < start or not _ends_sentence(plain, start, match):
            continue
        end = match.start() if match[0][0] in "\n\r" else match.end()
        ranges.append((start, _trim(plain, start, end)))
        start = _skip_space(plain, match.end())
    if start < len(plain):
        ranges.append((start, _trim(plain, start, len(plain))))
    return tuple(ranges)


def _skip_space(plain: str, at: int) -> int:
    match = _SPACE.match(plain, at)
    return match.end() if match else at


def _trim(plain: str, start: int, end: int) -> int:
    return start + len(plain[start:end].rstrip())


def _ends_sentence(plain: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark found in the sentence begun at `start` ends it."""
    mark = match[0]
    if mark[0] in "\n\r。！？":
        return True
    after = _skip_space(plain, match.end())
    if after == len(plain) or not _may_begin(plain, after):
        return False  # what ends at a line break or at the end of the text is ended by that
    if mark[0] != "." or mark[:2] == "..":
        return True
    return _full_stop_ends(plain, start, match.start(), after)


def _may_begin(plain: str, at: int) -> bool:
    """Whether one may begin here: not with a small Latin letter, but an address's, nor with a mark that goes on."""
    char = plain[at]
    if char in "([" and not _ENUMERATOR.match(plain, at):
        char = plain[at + 1 : at + 2] or char
    if char in ".,;:!?)]":
        return False
    is_small = "a" <= char <= "z" or "ß" <= char <= "ÿ"
    return not is_small or _mixed_case(plain, at) or _ADDRESS.match(plain, at) is not None


def _mixed_case(plain: str, at: int) -> bool:
    """mRNA, pH, p53, iPhone, eDNA: names that begin small even at the head of a sentence."""
    head = plain[at : at + 5].split(maxsplit=1)[0]
    return any(char.isupper() or char.isdigit() for char in head[1:])


def _full_stop_ends(plain: str, start: int, stop: int, after: int) -> bool:
    found = _LAST_WORD.search(plain[max(start, stop - _LOOK_BACK) : stop])
    word = found[0] if found else ""
    lower = word.lower()
    if not word:  # a closing bracket or quote, or a spaced ellipsis
        return True
    if lower in _NEVER_LAST:
        return False
    if word.isdigit():
        return stop - len(word) > start and word != "0"  # "1. First …" is a list's number, "0. 95" a broken decimal
    if _is_short_form(word, lower):
        return _STARTER.match(plain, after) is not None
    return True


def _is_short_form(word: str, lower: str) -> bool:
    """An initial (also of a species name), a dotted form (U.S), or an abbreviation that can close a sentence."""
    initial = word[-1].isupper() and (len(word) == 1 or word[-2] in ".-")
    abbreviation = lower in _MAYBE_LAST and not word.isupper()  # "VAR." is an acronym, "var." is not
    return initial or abbreviation or _DOTTED.match(word) is not None
