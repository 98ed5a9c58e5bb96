"""A short paper of our own invention: how does an endpoint want to be asked, and what does it make of it? Pure."""

from __future__ import annotations

from functools import cache

from academichub.model import ChatRequest
from academichub.summary.drafts import SourceText
from academichub.summary.hygiene import read_source
from academichub.summary.prompt import build_request

__all__ = ["trial_request", "trial_source"]

_TITLE = "Counting Swifts over Cities with Rooftop Microphones"
_ABSTRACT = (
    "Swifts nest in buildings, and their numbers are hard to count by eye. However, acoustic surveys have so far been "
    "limited to single colonies. We propose SwiftCount, a network of 42 rooftop microphones with a small convolutional "
    "model that tells swift calls from traffic noise. In a trial over two summers in one city, SwiftCount found 91% of "
    "the nests that volunteers had mapped, with 1.2 million calls recorded. These results suggest that cheap "
    "microphones can follow urban swifts from year to year."
)


@cache
def trial_source() -> SourceText:
    return read_source(_TITLE, _ABSTRACT)


@cache
def trial_request(languages: tuple[str, ...]) -> ChatRequest:
    return build_request(trial_source(), languages)
