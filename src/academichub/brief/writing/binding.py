"""Written claims and counted ones bound into sections: what is counted stays, what was quoted makes way. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from academichub.brief.claims.verify import FaultCode
from academichub.brief.writing.judged import Judged
from academichub.brief.writing.outlining import Part
from academichub.model import BriefOrder, Claim, ClaimState, Cluster, Section, SectionKind
from academichub.publish.wording import wording

__all__ = ["Outcome", "bind", "dropped_claims"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one part. `judged` None: no model was asked to the end, so that it is not written.

    `stands`: the claims may be shown; else the section falls back.
    """

    part: Part
    judged: Judged | None = None
    stands: bool = False


def bind(order: BriefOrder, sections: Sequence[Section], outcomes: Sequence[Outcome]) -> tuple[Section, ...]:
    """All sections: those of the outcomes take, in their order, the places of those they were made from.

    The others stay as and where they were; the summary stays first.
    """
    told = sorted(outcomes, key=lambda outcome: outcome.part.kind is not SectionKind.SUMMARY)
    taken = sorted({place for outcome in told for place in outcome.part.places})
    new = dict(zip(taken, told, strict=False))
    bound: list[Section] = []
    for place, section in enumerate(sections):
        if place in new:
            bound += _bound(order, sections, new[place])
        elif place not in taken:
            bound.append(section)
    return tuple(bound)


def dropped_claims(outcome: Outcome) -> tuple[Claim, ...]:
    """What is not shown of an outcome, each with its reason."""
    if outcome.judged is None:
        return ()
    left = () if outcome.stands else outcome.judged.claims
    fallen = (replace(claim, state=ClaimState.DROPPED, reason=FaultCode.SECTION.value) for claim in left)
    return (*outcome.judged.dropped, *fallen)


def _bound(order: BriefOrder, sections: Sequence[Section], outcome: Outcome) -> Iterator[Section]:
    part, judged = outcome.part, outcome.judged
    own = [sections[place] for place in part.places]
    if judged is None or not outcome.stands:
        yield from (replace(section, fell_back=judged is not None) for section in own)
        return
    cluster_id = part.clusters[0].cluster_id if len(part.clusters) == 1 else None
    yield Section(part.title, part.kind, tuple(_claims(order, own, part, judged)), cluster_id)


def _claims(order: BriefOrder, own: Sequence[Section], part: Part, judged: Judged) -> Iterator[Claim]:
    if part.kind is SectionKind.QUESTION and not judged.is_answered:
        yield Claim(wording(order.language)("brief.question_unanswered"), ClaimState.COUNTED)
        yield from own[0].claims
    elif part.kind is SectionKind.SUMMARY:
        yield from judged.claims
        yield from own[0].claims
    elif part.kind is SectionKind.BRIDGES:
        yield from _beside(own[0].claims, judged.claims)
    else:
        yield from _counted(order, own, part.clusters)
        yield from judged.claims


def _counted(order: BriefOrder, own: Sequence[Section], clusters: Sequence[Cluster]) -> Iterator[Claim]:
    """What is counted of each; of several clusters each is named before."""
    for at, section in enumerate(own):
        if len(clusters) > 1:
            label, n = clusters[at].label, len(clusters[at].paper_ids)
            yield Claim(wording(order.language)("brief.other_cluster", label=label, n=n), ClaimState.COUNTED)
        yield from (claim for claim in section.claims if claim.state is ClaimState.COUNTED)


def _beside(counted: Sequence[Claim], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Each claim after the counted one of the bridge that its papers are of."""
    left = list(claims)
    for bridge in counted:
        yield bridge
        papers = _papers(bridge)
        yield from (claim for claim in left if _papers(claim) <= papers)
        left = [claim for claim in left if not _papers(claim) <= papers]
    yield from left


def _papers(claim: Claim) -> frozenset[str]:
    return frozenset(citation.paper_id for citation in claim.citations)
