"""From an order to a briefing that is not stored yet: gather, skeleton, sections, and a model's words where one writes.

A skeleton that was made from the same papers before is taken from the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from academichub.brief.question.section import question_section
from academichub.brief.skeleton.building import build_skeleton
from academichub.brief.skeleton.sections import sections_of
from academichub.model import (
    OWNER,
    Briefing,
    BriefOrder,
    BriefPaper,
    BriefStage,
    Claim,
    ClaimState,
    ReaderId,
    Section,
    Skeleton,
    Written,
)
from academichub.pipeline.briefing.gather import Gathered, gather, with_roles
from academichub.pipeline.briefing.inputs import inputs_id
from academichub.pipeline.briefing.materials import Materials, Tell
from academichub.ports import SectionWriter
from academichub.publish.faults import Worded
from academichub.publish.wording import wording
from academichub.text import language_of

__all__ = ["make"]


def make(
    materials: Materials,
    order: BriefOrder,
    made_at: datetime,
    tell: Tell,
    writer: SectionWriter | None = None,
    reader: ReaderId = OWNER,
) -> Briefing:
    """The briefing of an order that was checked; nothing is stored.

    Raises: ConfigError for a window without papers, with the remedy; StoreError; NotFound for a radar that is gone;
    IndexUnusable where a question needs a search.
    """
    tell(BriefStage.GATHER, 0, None)
    gathered = gather(materials, order, lambda n, of: tell(BriefStage.GATHER, n, of))
    if not gathered.papers:
        raise _nothing(order, gathered, [day for day, _ in materials.store.days()])
    name = inputs_id(order, gathered.papers, gathered.before, gathered.text_hashes)
    with materials.store.binder(reader) as binder:
        known = binder.skeleton(name)
    skeleton = known if known is not None else _skeleton(order, gathered, tell)
    sections = _sections(order, gathered, skeleton)
    written = _written(writer, order, skeleton, sections, tell)
    return Briefing(
        order=order,
        made_at=made_at,
        skeleton=skeleton,
        sections=written.sections,
        dropped=written.dropped,
        model=written.model,
        prompt_id=written.prompt_id,
        cost_micros=written.cost_micros,
        unwritten=written.unwritten,
        inputs_id=name,
        text_hashes={paper.paper_id: gathered.text_hashes[paper.paper_id] for paper in skeleton.papers},
    )


def _nothing(order: BriefOrder, gathered: Gathered, editions: Sequence[date]) -> Worded:
    """Why there is nothing to read; one day is named once, and where no edition is of these days, those there are."""
    end = "_day" if order.since == order.until else ""
    if editions and not any(order.since <= day <= order.until for day in editions):
        first, last = min(editions), max(editions)
        return Worded(f"fault.brief.nothing{end}", since=order.since, until=order.until, first=first, last=last)
    if order.question is None:
        return Worded(f"fault.brief.empty{end}", since=order.since, until=order.until)
    is_deaf = language_of(order.question) == "zh" and not gathered.is_by_meaning
    key = "needs_meaning" if is_deaf else "unanswered"
    return Worded(f"fault.brief.{key}{end}", since=order.since, until=order.until, question=order.question)


def _skeleton(order: BriefOrder, gathered: Gathered, tell: Tell) -> Skeleton:
    tagged = list(with_roles(gathered.papers, lambda n, of: tell(BriefStage.GATHER, n, of)))
    return build_skeleton(order, tagged, gathered.before, lambda stage: tell(stage, 0, None))


def _sections(order: BriefOrder, gathered: Gathered, skeleton: Skeleton) -> tuple[Section, ...]:
    """The skeleton's own, with what is to be known of the choice of papers, and the question behind the summary."""
    summary, *others = sections_of(order, skeleton)
    first = replace(summary, claims=(*_of_the_choice(order, gathered), *summary.claims))
    if order.question is None:
        return (first, *others)
    told = {paper.paper_id: paper for paper in skeleton.papers}
    best_first: list[BriefPaper] = [told[paper.paper_id] for paper in gathered.papers]
    return (first, question_section(order, best_first), *others)


def _of_the_choice(order: BriefOrder, gathered: Gathered) -> list[Claim]:
    words, n_taken = wording(order.language), len(gathered.papers)
    claims: list[str] = []
    if order.radar is not None:
        claims.append(words("brief.of_radar", n=gathered.n_found, name=order.radar))
    if gathered.n_found > order.most_papers:
        how = "best" if order.radar is not None or order.question is not None else "drawn"
        claims.append(words(f"brief.of_{how}", n=n_taken, all=gathered.n_found))
    return [Claim(text, ClaimState.COUNTED) for text in claims]


def _written(
    writer: SectionWriter | None, order: BriefOrder, skeleton: Skeleton, sections: tuple[Section, ...], tell: Tell
) -> Written:
    if writer is None:
        return Written(sections)
    return writer.write(order, skeleton, sections, tell)
