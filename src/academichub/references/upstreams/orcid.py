"""The works of one's ORCID record, by its public API: titles, years and identifiers; no abstracts. Pure.

One answer holds them all. A work that several sources added is one group; what its identifiers say of a book or a
series that it is a part of is left out.

Source: https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/ (version 3.0)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from academichub.errors import ConfigError, FetchError, ParseError
from academichub.identifiers import parse_orcid
from academichub.model import Request, Response, Unread
from academichub.references.entries import Entry
from academichub.references.json_values import dicts_in, mapping_in, text_in
from academichub.references.upstreams.wishes import ReferencesPage
from academichub.sources.json_pieces import decoded, elements, members, text_of_body

__all__ = ["ORCID_API", "OrcidWorks", "orcid_works"]

ORCID_API = "https://pub.orcid.org/v3.0"

_KINDS = {"doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "pmc": "pmcid", "uri": "any"}
_OF_THE_WORK = frozenset({"self", "version-of"})


@dataclass(frozen=True, slots=True)
class OrcidWorks:
    """The public works of one person. `orcid` is in its normal form."""

    orcid: str
    base_url: str = ORCID_API

    @property
    def label(self) -> str:
        return f"ORCID {self.orcid}"

    def start(self) -> Request:
        return Request(f"{self.base_url.rstrip('/')}/{self.orcid}/works", "application/vnd.orcid+json")

    def read(self, request: Request, response: Response) -> ReferencesPage:
        """Raises: ParseError when the answer is cut short or is no list of works."""
        try:
            groups = members(text_of_body(response.body))["group"]
            return ReferencesPage(tuple(_entry(one, number) for number, one in enumerate(elements(groups), 1)))
        except KeyError:
            raise ParseError("ORCID's answer holds no list of works", subject=self.label) from None
        except ValueError as error:
            raise ParseError(f"ORCID's answer is {error}; try again", subject=self.label) from None

    def remedy(self, error: FetchError) -> str | None:
        if error.status in (404, 409, 410):
            return "ORCID knows no such person; check the iD at https://orcid.org"
        return None


def orcid_works(text: str, base_url: str = ORCID_API) -> OrcidWorks:
    """The works of an ORCID iD, bare or as an address. Raises: ConfigError when it is none, or mistyped."""
    orcid = parse_orcid(text)
    if orcid is None:
        raise ConfigError(
            "not an ORCID iD, or a digit of it is wrong; copy it from https://orcid.org, like 0000-0002-1825-0097",
            subject=text[:80],
        )
    return OrcidWorks(orcid, base_url)


def _entry(element: str, number: int) -> Entry | Unread:
    place = f"work {number}"
    try:
        group = mapping_in(decoded(element))
    except ValueError:
        return Unread(place, "it is no sound JSON")
    summaries = dicts_in(group.get("work-summary"))
    return Entry(
        place=place,
        title=next(filter(None, map(_title, summaries)), ""),
        named=tuple(pair for one in (group, *summaries) for pair in _named(one)),
        year=next(filter(None, map(_year, summaries)), ""),
    )


def _title(summary: Mapping[str, object]) -> str:
    """The title with its subtitle."""
    title = mapping_in(summary.get("title"))
    parts = (_value(title, "title"), _value(title, "subtitle"))
    return ": ".join(part for part in parts if part.strip())


def _value(holder: Mapping[str, object], name: str) -> str:
    return text_in(mapping_in(holder.get(name)).get("value"))


def _year(summary: Mapping[str, object]) -> str:
    return _value(mapping_in(summary.get("publication-date")), "year")


def _named(holder: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for one in dicts_in(mapping_in(holder.get("external-ids")).get("external-id")):
        kind = _KINDS.get(text_in(one.get("external-id-type")).lower())
        relation = text_in(one.get("external-id-relationship")).lower().replace("_", "-")
        if kind and relation in _OF_THE_WORK:
            yield kind, text_in(one.get("external-id-value"))
