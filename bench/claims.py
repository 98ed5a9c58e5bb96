"""Claims that are known to be true or false, made from recorded abstracts by simple rules, for bench.brief.

True: a sentence shortened (asides in brackets and openings left off), told of the authors, joined with the next, or
with its everyday words exchanged.
False: a true one with one thing changed. What is put in its place comes from the nearest other paper, so that it is
about the same matter.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from academichub.brief.words.lexicon import WordClass, class_of
from academichub.brief.words.reading import runs_in
from academichub.model import BriefPaper, Citation, Claim, ClaimState, PaperId
from academichub.summary.drafts import SourceText
from academichub.summary.hygiene import read_source

__all__ = ["Case", "change", "false_claims", "kinds_of_change", "sources_of", "true_claims"]

_ASIDE = re.compile(r"\s*\([^()]*\)")
_OPENING = re.compile(
    r"^(?:In this (?:paper|work|study),|However,|Moreover,|Furthermore,|Specifically,|To this end,)\s*"
)
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:\.\d+)?(?=\s?%|\s[a-z]|\.\s|\.$)")
_PAIRS = """We=The-authors propose=present introduce=describe novel=new method=approach framework=scheme show=find
    demonstrate=show significantly=clearly various=several enables=allows address=tackle existing=earlier
    improves=raises achieves=reaches utilize=use leverages=uses extensive=many evaluate=assess experiments=tests
    performance=results challenges=difficulties crucial=important However,=Yet"""
_OTHER_WORDS = {first: second.replace("-", " ") for first, second in (pair.split("=") for pair in _PAIRS.split())}
_MOST_WORDS = 20  # of a quote


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, the paper it was made from, and one near that."""

    claim: Claim
    paper: BriefPaper
    near: BriefPaper


def sources_of(papers: Sequence[BriefPaper]) -> Mapping[PaperId, SourceText]:
    return {paper.paper_id: read_source(paper.title, " ".join(paper.sentences)) for paper in papers}


def true_claims(pairs: Sequence[tuple[BriefPaper, BriefPaper]], n: int, draw: random.Random) -> list[Case]:
    """`n` claims, one a paper, by the four rules in turn. `pairs`: papers with a near one each."""
    cases: list[Case] = []
    for paper, near in draw.sample(list(pairs), len(pairs)):
        made = _RULES[len(cases) % len(_RULES)](paper, draw)
        if made:
            cases.append(Case(made, paper, near))
        if len(cases) == n:
            break
    return cases


def _shortened(paper: BriefPaper, draw: random.Random) -> Claim | None:
    at = _drawn(paper, draw)
    text = _short(paper.sentences[at]) if at is not None else ""
    return _claim(paper, text, (at,)) if at is not None and text else None


def _told(paper: BriefPaper, draw: random.Random) -> Claim | None:
    at = next((at for at, text in enumerate(paper.sentences) if _short(text).startswith("We ")), None)
    return None if at is None else _claim(paper, "The authors " + _short(paper.sentences[at])[3:], (at,))


def _joined(paper: BriefPaper, draw: random.Random) -> Claim | None:
    at = _drawn(paper, draw)
    if at is None or at + 1 >= len(paper.sentences):
        return None
    first, second = _short(paper.sentences[at]).rstrip("."), _short(paper.sentences[at + 1])
    if not first or not second or len(first) + len(second) > 420:
        return None
    return _claim(
        paper,
        f"{first}; {second[:1].lower()}{second[1:]}" if second[1:2].islower() else f"{first}; {second}",
        (at, at + 1),
    )


def _reworded(paper: BriefPaper, draw: random.Random) -> Claim | None:
    """Every word of the table exchanged, where a sentence has two of them or more."""
    for at, sentence in enumerate(paper.sentences):
        text = _short(sentence)
        words = text.split(" ")
        changed = [_OTHER_WORDS.get(word, word) for word in words]
        if sum(first != second for first, second in zip(words, changed, strict=True)) > 1:
            return _claim(paper, " ".join(changed), (at,))
    return None


_RULES: tuple[Callable[[BriefPaper, random.Random], Claim | None], ...] = (_shortened, _told, _joined, _reworded)


def _drawn(paper: BriefPaper, draw: random.Random) -> int | None:
    fit = [at for at, text in enumerate(paper.sentences) if 60 <= len(text) <= 350 and text.endswith(".")]
    return draw.choice(fit) if fit else None


