"""A question put to the papers of a window: which of them bear on it, and the sentences that come nearest. Pure.

It reads words: of a question in another language than the papers it finds no sentence by itself, and quotes what the
papers found instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import log

from academichub.brief.lexicon import base_form
from academichub.brief.reading import HAN, runs_in
from academichub.brief.sections import quoted
from academichub.model import BriefOrder, BriefPaper, Claim, ClaimState, PaperId, Section, SectionKind
from academichub.publish.wording import Wording, wording

__all__ = ["bearing_on", "question_section", "search_words"]

_LEAST = 0.4  # of the weight of the question's words
_MOST_QUOTED = 8
_LOOKED_AT = 40  # of the papers, the best first
_UNMATCHED = 3  # quoted where no sentence has a word of the question
_WORD = re.compile(rf"[{HAN}]+|[^\W_]+")
_FIRST_HAN = "\u3400"


def search_words(question: str) -> str:
    """The words of the question that say what it is about, as a search takes them; the question where none does."""
    words = dict.fromkeys(word for run in runs_in(question) for word in run)
    return " ".join(words) or question


def bearing_on(
    question: str, papers: Sequence[BriefPaper], by_meaning: Collection[PaperId] = ()
) -> tuple[BriefPaper, ...]:
    """Those of the papers, in their order, that have enough of the question's words, the rarer ones counting more; and
    those that were found by meaning."""
    texts = [_words_of("\n".join((paper.title, *paper.sentences))) for paper in papers]
    weights = _weights(question, texts)
    least = _LEAST * sum(weights.values())
    return tuple(
        paper
        for paper, words in zip(papers, texts, strict=True)
        if paper.paper_id in by_meaning or (weights and _weight(words, weights) >= least)
    )


def question_section(order: BriefOrder, papers: Sequence[BriefPaper]) -> Section:
    """What the papers, the best first, say to the order's question: how many by rule, then quoted, a sentence of each paper.

    Raises: ConfigError for a language there are no words in.
    """
    words, question = wording(order.language), order.question or ""
    quotes = list(_nearest(question, papers))
    return Section(words("brief.section.question"), SectionKind.QUESTION, (_found(words, question, papers), *quotes))


def _found(words: Wording, question: str, papers: Sequence[BriefPaper]) -> Claim:
    key = "brief.question.found" if papers else "brief.question.none"
    return Claim(words(key, n=len(papers), question=question), ClaimState.INFERRED)


def _nearest(question: str, papers: Sequence[BriefPaper]) -> Iterator[Claim]:
    """The sentences with most of the question's words, one of each paper, the best first."""
    looked = papers[:_LOOKED_AT]
    weights = _weights(question, [_words_of("\n".join(paper.sentences)) for paper in looked])
    found = [(*_best_sentence(paper, weights), place, paper) for place, paper in enumerate(looked)]
    matched = sorted((each for each in found if each[0] > 0), key=lambda each: (-each[0], each[2]))
    if matched:
        claims = (quoted(paper, at) for _, at, _, paper in matched)
        yield from [claim for claim in claims if claim][:_MOST_QUOTED]
    else:
        yield from [claim for paper in looked if (claim := _told(paper))][:_UNMATCHED]


def _best_sentence(paper: BriefPaper, weights: Mapping[str, float]) -> tuple[float, int]:
    """Its weight and position; the first of those that weigh the same."""
    scores = [(_weight(_words_of(text), weights), -at) for at, text in enumerate(paper.sentences) if quoted(paper, at)]
    score, at = max(scores, default=(0.0, 0))
    return score, -at


def _told(paper: BriefPaper) -> Claim | None:
    places = (*paper.roles.get("result", ()), *range(len(paper.sentences)))
    return next((claim for at in places if (claim := quoted(paper, at))), None)


def _weights(question: str, texts: Sequence[Collection[str]]) -> dict[str, float]:
    """Of each word of the question that is in a text: the rarer among the texts, the heavier."""
    wanted = _words_of(search_words(question))
    counts = {word: sum(word in text for text in texts) for word in wanted}
    return {word: log(1 + len(texts) / n) for word, n in counts.items() if n}


def _weight(words: Collection[str], weights: Mapping[str, float]) -> float:
    return sum(weight for word, weight in weights.items() if word in words)


def _words_of(text: str) -> set[str]:
    """Words in lower case and the singular; of Han characters each pair of neighbours."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        if word[0] < _FIRST_HAN:
            found.add(base_form(word))
        else:
            found.update(word[at : at + 2] for at in range(max(1, len(word) - 1)))
    return found
