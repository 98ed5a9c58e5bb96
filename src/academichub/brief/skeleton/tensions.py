"""Results of near papers that may contradict or repeat each other: candidates for a reader to look at. Pure.

Reads words, not meaning: a direction ("increases", "no effect on") near a noun phrase that both sentences have. Whether
two results concern the same thing under the same conditions is for the reader; so few are given, the closest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from academichub.brief.skeleton.bridges import shared_columns
from academichub.brief.skeleton.neighbours import Space, near_pairs
from academichub.brief.words.directions import OPPOSED, Direction, Said, directions_in, repeats_a_result
from academichub.brief.words.lexicon import WordClass, base_form, class_of
from academichub.brief.words.phrases import Phrases
from academichub.brief.words.reading import phrases_in, spans_of
from academichub.model import BriefPaper, Tension

__all__ = ["find_tensions"]

_MOST = 10
_EACH = 8
_LEAST_POINTS = 0.55
_LEAST_CLOSENESS = 0.4
_OF_ANY_RESULT = frozenset("state planner baseline margin using showing demonstrating".split())
_LATIN_WORD = re.compile(r"[a-z]{3,}")
_NEAR = 6  # words between a direction and what it is said of


def find_tensions(papers: Sequence[BriefPaper], phrases: Phrases, space: Space) -> tuple[Tension, ...]:
    """At most ten, the closest papers first, each pair once. Papers i of all three are one.

    Needs the sentences whose role is "result". One sentence says of a phrase the opposite of what the other says
    (`agrees` False), or says that it repeats earlier results on it (True).
    """
    telling = {row: _telling(paper) for row, paper in enumerate(papers)}
    found: list[Tension] = []
    for first, second, closeness in near_pairs(space, None, _EACH, _LEAST_POINTS):
        if closeness < _LEAST_CLOSENESS or len(found) == _MOST:
            break
        if telling[first] and telling[second]:
            tension = _between((first, second), (telling[first], telling[second]), papers, phrases)
            if tension:
                found.append(tension)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Result:
    at: int
    text: str
    said: tuple[Said, ...]
    repeats: bool


def _telling(paper: BriefPaper) -> Sequence[_Result]:
    rows = [at for at in paper.roles.get("result", ()) if 0 <= at < len(paper.sentences)]
    read = [_Result(at, text := paper.sentences[at], directions_in(text), repeats_a_result(text)) for at in rows]
    return [result for result in read if result.said or result.repeats]


def _between(
    rows: tuple[int, int],
    results: tuple[Sequence[_Result], Sequence[_Result]],
    papers: Sequence[BriefPaper],
    phrases: Phrases,
) -> Tension | None:
    shared = {phrases.names[at]: phrases.shown(at) for at in shared_columns(phrases, rows)}
    for one, other, name in _about_one_thing(results, tuple(shared)):
        agrees = _verdict(one, other, name)
        if agrees is not None and _may_be_measured(shared[name]) and _shares_conditions(one, other, name):
            ids = papers[rows[0]].paper_id, papers[rows[1]].paper_id
            return Tension(ids, (one.at, other.at), shared[name], agrees)
    return None


def _about_one_thing(
    results: tuple[Sequence[_Result], Sequence[_Result]], names: Sequence[str]
) -> Iterator[tuple[_Result, _Result, str]]:
    """Each two results that name the same thing, by the order of the names."""
    held = [[(result, phrases_in(result.text)) for result in side] for side in results]
    for name in names:
        for one, of_one in held[0]:
            for other, of_other in held[1]:
                if name in of_one and name in of_other:
                    yield one, other, name


def _may_be_measured(written: str) -> bool:
    """A name with capitals inside, of a tool or a data set, is no quantity that grows."""
    last = written.split()[-1]
    return last.isupper() or last[1:].removesuffix("s") in (
        last[1:].removesuffix("s").lower(),
        last[1:].removesuffix("s").upper(),
    )


def _shares_conditions(one: _Result, other: _Result, about: str) -> bool:
    """Whether both sentences have a further word that names something: what acts, or on what.

    Without it one may raise what the other lowers on quite another thing.
    """
    shared = _acting_words(one.text) & _acting_words(other.text)
    return bool(shared - set(about.split()) - _OF_ANY_RESULT)


def _acting_words(text: str) -> set[str]:
    """Nouns, and what is done: shading, cooling."""
    words = _LATIN_WORD.findall(text.lower())
    nouns = {base_form(word) for word in words if class_of(word) is WordClass.NOUN}
    done = {word for word in words if word.endswith("ing") and not directions_in(word)}
    han = {text[at : at + 2] for at in range(len(text) - 1) if min(text[at : at + 2]) >= "\u3400"}
    return nouns | done | han


def _verdict(one: _Result, other: _Result, about: str) -> bool | None:
    ways = _said_of(one, about), _said_of(other, about)
    if None not in ways and frozenset(ways) in OPPOSED:
        return False
    if one.repeats != other.repeats and (ways[0] is None or ways[1] is None or ways[0] is ways[1]):
        return True
    return None


def _said_of(result: _Result, about: str) -> Direction | None:
    """The direction nearest to the phrase in the sentence, within a few words."""
    gaps = [
        (_words_between(result.text, *span, said), said.start, said.way)
        for span in spans_of(about, result.text)
        for said in result.said
    ]
    near = [gap for gap in gaps if gap[0] <= _NEAR]
    return min(near, key=lambda gap: gap[:2])[2] if near else None


def _words_between(text: str, start: int, end: int, said: Said) -> int:
    """What is said behind a comma is said of something else; before one it may be said of a list."""
    is_behind = said.start >= start
    between = text[end : said.start] if is_behind else text[said.end : start]
    return len(between.split()) + 100 * (";" in between or (is_behind and "," in between))
