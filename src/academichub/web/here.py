"""Where a reader is, and the addresses around it, each keeping the language and what else should be kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from academichub.model import PaperId
from academichub.publish.wording import LANGUAGES
from academichub.web.links import paper_path
from academichub.web.query import Filters, Query

__all__ = ["Here"]


@dataclass(frozen=True, slots=True)
class Here:
    """A page of ours: `path` is made by us and never what a request said."""

    path: str
    query: Query
    default_language: str

    @property
    def other_language(self) -> str:
        """The language that the switch leads to."""
        return next(code for code in LANGUAGES if code != self.query.language)

    @property
    def in_other_language(self) -> str:
        return self._address(self.path, replace(self.query, language=self.other_language))

    def to(self, path: str, about: Filters = ()) -> str:
        """Another page, in the same language; `about` is what else its address says."""
        return self._address(path, Query(self.query.language, kept=about))

    def paper(self, paper_id: PaperId, anchor: str = "") -> str:
        return self.to(paper_path(paper_id)) + (f"#{anchor}" if anchor else "")

    def keeping_filters(self, path: str) -> str:
        """Another edition, through the same filters."""
        return self._address(path, replace(self.query, page=1))

    def page(self, number: int) -> str:
        """Another page of the same list."""
        return self._address(self.path, replace(self.query, page=number))

    def having(self, name: str, value: str | None) -> str:
        """The same list with one filter changed."""
        return self._address(self.path, self.query.having(name, value))

    def keeping(self, pairs: Filters) -> str:
        """This page, from its beginning, about something else."""
        return self._address(self.path, replace(self.query, kept=pairs, page=1))

    def _address(self, path: str, query: Query) -> str:
        return path + query.encode(self.default_language)
