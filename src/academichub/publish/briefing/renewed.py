"""The briefings that one renews, as far back as a change log goes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from academichub.errors import NotFound
from academichub.model import BriefId, Briefing

__all__ = ["earlier_of"]

_MOST = 20


def earlier_of(briefing: Briefing, stored: Callable[[BriefId], Briefing]) -> Iterator[Briefing]:
    """Those it renews, the newest first; they end where one is no longer stored. `stored` raises NotFound for it."""
    for _ in range(_MOST):
        if briefing.renews is None:
            return
        try:
            briefing = stored(briefing.renews)
        except NotFound:
            return
        yield briefing
