"""What has become of a paper since the edition that shows it: another version, a withdrawal. Pure."""

from __future__ import annotations

from academichub.model import Entry, Kind
from academichub.publish.wording import Wording

__all__ = ["kind_words", "version_since"]


def version_since(entry: Entry) -> int | None:
    """The number of the version that its source has given since; None while the announced one is the newest."""
    now, then = entry.paper.version, entry.version
    is_known = now is not None and then is not None and entry.paper.source == entry.source
    return now if is_known and now > then else None  # type: ignore[operator]  # neither is None where it is known


def kind_words(entry: Entry, w: Wording) -> str:
    """As what it was announced, and what it is now where that is something else."""
    words = [w.kind(entry.kind, entry.version)]
    if entry.paper.withdrawn and entry.kind is not Kind.WITHDRAWN:
        words.append(w.kind(Kind.WITHDRAWN))
    if (version := version_since(entry)) is not None:
        words.append(w("works.since.version", n=str(version)))
    return w.join(words)
