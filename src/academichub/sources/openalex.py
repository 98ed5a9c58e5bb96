"""OpenAlex by a filter: works published, created or updated since a day, page by page to the end.

Source: https://developers.openalex.org (`works`, read by name of member; checked 2026-11). A key is required since
February 2026; it travels in the address, where OpenAlex wants it, and no message of ours shows the query of an
address. Works come into OpenAlex late, so those asked for by their day of publication are asked for three weeks
back. Abstracts are put together from the index of words in whose place OpenAlex keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from academichub.errors import SourceError
from academichub.identifiers import parse_arxiv, parse_doi, parse_orcid, parse_pmcid, parse_pmid
from academichub.model import (
    Announcement,
    Author,
    Identifiers,
    Kind,
    Links,
    Markup,
    Page,
    Record,
    Request,
    Response,
    SourceId,
    Visit,
)
from academichub.settings import OpenalexSettings, Settings
from academichub.sources._names import is_group
from academichub.sources.feed_dates import announced_on
from academichub.sources.fragments import fragment
from academichub.sources.json_pieces import decoded
from academichub.sources.json_values import Json, count_of
from academichub.sources.paging import (
    PagedRequest,
    Unreadable,
    Window,
    first_day,
    followed_by,
    open_rows,
    page_of,
    rows_of,
    with_beginning,
)

__all__ = [
    "INTERVAL_S",
    "NAMES",
    "OPENALEX",
    "SELECT",
    "Openalex",
    "abstract_of",
    "configured",
    "record_of",
    "results_in",
]

OPENALEX = SourceId("openalex")

_ACCEPT = "application/json"
INTERVAL_S = 0.5
_ROWS = 100
_WINDOW = Window()
_LATE = Window(overlap=timedelta(days=21))
_LONGEST = 20_000  # words of an abstract, and the places that its index may name
NAMES = ("doi", "id", "display_name")
SELECT = (
    "id,doi,display_name,title,ids,publication_date,created_date,authorships,primary_topic,topics,primary_location,"
    "best_oa_location,locations,is_retracted,is_paratext,abstract_inverted_index"
)


@dataclass(frozen=True, slots=True)
class Openalex:
    """What one filter lets through."""

    settings: OpenalexSettings
    id: SourceId = OPENALEX
    label: str = "OpenAlex"

    def start(self, visit: Visit) -> Request:
        """Raises: SourceError without a key."""
        if self.settings.key is None:
            raise SourceError(
                "a key is needed and none is set: make one at openalex.org/settings/api (it is free) and put it into "
                "ACADEMICHUB_SOURCES_OPENALEX_API_KEY, or into a file that api_key_file names",
                subject=self.id,
            )
        return self._request(visit, "*")

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for what is not a list of works, an error of its own included."""
        answer, rows = results_in(response.body)
        meta = Json(_object(answer["meta"]))
        page = page_of(rows, lambda row: self._announcement(row, visit), NAMES)
        mark = meta.text("next_cursor")
        following = self._request(visit, mark) if mark else None
        page = followed_by(page, request, rows, count_of(meta.count("count")), following, visit.today.isoformat())
        return with_beginning(page, visit, self._window)

    @property
    def _window(self) -> Window:
        return _LATE if self.settings.since == "publication" else _WINDOW

    def _request(self, visit: Visit, mark: str) -> PagedRequest:
        since = self.settings.since
        first = first_day(visit, self._window)
        filters = f"{self.settings.filter},from_{since}_date:{first}"
        if since == "publication":
            filters += f",to_publication_date:{visit.today}"  # else works of next year come first
        key = self.settings.key.reveal() if self.settings.key is not None else ""
        parameters = {"filter": filters, "select": SELECT, "per_page": str(_ROWS), "cursor": mark, "api_key": key}
        url = f"{self.settings.api_url.rstrip('/')}/works?{urlencode(parameters, safe=':,*|!')}"
        return PagedRequest(url, _ACCEPT, INTERVAL_S, "openalex")

    def _announcement(self, row: Json, visit: Visit) -> Announcement | None:
        """None for what is no paper: covers, tables of contents. Raises: Unreadable."""
        if row.members.get("is_paratext") is True:
            return None
        record = record_of(row)
        last = visit.succeeded_at.date() if visit.succeeded_at is not None else None
        created = row.day("created_date") if self.settings.since == "created" else None
        return Announcement(record, Kind.NEW, created or announced_on(record.posted_on, last, visit.today))


