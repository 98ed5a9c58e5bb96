"""That there is no such briefing, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from academichub.errors import NotFound
from academichub.publish.wording import Wording

__all__ = ["in_own_words"]


@contextmanager
def in_own_words(words: Wording) -> Iterator[None]:
    """What is not found here is a briefing. Raises: NotFound that says so in `words`, and the remedy."""
    try:
        yield
    except NotFound as error:
        raise NotFound(words("brief.command.missing"), subject=error.subject) from None
