"""What of a model's claims stands: ids made citations by code, every check, repeats out, one repair taken in. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from academichub.brief.claims.sameness import counts_papers, says_the_same
from academichub.brief.claims.verify import Fault, FaultCode
from academichub.brief.writing.replies import RawClaim, Reply
from academichub.model import Citation, Claim, ClaimState
from academichub.summary.hygiene import is_instruction

__all__ = ["LEAST_STANDING", "Failed", "Judged", "Rules", "judge_claims", "take_in"]

LEAST_STANDING = 0.6
"""Of a section's claims; where fewer stand, the section falls back to what is known without a model."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How the claims of one question are read and checked.

    `cite`: the citations of an id and quote, () for an id that was not given. `verify`: all that is wrong with a claim
    and its wording in English.
    """

    cite: Callable[[str, str], tuple[Citation, ...]]
    verify: Callable[[Claim, str], tuple[Fault, ...]]


@dataclass(frozen=True, slots=True)
class Failed:
    """A claim that does not stand. `number`: under which it is sent back, from 1."""

    claim: Claim
    faults: tuple[Fault, ...]
    number: int

    @property
    def dropped(self) -> Claim:
        """With the code of its first fault as the reason."""
        return replace(self.claim, state=ClaimState.DROPPED, reason=self.faults[0].code.value)

    def __str__(self) -> str:
        return f'n={self.number} "{self.claim.text[:160]}": {" ".join(fault.detail for fault in self.faults[:4])}'


@dataclass(frozen=True, slots=True)
class Judged:
    """`standing` by their numbers, in order; `repeats` say what another one says and count neither for nor against."""

    standing: tuple[tuple[int, Claim], ...] = ()
    failed: tuple[Failed, ...] = ()
    repeats: tuple[Claim, ...] = ()
    is_answered: bool = True

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for _, claim in self.standing)

    @property
    def dropped(self) -> tuple[Claim, ...]:
        return (*(each.dropped for each in self.failed), *self.repeats)

    @property
    def stands(self) -> bool:
        n = len(self.standing) + len(self.failed)
        return bool(self.standing) and len(self.standing) >= LEAST_STANDING * n


def judge_claims(reply: Reply, rules: Rules) -> Judged:
    """The claims of a first answer."""
    found = [_judged(raw, number, rules, ClaimState.VERIFIED) for number, raw in enumerate(reply.claims, 1)]
    return _without_repeats(found, reply.is_answered)


def take_in(earlier: Judged, reply: Reply, rules: Rules) -> Judged:
    """The claims that failed, each replaced where the answer has another that stands and says something new.

    One that names no number takes the place of the next that none has taken. What was not failed stays as it is, and
    nothing can be added to it.
    """
    standing = dict(earlier.standing)
    failed = {each.number: each for each in earlier.failed}
    for number, raw in _placed(reply.claims, list(failed)):
        found = _judged(raw, number, rules, ClaimState.REPAIRED)
        if isinstance(found, Claim) and not _is_among(found, standing.values()):
            standing[number] = found
            del failed[number]
    return replace(earlier, standing=tuple(sorted(standing.items())), failed=tuple(failed.values()))


def _placed(claims: Sequence[RawClaim], numbers: list[int]) -> Iterator[tuple[int, RawClaim]]:
    free = list(numbers)
    for raw in claims:
        number = raw.number if raw.number in free else free[0] if free and raw.number is None else None
        if number is not None:
            free.remove(number)
            yield number, raw


def _judged(raw: RawClaim, number: int, rules: Rules, state: ClaimState) -> Claim | Failed:
    cited = [rules.cite(name, quote) for name, quote in raw.cites]
    citations = tuple(dict.fromkeys(citation for each in cited for citation in each))
    claim = Claim(raw.text, state, citations)
    if not all(cited):
        return Failed(claim, (Fault(FaultCode.UNKNOWN, "It cites an id that was not given."),), number)
    faults = (*rules.verify(claim, raw.gloss), *_own_faults(claim))
    return Failed(claim, faults, number) if faults else claim


def _own_faults(claim: Claim) -> Iterator[Fault]:
    if is_instruction(claim.text):
        yield Fault(FaultCode.ORDER, "It reads like an order to a model.")
    cited = len({citation.paper_id for citation in claim.citations})
    told = max((counts_papers(citation.quote) or 0 for citation in claim.citations), default=0)
    if (counts_papers(claim.text) or 0) > max(cited, told):
        yield Fault(FaultCode.NUMBER, "It counts more papers than it cites; count none.")


def _without_repeats(found: Sequence[Claim | Failed], is_answered: bool) -> Judged:
    standing: list[tuple[int, Claim]] = []
    failed: list[Failed] = []
    repeats: list[Claim] = []
    for number, each in enumerate(found, 1):
        if isinstance(each, Failed):
            failed.append(each)
        elif _is_among(each, (claim for _, claim in standing)):
            repeats.append(replace(each, state=ClaimState.DROPPED, reason=FaultCode.REPEATED.value))
        else:
            standing.append((number, each))
    return Judged(tuple(standing), tuple(failed), tuple(repeats), is_answered)


def _is_among(claim: Claim, others: Iterable[Claim]) -> bool:
    return any(says_the_same(claim.text, other.text) for other in others)
