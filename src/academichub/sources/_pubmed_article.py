"""One article of PubMed's XML as an announcement; facts of the format in sources/pubmed.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import escape

from lxml import etree
from lxml.etree import _Element

from academichub.identifiers import parse_doi, parse_issn, parse_orcid, parse_pmcid, parse_pmid
from academichub.model import Announcement, Author, Identifiers, Kind, Links, Markup, MarkupFormat, Record, SourceId
from academichub.sources._names import is_group
from academichub.sources.catalogue import field_by_issn
from academichub.sources.fragments import fragment, title_fragment
from academichub.sources.paging import Unreadable

__all__ = ["PUBMED", "announcement", "pmid_of", "retracted_by"]

PUBMED = SourceId("pubmed")

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_RETRACTED = ("D016441", "retracted publication")  # UI and name of the type
_REMARKS = {
    "RetractionIn": "Retracted",
    "ExpressionOfConcernIn": "Expression of concern",
    "ErratumIn": "Corrected",
    "CorrectedandRepublishedIn": "Corrected",
    "RetractionOf": "Notice of retraction of",
    "ErratumFor": "Erratum for",
    "ExpressionOfConcernFor": "Expression of concern for",
}
_ABOUT_OTHERS = ("RetractionOf", "ErratumFor", "ExpressionOfConcernFor")
_EMPTY_LABELS = frozenset({"", "unlabelled", "unassigned", "abstract"})
_MOST_HEADINGS = 12
_ATTRIBUTES = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')


def announcement(article: _Element) -> Announcement:
    """Raises: Unreadable, naming what is missing."""
    citation = _first(article, "MedlineCitation")
    said = _first(citation, "Article")
    pmid, title = pmid_of(article), title_fragment(_inner(_first(said, "ArticleTitle")))
    if title is None:
        title = title_fragment(_inner(_first(said, "VernacularTitle")))
    day = _history(article, "entrez") or _history(article, "pubmed")
    if pmid is None or title is None or day is None:
        raise Unreadable(f"no {'PubMed id' if pmid is None else 'title' if title is None else 'day of entry'}")
    field = _field(citation)
    headings = [field] if field else []
    headings += [_text(_first(heading, "DescriptorName")) for heading in _all(citation, "MeshHeadingList/MeshHeading")]
    record = Record(
        source=PUBMED,
        key=pmid,
        title=title,
        identifiers=_identifiers(article, pmid),
        abstract=_abstract(_first(said, "Abstract")),
        authors=tuple(_authors(said)),
        categories=tuple(dict.fromkeys(filter(None, headings)))[:_MOST_HEADINGS],
        primary_category=field,
        posted_on=_posted_on(said),
        comment="; ".join(dict.fromkeys(_remarks(citation))) or None,
        links=Links(abstract=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"),
        withdrawn=_is_retracted(said),
    )
    return Announcement(record, Kind.WITHDRAWN if record.withdrawn else Kind.NEW, day)


def pmid_of(article: _Element) -> str | None:
    """Its own id, and not one of those that it cites."""
    return parse_pmid(_text(_first(_first(article, "MedlineCitation"), "PMID")))


def retracted_by(article: _Element) -> tuple[str, ...]:
    """The ids of the papers that a notice takes back or corrects."""
    others = _all(_first(article, "MedlineCitation"), "CommentsCorrectionsList/CommentsCorrections")
    ids = (parse_pmid(_text(_first(other, "PMID"))) for other in others if other.get("RefType") in _ABOUT_OTHERS)
    return tuple(filter(None, ids))


def _first(element: _Element | None, name: str) -> _Element | None:
    return element.find(name) if element is not None else None


def _all(element: _Element | None, path: str) -> list[_Element]:
    return element.findall(path) if element is not None else []


def _text(element: _Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _inner(element: _Element | None) -> str:
    """What stands in an element, as a fragment of HTML where it holds more than text."""
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").split())
    parts = [escape(element.text or "", quote=False)]
    parts += [_ATTRIBUTES.sub("", etree.tostring(child, encoding="unicode")) for child in element]
    return " ".join("".join(parts).split())


def _identifiers(article: _Element, pmid: str) -> Identifiers:
    """Those of the article itself: the list of a reference has the same elements deeper down."""
    ids = _all(article, "PubmedData/ArticleIdList/ArticleId")
    named = {each.get("IdType"): _text(each) for each in reversed(ids)}
    locations = _all(article, "MedlineCitation/Article/ELocationID")
    doi = next((_text(each) for each in locations if each.get("EIdType") == "doi" and each.get("ValidYN") != "N"), "")
    return Identifiers(
        doi=parse_doi(named.get("doi", "")) or parse_doi(doi),
        pmid=pmid,
        pmcid=parse_pmcid(named.get("pmc", "")) or parse_pmcid(named.get("pmcid", "")),
    )


def _abstract(abstract: _Element | None) -> Markup | None:
    """Its parts, each under its label where it has one."""
    pieces = [(each.get("Label") or "", _inner(each)) for each in _all(abstract, "AbstractText")]
    pieces = [(label.strip(), text) for label, text in pieces if text]
    if all(label.lower() in _EMPTY_LABELS for label, _ in pieces):
        return fragment("\n".join(text for _, text in pieces))
    parts = []
    for label, text in pieces:
        body = fragment(text)
        html = body.text if body is not None and body.format is MarkupFormat.HTML else escape(text, quote=False)
        head = f"<title>{escape(label.capitalize(), quote=False)}</title>" if label.lower() not in _EMPTY_LABELS else ""
        parts.append(f"<sec>{head}<p>{html}</p></sec>")
    return Markup("".join(parts), MarkupFormat.HTML)


def _authors(said: _Element | None) -> Iterator[Author]:
    for person in _all(said, "AuthorList/Author"):
        if person.get("ValidYN") == "N":
            continue
        group = _text(_first(person, "CollectiveName"))
        given = _text(_first(person, "ForeName")) or _text(_first(person, "Initials"))
        parts = (given, _text(_first(person, "LastName")), _text(_first(person, "Suffix")))
        name = group or " ".join(filter(None, parts))
        orcids = (parse_orcid(_text(each)) for each in _all(person, "Identifier") if each.get("Source") == "ORCID")
        affiliation = next(filter(None, map(_text, _all(person, "AffiliationInfo/Affiliation"))), None)
        if any(map(str.isalpha, name)):
            yield Author(name, affiliation, next(filter(None, orcids), None), bool(group) or is_group(name))


def _field(citation: _Element | None) -> str | None:
    """That of the journal in the catalogue."""
    journal = _first(_first(citation, "Article"), "Journal")
    texts = [_text(_first(journal, "ISSN")), _text(_first(_first(citation, "MedlineJournalInfo"), "ISSNLinking"))]
    return next((field_by_issn()[issn] for text in texts if (issn := parse_issn(text) or "") in field_by_issn()), None)


def _remarks(citation: _Element | None) -> Iterator[str]:
    for other in _all(citation, "CommentsCorrectionsList/CommentsCorrections"):
        if remark := _REMARKS.get(other.get("RefType") or ""):
            where = parse_pmid(_text(_first(other, "PMID")))
            yield f"{remark}: https://pubmed.ncbi.nlm.nih.gov/{where}/" if where else remark


def _is_retracted(said: _Element | None) -> bool:
    types = _all(said, "PublicationTypeList/PublicationType")
    return any(each.get("UI") == _RETRACTED[0] or _text(each).lower() == _RETRACTED[1] for each in types)


def _history(article: _Element, status: str) -> date | None:
    days = _all(article, "PubmedData/History/PubMedPubDate")
    return next((_day(each) for each in days if each.get("PubStatus") == status), None)


def _posted_on(said: _Element | None) -> date | None:
    """The day of its electronic publication; that of the issue only where it is a day."""
    return next(filter(None, map(_day, _all(said, "ArticleDate"))), None) or _day(
        _first(_first(_first(said, "Journal"), "JournalIssue"), "PubDate")
    )


def _day(element: _Element | None) -> date | None:
    year, month, day = (_text(_first(element, name)) for name in ("Year", "Month", "Day"))
    number = _MONTHS.get(month[:3].lower(), 0) or (int(month) if month.isascii() and month.isdigit() else 0)
    try:
        return date(int(year), number, int(day))
    except (ValueError, OverflowError):
        return None
