"""Making the index: catching up with the store, or making it anew beside the one that is asked, and swapping them.

One process writes at a time. A commit holds both what changed and up to where, so a process that is killed leaves the
commit before; a generation that was never finished is named by nobody, and the next one removes it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from tantivy import Index, IndexWriter

from academichub.durable import read_current, sweep_drafts, write_current
from academichub.errors import IndexUnusable
from academichub.index.documents import About, about_document, document_of
from academichub.index.fields import FORMAT, SCHEMA, equip
from academichub.index.words import Freshness, Opened, WordIndex, index_errors
from academichub.ports import Outbox

__all__ = ["Tell", "catch_up", "rebuild"]

Tell = Callable[[int, int], None]
"""Told now and then: how many papers are done, of how many."""

_CHUNK = 500  # papers read from the store at once
_COMMIT_EVERY = 50_000  # papers; in between, a process that is killed has to do them again
_MEMORY = 64_000_000  # bytes that the writer holds before it writes a segment


def catch_up(words: WordIndex, outbox: Outbox, tell: Tell) -> int | None:
    """Bring the index up to the store's last change, or make it anew where it cannot be used.

    Returns how many papers were written; None where another process is at it. Raises: IndexUnusable when it cannot be
    written, StoreError.
    """
    _make_folder(words.folder)
    with words.alone() as is_alone:
        if not is_alone:
            return None
        match words.freshness(outbox):
            case Freshness.FRESH:
                return 0
            case Freshness.BEHIND:
                return _extend(words, words.look(), outbox, tell)
            case Freshness.UNUSABLE:
                return _make_anew(words, outbox, tell)


def rebuild(words: WordIndex, outbox: Outbox, tell: Tell) -> int | None:
    """Make the index anew beside the present one, which is asked until the new one takes its place.

    Returns and raises as `catch_up`.
    """
    _make_folder(words.folder)
    with words.alone() as is_alone:
        return _make_anew(words, outbox, tell) if is_alone else None


def _make_folder(folder: Path) -> None:
    with index_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        folder.parent.chmod(0o700)


def _extend(words: WordIndex, opened: Opened, outbox: Outbox, tell: Tell) -> int:
    try:
        with index_errors(opened.folder):
            return _write(opened.index, opened.about.seq, outbox, tell, is_new=False)
    except IndexUnusable:
        if not os.access(opened.folder, os.W_OK):
            raise
    return _make_anew(words, outbox, tell)


def _make_anew(words: WordIndex, outbox: Outbox, tell: Tell) -> int:
    with index_errors(words.folder):
        _sweep(words.folder)
        generation = words.folder / uuid4().hex
        generation.mkdir()
        n_done = _write(equip(Index(SCHEMA, str(generation))), 0, outbox, tell, is_new=True)
        write_current(words.folder, generation.name)
        _sweep(words.folder)
    return n_done


def _write(index: Index, since: int, outbox: Outbox, tell: Tell, *, is_new: bool) -> int:
    """All that changed since, in the order of the changes; each commit says up to where it reaches."""
    store_id, n_all, n_done, n_waiting, seq = outbox.store_id, outbox.n_changed(since), 0, 0, since
    last_at_start = outbox.last_seq()
    writer = index.writer(_MEMORY, 1)
    try:
        while found := outbox.changed(seq, _CHUNK):
            for findable in found:
                is_again = findable.seq > last_at_start  # what changes while it is made comes twice
                if not is_new or is_again or findable.is_joined:
                    writer.delete_documents_by_term("paper_id", findable.paper.paper_id)
                if not findable.is_joined:
                    writer.add_document(document_of(findable))
                n_done += 1
            seq, n_waiting = found[-1].seq, n_waiting + len(found)
            if n_waiting >= _COMMIT_EVERY:
                _commit(writer, About(FORMAT, store_id, seq, outbox.token_at(seq)))
                n_waiting = 0
            tell(n_done, max(n_all, n_done))
        _commit(writer, About(FORMAT, store_id, seq, outbox.token_at(seq)))
    except BaseException:
        with suppress(Exception):
            writer.rollback()
        raise
    writer.wait_merging_threads()
    return n_done


def _commit(writer: IndexWriter, about: About) -> None:
    writer.delete_documents_by_term("paper_id", "")
    writer.add_document(about_document(about))
    writer.commit()


def _sweep(folder: Path) -> None:
    """Remove what nobody asks any more: generations but the present one, and folders of earlier formats.

    A reader that has one open keeps reading it.
    """
    kept = None
    with suppress(OSError, ValueError):
        kept = read_current(folder)
    earlier = [folder.with_name(f"words-{number}") for number in range(1, FORMAT)]
    for path in (*folder.iterdir(), *earlier):
        if path.is_dir() and path.name != kept:
            shutil.rmtree(path, ignore_errors=True)
    sweep_drafts(folder)
