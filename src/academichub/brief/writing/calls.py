"""The questions that make a briefing: each says what is asked, reads the answer, and what is wrong with it. Pure.

A question knows its papers and nothing of those of another section. How a model is asked, and whether it has answered
before, is the pipeline's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from academichub.brief.claims.glossed import check_claim
from academichub.brief.claims.verify import Fault, FaultCode, Given
from academichub.brief.writing.judged import Judged, Rules, judge_claims, take_in
from academichub.brief.writing.outlining import Part, Plan, outline_question, parts_of
from academichub.brief.writing.prompting import claims_request, words_of
from academichub.brief.writing.replies import Reply, parse_claims, parse_outline
from academichub.brief.writing.shown import Shown, fenced
from academichub.errors import InvalidReply
from academichub.model import Bridge, CallKind, ChatRequest, Citation, Claim, Finish

__all__ = [
    "ClaimsQuestion",
    "OutlineQuestion",
    "Question",
    "Read",
    "bridges_question",
    "reader_question",
    "section_question",
    "summary_question",
]

T = TypeVar("T")

_FEWEST_CITED = 2  # papers of a claim about a bridge


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """An answer that was read. `problems` can be told to the model, one a line; () says that all is well.

    `value` None: it could not be read, which says nothing against what it meant to say. `code`: what is wrong with it,
    in a few words for the ledger.
    """

    value: T | None
    problems: tuple[str, ...] = ()
    code: str | None = None
    is_numbered: bool = False  # the problems are of single claims, which alone are asked for again


class Question(Protocol[T]):
    """What is asked, and how the answer is judged."""

    @property
    def kind(self) -> CallKind: ...

    @property
    def request(self) -> ChatRequest: ...

    def read(self, text: str, finish: Finish, earlier: T | None) -> Read[T]:
        """`earlier`: what was made of the answer before, which this one mends. Raises: nothing."""
        ...

    def stands(self, value: T) -> bool:
        """Whether it may be used."""
        ...


@dataclass(frozen=True)
class OutlineQuestion:
    """Question[tuple[Part, ...]]: which sections there are to be."""

    plan: Plan
    kind: CallKind = CallKind.OUTLINE

    @cached_property
    def request(self) -> ChatRequest:
        return outline_question(self.plan)

    def read(self, text: str, finish: Finish, earlier: tuple[Part, ...] | None) -> Read[tuple[Part, ...]]:
        try:
            return Read(parts_of(parse_outline(_whole(text, finish)), self.plan))
        except InvalidReply as error:
            return Read(None, (error.message,), error.message)

    def stands(self, value: tuple[Part, ...]) -> bool:
        return bool(value)


@dataclass(frozen=True)
class ClaimsQuestion:
    """Question[Judged]: the claims of one section. `may_be_none`: it may be that the papers do not answer."""

    request: ChatRequest
    rules: Rules
    may_be_none: bool = False
    kind: CallKind = field(default=CallKind.BRIEF)

    def read(self, text: str, finish: Finish, earlier: Judged | None) -> Read[Judged]:
        try:
            reply = parse_claims(_whole(text, finish))
        except InvalidReply as error:
            return Read(None, (error.message,), error.message)
        if earlier is not None:
            return _read_of(take_in(earlier, reply, self.rules))
        if not reply.claims and not self._is_honest(reply):
            return Read(None, ("It makes no claims.",), "no claims")
        return _read_of(judge_claims(reply, self.rules))

    def stands(self, value: Judged) -> bool:
        return value.stands or (self.may_be_none and not value.is_answered)

    def _is_honest(self, reply: Reply) -> bool:
        return self.may_be_none and not reply.is_answered


def _read_of(judged: Judged) -> Read[Judged]:
    codes = dict.fromkeys(fault.code.value for each in judged.failed for fault in each.faults)
    return Read(judged, tuple(map(str, judged.failed)), ", ".join(codes) or None, is_numbered=bool(judged.failed))


def _whole(text: str, finish: Finish) -> str:
    """Raises: InvalidReply for an answer that is not whole."""
    if finish is Finish.LENGTH:
        raise InvalidReply("the answer was cut off at its longest allowed length")
    if finish is Finish.FILTERED:
        raise InvalidReply("the provider withheld the answer")
    return text


def section_question(shown: Shown, language: str, label: str, question: str = "") -> ClaimsQuestion:
    """Claims about papers of some clusters. Raises: ValueError where no sentence is shown."""
    asked = [words_of("asked", question=question)] if question else []
    body = "\n".join([fenced([words_of("about", label=label), *_lines(shown)]), *asked])
    return _over(shown, "section", language, body)


def reader_question(shown: Shown, language: str, question: str) -> ClaimsQuestion:
    """Claims that answer the reader's own question, or none. Raises: ValueError where no sentence is shown."""
    body = "\n".join([fenced(_lines(shown)), words_of("asked", question=" ".join(question.split()))])
    return replace(_over(shown, "question", language, body), may_be_none=True)


def bridges_question(shown: Shown, bridges: Sequence[Bridge], language: str) -> ClaimsQuestion:
    """What the papers of each bridge share; a claim has to cite two of one. Raises: as `section_question`."""
    papers = {paper.paper_id: paper for paper in shown.papers}
    lines: list[str] = []
    for n, bridge in enumerate(bridges, 1):
        lines.append(words_of("group", n=str(n), shared=", ".join(bridge.shared)))
        lines += [line for each in bridge.paper_ids if each in papers for line in papers[each].lines()]
    asked = _over(shown, "bridges", language, fenced(lines))

    def verify(claim: Claim, gloss: str) -> tuple[Fault, ...]:
        return (*asked.rules.verify(claim, gloss), *_bridge_faults(claim, bridges))

    return replace(asked, rules=replace(asked.rules, verify=verify))


def summary_question(claims: Sequence[Claim], given: Given, language: str) -> ClaimsQuestion:
    """A summary of claims that stand; each of its own rests on their sentences. Raises: ValueError for no claims."""
    named = {f"v{n}": claim for n, claim in enumerate(claims, 1)}
    body = fenced([f"[{name}] {claim.text}" for name, claim in named.items()])

    def cite(name: str, quote: str) -> tuple[Citation, ...]:
        return named[name].citations if name in named else ()

    rules = Rules(cite, lambda claim, gloss: check_claim(claim, gloss, given, language))
    return ClaimsQuestion(claims_request("summary", language, body, list(named)), rules)


def _over(shown: Shown, kind: str, language: str, body: str) -> ClaimsQuestion:
    def cite(name: str, quote: str) -> tuple[Citation, ...]:
        citation = shown.citation(name, quote)
        return () if citation is None else (citation,)

    rules = Rules(cite, lambda claim, gloss: check_claim(claim, gloss, shown.given, language))
    return ClaimsQuestion(claims_request(kind, language, body, list(shown.ids)), rules)


def _lines(shown: Shown) -> list[str]:
    return [line for paper in shown.papers for line in paper.lines()]


def _bridge_faults(claim: Claim, bridges: Sequence[Bridge]) -> Iterator[Fault]:
    cited = {citation.paper_id for citation in claim.citations}
    if cited and (len(cited) < _FEWEST_CITED or not any(cited <= set(bridge.paper_ids) for bridge in bridges)):
        yield Fault(FaultCode.BRIDGE, "It has to cite sentences of two papers of one group.")
