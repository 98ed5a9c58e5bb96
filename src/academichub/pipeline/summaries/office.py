"""What a run of the language models works with: the store, the settings, the clock, and how long it waits for what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from academichub.model import FREE, Caps, Price
from academichub.pipeline.summaries.asked import Asked
from academichub.pipeline.summaries.flow import Flow, Pauses
from academichub.ports import BatchModel
from academichub.settings import LlmSettings, ModelSettings
from academichub.store import Store

__all__ = ["PACE", "Office", "Pace", "caps_of", "models_of", "price_of"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a run waits for what, in seconds: of an endpoint in trouble, before a call is tried again, and for calls
    under way to end once the run is over."""

    pauses: Pauses = Pauses()  # noqa: RUF009  # frozen
    backoff_s: float = 0.5
    drain_s: float = 10.0


PACE = Pace()
"""The waits of a real run."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a run works with."""

    store: Store
    settings: LlmSettings
    languages: tuple[str, ...]  # of the settings
    clock: Callable[[], datetime]


def price_of(settings: ModelSettings) -> Price | None:
    """None where the owner has not said what it costs."""
    if settings.price_in is None or settings.price_out is None:
        return None
    return Price(settings.price_in, settings.price_out, settings.price_cached)


def caps_of(settings: LlmSettings) -> Caps:
    """What the owner allows for a day."""
    return Caps(settings.daily_tokens, None if settings.daily_cost is None else round(settings.daily_cost * 1_000_000))


def models_of(office: Office, models: Sequence[BatchModel], pace: Pace) -> list[Asked]:
    """The models of the settings, in their order, as one run asks them, each in the dialect that is stored for it."""
    return [_asked(office, *pair, pace) for pair in zip(models, office.settings.models, strict=True)]


def _asked(office: Office, model: BatchModel, settings: ModelSettings, pace: Pace) -> Asked:
    dialect = office.store.dialect(settings.base_url, settings.model)
    flow = Flow(office.settings.concurrency, pace.pauses)
    is_first = settings is office.settings.models[0]
    return Asked(model, settings.base_url, price_of(settings) or FREE, flow, is_first, dialect=dialect)
