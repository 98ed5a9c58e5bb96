"""The papers of a window that a reader's question is about, by its words. Pure; no model and no index."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import log

from academichub.brief.reading import HAN
from academichub.model import BriefPaper
from academichub.summary.checks.support import content_stems
from academichub.summary.glossary import glossary

__all__ = ["papers_about"]

_HAN_RUN = re.compile(f"[{HAN}]+")
_LEAST_SHARE = 0.3  # of the question's words, weighed by their rarity, that a paper must have
_ASKING = re.compile(
    "什么|哪些|如何|怎样|怎么|是否|有没有|为什么|多少|之间|以及|关于|研究|论文|方法|问题|影响|的|了|在|对|和|与|吗|呢|是|有"
)
_ASKED = content_stems("what which how why does did are there any about papers paper study studies work find show tell")


def papers_about(question: str, papers: Iterable[BriefPaper], most: int) -> tuple[BriefPaper, ...]:
    """At most so many, the nearest first, of equals the one announced first; () where none has enough of its words.

    Chinese terms of the glossary stand for their English words, too.
    """
    wanted = _terms(question) - _ASKED
    every = list(papers)
    texts = [(_terms(paper.title), _terms("\n".join(paper.sentences))) for paper in every]
    n_with = Counter(term for title, body in texts for term in wanted & (title | body))
    weights = {term: log(1 + len(every) / n_with[term]) for term in wanted if n_with[term]}
    scored = [(*_score(weights, *text), paper) for text, paper in zip(texts, every, strict=True)]
    strange = [term for term in wanted - weights.keys() if term.isascii()]  # a Chinese word is in no English paper
    least = _LEAST_SHARE * (sum(weights.values()) + log(1 + len(every)) * len(strange))
    fit = [(score, paper) for score, has, paper in scored if has > 0 and has >= least]
    fit.sort(key=lambda each: (-each[0], each[1].announced_on, each[1].paper_id))
    return tuple(paper for _, paper in fit[:most])


def _score(weights: Mapping[str, float], title: frozenset[str], body: frozenset[str]) -> tuple[float, float]:
    """(its score, in which words of the title count twice; the weight of all words that it has)."""
    has = sum(weight for term, weight in weights.items() if term in title or term in body)
    return has + sum(weight for term, weight in weights.items() if term in title), has


def _terms(text: str) -> frozenset[str]:
    low = text.lower()
    found = set(content_stems(low))
    if not low.isascii():
        found |= _han_terms(low)
    return frozenset(found)


def _han_terms(text: str) -> set[str]:
    """Each two characters that stand side by side, and the English words of the terms that the glossary has."""
    found = {stem for term in _chinese() if term in text for stem in content_stems(_chinese()[term])}
    for run in _HAN_RUN.findall(_ASKING.sub(" ", text)):
        if not any(run in term or term in run for term in _chinese()):
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


@cache
def _chinese() -> Mapping[str, str]:
    """Chinese term to English."""
    return {chinese: english for english, chinese in glossary().items()}
