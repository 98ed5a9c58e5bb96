"""Whether a claim gives one thing what its sentence says of another: two numbers, two halves, two ends. Pure; English.

All words and numbers may be there and each belong to something else. What stands beside a number, on which side of
"whereas" a word stands, and what stands before and after a verb shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from academichub.brief.words.opposites import opposed

__all__ = ["ends_exchanged", "half_turned", "halves_mixed", "numbers_exchanged", "than_exchanged", "without_other"]

_STEM = 6
_NEAR = 6  # words on one side of a number
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z\u00df-\u024f]+|[,;:()]", re.IGNORECASE)
_BREAKS = frozenset(",;:()") | frozenset("and whereas while but compared versus vs against".split())
_EMPTY = frozenset("a an the was were is are been be we our that this its their respectively".split())
_CLEARLY = 2  # words by which the exchanged reading has to fit better

_HALVES = re.compile(r"(?:[,;]\s*|\s)(?:whereas|while|but|compared (?:with|to)|in contrast to)\s|,\s*and\s|;\s")
_LEAST_PURE = 0.75
_FEWEST = 6  # words that tell the halves apart; fewer show nothing
_JOINS = frozenset(
    "the a an and or of in on at to for from with as is are was were be been it its this that these their our we by "
    "all also into than which has have had both each can may while whereas but compared at not".split()
)
_WITHOUT = re.compile(
    r"\b(?:without|no(?! (?:longer|more than|less|fewer|later|earlier|matter|one\b))"
    r"|not (?:by|from|through|because of))"
    r" (?:(?:more|less|an?|any|increas\w+|additional|further|in|of|the) )*((?:[a-z-]{3,} ?){1,3})",
    re.IGNORECASE,
)
_SPARED = re.compile(
    r"\b(?:not|no|never|none|neither|nor|cannot|without|less|free|avoid\w*|needless|unchanged|same|spar\w+|eliminat\w*"
    r"|obviat\w*|remov\w*|instead|rather|despite|absen\w+|lack\w*|bypass\w*|circumvent\w*|prevent\w*|skip\w*)\b|n't\b"
    r"|-free\b|-less\b",
    re.IGNORECASE,
)
_THAN = re.compile(r"\b(\w+er|more|less) ((?:[\w-]+ ){1,6}?)than ([^.,;]+)", re.IGNORECASE)
_COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve half third thirds quarter quarters fifth tenth".split()
)

Sides = tuple[frozenset[str], frozenset[str]]


def numbers_exchanged(claim: str, sentences: Sequence[str]) -> tuple[str, str] | None:
    """Two numbers that would fit clearly better if each stood where the other stands."""
    said = _beside_numbers(claim)
    each = [_beside_numbers(sentence) for sentence in sentences]
    for first, second in combinations(said, 2):
        both = [cited for cited in each if first in cited and second in cited]
        if both and all(_fits_exchanged(said[first], said[second], cited[first], cited[second]) for cited in both):
            return first, second
    return None


def _fits_exchanged(first: Sides, second: Sides, own: Sides, other: Sides) -> bool:
    straight = max(
        _fit(first, own, other) + _fit(second, other, own),
        _fit(_joined(first), _joined(own), _joined(other)) + _fit(_joined(second), _joined(other), _joined(own)),
    )
    exchanged = _fit(first, other, own) + _fit(second, own, other)
    return exchanged >= straight + _CLEARLY and exchanged > 2 * straight


def _fit(said: Sides, cited: Sides, rival: Sides) -> int:
    """Words that stand on the same side of both numbers and not on that of the rival."""
    return sum(len(mine & theirs - others) for mine, theirs, others in zip(said, cited, rival, strict=True))


def _joined(sides: Sides) -> Sides:
    """On whichever side: "90% sensitivity" told as "a sensitivity of 90%"."""
    return sides[0] | sides[1], frozenset()


def _beside_numbers(text: str) -> Mapping[str, Sides]:
    """Of each number that stands once in the text the words before and after it, as far as its clause goes."""
    tokens = _TOKEN.findall(text.lower())
    numbers = [(at, token.replace(",", "")) for at, token in enumerate(tokens) if _counts(token)]
    names = [name for _, name in numbers]
    return {
        name: (_near(reversed(tokens[:at])), _near(tokens[_last_of_range(tokens, at) + 1 :]))
        for at, name in numbers
        if names.count(name) == 1
    }


def _last_of_range(tokens: Sequence[str], at: int) -> int:
    """The place of the number whose unit is this one's, too: that of 5.6 for the 11.4 of "from 11.4 to 5.6 minutes"."""
    behind = at + 2 if tokens[at + 1 : at + 2] == ["to"] else at
    return behind if behind < len(tokens) and _counts(tokens[behind]) else at


def _counts(token: str) -> bool:
    return token[0].isdigit() or token in _COUNTS


