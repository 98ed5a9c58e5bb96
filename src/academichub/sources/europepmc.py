"""Europe PMC by a query: journals and preprints that came into its index since a day, page by page to the end.

Source: https://europepmc.org/RestfulWebService (`search`, result type `core`, read by name of member; checked 2026-11).
A page says where the next begins by a mark; a mark that comes back is the end. The day is that of its index, which
follows PubMed's by one or two days. What a notice says of another paper is in that paper's own entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from academichub.identifiers import parse_doi, parse_issn, parse_orcid, parse_pmcid, parse_pmid
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
from academichub.settings import EuropepmcSettings, Settings
from academichub.sources._names import is_group
from academichub.sources.catalogue import field_by_issn
from academichub.sources.fragments import fragment, title_fragment
from academichub.sources.json_values import Json, count_of, text_of
from academichub.sources.paging import (
    PagedRequest,
    Unreadable,
    Window,
    first_day,
    followed_by,
    open_object,
    open_rows,
    page_of,
    rows_of,
    value_of,
    with_beginning,
)

__all__ = ["EUROPEPMC", "INTERVAL_S", "NAMES", "Europepmc", "announcement", "configured", "results_in"]

EUROPEPMC = SourceId("europepmc")

_ACCEPT = "application/json"
INTERVAL_S = 1.0
_WINDOW = Window()
_ROWS = 100
NAMES = ("doi", "id", "title")
_SERVERS = {"biorxiv": "biology", "medrxiv": "medicine"}
_REMARKS = {
    "retraction in": "Retracted",
    "erratum in": "Corrected",
    "corrected and republished in": "Corrected",
    "expression of concern in": "Expression of concern",
}


@dataclass(frozen=True, slots=True)
class Europepmc:
    """What one query finds."""

    settings: EuropepmcSettings
    id: SourceId = EUROPEPMC
    label: str = "Europe PMC"

    def start(self, visit: Visit) -> Request:
        return self._request(visit, "*")

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Raises: ParseError for what is not a list of results, an error of its own included."""
        answer, rows = results_in(response.body)
        page = page_of(rows, announcement, NAMES)
        mark = text_of(value_of(answer.get("nextCursorMark")))
        asked = parse_qs(urlsplit(request.url).query).get("cursorMark", [""])[0]
        following = self._request(visit, mark) if mark and mark != asked else None
        total = count_of(value_of(answer.get("hitCount")))
        page = followed_by(page, request, rows, total, following, visit.today.isoformat())
        return with_beginning(page, visit, _WINDOW)

    def _request(self, visit: Visit, mark: str) -> PagedRequest:
        days = f"FIRST_IDATE:[{first_day(visit, _WINDOW)} TO {visit.today}]"
        parameters = {
            "query": f"({self.settings.query}) AND ({days})",
            "resultType": "core",
            "format": "json",
            "pageSize": str(_ROWS),
            "cursorMark": mark,
        }
        url = f"{self.settings.api_url.rstrip('/')}/search?{urlencode(parameters)}"
        return PagedRequest(url, _ACCEPT, INTERVAL_S, "europepmc")


def configured(settings: Settings) -> Iterable[Europepmc]:
    """Europe PMC, where the settings follow it."""
    if settings.sources.europepmc is not None and settings.sources.europepmc.query:
        yield Europepmc(settings.sources.europepmc)


def results_in(body: bytes) -> tuple[Mapping[str, str], Sequence[str]]:
    """The members of an answer, and its rows. Raises: ParseError."""
    return open_rows(body, EUROPEPMC, "Europe PMC", "results", _rows)


def _rows(answer: Mapping[str, str]) -> Sequence[str]:
    return rows_of(open_object(answer.get("resultList", "").encode(errors="replace"), EUROPEPMC)["result"])


def announcement(row: Json) -> Announcement:
    """Raises: Unreadable."""
    origin, number, day = row.text("source"), row.text("id"), row.day("firstIndexDate")
    title = title_fragment(row.text("title"))
    if not origin or not number or title is None or day is None:
        raise Unreadable(
            "no id" if not origin or not number else "no title" if title is None else "no day of its index"
        )
    kinds = {kind.lower() for kind in row.inner("pubTypeList").texts("pubType")}
    field = _field(row)
    record = Record(
        source=EUROPEPMC,
        key=f"{origin}:{number}",
        title=title,
        identifiers=_identifiers(row),
        abstract=fragment(row.text("abstractText")),
        authors=tuple(_authors(row)),
        categories=(field,) if field else (),
        primary_category=field,
        posted_on=row.day("firstPublicationDate"),
        licence=row.text("license"),
        comment="; ".join(dict.fromkeys(_remarks(row))) or None,
        links=Links(abstract=f"https://europepmc.org/article/{origin}/{number}"),
        published_doi=None,
        withdrawn=bool({"retracted publication", "preprint-withdrawal", "preprint-removal"} & kinds),
    )
    return Announcement(record, Kind.WITHDRAWN if record.withdrawn else Kind.NEW, day)


def _identifiers(row: Json) -> Identifiers:
    """A preprint has the PubMed id of the paper that it became."""
    later = (other.text("id") for other in _others(row) if (other.text("type") or "").lower() == "preprint of")
    return Identifiers(
        doi=parse_doi(row.text("doi") or ""),
        pmid=parse_pmid(row.text("pmid") or "") or next(filter(None, (parse_pmid(text or "") for text in later)), None),
        pmcid=parse_pmcid(row.text("pmcid") or ""),
    )


def _others(row: Json) -> Iterator[Json]:
    return row.inner("commentCorrectionList").each("commentCorrection")


def _remarks(row: Json) -> Iterator[str]:
    for other in _others(row):
        remark = _REMARKS.get((other.text("type") or "").lower())
        where = other.text("id") or other.text("reference")
        if remark:
            yield f"{remark}: https://europepmc.org/article/MED/{where}" if (where or "").isdigit() else remark


def _field(row: Json) -> str | None:
    """That of the journal in the catalogue, or of the preprint server."""
    journal = row.inner("journalInfo").inner("journal")
    issns = (parse_issn(journal.text(name) or "") or "" for name in ("issn", "essn"))
    known = next((field_by_issn()[issn] for issn in issns if issn in field_by_issn()), None)
    server = (row.inner("bookOrReportDetails").text("publisher") or "").lower()
    return known or _SERVERS.get(server)


def _authors(row: Json) -> Iterator[Author]:
    for person in row.inner("authorList").each("author"):
        group = person.text("collectiveName")
        parts = (person.text("firstName") or person.text("initials"), person.text("lastName"), person.text("suffix"))
        name = group or " ".join(filter(None, parts)) or person.text("fullName") or ""
        places = person.inner("authorAffiliationDetailsList").each("authorAffiliation")
        affiliation = next(filter(None, (place.text("affiliation") for place in places)), None)
        orcid = parse_orcid(person.inner("authorId").text("value") or "")
        if any(map(str.isalpha, name)):
            yield Author(name.rstrip("."), affiliation, orcid, group is not None or is_group(name))
