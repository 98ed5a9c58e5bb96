"""Watching an update without showing anything."""

from __future__ import annotations

from academichub.model import SourceId, SourceReport

__all__ = ["SilentProgress"]


class SilentProgress:
    """ports.Progress for runs that nobody watches."""

    def started(self, source: SourceId, label: str) -> None:
        pass

    def advanced(self, source: SourceId, n_read: int, total: int | None) -> None:
        pass

    def finished(self, report: SourceReport) -> None:
        pass

    def summarised(self, n_done: int) -> None:
        pass
