"""PubMed by a query: what was entered since a day, looked for first and then fetched in batches.

Source: https://www.ncbi.nlm.nih.gov/books/NBK25499/ (`esearch` as JSON, `efetch` as XML; checked 2026-11). A search
gives 9,999 ids at most, so each day of entry is searched for by itself. NCBI asks for a tool's name and a mail address
and takes them, and the key, in the address alone; no message of ours shows the query of an address. Papers that a
notice of retraction or correction speaks of are fetched with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from lxml import etree
from lxml.etree import _Element

from academichub.errors import ParseError
from academichub.identifiers import parse_pmid
from academichub.model import Announcement, FailedEntry, Kind, Page, Request, Response, SourceId, Visit
from academichub.settings import PubmedSettings, Settings
from academichub.sources._pubmed_article import PUBMED, announcement, pmid_of, retracted_by
from academichub.sources.json_values import Json, count_of, text_of
from academichub.sources.paging import (
    PagedRequest,
    Unreadable,
    Window,
    first_day,
    open_object,
    value_of,
    with_beginning,
)
from academichub.sources.xml_opening import local_name, open_xml

__all__ = ["LANE", "Pubmed", "articles_in", "configured", "read_articles", "search_result"]

LANE = "ncbi"
_INTERVAL_S = 0.4
_INTERVAL_WITH_KEY_S = 0.12
_WINDOW = Window()
_MOST_IDS = 9_999
_AT_ONCE = 100
_FARTHEST = timedelta(days=90)  # one search a day
_ARTICLES = ("PubmedArticle", "PubmedBookArticle")


@dataclass(frozen=True, slots=True, repr=False)
class _Search(PagedRequest):
    """One day's search; `ids`: what the days before it found."""

    day: date = date.min
    ids: tuple[str, ...] = ()
    missed: bool = False  # a day had more than can be listed


@dataclass(frozen=True, slots=True, repr=False)
class _Fetch(PagedRequest):
    """One batch; `ids`: what is fetched now, `later`: what is not yet, `noticed`: papers that notices speak of."""

    ids: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    noticed: tuple[tuple[str, date], ...] = ()
    total: int = 0
    is_of_notices: bool = False
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Pubmed:
    """What one query finds."""

    settings: PubmedSettings
    mail: str | None = None
    id: SourceId = PUBMED
    label: str = "PubMed"

    def start(self, visit: Visit) -> Request:
        return self._search(max(first_day(visit, _WINDOW), visit.today - _FARTHEST))

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for what is neither a search's JSON nor a batch of articles, an error included."""
        if isinstance(request, _Fetch):
            page = self._fetched(request, response.body, visit)
        else:
            asked = request if isinstance(request, _Search) else _Search(request.url, day=visit.today)
            page = self._found(asked, response.body, visit)
        return with_beginning(page, visit, _WINDOW)

    def _found(self, asked: _Search, body: bytes, visit: Visit) -> Page:
        found, count = search_result(body)
        failed: tuple[FailedEntry, ...] = ()
        if count > len(found):
            why = f"{asked.day}: the query finds {count:,} papers and {len(found):,} can be listed; make it narrower"
            failed = (FailedEntry("list", why, b""),)
        ids = tuple(dict.fromkeys((*asked.ids, *found)))
        missed = asked.missed or bool(failed)
        if asked.day < visit.today:
            following = self._search(asked.day + timedelta(days=1))
            return Page(failed=failed, next=replace(following, ids=ids, missed=missed))
        if not ids:
            return Page(failed=failed, total=0, cursor=None if missed else visit.today.isoformat())
        return Page(
            failed=failed, total=len(ids), next=self._fetch(_Fetch("", later=ids, total=len(ids), missed=missed))
        )

    def _fetched(self, asked: _Fetch, body: bytes, visit: Visit) -> Page:
        articles, damage = articles_in(body, self.id)
        on = dict(asked.noticed) if asked.is_of_notices else {}
        announcements, failed = read_articles(articles, on)
        known = {*(pmid_of(article) for article in articles), *(entry.id for entry in failed)}
        lost = [] if asked.is_of_notices else [pmid for pmid in asked.ids if pmid not in known]
        failed += [FailedEntry(pmid, "it was found by the search and could not be fetched", b"") for pmid in lost]
        if damage is not None:
            failed.append(FailedEntry("list", damage, b""))
        asked = replace(asked, missed=asked.missed or damage is not None)
        if not asked.is_of_notices:
            asked = replace(asked, noticed=(*asked.noticed, *_noticed(articles, announcements)))
        days = [said.announced_on for said in announcements]
        page = Page(tuple(announcements), tuple(failed), max(days, default=None), total=asked.total)
        return self._after(page, asked, visit)

    def _after(self, page: Page, asked: _Fetch, visit: Visit) -> Page:
        if asked.later:
            return replace(page, next=self._fetch(asked))
        if asked.noticed and not asked.is_of_notices:
            ids = tuple(dict.fromkeys(pmid for pmid, _ in asked.noticed))
            return replace(page, next=self._fetch(replace(asked, later=ids, is_of_notices=True)))
        return replace(page, cursor=None if asked.missed else visit.today.isoformat())

    def _search(self, day: date) -> _Search:
        written = day.strftime("%Y/%m/%d")
        dates = {"datetype": "edat", "mindate": written, "maxdate": written}
        url = self.address("esearch", term=self.settings.query, retmax=str(_MOST_IDS), retmode="json", **dates)
        return _Search(url, "application/json", self.interval_s, LANE, day=day)

    def _fetch(self, asked: _Fetch) -> _Fetch:
        """The next batch of what is still to be fetched."""
        ids, later = asked.later[:_AT_ONCE], asked.later[_AT_ONCE:]
        url = self.address("efetch", id=",".join(ids), retmode="xml")
        return replace(
            asked, url=url, accept="application/xml", min_interval_s=self.interval_s, lane=LANE, ids=ids, later=later
        )

    def address(self, tool: str, **parameters: str) -> str:
        parameters = {"db": "pubmed", **parameters, "tool": "academichub"}
        if self.mail is not None:
            parameters["email"] = self.mail
        if self.settings.key is not None:
            parameters["api_key"] = self.settings.key.reveal()
        return f"{self.settings.api_url.rstrip('/')}/{tool}.fcgi?{urlencode(parameters, safe=',/')}"

    @property
    def interval_s(self) -> float:
        return _INTERVAL_S if self.settings.key is None else _INTERVAL_WITH_KEY_S


