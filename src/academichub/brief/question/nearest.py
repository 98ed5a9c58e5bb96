"""The papers of a window that a reader's question is about, by its words. Pure; no model and no index."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from academichub.brief.words.lexicon import WordClass, class_of
from academichub.brief.words.reading import HAN
from academichub.model import BriefPaper, PaperId
from academichub.summary.checks.support import content_stems
from academichub.summary.glossary import glossary

__all__ = ["Weights", "bearing_on", "papers_about", "says_something", "terms_of", "weigh"]

_HAN_RUN = re.compile(f"[{HAN}]+")
_LETTER = re.compile(f"[a-z\u00df-\u024f{HAN}]")
_LATIN_WORD = re.compile("[a-z]+")
_LEAST_SHARE = 0.4  # of the question's telling words, weighed by their rarity, that a paper must have
_WEAK_SHARE = 0.25  # of the weight of a word that says nothing without another
_ASKING = re.compile(
    "什么|哪些|如何|怎样|怎么|是否|有没有|为什么|多少|之间|以及|关于|研究|论文|方法|问题|影响|的|了|在|对|和|与|吗|呢|是|有"
)
_ASKED = "what which how why does did are there any about papers paper study studies work find show tell"
_ROOT = 5  # letters: grasp, grasps and grasping are one word


@dataclass(frozen=True, slots=True)
class Weights:
    """What each word of a question weighs, where any text has it.

    A text with `least` of the weight of the telling words (those that say something by themselves, or all where none
    does) is about the question. A word that no text has still counts in `least`: what lacks the very thing that was
    asked for is not about it.
    """

    of: Mapping[str, float]
    telling: frozenset[str]
    least: float

    def of_terms(self, terms: Collection[str]) -> float:
        return sum(weight for term, weight in self.of.items() if term in terms)

    def is_enough(self, terms: Collection[str]) -> bool:
        has = sum(weight for term, weight in self.of.items() if term in self.telling and term in terms)
        return has > 0 and has >= self.least


def weigh(question: str, texts: Sequence[Collection[str]]) -> Weights:
    """The rarer a word among the texts (each as `terms_of` has it), the heavier; one that says little weighs little."""
    wanted = wanted_terms(question)
    telling = (wanted - _weak_terms(question)) or wanted
    n_with = Counter(term for terms in texts for term in wanted & set(terms))
    rarity = {term: log(1 + len(texts) / max(n_with[term], 1)) for term in wanted}
    known = {term: weight * (1 if term in telling else _WEAK_SHARE) for term, weight in rarity.items() if n_with[term]}
    # A Chinese word is in no English paper.
    expected = sum(rarity[term] for term in telling if n_with[term] or term.isascii())
    return Weights(known, telling, _LEAST_SHARE * expected)


def says_something(question: str) -> bool:
    """Whether any of its words can be looked for: "what is the effect" and "的" name nothing.

    Words in other letters than Latin and Chinese are left to the search.
    """
    others = _LETTER.sub("", question.lower())
    return bool(wanted_terms(question)) or any(letter.isalpha() for letter in others)


def wanted_terms(question: str) -> frozenset[str]:
    """The terms of a question, without the words that only ask."""
    return terms_of(_ASKING.sub(" ", question)) - _roots(_ASKED)


def papers_about(question: str, papers: Iterable[BriefPaper], most: int) -> tuple[BriefPaper, ...]:
    """At most so many, the nearest first, of equals the one announced first; () where none has enough of its words.

    Chinese terms of the glossary stand for their English words, too. Words of a title count twice.
    """
    every = list(papers)
    texts = [_all_terms(paper) for paper in every]
    weights = weigh(question, texts)
    fit = [
        (weights.of_terms(terms) + weights.of_terms(terms_of(paper.title)), paper)
        for terms, paper in zip(texts, every, strict=True)
        if weights.is_enough(terms)
    ]
    fit.sort(key=lambda each: (-each[0], each[1].announced_on, each[1].paper_id))
    return tuple(paper for _, paper in fit[:most])


def bearing_on(
    question: str, papers: Sequence[BriefPaper], by_meaning: Collection[PaperId] = ()
) -> tuple[BriefPaper, ...]:
    """Those of the papers, in their order, that have enough of the question's words; and those found by meaning."""
    texts = [_all_terms(paper) for paper in papers]
    weights = weigh(question, texts)
    return tuple(
        paper
        for paper, terms in zip(papers, texts, strict=True)
        if paper.paper_id in by_meaning or weights.is_enough(terms)
    )


def _all_terms(paper: BriefPaper) -> frozenset[str]:
    return terms_of("\n".join((paper.title, *paper.sentences)))


def _weak_terms(question: str) -> frozenset[str]:
    """Of words that say nothing without another: change, effect, system."""
    weak = (
        word for word in _LATIN_WORD.findall(question.lower()) if class_of(word) in (WordClass.WEAK, WordClass.BREAK)
    )
    return _roots(" ".join(weak))


def terms_of(text: str) -> frozenset[str]:
    """The beginnings of its words; of Chinese each two characters, and the English of terms of the glossary."""
    low = text.lower()
    found = set(_roots(low))
    if not low.isascii():
        found |= _han_terms(low)
    return frozenset(found)


def _roots(text: str) -> frozenset[str]:
    """The beginnings of the words that say something, a plural as its singular."""
    return frozenset(stem[:_ROOT].removesuffix("s") if stem.isascii() else stem for stem in content_stems(text))


def _han_terms(text: str) -> set[str]:
    """Each two characters that stand side by side, and the English words of the terms that the glossary has."""
    found = {stem for term in _chinese() if term in text for stem in _roots(_chinese()[term])}
    for run in _HAN_RUN.findall(_ASKING.sub(" ", text)):
        if not any(run in term or term in run for term in _chinese()):
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


@cache
def _chinese() -> Mapping[str, str]:
    """Chinese term to English."""
    return {chinese: english for english, chinese in glossary().items()}
