"""arXiv's OAI-PMH as far as harvesting needs it: Identify and ListRecords in arXivRaw, arXiv and oai_dc. Pure.

A record is the newest version of a paper; its datestamp is the day of its last announcement, and it can be had from
22:30 in New York the evening before. Resumption tokens are bound to the day they were given out on.

Source: https://www.openarchives.org/OAI/openarchivesprotocol.html, https://info.arxiv.org/help/oa/index.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime

from lxml import etree

from academichub.sample.listing import Listing
from tests.upstreams.calendar import NEW_YORK, handed_in_at, harvestable_at
from tests.upstreams.history import History

__all__ = ["OAI", "OaiServer", "set_of"]

OAI = "http://www.openarchives.org/OAI/2.0/"
_RAW = "http://arxiv.org/OAI/arXivRaw/"
_ARXIV = "http://arxiv.org/OAI/arXiv/"
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_OWN_GROUPS = frozenset({"cs", "econ", "eess", "math", "q-bio", "q-fin", "stat"})


class _Refusal(Exception):
    """An error of the protocol: answered as an `error` element, with status 200."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Harvest:
    """What a list request asks for. `from_` and `until` are days, both included, None when open."""

    prefix: str
    from_: date | None
    until: date | None
    set: str | None
    offset: int = 0

    def token(self, day: date) -> str:
        parts = (self.prefix, self.from_ or "", self.until or "", self.set or "", self.offset, day)
        return "|".join(map(str, parts))


class OaiServer:
    """Answers the protocol's queries over the arXiv part of a history. `page_size` may be set at any time."""

    def __init__(self, history: History, page_size: int = 50) -> None:
        self.history = history
        self.page_size = page_size

    def answer(self, query: Mapping[str, str], now: datetime) -> bytes:
        """The whole document for a query at a time; a bad query is answered in the protocol's own words."""
        root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI})
        _add(root, OAI, "responseDate", f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
        request = _add(root, OAI, "request", "http://oaipmh.arxiv.org/oai")
        try:
            root.append(self._body(query, now))
            request.attrib.update(dict(query))
        except _Refusal as refusal:
            _add(root, OAI, "error", str(refusal)).set("code", refusal.code)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)

    def _body(self, query: Mapping[str, str], now: datetime) -> etree._Element:
        verb = query.get("verb")
        if verb == "Identify":
            return self._identify()
        if verb == "ListRecords":
            return self._list(query, now)
        raise _Refusal("badVerb", f"the verb {verb!r} is not served here")

    def _identify(self) -> etree._Element:
        body = etree.Element(f"{{{OAI}}}Identify")
        _add(body, OAI, "repositoryName", "arXiv")
        _add(body, OAI, "baseURL", "http://oaipmh.arxiv.org/oai")
        _add(body, OAI, "protocolVersion", "2.0")
        _add(body, OAI, "earliestDatestamp", self.history.first.isoformat())
        _add(body, OAI, "deletedRecord", "persistent")
        _add(body, OAI, "granularity", "YYYY-MM-DD")
        return body

    def _list(self, query: Mapping[str, str], now: datetime) -> etree._Element:
        today = now.astimezone(NEW_YORK).date()
        harvest = _resumed(query, today) if "resumptionToken" in query else _asked(query)
        papers = [versions for versions in self._papers(now) if _wanted(harvest, versions[-1])]
        page = papers[harvest.offset : harvest.offset + self.page_size]
        if not page:
            raise _Refusal("noRecordsMatch", "no record matches")
        body = etree.Element(f"{{{OAI}}}ListRecords")
        for versions in page:
            body.append(_record(harvest.prefix, versions))
        self._add_token(body, harvest, len(papers), today)
        return body

    def _add_token(self, body: etree._Element, harvest: _Harvest, total: int, today: date) -> None:
        end = harvest.offset + self.page_size
        if total <= self.page_size:
            return
        following = _Harvest(harvest.prefix, harvest.from_, harvest.until, harvest.set, end)
        token = _add(body, OAI, "resumptionToken", following.token(today) if end < total else None)
        token.set("cursor", str(harvest.offset))
        token.set("completeListSize", str(total))

    def _papers(self, now: datetime) -> list[list[Listing]]:
        """The listings of each paper that can be harvested, in the order of datestamps and numbers."""
        by_key: dict[str, list[Listing]] = {}
        for listing in self.history.listings.get("arxiv", ()):
            if harvestable_at(listing.listed_on) <= now:
                by_key.setdefault(listing.key, []).append(listing)
        return sorted(by_key.values(), key=lambda versions: (versions[-1].listed_on, versions[-1].key))


def set_of(category: str) -> str:
    """The set of a category: "cs:cs:CV", "physics:quant-ph", "physics:astro-ph:GA"."""
    archive, _, subject = category.partition(".")
    group = archive if archive in _OWN_GROUPS else "physics"
    return ":".join(filter(None, (group, archive, subject)))


def _asked(query: Mapping[str, str]) -> _Harvest:
    prefix = query.get("metadataPrefix")
    if prefix is None:
        raise _Refusal("badArgument", "metadataPrefix is missing")
    if prefix not in _FORMATS:
        raise _Refusal("cannotDisseminateFormat", f"{prefix!r} is not served here")
    return _Harvest(prefix, _day(query.get("from")), _day(query.get("until")), query.get("set"))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise _Refusal("badArgument", f"{text!r} is not a day") from error