def _short(sentence: str) -> str:
    text = _ASIDE.sub("", _OPENING.sub("", sentence)).strip()
    return text[:1].upper() + text[1:] if 40 <= len(text) <= 400 and "http" not in text else ""


def _claim(paper: BriefPaper, text: str, sentences: Sequence[int]) -> Claim:
    cited = tuple(Citation(paper.paper_id, at, _quote(paper.sentences[at])) for at in sentences)
    return Claim(text, ClaimState.VERIFIED, cited)


def _quote(sentence: str) -> str:
    return " ".join(sentence.split()[:_MOST_WORDS])


def false_claims(cases: Sequence[Case], each: int, draw: random.Random) -> Iterator[tuple[str, Claim]]:
    """(what was changed, the claim): `each` of every kind, from cases drawn anew for each kind."""
    for kind, changed in _CHANGES.items():
        made = 0
        for case in draw.sample(list(cases), len(cases)):
            claim = changed(case, draw)
            if claim is not None and made < each:
                made += 1
                yield kind, claim


def kinds_of_change() -> Sequence[str]:
    return tuple(_CHANGES)


def change(kind: str, case: Case, draw: random.Random) -> Claim | None:
    """A false claim of this kind; None where the case gives none."""
    return _CHANGES[kind](case, draw)


def _wrong_number(case: Case, draw: random.Random) -> Claim | None:
    found = list(_NUMBER.finditer(case.claim.text))
    if not found:
        return None
    match = draw.choice(found)
    value = float(match[0])
    other = value * draw.choice((0.7, 1.3, 2, 10)) if value else 3.0
    digits = len(match[0].partition(".")[2])
    text = f"{other:.{digits}f}" if digits else str(round(other) + (round(other) == value))
    return replace(case.claim, text=case.claim.text[: match.start()] + text + case.claim.text[match.end() :])


def _wrong_paper(case: Case, draw: random.Random) -> Claim | None:
    at = _drawn(case.near, draw)
    return None if at is None else replace(case.claim, citations=_claim(case.near, "", (at,)).citations)


def _invented_quote(case: Case, draw: random.Random) -> Claim | None:
    """One word of the quote is another word of the same abstract."""
    first, *rest = case.claim.citations
    words = first.quote.split()
    others = [word for word in " ".join(case.paper.sentences).split() if word.isalpha() and len(word) > 4]
    at = draw.randrange(len(words))
    word = draw.choice(others)
    if word in words[at]:
        return None
    quote = " ".join([*words[:at], word, *words[at + 1 :]])
    return replace(case.claim, citations=(replace(first, quote=quote), *rest))


def _invented_id(case: Case, draw: random.Random) -> Claim | None:
    first, *rest = case.claim.citations
    invented = draw.choice(
        (
            replace(first, paper_id=PaperId(f"{first.paper_id}9")),
            replace(first, sentence=len(case.paper.sentences) + draw.randrange(3)),
            replace(first, sentence=-1),
        )
    )
    return replace(case.claim, citations=(invented, *rest))


def _swapped_subject(case: Case, draw: random.Random) -> Claim | None:
    """The noun phrase that the claim begins with is the one that a sentence of the near paper begins with."""
    own = _subject(case.claim.text)
    own_words = set(" ".join(case.paper.sentences).lower().split())
    theirs = [
        subject
        for sentence in case.near.sentences
        if (subject := _subject(sentence)) and not set(subject.lower().split()) & own_words
    ]
    if not own or not theirs:
        return None
    return replace(case.claim, text=case.claim.text.replace(own, draw.choice(theirs), 1))


def _subject(text: str) -> str | None:
    """As it stands in the text, where it has two words or more."""
    run = next((run for run in runs_in(text) if any(class_of(word) is not WordClass.WEAK for word in run)), ())
    if len(run) < 2:
        return None
    found = re.search(r"[\s-]".join(map(re.escape, run)), text, re.IGNORECASE)
    return found[0] if found else None


_CHANGES: Mapping[str, Callable[[Case, random.Random], Claim | None]] = {
    "wrong_number": _wrong_number,
    "wrong_paper": _wrong_paper,
    "invented_quote": _invented_quote,
    "invented_id": _invented_id,
    "swapped_subject": _swapped_subject,
}