def configured(settings: Settings) -> Iterable[Openalex]:
    """OpenAlex, where the settings follow it."""
    if settings.sources.openalex is not None and settings.sources.openalex.filter:
        yield Openalex(settings.sources.openalex)


def record_of(row: Json) -> Record:
    """Raises: Unreadable."""
    key = (row.text("id") or "").rpartition("/")[2]
    title = fragment(row.text("display_name") or row.text("title"))
    if not key or title is None:
        raise Unreadable("no title" if key else "no id")
    primary, best = row.inner("primary_location"), row.inner("best_oa_location")
    identifiers = _identifiers(row)
    topic = row.inner("primary_topic")
    return Record(
        source=OPENALEX,
        key=key,
        title=title,
        identifiers=identifiers,
        abstract=abstract_of(row.inner("abstract_inverted_index")),
        authors=tuple(_authors(row)),
        categories=tuple(dict.fromkeys(_categories(row))),
        primary_category=topic.inner("field").text("display_name"),
        posted_on=row.day("publication_date"),
        licence=primary.text("license") or best.text("license"),
        links=Links(primary.text("landing_page_url") or f"https://openalex.org/{key}", best.text("pdf_url")),
        withdrawn=row.members.get("is_retracted") is True,
    )


def abstract_of(index: Json) -> Markup | None:
    """The words of an abstract in their order. The index may hold anything: places that are none are passed over."""
    words: dict[int, str] = {}
    for word in index.members:
        for place in index.list(word):
            if isinstance(place, int) and not isinstance(place, bool) and 0 <= place < _LONGEST:
                words.setdefault(place, word)
    return fragment(" ".join(words[place] for place in sorted(words)))


def _identifiers(row: Json) -> Identifiers:
    ids = row.inner("ids")
    doi = parse_doi(row.text("doi") or ids.text("doi") or "")
    pages = (place.text("landing_page_url") or "" for place in row.each("locations"))
    names = [*([doi] if doi and "arxiv" in doi else []), *(page for page in pages if "arxiv" in page)]
    return Identifiers(
        arxiv=next((found.id for name in names if (found := parse_arxiv(name))), None),
        doi=doi,
        pmid=parse_pmid(ids.text("pmid") or ""),
        pmcid=parse_pmcid(ids.text("pmcid") or ""),
    )


def _categories(row: Json) -> Iterator[str]:
    """The field of its first topic, and the topics by name."""
    topics = (row.inner("primary_topic"), *row.each("topics"))
    names = (topics[0].inner("field").text("display_name"), *(topic.text("display_name") for topic in topics))
    yield from (name for name in names if name)


def _authors(row: Json) -> Iterator[Author]:
    for place in row.each("authorships"):
        author = place.inner("author")
        name = place.text("raw_author_name") or author.text("display_name") or ""
        institution = next(place.each("institutions"), Json({}))
        if any(map(str.isalpha, name)):
            orcid = parse_orcid(author.text("orcid") or "")
            yield Author(" ".join(name.split()), institution.text("display_name"), orcid, is_group(name))


def results_in(body: bytes) -> tuple[Mapping[str, str], Sequence[str]]:
    """The members of an answer, and its rows. Raises: ParseError."""
    return open_rows(body, OPENALEX, "OpenAlex", "works", _rows)


def _rows(answer: Mapping[str, str]) -> Sequence[str]:
    """Raises: KeyError, ValueError where there is no list, or nothing about it."""
    _object(answer["meta"])
    return rows_of(answer["results"])


def _object(text: str) -> dict[str, object]:
    """Raises: ValueError."""
    value = decoded(text)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value
