"""PubMed by DOIs and PubMed ids: a search that names the DOIs, and one batch of articles. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from academichub.model import FailedEntry, Identifiers, Page, Request, Response, SourceId, Visit
from academichub.ports import Source
from academichub.sources._pubmed_article import PUBMED
from academichub.sources.paging import PagedRequest
from academichub.sources.pubmed import LANE, Pubmed, articles_in, read_articles, search_result

__all__ = ["PubmedByName"]


@dataclass(frozen=True, slots=True)
class PubmedByName:
    """Implements ports.Lookup."""

    pubmed: Pubmed
    id: SourceId = PUBMED
    label: str = "PubMed"
    most_at_once: int = 40

    def takes(self, names: Identifiers) -> bool:
        """A quotation mark would end its DOI in a query."""
        return names.pmid is not None or (names.doi is not None and '"' not in names.doi)

    def works(self, names: Sequence[Identifiers]) -> Source:
        pmids = tuple(each.pmid for each in names if each.pmid is not None)
        dois = tuple(each.doi for each in names if each.pmid is None and each.doi is not None)
        return _Works(self.pubmed, pmids, dois, 2 * self.most_at_once)


@dataclass(frozen=True, slots=True)
class _Works:
    """The search is left out where all PubMed ids are known; `most` bounds what it may find."""

    pubmed: Pubmed
    pmids: tuple[str, ...]
    dois: tuple[str, ...]
    most: int
    id: SourceId = PUBMED
    label: str = "PubMed"

    def start(self, visit: Visit) -> Request | None:
        if not self.dois:
            return self._fetch(self.pmids)
        term = " OR ".join(f'"{doi}"[AID]' for doi in self.dois)
        url = self.pubmed.address("esearch", term=term, retmax=str(self.most), retmode="json")
        return _Search(url, "application/json", self.pubmed.interval_s, LANE)

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for what is neither a search's JSON nor a batch of articles."""
        if isinstance(request, _Search):
            found, _ = search_result(response.body)
            return Page(next=self._fetch(tuple(dict.fromkeys((*self.pmids, *found[: self.most])))))
        articles, damage = articles_in(response.body, self.id)
        announcements, failed = read_articles(articles, {})
        failed += [FailedEntry("list", damage, b"")] if damage is not None else []
        return Page(tuple(announcements), tuple(failed))

    def _fetch(self, pmids: tuple[str, ...]) -> Request | None:
        """None where nothing was found."""
        if not pmids:
            return None
        url = self.pubmed.address("efetch", id=",".join(pmids), retmode="xml")
        return PagedRequest(url, "application/xml", self.pubmed.interval_s, LANE)


class _Search(PagedRequest):
    """The search, told from the batch by its kind."""
