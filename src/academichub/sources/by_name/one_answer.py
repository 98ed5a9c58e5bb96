"""A visit of one request and one answer. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from academichub.model import Page, Request, Response, SourceId, Visit

__all__ = ["OneAnswer"]


@dataclass(frozen=True, slots=True)
class OneAnswer:
    """Implements ports.Source. `read` raises ParseError for what is no answer."""

    id: SourceId
    label: str
    request: Request
    read: Callable[[bytes], Page]

    def start(self, visit: Visit) -> Request:
        return self.request

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        return self.read(response.body)