def _near(tokens: Iterator[str] | Sequence[str]) -> frozenset[str]:
    found: list[str] = []
    for token in tokens:
        if token in _BREAKS or _counts(token) or len(found) == _NEAR:
            break
        if token not in _EMPTY:
            found.append(token[:_STEM])
    return frozenset(found)


def halves_mixed(claim: str, sentences: Sequence[str]) -> bool:
    """Whether both halves of a claim take their words from both halves of the one sentence that it rests on."""
    said = _split(claim)
    if len(said) != 2 or len(sentences) != 1:
        return False
    return any(_are_mixed(said, *pair) for pair in pairwise(_split(sentences[0])))


def _are_mixed(said: Sequence[str], one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    counts = [(len(words & first - second), len(words & second - first)) for words in map(_words, said)]
    total = sum(map(sum, counts))
    return total >= _FEWEST and all(map(min, counts)) and sum(map(max, counts)) < _LEAST_PURE * total


def half_turned(claim: str, sentences: Sequence[str]) -> str | None:
    """A side that a part of the claim takes where the part of a sentence that it tells takes only the opposite one.

    The part is that with most of its words; where two have as many, none is it.
    """
    parts = [part for sentence in sentences for part in _split(sentence)]
    for said in _split(claim) if len(parts) > 1 else ():
        part = _told(_words(said), parts)
        if part and (side := opposed(said, [part])):
            return side
    return None


def _told(words: frozenset[str], parts: Sequence[str]) -> str | None:
    shares = sorted(((len(words & _words(part)), part) for part in parts), reverse=True)
    is_clear = shares[0][0] > shares[1][0] and 2 * shares[0][0] >= len(words)
    return shares[0][1] if is_clear else None


def without_other(claim: str, sentences: Sequence[str]) -> str | None:
    """What the sentence is "without", or has "no" of, and the claim has; or the other way round."""
    if len(sentences) != 1:
        return None
    (sentence,) = sentences
    theirs, ours = _spared(sentence), _spared(claim)
    if ours:
        things = [thing for each in ours for thing in each if _count(thing, sentence)]
        is_other = theirs and things and not any(set(one) & set(each) for one in ours for each in theirs)
        return things[0] if is_other else None
    heads = [each[0] for each in theirs if not _SPARED.search(claim)]
    return next((head for head in heads if _count(head, sentence) == 1 and _count(head, claim)), None)


def _spared(text: str) -> Sequence[Sequence[str]]:
    """Up to three words behind each "without", the first of which is what is not there."""
    return [[word[:_STEM] for word in match[1].lower().split()] for match in _WITHOUT.finditer(text)]


def than_exchanged(claim: str, sentences: Sequence[str]) -> bool:
    """Whether the two that are set against each other by "higher … than" changed places."""
    said = _beside_than(claim)
    each = [cited for sentence in sentences if (cited := _beside_than(sentence))]
    if said is None or not each:
        return False
    return all(
        said[0] == word
        and bool(said[1] & after - before)
        and bool(said[2] & before - after)
        and not said[1] & before - after
        for word, before, after in each
    )


def _beside_than(text: str) -> tuple[str, frozenset[str], frozenset[str]] | None:
    """The word that compares, and the words that stand between it and "than" and just after "than"."""
    match = _THAN.search(text)
    if match is None:
        return None
    return match[1].lower(), _words(match[2]), _words(" ".join(match[3].split()[:_NEAR]))


def _count(stem: str, text: str) -> int:
    return sum(token[:_STEM] == stem for token in _TOKEN.findall(text.lower()))


def ends_exchanged(claim: str, sentences: Sequence[str]) -> bool:
    """Whether three words that follow each other stand in a sentence the other way round: "signal follows absence".

    A passive turns its ends round, and is let alone.
    """
    said = _triples(claim)
    cited = {triple for sentence in sentences for triple in _triples(sentence)}
    return any((after, verb, before) in cited and (before, verb, after) not in cited for before, verb, after in said)


def _triples(text: str) -> set[tuple[str, str, str]]:
    """Of a part without a comma, a number or "and"; each two apart by no more than an article."""
    found: set[tuple[str, str, str]] = set()
    for part in re.split(r"[,;:()]|\b(?:and|or|by|of|than|versus|between)\b|\d", text.lower()):
        words = [word[:_STEM] for word in re.findall(r"[a-z-]+", part) if word not in ("the", "a", "an")]
        found.update(triple for triple in zip(words, words[1:], words[2:], strict=False) if not _JOINS & {*triple})
    return found


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in _HALVES.split(text) if part.strip())


def _words(text: str) -> frozenset[str]:
    return frozenset(
        token[:_STEM] for token in _TOKEN.findall(text.lower()) if token[0].isalnum() and token not in _JOINS
    )
