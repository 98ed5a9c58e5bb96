"""A question put to the papers of a window: the sentences that come nearest. Pure.

Which papers it is about is nearest.py's matter.

It reads words: where no sentence has one of the question's, nor of its Chinese terms' English, what the papers found is
quoted instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from academichub.brief.question.nearest import Weights, terms_of, weigh
from academichub.brief.skeleton.sections import quoted
from academichub.brief.words.reading import runs_in
from academichub.model import BriefOrder, BriefPaper, Claim, ClaimState, Section, SectionKind
from academichub.publish.wording import Wording, wording

__all__ = ["question_section", "search_words"]

_MOST_QUOTED = 8
_LOOKED_AT = 40  # of the papers, the best first
_UNMATCHED = 3  # quoted where no sentence has a word of the question


def search_words(question: str) -> str:
    """The words of the question that say what it is about, as a search takes them; the question where none does."""
    words = dict.fromkeys(word for run in runs_in(question) for word in run)
    return " ".join(words) or question


def question_section(order: BriefOrder, papers: Sequence[BriefPaper]) -> Section:
    """What the papers, the best first, say to the order's question: how many, then a sentence of each, quoted.

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
    weights = weigh(question, [terms_of("\n".join(paper.sentences)) for paper in looked])
    found = [(*_best_sentence(paper, weights), place, paper) for place, paper in enumerate(looked)]
    matched = sorted((each for each in found if each[0] > 0), key=lambda each: (-each[0], each[2]))
    if matched:
        claims = (quoted(paper, at) for _, at, _, paper in matched)
        yield from [claim for claim in claims if claim][:_MOST_QUOTED]
    else:
        yield from [claim for paper in looked if (claim := _told(paper))][:_UNMATCHED]


def _best_sentence(paper: BriefPaper, weights: Weights) -> tuple[float, int]:
    """Its weight and position; the first of those that weigh the same."""
    scores = [(weights.of_terms(terms_of(text)), -at) for at, text in enumerate(paper.sentences) if quoted(paper, at)]
    score, at = max(scores, default=(0.0, 0))
    return score, -at


def _told(paper: BriefPaper) -> Claim | None:
    places = (*paper.roles.get("result", ()), *range(len(paper.sentences)))
    return next((claim for at in places if (claim := quoted(paper, at))), None)
