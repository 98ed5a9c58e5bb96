"""Why a run of the models ends before all is done: short codes, stored with the papers that are left waiting."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["RunEnded", "Why"]


class Why(StrEnum):
    """Each has its words in publish/words."""

    BUDGET = "budget"  # the day's cap would be passed
    OFF_PEAK = "off-peak"  # not one of the hours
    UNAVAILABLE = "unavailable"  # the endpoint is down, or did not answer for this paper
    REFUSED = "refused"  # it will refuse every call: the owner has to act
    STOPPED = "stopped"  # a signal, or the time given was over
    BATCH = "batch"  # handed in with others, and not answered yet


class RunEnded(Exception):
    """Raised in whoever wants to begin one more call. `message` is for the owner."""

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why
        self.message = message
