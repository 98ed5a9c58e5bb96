"""The checks of a claim that is not in the language of its papers: by way of its wording in theirs. Pure.

Words of a Chinese claim cannot be held against English sentences. So the model gives each claim in English, too, and
that wording has to stand every check; the Chinese one stands those of its own language, has the same numbers, and is
compared with the English as far as rendering.py can.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from academichub.brief.claims.rendering import differences
from academichub.brief.claims.verify import Fault, FaultCode, Given, verify_claim
from academichub.model import Claim
from academichub.text.language import language_of
from academichub.text.numbers import unsupported_numbers

__all__ = ["check_claim"]

_OF_PAPERS = "en"


def check_claim(claim: Claim, gloss: str, given: Given, language: str) -> tuple[Fault, ...]:
    """All that is wrong with a claim; `gloss` is looked at where the claim is not in English and its sentences are."""
    faults = verify_claim(claim, given, language)
    if language == _OF_PAPERS or not _is_of_papers(claim, given):
        return faults
    return (*faults, *_gloss_faults(claim, gloss, given))


def _is_of_papers(claim: Claim, given: Given) -> bool:
    sentences = [sentence for citation in claim.citations if (sentence := given.sentence(citation))]
    return language_of("\n".join(sentences)) == _OF_PAPERS


def _gloss_faults(claim: Claim, gloss: str, given: Given) -> Iterator[Fault]:
    if not gloss:
        yield Fault(FaultCode.GLOSS, 'It has no "en".')
        return
    if unsupported_numbers(claim.text, gloss):
        yield Fault(FaultCode.GLOSS, 'Its "text" holds a number that its "en" does not hold.')
    yield from (Fault(FaultCode.GLOSS, detail) for detail in differences(claim.text, gloss))
    yield from verify_claim(replace(claim, text=gloss), given, _OF_PAPERS)