def configured(settings: Settings) -> Iterable[Pubmed]:
    """PubMed, where the settings follow it."""
    if settings.sources.pubmed is not None and settings.sources.pubmed.query:
        yield Pubmed(settings.sources.pubmed, settings.mail)


def search_result(body: bytes) -> tuple[list[str], int]:
    """The ids, and how many there are in all. Raises: ParseError."""
    answer = open_object(body, PUBMED)
    result = value_of(answer.get("esearchresult"))
    said = Json(result) if isinstance(result, dict) else Json({})
    error = said.text("ERROR") or text_of(value_of(answer.get("error")))
    count = count_of(said.members.get("count"))
    if error or count is None or not isinstance(said.members.get("idlist"), list):
        raise ParseError(f"PubMed answered: {(error or 'no list of ids')[:200]}", subject=PUBMED)
    return [pmid for text in said.texts("idlist") if (pmid := parse_pmid(text))], count


def articles_in(body: bytes, subject: str) -> tuple[list[_Element], str | None]:
    """The articles of a batch, and what is wrong with the whole. Raises: ParseError."""
    opened = open_xml(body, subject)
    name = local_name(str(opened.root.tag))
    if name != "PubmedArticleSet":
        error = " ".join((opened.root.findtext(".//ERROR") or "").split())
        raise ParseError(
            f"PubMed answered: {error[:200] or f'a <{name}>, which is no set of articles'}", subject=subject
        )
    return [each for each in opened.root if local_name(str(each.tag)) in _ARTICLES], opened.damage


def read_articles(articles: Sequence[_Element], on: dict[str, date]) -> tuple[list[Announcement], list[FailedEntry]]:
    """`on`: the day of the notice about a paper, on which it is announced again."""
    announcements: list[Announcement] = []
    failed: list[FailedEntry] = []
    for place, article in enumerate(articles, 1):
        try:
            said = announcement(article)
        except Unreadable as reason:
            raw = etree.tostring(article, with_tail=False)
            failed.append(FailedEntry(pmid_of(article) or f"entry {place}", str(reason), raw))
            continue
        if (day := on.get(said.record.key)) is not None:
            kind = Kind.WITHDRAWN if said.record.withdrawn else Kind.REPLACE
            said = Announcement(said.record, kind, day)
        announcements.append(said)
    return announcements, failed


def _noticed(articles: Iterable[_Element], announcements: Iterable[Announcement]) -> list[tuple[str, date]]:
    days = {said.record.key: said.announced_on for said in announcements}
    notices = ((retracted_by(article), days.get(pmid_of(article) or "")) for article in articles)
    return [(pmid, day) for pmids, day in notices if day is not None for pmid in pmids]
