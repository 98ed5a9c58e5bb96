"""Semantic Scholar by words: papers published since a day, by its bulk search, page by page to the end.

Source: https://api.semanticscholar.org/api-docs/graph (`paper/search/bulk`, read by name of member; checked 2026-11).
A key, which travels in a header, gives one request a second; without one all the world shares a pool that is often
exhausted. Papers come in late, so the days of publication are asked for three weeks back; a paper without a day of
publication is never found. Its count is a guess, and the list ends where no token leads on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from academichub.identifiers import parse_arxiv, parse_doi, parse_pmcid, parse_pmid
from academichub.model import (
    Announcement,
    Author,
    Identifiers,
    Kind,
    Links,
    Page,
    Record,
    Request,
    Response,
    SourceId,
    Visit,
)
from academichub.settings import SemanticscholarSettings, Settings
from academichub.sources._names import is_group
from academichub.sources.feed_dates import announced_on
from academichub.sources.fragments import fragment
from academichub.sources.json_values import Json, count_of, text_of
from academichub.sources.paging import (
    PagedRequest,
    Unreadable,
    Window,
    first_day,
    followed_by,
    open_rows,
    page_of,
    rows_of,
    value_of,
    with_beginning,
)

__all__ = ["FIELDS", "INTERVAL_S", "NAMES", "SEMANTICSCHOLAR", "Semanticscholar", "configured", "record_of"]

SEMANTICSCHOLAR = SourceId("semanticscholar")

_ACCEPT = "application/json"
INTERVAL_S = 1.1
_INTERVAL_OF_THE_POOL_S = 5.0
_WINDOW = Window(overlap=timedelta(days=21))
NAMES = ("paperId", "title")
FIELDS = "title,abstract,authors,externalIds,publicationDate,fieldsOfStudy,s2FieldsOfStudy,openAccessPdf,url"


@dataclass(frozen=True, slots=True)
class Semanticscholar:
    """What one search finds."""

    settings: SemanticscholarSettings
    id: SourceId = SEMANTICSCHOLAR
    label: str = "Semantic Scholar"

    def start(self, visit: Visit) -> Request:
        return self._request(visit, None)

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for what is not a list of papers, an error of its own included."""
        answer, rows = open_rows(response.body, self.id, self.label, "papers", _rows)
        last = visit.succeeded_at.date() if visit.succeeded_at is not None else None

        def read(row: Json) -> Announcement:
            record = record_of(row)
            return Announcement(record, Kind.NEW, announced_on(record.posted_on, last, visit.today))

        token = text_of(value_of(answer.get("token")))
        following = self._request(visit, token) if token else None
        page = followed_by(page_of(rows, read, NAMES), request, rows, None, following, visit.today.isoformat())
        return with_beginning(_with_total(page, count_of(value_of(answer.get("total")))), visit, _WINDOW)

    def _request(self, visit: Visit, token: str | None) -> PagedRequest:
        parameters = {
            "query": self.settings.query,
            "fields": FIELDS,
            "publicationDateOrYear": f"{first_day(visit, _WINDOW)}:{visit.today}",
        }
        if self.settings.fields:
            parameters["fieldsOfStudy"] = ",".join(self.settings.fields)
        if token is not None:
            parameters["token"] = token
        url = f"{self.settings.api_url.rstrip('/')}/paper/search/bulk?{urlencode(parameters, safe=':,')}"
        key = self.settings.key
        if key is None:
            return PagedRequest(url, _ACCEPT, _INTERVAL_OF_THE_POOL_S, "semanticscholar")
        return PagedRequest(url, _ACCEPT, INTERVAL_S, "semanticscholar", headers=(("x-api-key", key.reveal()),))


def configured(settings: Settings) -> Iterable[Semanticscholar]:
    """Semantic Scholar, where the settings follow it."""
    if settings.sources.semanticscholar is not None and settings.sources.semanticscholar.query:
        yield Semanticscholar(settings.sources.semanticscholar)


def _rows(answer: Mapping[str, str]) -> Sequence[str]:
    """Raises: KeyError, ValueError where there is no list."""
    return () if _is_empty(answer) else rows_of(answer["data"])


def _is_empty(answer: Mapping[str, str]) -> bool:
    """Where nothing was found it may leave the list away."""
    return "data" not in answer and count_of(value_of(answer.get("total"))) == 0


def _with_total(page: Page, total: int | None) -> Page:
    return Page(page.announcements, page.failed, page.day, page.next, page.cursor, total)


def record_of(row: Json) -> Record:
    """Raises: Unreadable."""
    key, title = row.text("paperId"), fragment(row.text("title"))
    if key is None or title is None:
        raise Unreadable("no title" if key else "no id")
    fields = tuple(dict.fromkeys(_fields(row)))
    return Record(
        source=SEMANTICSCHOLAR,
        key=key,
        title=title,
        identifiers=_identifiers(row.inner("externalIds")),
        abstract=fragment(row.text("abstract")),
        authors=tuple(_authors(row)),
        categories=fields,
        primary_category=fields[0] if fields else None,
        posted_on=row.day("publicationDate"),
        licence=row.inner("openAccessPdf").text("license"),
        links=Links(
            row.text("url") or f"https://www.semanticscholar.org/paper/{key}", row.inner("openAccessPdf").text("url")
        ),
    )


def _identifiers(ids: Json) -> Identifiers:
    arxiv = parse_arxiv(ids.text("ArXiv") or "")
    pmc = ids.text("PubMedCentral") or ""
    return Identifiers(
        arxiv=arxiv.id if arxiv else None,
        doi=parse_doi(ids.text("DOI") or ""),
        pmid=parse_pmid(ids.text("PubMed") or ""),
        pmcid=parse_pmcid(f"PMC{pmc}" if pmc.isdigit() else pmc),
    )


def _fields(row: Json) -> Iterator[str]:
    yield from row.texts("fieldsOfStudy")
    yield from filter(None, (field.text("category") for field in row.each("s2FieldsOfStudy")))


def _authors(row: Json) -> Iterator[Author]:
    for person in row.each("authors"):
        name = " ".join((person.text("name") or "").split())
        if any(map(str.isalpha, name)):
            yield Author(name, is_group=is_group(name))
