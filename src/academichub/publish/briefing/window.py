"""The days of a briefing in words, and how many there may be. Pure."""

from __future__ import annotations

from academichub.model import BriefOrder
from academichub.publish.wording import Wording

__all__ = ["window_of"]


def window_of(order: BriefOrder, w: Wording) -> str:
    """15 to 21 June 2026, 2026年6月15日至21日; one day alone, and what two months share is said once."""
    return w.days(order.since, order.until)
