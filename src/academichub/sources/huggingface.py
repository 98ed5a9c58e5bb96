"""Hugging Face's daily papers: which papers of arXiv its readers chose on a day, and how many voted for each.

Source: https://huggingface.co/api/daily_papers (read by name of member; checked 2026-11). It is a signal: the votes
stand in the comment of the record, and a paper that another source announced is not announced again (see
match/decide.py). Its text is arXiv's, and arXiv's own record wins over it. Each visit asks for the days since the last
and for two before, for votes go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from academichub.errors import ParseError
from academichub.identifiers import ArxivId, parse_arxiv
from academichub.model import (
    Announcement,
    Author,
    Identifiers,
    Kind,
    Links,
    Markup,
    MarkupFormat,
    Page,
    Record,
    Request,
    Response,
    SourceId,
    Visit,
)
from academichub.settings import HuggingfaceSettings, Settings
from academichub.sources._names import is_group
from academichub.sources.json_values import Json, day_of
from academichub.sources.paging import PagedRequest, Unreadable, Window, first_day, open_list, open_object, page_of

__all__ = ["Huggingface", "configured"]

_ID = SourceId("huggingface")
_ACCEPT = "application/json"
_INTERVAL_S = 1.0
_WINDOW = Window(first=timedelta(days=2))
_FARTHEST = timedelta(days=30)  # one request a day: further back votes are no news
_MOST_A_DAY = 100
_NAMES = ("id", "title")


@dataclass(frozen=True, slots=True)
class Huggingface:
    """The daily papers."""

    settings: HuggingfaceSettings
    id: SourceId = _ID
    label: str = "Hugging Face"

    def start(self, visit: Visit) -> Request:
        return self._request(max(first_day(visit, _WINDOW), visit.today - _FARTHEST))

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for what is not a list of papers, an error of its own included."""
        day = day_of(parse_qs(urlsplit(request.url).query).get("date", [""])[0]) or visit.today
        if response.body.lstrip()[:1] == b"{":
            why = open_object(response.body, self.id).get("error", "no list of papers")
            raise ParseError(f"Hugging Face answered: {why[:200]}", subject=self.id)
        page = page_of(open_list(response.body, self.id), lambda row: _announcement(row, day), _NAMES)
        if day < visit.today:
            return Page(page.announcements, page.failed, page.day, next=self._request(day + timedelta(days=1)))
        return Page(page.announcements, page.failed, page.day, cursor=visit.today.isoformat())

    def _request(self, day: date) -> Request:
        url = f"{self.settings.api_url.rstrip('/')}/daily_papers?date={day.isoformat()}&limit={_MOST_A_DAY}"
        return PagedRequest(url, _ACCEPT, _INTERVAL_S, "huggingface")


def configured(settings: Settings) -> Iterable[Huggingface]:
    """The daily papers, where the settings follow them."""
    if settings.sources.huggingface is not None:
        yield Huggingface(settings.sources.huggingface)


def _announcement(row: Json, day: date) -> Announcement:
    """Raises: Unreadable."""
    paper = row.inner("paper")
    name = parse_arxiv(paper.text("id") or "")
    title = paper.text("title") or row.text("title")
    if name is None or title is None:
        raise Unreadable("no arXiv id" if name is None else "no title")
    abstract = paper.text("summary") or row.text("summary")
    record = Record(
        source=_ID,
        key=name.id,
        title=Markup(" ".join(title.split()), MarkupFormat.TEX),
        identifiers=Identifiers(arxiv=name.id),
        abstract=Markup(abstract, MarkupFormat.TEX) if abstract else None,
        authors=tuple(_authors(paper)),
        posted_on=paper.day("publishedAt"),
        comment=_votes(paper.count("upvotes")),
        links=Links(ArxivId(name.id).abstract_url, ArxivId(name.id).pdf_url),
    )
    return Announcement(record, Kind.NEW, paper.day("submittedOnDailyAt") or day)


def _votes(n: int | None) -> str | None:
    if not n:
        return None
    return f"{n:,} upvote{'' if n == 1 else 's'} on Hugging Face daily papers"


def _authors(paper: Json) -> Iterator[Author]:
    for person in paper.each("authors"):
        name = " ".join((person.text("name") or "").split())
        if any(map(str.isalpha, name)):
            yield Author(name, is_group=is_group(name))
