"""A briefing's sections by language models: an outline, the sections at once, then a summary of what stands.

Owns the order of these steps and what is said where one of them fails. Money, pace and the ledger are the desk's
(pipeline/summaries), what is asked and what stands are `brief`'s. The only event loop is made and ended in `write`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from academichub.brief.writing.assigning import Assignment, assignments_of, question_part
from academichub.brief.writing.binding import Outcome, bind, dropped_claims
from academichub.brief.writing.calls import OutlineQuestion, summary_question
from academichub.brief.writing.judged import Judged
from academichub.brief.writing.outlining import FEWEST_CLUSTERS, Part, Plan, default_parts, plan_of
from academichub.brief.writing.prompting import PROMPT_ID
from academichub.brief.writing.summing import FEWEST_SUMMED, claims_to_sum_up, given_of
from academichub.model import BriefOrder, BriefStage, Section, SectionKind, Skeleton, Written
from academichub.pipeline.briefing.asking import Answered, Inquiry, ask_models
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.ended import Why
from academichub.pipeline.summaries.office import PACE, Office, Pace, caps_of, models_of
from academichub.pipeline.summaries.stop import Stop
from academichub.pipeline.summaries.together import run_together
from academichub.ports import BatchModel
from academichub.publish.wording import wording

__all__ = ["ModelWriter"]

Tell = Callable[[BriefStage, int, int | None], object]
OpenModels = Callable[[], AbstractAsyncContextManager[Sequence[BatchModel]]]


@dataclass(frozen=True, slots=True)
class ModelWriter:
    """Implements ports.SectionWriter. `alone` gives False where another process is asking for a briefing.

    `at_any_hour`: outside the off-peak hours, too. `within_s`: no call begins later than so many seconds after `write`.
    """

    office: Office
    open_models: OpenModels
    stop: Stop = field(default_factory=Stop)
    alone: Callable[[], AbstractContextManager[bool]] = lambda: nullcontext(True)
    at_any_hour: bool = False
    within_s: float | None = None
    pace: Pace = PACE

    def write(self, order: BriefOrder, skeleton: Skeleton, sections: tuple[Section, ...], tell: Tell) -> Written:
        """Write the sections anew; what no model wrote stays as it was, and `Written.unwritten` says why.

        Raises: StoreError.
        """
        with self.alone() as is_alone:
            if is_alone:
                return asyncio.run(self._write(order, skeleton, sections, tell))
        words = wording(order.language)
        return Written(sections, unwritten=words("brief.unwritten.busy"))

    async def _write(self, order: BriefOrder, skeleton: Skeleton, sections: tuple[Section, ...], tell: Tell) -> Written:
        settings = self.office.settings
        desk = Desk(
            self.office.store,
            self.office.clock,
            caps_of(settings),
            self.stop,
            at_once=settings.concurrency,
            hours=None if self.at_any_hour else settings.off_peak,
            within_s=self.within_s,
            backoff_s=self.pace.backoff_s,
        )
        async with self.open_models() as models:
            inquiry = Inquiry(desk, models_of(self.office, models, self.pace), order.language)
            return await _Run(inquiry, order, skeleton, sections, tell, self.pace.drain_s).write()


@dataclass
class _Run:
    """One briefing under way."""

    inquiry: Inquiry
    order: BriefOrder
    skeleton: Skeleton
    sections: tuple[Section, ...]
    tell: Tell
    drain_s: float
    wrote: set[str] = field(default_factory=set)  # models whose claims stand
    heard: set[str] = field(default_factory=set)  # models that answered, whatever it was worth
    reasons: list[Why] = field(default_factory=list)  # of sections that were not asked to the end

    async def write(self) -> Written:
        plan = plan_of(self.order, self.skeleton, self.sections)
        parts = [*self._question(), *await self._outline(plan)]
        assigned = assignments_of(self.order, self.skeleton, parts)
        outcomes = await self._write_parts(assigned)
        outcomes += await self._summary(assigned, outcomes)
        self.inquiry.desk.ledger.flush()
        return self._written(outcomes)

    def _written(self, outcomes: Sequence[Outcome]) -> Written:
        heard = self.wrote or self.heard
        models = [asked.name for asked in self.inquiry.models if asked.name in heard]
        return Written(
            bind(self.order, self.sections, outcomes),
            tuple(claim for outcome in outcomes for claim in dropped_claims(outcome)),
            ", ".join(models) or None,
            PROMPT_ID if models else None,
            self.inquiry.desk.store.cost_of(self.inquiry.keys),
            self._unwritten(outcomes),
        )

    def _question(self) -> Sequence[Part]:
        part = question_part(self.order, self.sections)
        return () if part is None else (part,)

    async def _outline(self, plan: Plan) -> Sequence[Part]:
        """The model's outline, else the skeleton's."""
        if len(plan.clusters) < FEWEST_CLUSTERS:
            return default_parts(plan)
        self.tell(BriefStage.OUTLINE, 0, 1)
        found: list[Answered[tuple[Part, ...]]] = []

        async def ask() -> None:
            found.append(await ask_models(self.inquiry, OutlineQuestion(plan)))

        await self._together([ask()])
        self.tell(BriefStage.OUTLINE, 1, 1)
        parts = next((answered.value for answered in found if answered.stands), None)
        return parts or default_parts(plan)

    async def _write_parts(self, assigned: Sequence[Assignment]) -> list[Outcome]:
        outcomes = [Outcome(each.part) for each in assigned]
        finished: list[int] = []
        self.tell(BriefStage.WRITE, 0, len(assigned))

        async def ask(place: int, each: Assignment) -> None:
            outcomes[place] = self._outcome(each.part, await ask_models(self.inquiry, each.asked))
            finished.append(place)
            self.tell(BriefStage.WRITE, len(finished), len(assigned))

        await self._together([ask(place, each) for place, each in enumerate(assigned)])
        return outcomes

    async def _summary(self, assigned: Sequence[Assignment], outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Of the claims that stand; not asked for while sections are unwritten, since it would have to be again."""
        part = _summary_part(self.sections)
        claims = claims_to_sum_up(outcomes)
        if part is None or len(claims) < FEWEST_SUMMED:
            return []
        made = [Outcome(part)]
        if all(outcome.judged is not None for outcome in outcomes):
            question = summary_question(claims, given_of(assigned, claims), self.order.language)

            async def ask() -> None:
                made[0] = self._outcome(part, await ask_models(self.inquiry, question))

            await self._together([ask()])
        return made

    async def _together(self, work: Sequence[Coroutine[Any, Any, None]]) -> None:
        await run_together(self.inquiry.desk, work, self.drain_s)

    def _outcome(self, part: Part, answered: Answered[Judged]) -> Outcome:
        self.heard.update(answered.heard)
        if answered.stands and answered.model is not None:
            self.wrote.add(answered.model)
        elif answered.ended is not None:
            self.reasons.append(answered.ended)
            return Outcome(part)
        return Outcome(part, answered.value or Judged(), answered.stands)

    def _unwritten(self, outcomes: Sequence[Outcome]) -> str | None:
        """None where every part was asked to its end, and something stood."""
        n = sum(outcome.judged is None for outcome in outcomes)
        if not n:
            return self._nothing_stood(outcomes)
        words, ended = wording(self.order.language), self.inquiry.desk.ended
        why = ended.why if ended else next(iter(self.reasons), Why.STOPPED)
        return words("brief.unwritten", n=n, total=len(outcomes), why=words(f"brief.unwritten.{why.value}"))

    def _nothing_stood(self, outcomes: Sequence[Outcome]) -> str | None:
        if self.wrote or not self.heard:
            return None
        is_read = any(outcome.judged is not None and outcome.judged != Judged() for outcome in outcomes)
        key = "brief.unwritten.none_stood" if is_read else "brief.unwritten.unreadable"
        return wording(self.order.language)(key, model=", ".join(sorted(self.heard)))


def _summary_part(sections: Sequence[Section]) -> Part | None:
    found = (place for place, section in enumerate(sections) if section.kind is SectionKind.SUMMARY)
    place = next(found, None)
    return None if place is None else Part(SectionKind.SUMMARY, sections[place].title, (place,))
