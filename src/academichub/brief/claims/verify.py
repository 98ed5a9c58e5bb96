"""The checks a model's claim must stand before it is shown, by code alone. Pure; asks no model and repairs nothing.

A claim rests on sentences that were given to the model and on nothing else: what is true, but not in them, is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from academichub.brief.claims.added import strange_tail, strange_unit
from academichub.brief.claims.bearing import (
    Ground,
    bears,
    compares,
    direction_turned,
    idle_citation,
    strange_subject,
    subject_turned,
)
from academichub.brief.claims.exchanged import (
    ends_exchanged,
    half_turned,
    halves_mixed,
    numbers_exchanged,
    than_exchanged,
    without_other,
)
from academichub.brief.claims.order import scrambled
from academichub.brief.claims.rendering import has_its_characters, strange_gravity, turns_chinese
from academichub.brief.claims.turned import (
    absolute_added,
    condition_swapped,
    denial_dropped,
    doubt_dropped,
    measure_changed,
)
from academichub.brief.words.opposites import opposed
from academichub.model import Citation, Claim, PaperId
from academichub.summary.checks.cut import check_cut
from academichub.summary.checks.foreign import check_foreign
from academichub.summary.checks.language import check_language
from academichub.summary.checks.names import check_names
from academichub.summary.checks.refusal import check_refusal
from academichub.summary.checks.scope import check_scope
from academichub.summary.checks.talk import check_talk
from academichub.summary.drafts import Draft, DraftField, Finding, SourceText
from academichub.text.numbers import unsupported_numbers

__all__ = ["VERIFY_ID", "Fault", "FaultCode", "Given", "same_words", "verify_claim"]

VERIFY_ID = "verify-4"
"""Changes with any rule here, so that it can be told what a stored claim has passed."""

_LONGEST = {"zh": 240, "en": 480}  # characters
_SHORTEST_QUOTE = 12  # characters; less is found in any sentence
_SHORTEST_HAN_QUOTE = 5
_SPACE = re.compile(r"\s+")
_FIELD = "claim"


class FaultCode(StrEnum):
    """Why a claim is refused."""

    EMPTY = "empty"
    LONG = "long"
    UNCITED = "uncited"
    UNKNOWN = "unknown"  # cites a paper or sentence that was not given
    FLAGGED = "flagged"  # cites a sentence that reads like an instruction
    QUOTE = "quote"  # is not in the sentence, or too short to show anything
    NUMBER = "number"
    NAME = "name"
    SUBJECT = "subject"  # speaks of something else than the cited sentences
    EXCHANGED = "exchanged"  # says of one thing, or number, what the cited sentences say of another
    SHUFFLED = "shuffled"  # the words of the cited sentences, in another order
    SUPPORT = "support"
    IDLE = "idle"  # a citation that has nothing to do with the claim
    DIRECTION = "direction"  # says the opposite
    CONDITION = "condition"  # of another group, place or time than the cited sentences
    DOUBT = "doubt"  # surer than the cited sentences
    COMPARISON = "comparison"  # a comparison of the writer's own with fewer than two papers
    SCOPE = "scope"
    LANGUAGE = "language"
    FOREIGN = "foreign"  # markup, addresses, code, hidden characters
    TALK = "talk"  # orders to a model, praise, advertisements
    REFUSAL = "refusal"
    CUT = "cut"
    REPEATED = "repeated"  # says what another claim of its section says
    BRIDGE = "bridge"  # is to join two papers of one bridge, and cites no two
    SECTION = "section"  # stands, but too few beside it did
    GLOSS = "gloss"  # its wording in the papers' language is missing, or the two do not say the same
    TONGUE = "tongue"  # rests on sentences of a language in which it cannot be checked
    ORDER = "order"  # reads like an order to a model


@dataclass(frozen=True, slots=True)
class Fault:
    """`detail`: a short English sentence that can be told to the model and to the reader."""

    code: FaultCode
    detail: str


@dataclass(frozen=True, slots=True)
class Given:
    """What the model was given: papers as it may see them, and which of their sentences it saw (None: all)."""

    papers: Mapping[PaperId, SourceText]
    sentences: Collection[tuple[PaperId, int]] | None = None

    def sentence(self, citation: Citation) -> str | None:
        """The cited sentence; None where it was not given."""
        source = self.papers.get(citation.paper_id)
        where = (citation.paper_id, citation.sentence)
        if source is None or (self.sentences is not None and where not in self.sentences):
            return None
        return source.sentences[citation.sentence] if 0 <= citation.sentence < len(source.sentences) else None

    def is_flagged(self, citation: Citation) -> bool:
        return citation.sentence in self.papers[citation.paper_id].flagged


def verify_claim(claim: Claim, given: Given, language: str) -> tuple[Fault, ...]:
    """All that is wrong with a claim in this language (zh, en); () means that it may be shown.

    Where its citations do not stand, what it says is not looked at: there is nothing to hold it against.
    """
    faults = (*_shape_faults(claim, language), *_citation_faults(claim, given))
    if faults:
        return faults
    sentences = tuple(given.sentence(citation) or "" for citation in claim.citations)
    papers = tuple(dict.fromkeys(citation.paper_id for citation in claim.citations))
    sources = [given.papers[paper_id] for paper_id in papers]
    ground = Ground(sentences, tuple(source.title for source in sources))
    return (
        *_number_faults(claim.text, ground),
        *_text_faults(claim.text, ground, sources, language),
        *_bearing_faults(claim.text, ground, language),
        *_comparison_faults(claim.text, ground, len(papers)),
    )


def same_words(quote: str, sentence: str) -> bool:
    """Whether the quote stands in the sentence, but for the width of characters and runs of white space."""
    bare = _bare(quote)
    return bool(bare) and bare in _bare(sentence)


def _bare(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def _shape_faults(claim: Claim, language: str) -> Iterator[Fault]:
    if not any(char.isalnum() for char in claim.text):
        yield Fault(FaultCode.EMPTY, "It says nothing.")
    elif len(claim.text) > _LONGEST.get(language, _LONGEST["en"]):
        yield Fault(FaultCode.LONG, "It is too long for one claim.")
    if not claim.citations:
        yield Fault(FaultCode.UNCITED, "It cites no sentence.")


def _citation_faults(claim: Claim, given: Given) -> Iterator[Fault]:
    for citation in claim.citations:
        sentence = given.sentence(citation)
        if sentence is None:
            yield Fault(FaultCode.UNKNOWN, "It cites a sentence that was not given.")
        elif given.is_flagged(citation):
            yield Fault(FaultCode.FLAGGED, "It cites a sentence that may not be used.")
        elif not same_words(citation.quote, sentence):
            yield Fault(FaultCode.QUOTE, "Its quote does not stand word for word in the cited sentence.")
        elif _too_short(citation.quote, sentence):
            yield Fault(FaultCode.QUOTE, "Its quote is too short.")


def _too_short(quote: str, sentence: str) -> bool:
    bare = _bare(quote)
    least = _SHORTEST_QUOTE if bare.isascii() else _SHORTEST_HAN_QUOTE
    return len(bare) < least and bare != _bare(sentence)


def _number_faults(text: str, ground: Ground) -> Iterator[Fault]:
    for number in unsupported_numbers(text, ground.text):
        yield Fault(FaultCode.NUMBER, f"The number {number} is not in the cited sentences.")


def _text_faults(text: str, ground: Ground, sources: Sequence[SourceText], language: str) -> Iterator[Fault]:
    draft = Draft(language, {_FIELD: DraftField(text)})
    cited = SourceText("\n".join(ground.titles), ground.sentences)
    whole = SourceText("\n".join(ground.titles), tuple(text for source in sources for _, text in source.shown))
    yield from _told(FaultCode.NAME, check_names(draft, cited))
    yield from _told(FaultCode.FOREIGN, check_foreign(draft, cited))
    yield from _told(FaultCode.TALK, check_talk(draft, whole))
    yield from _told(FaultCode.LANGUAGE, check_language(draft, whole))
    yield from _told(FaultCode.REFUSAL, check_refusal(draft, whole))
    yield from _told(FaultCode.CUT, check_cut(draft, whole))
    yield from _told(FaultCode.SCOPE, check_scope(draft, whole))


def _told(code: FaultCode, findings: Sequence[Finding]) -> Iterator[Fault]:
    return (Fault(code, finding.detail) for finding in findings)


def _bearing_faults(text: str, ground: Ground, language: str) -> Iterator[Fault]:
    if language == ground.language == "en":
        yield from _english_faults(text, ground)
    elif language == ground.language == "zh":
        yield from _chinese_faults(text, ground)
    elif language == "en" or ground.language != "en":  # what is not English on English is looked at in glossed.py
        yield Fault(FaultCode.TONGUE, "The cited sentences are in a language in which it cannot be checked.")


def _english_faults(text: str, ground: Ground) -> Iterator[Fault]:
    if strange := strange_subject(text, ground):
        yield Fault(FaultCode.SUBJECT, f'The cited sentences do not speak of "{strange}".')
    elif subject_turned(text, ground):
        yield Fault(FaultCode.SUBJECT, "It compares the same things the other way round.")
    elif scrambled(text, ground.sentences):
        yield Fault(FaultCode.SHUFFLED, "It puts the words of the cited sentences in another order.")
    if not bears(text, ground):
        yield Fault(FaultCode.SUPPORT, "Most of its words are not in the cited sentences.")
    elif idle_citation(text, ground.sentences):
        yield Fault(FaultCode.IDLE, "One of its citations has nothing to do with it.")
    if _is_turned(text, ground):
        yield Fault(FaultCode.DIRECTION, "It says the opposite of the cited sentences.")
    yield from _turned_faults(text, ground.sentences)
    yield from _exchanged_faults(text, ground.sentences)
    yield from _added_faults(text, ground)


def _is_turned(text: str, ground: Ground) -> bool:
    sentences = ground.sentences
    return (
        direction_turned(text, ground)
        or denial_dropped(text, sentences)
        or opposed(text, [*sentences, *ground.titles]) is not None
        or half_turned(text, sentences) is not None
    )


def _exchanged_faults(text: str, sentences: Sequence[str]) -> Iterator[Fault]:
    if pair := numbers_exchanged(text, sentences):
        yield Fault(FaultCode.EXCHANGED, f"It exchanges the numbers {pair[0]} and {pair[1]}.")
    elif any(rule(text, sentences) for rule in (halves_mixed, ends_exchanged, than_exchanged)):
        yield Fault(FaultCode.EXCHANGED, "It says of one thing what the cited sentence says of another.")
    elif thing := without_other(text, sentences):
        yield Fault(FaultCode.EXCHANGED, f'It exchanges what is with and what is without "{thing}".')


def _added_faults(text: str, ground: Ground) -> Iterator[Fault]:
    if unit := strange_unit(text, ground):
        yield Fault(FaultCode.NUMBER, f'The cited sentences have no number per "{unit}".')
    if tail := strange_tail(text, ground):
        yield Fault(FaultCode.SUPPORT, f'The cited sentences do not speak of "{tail}".')


def _chinese_faults(text: str, ground: Ground) -> Iterator[Fault]:
    grounds = (*ground.sentences, *ground.titles)
    if not has_its_characters(text, grounds):
        yield Fault(FaultCode.SUPPORT, "Most of its words are not in the cited sentences.")
    if grave := strange_gravity(text, grounds):
        yield Fault(FaultCode.SUPPORT, f'The cited sentences do not say "{grave}".')
    if turns_chinese(text, ground.sentences):
        yield Fault(FaultCode.DIRECTION, "It says the opposite of the cited sentences.")


def _turned_faults(text: str, sentences: Sequence[str]) -> Iterator[Fault]:
    if doubt_dropped(text, sentences):
        yield Fault(FaultCode.DOUBT, "It tells as a fact what the cited sentences suppose.")
    if swapped := condition_swapped(text, sentences):
        yield Fault(FaultCode.CONDITION, f'The cited sentences exclude "{swapped}", or say the opposite of it.')
    if added := absolute_added(text, sentences):
        yield Fault(FaultCode.DOUBT, f'The cited sentences do not go as far as "{added}".')
    if number := measure_changed(text, sentences):
        yield Fault(FaultCode.NUMBER, f"The cited sentences say of {number} by, to or from otherwise.")


def _comparison_faults(text: str, ground: Ground, n_papers: int) -> Iterator[Fault]:
    if n_papers < 2 and compares(text, ground):
        yield Fault(FaultCode.COMPARISON, "It compares, and cites one paper that does not; cite two papers.")
