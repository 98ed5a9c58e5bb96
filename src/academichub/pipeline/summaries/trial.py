"""Trying a configured model: does it answer, in which dialect, how fast, for how much, and would its summary pass?"""

from __future__ import annotations

from collections.abc import Sequence

from academichub.model import Completion, Finish, ModelCheck, Price
from academichub.pipeline.summaries.asked import Asked
from academichub.pipeline.summaries.desk import Desk
from academichub.pipeline.summaries.dialects import try_model
from academichub.pipeline.summaries.ended import RunEnded
from academichub.summary.judging import judge
from academichub.summary.trial import trial_source

__all__ = ["check_model"]


async def check_model(desk: Desk, asked: Asked, languages: Sequence[str], price: Price | None) -> ModelCheck:
    """Find out the dialect anew, and judge the trial summary as any other. The error says what the owner can do."""
    try:
        tried = await try_model(desk, asked, languages)
    except RunEnded as ended:
        return ModelCheck(asked.name, asked.base_url, error=ended.message)
    completion: Completion = tried.completion
    verdict = judge(completion.text, completion.finish or Finish.STOP, trial_source(), languages)
    shown = next(iter(verdict.valid.values()), None)
    return ModelCheck(
        model=asked.name,
        base_url=asked.base_url,
        dialect=asked.dialect,
        seconds=tried.seconds,
        usage=completion.usage,
        cost_micros=price.micros(completion.usage) if price is not None and completion.usage is not None else None,
        fields={name: one.text for name, one in shown.fields.items()} if shown is not None else {},
        problems=tuple(f"{one.field}: {one.detail}" if one.field else one.detail for one in verdict.findings),
    )
