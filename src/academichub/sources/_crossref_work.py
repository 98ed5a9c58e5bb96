"""One work of Crossref as an announcement; facts of the format in sources/crossref.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from academichub.identifiers import parse_arxiv, parse_doi, parse_issn, parse_orcid
from academichub.model import Announcement, Author, Identifiers, Kind, Links, Record, SourceId
from academichub.sources._names import is_group
from academichub.sources.fragments import fragment
from academichub.sources.json_values import Json
from academichub.sources.paging import Unreadable

__all__ = ["Notice", "announcement", "is_news", "notices_in"]

_TAKEN_BACK = frozenset({"retraction", "withdrawal", "removal"})
_REMARKS = {
    "retraction": "Retracted",
    "withdrawal": "Withdrawn",
    "removal": "Removed",
    "partial_retraction": "Partly retracted",
    "correction": "Corrected",
    "corrigendum": "Corrected",
    "erratum": "Corrected",
    "expression_of_concern": "Expression of concern",
}
_NOT_NAMES = frozenset({"null", "none", "n/a", "anonymous", "author"})
_DATES = ("published-online", "published", "published-print", "issued")
_BACKLOG = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Notice:
    """One work speaks of another: a retraction, a correction. `doi` is the work spoken of, `by` the notice's own, `on`
    the day on which the notice was registered."""

    doi: str
    by: str
    kind: str
    on: date | None = None

    @property
    def remark(self) -> str:
        """What is to be said at the work."""
        return f"{_REMARKS[self.kind]}: https://doi.org/{self.by}"

    @property
    def subject(self) -> str:
        """What is to be said at the notice."""
        return f"Notice about https://doi.org/{self.doi}"


def announcement(
    work: Json, source: SourceId, fields: Mapping[str, str], notices: Iterable[Notice] = ()
) -> Announcement:
    """`fields`: the field of research of each ISSN known; `notices`: what other works were seen to say of this one.

    Raises: Unreadable, naming what is missing.
    """
    doi = parse_doi(work.text("DOI") or "")
    title = fragment(" ".join((next(work.texts("title"), "")).split()))
    day = _day(work.inner("created"))
    if doi is None or title is None or day is None:
        raise Unreadable("no DOI" if doi is None else "no title" if title is None else "no day of registration")
    said = [*_said_of(work, doi), *(notice for notice in notices if notice.doi == doi)]
    remarks = (*(notice.remark for notice in said), *(notice.subject for notice in notices_in(work)))
    field = next((fields[issn] for text in work.texts("ISSN") if (issn := parse_issn(text)) in fields and issn), None)
    record = Record(
        source=source,
        key=doi,
        title=title,
        identifiers=Identifiers(arxiv=_arxiv(work, doi), doi=doi),
        abstract=fragment(work.text("abstract")),
        authors=tuple(_authors(work.each("author"))),
        categories=(field,) if field else (),
        primary_category=field,
        posted_on=_day(work.inner("published-online")) or _day(work.inner("published")),
        licence=_licence(work),
        comment="; ".join(dict.fromkeys(remarks)) or None,
        links=Links(abstract=f"https://doi.org/{doi}"),
        published_doi=next(_related(work, "is-preprint-of"), None),
        withdrawn=any(notice.kind in _TAKEN_BACK for notice in said),
    )
    return Announcement(record, Kind.WITHDRAWN if record.withdrawn else Kind.NEW, day)


def notices_in(work: Json) -> Iterator[Notice]:
    """What the work says of others, as a notice of retraction or correction does; not what it says of itself."""
    own = parse_doi(work.text("DOI") or "")
    for update in work.each("update-to"):
        doi, kind = parse_doi(update.text("DOI") or ""), _kind(update)
        if own and doi and doi != own and kind:
            yield Notice(doi, own, kind, _day(work.inner("created")))


def is_news(work: Json) -> bool:
    """Whether the journal announced a paper by registering the work: neither a notice about another one, nor one of
    which every date that is stated lies more than 30 days before; publishers register old volumes, too."""
    registered = _day(work.inner("created"))
    if registered is None or next(notices_in(work), None) is not None:
        return False
    stated = [day for name in _DATES if (day := _last_day(work.inner(name))) is not None]
    return not stated or max(stated) >= registered - _BACKLOG


def _said_of(work: Json, doi: str) -> Iterator[Notice]:
    """What Crossref says that others say of the work, and what it says of itself."""
    for update in work.each("updated-by"):
        if (by := parse_doi(update.text("DOI") or "")) and (kind := _kind(update)):
            yield Notice(doi, by, kind)
    for update in work.each("update-to"):
        if parse_doi(update.text("DOI") or "") == doi and (kind := _kind(update)):
            yield Notice(doi, doi, kind)


def _kind(update: Json) -> str | None:
    kind = (update.text("type") or "").lower().replace("-", "_").replace(" ", "_")
    return kind if kind in _REMARKS else None


def _day(value: Json) -> date | None:
    """Of a date in parts the whole ones alone: a year or a month is no day."""
    parts = value.list("date-parts")
    first = parts[0] if parts and isinstance(parts[0], list) else []
    if len(first) == 3 and all(isinstance(part, int) for part in first):
        try:
            return date(*first)
        except (ValueError, OverflowError):
            return None
    return value.day("date-time")


def _last_day(value: Json) -> date | None:
    """The last day that a date in parts may mean: of a month or a year its last one."""
    parts = value.list("date-parts")
    first = parts[0] if parts and isinstance(parts[0], list) else []
    if len(first) > 2 or not first or not all(isinstance(part, int) for part in first):
        return _day(value)
    year, month = first[0], first[1] if len(first) > 1 else 12
    try:
        return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _authors(people: Iterable[Json]) -> Iterator[Author]:
    for person in people:
        family, whole = person.text("family"), person.text("name")
        given = " ".join(filter(None, (person.text("given"), family, person.text("suffix"))))
        name = " ".join((given or whole or "").split())
        if any(map(str.isalpha, name)) and name.lower() not in _NOT_NAMES:
            affiliation = next(filter(None, (place.text("name") for place in person.each("affiliation"))), None)
            is_one = whole is not None and not given
            yield Author(name, affiliation, parse_orcid(person.text("ORCID") or ""), is_one or is_group(name))


def _arxiv(work: Json, doi: str) -> str | None:
    """The paper on arXiv that the work was before, or is."""
    names = (*_related(work, "has-preprint"), *_related(work, "is-version-of"), doi)
    return next((found.id for name in names if "arxiv" in name and (found := parse_arxiv(name))), None)


def _related(work: Json, relation: str) -> Iterator[str]:
    for other in work.inner("relation").each(relation):
        name = other.text("id") or ""
        if found := parse_arxiv(name) if other.text("id-type") == "arxiv" else None:
            yield found.doi
        elif other.text("id-type") in ("doi", None) and (doi := parse_doi(name)):
            yield doi


def _licence(work: Json) -> str | None:
    """That of the version of record, before any other; what is for text mining is no licence of the text."""
    licences = [each for each in work.each("license") if each.text("content-version") != "tdm"]
    licences.sort(key=lambda each: each.text("content-version") != "vor")
    return next(filter(None, (each.text("URL") for each in licences)), None)
