"""Missing abstracts: asked for after an update, and what is told of it there and in `status`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from academichub.app import Hub
from academichub.cli.index_bar import IndexBar
from academichub.cli.session import Session
from academichub.errors import StoreError
from academichub.model import Filled, LackingState
from academichub.publish.unread import trouble_words
from academichub.publish.wording import Wording

__all__ = ["fill_after", "filled_row", "lacking_lines", "lacking_row"]


def fill_after(session: Session, hub: Hub, is_stopped: Callable[[], bool] | None = None) -> Filled | None:
    """Ask for what is missing and tell what came of it. The edition stands already, so a failure fails no run."""
    words = session.words(hub.settings)
    try:
        with IndexBar(session.err, words, "abstracts") as bar:
            filled = hub.fill_abstracts(bar.tell, lambda: is_stopped is None or not is_stopped())
    except StoreError as error:
        session.say(words("abstracts.failed", reason=str(error)))
        return None
    if filled is not None and filled.n_lacking:
        for line in _lines(filled, words):
            session.say(line)
    return filled


def _lines(filled: Filled, words: Wording) -> list[str]:
    whom = words.join(
        [words("abstracts.of", label=one.label, found=one.n_found, asked=one.n_asked) for one in filled.asked]
    )
    told = [
        words("abstracts.lacking", n=filled.n_lacking),
        words("abstracts.filled", n=filled.n_filled),
        words("abstracts.asked", names=whom) if whom else words("abstracts.none_due"),
        words("abstracts.waiting", n=filled.n_waiting),
    ]
    lines = [words("join.clause").join(told)]
    lines += [
        words("abstracts.no_answer", label=one.label, reason=trouble_words(one.error, words))
        for one in filled.asked
        if one.error
    ]
    return (
        [*lines, words("abstracts.stopped", reason=words(f"abstracts.stopped.{filled.stopped}"))]
        if filled.stopped
        else lines
    )


def filled_row(filled: Filled | None) -> dict[str, Any] | None:
    """The JSON of `update`; null where nothing was looked for."""
    if filled is None:
        return None
    asked = [{"id": one.id, "asked": one.n_asked, "found": one.n_found, "error": one.error} for one in filled.asked]
    counts = {"lacking": filled.n_lacking, "filled": filled.n_filled, "waiting": filled.n_waiting}
    return {**counts, "asked": asked, "papers": list(filled.paper_ids), "stopped": filled.stopped}


def lacking_lines(hub: Hub, words: Wording) -> list[str]:
    """What `status` says of it; nothing where every paper has an abstract and every source answers."""
    state = hub.lacking_abstracts()
    if not (state.n_lacking or state.found or state.failing):
        return []
    names = words.join([f"{hub.labels.get(source, source)} {n}" for source, n in state.found.items()])
    told = [words("abstracts.state", n=state.n_lacking), words("abstracts.waiting", n=state.n_waiting)]
    told += [words("abstracts.unasked", n=state.n_unasked)] if state.n_unasked else []
    told += [words("abstracts.found", names=names)] if names else []
    lines = [words("join.clause").join(told)]
    lines += [] if hub.settings.abstracts.fill else [words("abstracts.off")]
    for source, reason in state.failing.items():
        lines.append(
            words("abstracts.no_answer", label=hub.labels.get(source, source), reason=trouble_words(reason, words))
        )
    return lines


def lacking_row(state: LackingState) -> dict[str, Any]:
    """The JSON of `status`."""
    return {
        "lacking": state.n_lacking,
        "waiting": state.n_waiting,
        "unasked": state.n_unasked,
        "found": dict(state.found),
        "failing": dict(state.failing),
    }