def _resumed(query: Mapping[str, str], today: date) -> _Harvest:
    if set(query) != {"verb", "resumptionToken"}:
        raise _Refusal("badArgument", "resumptionToken is exclusive")
    parts = query["resumptionToken"].split("|")
    if len(parts) != 6 or parts[0] not in _FORMATS or not parts[4].isdigit() or parts[5] != today.isoformat():
        raise _Refusal("badResumptionToken", "the token is not one of ours, or of another day")
    return _Harvest(parts[0], _day(parts[1]), _day(parts[2]), parts[3] or None, int(parts[4]))


def _wanted(harvest: _Harvest, newest: Listing) -> bool:
    if harvest.from_ is not None and newest.listed_on < harvest.from_:
        return False
    if harvest.until is not None and newest.listed_on > harvest.until:
        return False
    sets = [set_of(category) for category in newest.categories]
    return harvest.set is None or any(one == harvest.set or one.startswith(f"{harvest.set}:") for one in sets)


def _record(prefix: str, versions: Sequence[Listing]) -> etree._Element:
    newest = versions[-1]
    record = etree.Element(f"{{{OAI}}}record")
    header = _add(record, OAI, "header")
    _add(header, OAI, "identifier", f"oai:arXiv.org:{newest.key}")
    _add(header, OAI, "datestamp", newest.listed_on.isoformat())
    for category in newest.categories:
        _add(header, OAI, "setSpec", set_of(category))
    _add(record, OAI, "metadata").append(_FORMATS[prefix](versions))
    return record


def _raw(versions: Sequence[Listing]) -> etree._Element:
    newest = versions[-1]
    body = etree.Element(f"{{{_RAW}}}arXivRaw", nsmap={None: _RAW})
    _add(body, _RAW, "id", newest.key)
    _add(body, _RAW, "submitter", newest.authors[0])
    for number, listing in sorted({listing.version: listing for listing in reversed(versions)}.items()):
        version = _add(body, _RAW, "version")
        version.set("version", f"v{number}")
        n_held = 3 if number == 1 and int(newest.key[-2:]) % 20 == 7 else 0  # one of twenty
        _add(version, _RAW, "date", format_datetime(handed_in_at(listing.listed_on, n_held), usegmt=True))
        _add(version, _RAW, "size", "412kb")
    _add(body, _RAW, "title", newest.title)
    _add(body, _RAW, "authors", ", ".join(newest.authors))
    _add_rest(body, _RAW, newest)
    return body


def _arxiv(versions: Sequence[Listing]) -> etree._Element:
    newest = versions[-1]
    body = etree.Element(f"{{{_ARXIV}}}arXiv", nsmap={None: _ARXIV})
    _add(body, _ARXIV, "id", newest.key)
    _add(body, _ARXIV, "created", versions[0].listed_on.isoformat())
    if newest.version > 1:
        _add(body, _ARXIV, "updated", newest.listed_on.isoformat())
    authors = _add(body, _ARXIV, "authors")
    for name in newest.authors:
        given, _, family = name.rpartition(" ")
        author = _add(authors, _ARXIV, "author")
        _add(author, _ARXIV, "keyname", family)
        _add(author, _ARXIV, "forenames", given)
    _add(body, _ARXIV, "title", newest.title)
    _add_rest(body, _ARXIV, newest)
    return body


def _add_rest(body: etree._Element, namespace: str, newest: Listing) -> None:
    _add(body, namespace, "categories", " ".join(newest.categories))
    if newest.comment is not None:
        _add(body, namespace, "comments", newest.comment)
    if newest.doi is not None:
        _add(body, namespace, "doi", newest.doi)
    _add(body, namespace, "license", newest.licence)
    _add(body, namespace, "abstract", f"  {newest.abstract}\n")


def _dublin_core(versions: Sequence[Listing]) -> etree._Element:
    newest = versions[-1]
    body = etree.Element(f"{{{_OAI_DC}}}dc", nsmap={"oai_dc": _OAI_DC, "dc": _DC})
    _add(body, _DC, "title", newest.title)
    for name in newest.authors:
        given, _, family = name.rpartition(" ")
        _add(body, _DC, "creator", f"{family}, {given}")
    _add(body, _DC, "description", f"  {newest.abstract}\n")
    _add(body, _DC, "date", versions[0].listed_on.isoformat())
    _add(body, _DC, "type", "text")
    _add(body, _DC, "identifier", f"http://arxiv.org/abs/{newest.key}")
    if newest.doi is not None:
        _add(body, _DC, "identifier", f"doi:{newest.doi}")
    return body


_FORMATS: Mapping[str, Callable[[Sequence[Listing]], etree._Element]] = {
    "arXivRaw": _raw,
    "arXiv": _arxiv,
    "oai_dc": _dublin_core,
}


def _add(parent: etree._Element, namespace: str, tag: str, text: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, f"{{{namespace}}}{tag}")
    child.text = text
    return child
