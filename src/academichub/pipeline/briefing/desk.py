"""One reader's briefings over one store (ports.Briefings): one is made at a time, behind the pages or at a command.

Nothing is stored before the end, so that one that fails or is given up leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from threading import Lock, Thread

from academichub.errors import HubError, StoreError
from academichub.model import (
    OWNER,
    BriefId,
    Briefing,
    BriefingLine,
    BriefOrder,
    BriefProgress,
    BriefStage,
    Paper,
    PaperId,
    PaperNow,
    ReaderId,
)
from academichub.pipeline.briefing.checking import check_order
from academichub.pipeline.briefing.materials import Materials, Tell
from academichub.pipeline.briefing.renewing import cited_papers, renewing, since
from academichub.pipeline.summaries.stop import Stop
from academichub.ports import SectionWriter
from academichub.publish.faults import Worded, fault_line
from academichub.publish.wording import wording

__all__ = ["OpenWriter", "StoredBriefings"]

OpenWriter = Callable[[Stop], SectionWriter]


class _GivenUp(Exception):
    """The hub is closed while a briefing is made: raised where its progress is told."""


class StoredBriefings:
    """May be asked from several threads. `open_writer`: the model that writes, where one is configured, given what ends
    its work early."""

    def __init__(
        self,
        materials: Materials,
        clock: Callable[[], datetime],
        open_writer: OpenWriter | None = None,
        reader: ReaderId = OWNER,
    ) -> None:
        self._materials, self._clock, self._open_writer, self._reader = materials, clock, open_writer, reader
        self._store = materials.store
        self._turn = Lock()
        self._progress: BriefProgress | None = None
        self._thread: Thread | None = None
        self._closing = Stop()

    @property
    def has_model(self) -> bool:
        return self._open_writer is not None

    def all(self) -> tuple[BriefingLine, ...]:
        with self._store.binder(self._reader) as binder:
            return binder.lines()

    def stored(self, brief_id: BriefId) -> Briefing:
        with self._store.binder(self._reader) as binder:
            return binder.briefing(brief_id)

    def remove(self, brief_id: BriefId) -> None:
        with self._store.changing_binder(self._reader) as binder:
            binder.remove(brief_id)

    def since(self, briefing: Briefing) -> Mapping[PaperId, PaperNow]:
        return since(self._store, briefing)

    def papers(self, briefing: Briefing) -> Mapping[PaperId, Paper]:
        return cited_papers(self._store, briefing)

    def check(self, order: BriefOrder) -> BriefOrder:
        """The order as it would be made: tidied. Raises: ConfigError."""
        with self._store.shelf(self._reader) as shelf:
            return check_order(order, [radar.name for radar in shelf.radars()])

    def make(
        self, order: BriefOrder, tell: Tell, *, with_model: bool = True, renews: BriefId | None = None
    ) -> Briefing:
        """Make and store one, and wait for it. Raises: as `begin`, and what making it does: HubError."""
        from academichub.pipeline.briefing.making import make  # SciPy takes a third of a second, and lists need none

        order = self.check(order)
        earlier = self.stored(renews) if renews is not None else None
        writer = self._open_writer(self._closing) if with_model and self._open_writer is not None else None
        made = make(self._materials, order, self._clock(), tell, writer, self._reader)
        if earlier is not None:
            made = renewing(self._store, made, earlier)
        tell(BriefStage.SAVE, 0, None)
        with self._store.changing_binder(self._reader) as binder:
            return binder.save(made)

    def begin(self, order: BriefOrder, *, with_model: bool = True, renews: BriefId | None = None) -> BriefProgress:
        order = self.check(order)
        if renews is not None:
            self.stored(renews)
        with self._turn:
            if self._closing.is_set:
                raise StoreError("no briefing can be begun, as the hub is being closed; start it again")
            if self._progress is not None and not self._progress.is_over:
                return self._progress
            self._progress = BriefProgress(order, BriefStage.GATHER, self._clock())
            work = (order, with_model, renews)
            self._thread = Thread(target=self._make_behind, args=work, name="briefing")
            self._thread.start()
            return self._progress

    def under_way(self) -> BriefProgress | None:
        with self._turn:
            return self._progress

    def close(self) -> None:
        """Give up the one that is being made, at its next sign of life, and wait for that; none is begun any more."""
        self._closing.set()
        with self._turn:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _make_behind(self, order: BriefOrder, with_model: bool, renews: BriefId | None) -> None:
        words = wording(order.language)
        try:
            made = self.make(order, self._hear, with_model=with_model, renews=renews)
        except _GivenUp:
            self._end(error=words("brief.given_up"))
        except Worded as error:
            self._end(error=fault_line(error, words))
        except HubError as error:
            self._end(error=str(error))
        except BaseException:  # a bug: told as all of them are, and no page waits for ever
            self._end(error=words("brief.bug"))
            raise
        else:
            self._end(brief_id=made.brief_id)

    def _hear(self, stage: BriefStage, n_done: int, n_total: int | None) -> None:
        if self._closing.is_set:
            raise _GivenUp
        with self._turn:
            assert self._progress is not None  # it was set before the work began
            self._progress = replace(self._progress, stage=stage, n_done=n_done, n_total=n_total)

    def _end(self, brief_id: BriefId | None = None, error: str | None = None) -> None:
        with self._turn:
            assert self._progress is not None
            self._progress = replace(self._progress, brief_id=brief_id, error=error)
