"""Fake arXiv, the part that knows authors: the feed of an author identifier, and the query API."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.upstreams.server import FakeUpstream, Reply, Seen

__all__ = ["FakeArxivAuthors", "Preprint"]

_FEED = '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
_TOTAL = '<opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{}</opensearch:totalResults>'
_ERROR = (
    "<entry><id>http://arxiv.org/api/errors#incorrect_id_format</id><title>Error</title><summary>{}</summary></entry>"
)


@dataclass(frozen=True)
class Preprint:
    id: str
    title: str
    authors: tuple[str, ...] = ()
    doi: str | None = None


class FakeArxivAuthors(FakeUpstream):
    """`by_owner`: the papers of each author identifier; `by_name`: those that a query for the name finds.

    `error`: the words of an error in place of any list. `lost`: so many papers at the end of a query never come.
    """

    def __init__(
        self, by_owner: Mapping[str, Sequence[Preprint]] = {}, by_name: Mapping[str, Sequence[Preprint]] = {}
    ) -> None:
        super().__init__()
        self.by_owner, self.by_name = by_owner, by_name
        self.error: str | None = None
        self.lost = 0

    def reply(self, seen: Seen) -> Reply | None:
        if self.error is not None:
            return _atom(_TOTAL.format(1) + _ERROR.format(escape(self.error)))
        if owner := re.fullmatch(r"/a/([\w-]+)\.atom2", seen.path):
            papers = self.by_owner.get(owner[1])
            return None if papers is None else _atom("".join(map(_entry, papers)))
        return self._query(seen.query) if seen.path == "/api/query" else None

    def _query(self, query: Mapping[str, str]) -> Reply:
        name = re.fullmatch(r'au:"([^"]+)"', query["search_query"])
        papers = self.by_name.get(name[1], ()) if name else ()
        start, size = int(query["start"]), int(query["max_results"])
        shown = papers[: len(papers) - self.lost][start : start + size]
        return _atom(_TOTAL.format(len(papers)) + "".join(map(_entry, shown)))


def _atom(inside: str) -> Reply:
    return Reply(f"{_FEED}{inside}</feed>".encode(), content_type="application/atom+xml; charset=utf-8")


def _entry(paper: Preprint) -> str:
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in paper.authors)
    doi = f'<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{paper.doi}</arxiv:doi>' if paper.doi else ""
    return (
        f"<entry><id>http://arxiv.org/abs/{paper.id}</id><published>2026-06-24T17:59:59Z</published>"
        f"<title>{escape(paper.title)}</title><summary>  About {escape(paper.title)}.\n</summary>{authors}{doi}</entry>"
    )
