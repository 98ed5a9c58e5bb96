"""Which work an entry of a feed names: DOI, PMID, PMCID and arXiv id wherever they hide, and its key. Private and pure.

A DOI is believed in this order: fields made for it (prism:doi, dc:identifier), the entry's own id and addresses, and at
last its text, where it counts only if the text says "doi" before it, says nothing of another work around it, and names
one DOI alone: a correction or a comment names the DOI of the work it is about, an abstract that of its data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from academichub.identifiers import find_doi, parse_any, parse_arxiv, parse_doi, parse_pmcid, parse_pmid, parse_rxiv
from academichub.model import Identifiers
from academichub.sources.feed_links import untracked
from academichub.sources.feed_wire import WireEntry

__all__ = ["identify", "key_of"]

# An address with a DOI, then the platform's own number and the words of the title.
_SILVERCHAIR = re.compile(r"(/article[\w-]*/doi/10\.\d{4,9}/[^/?#]+)/\d+(?:/[^/?#]*)?(?=$|[?#])", re.IGNORECASE)
# Publishers whose addresses hold the DOI's suffix alone: (pattern, prefix).
_SUFFIXES = (
    (re.compile(r"https?://(?:www\.)?nature\.com/articles/([sd]4\d{4}-\d{3}-\d{4,6}-[\dxyzw])\b"), "10.1038/"),
    (re.compile(r"https?://elifesciences\.org/(?:articles|reviewed-preprints)/(\d{5,6})\b"), "10.7554/elife."),
)
_SAID = re.compile(r"\bdoi\b[\s:=.]{0,4}(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s|]{1,200})", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:correct\w*|erratum|retract\w*|comments? on|reply|replies|responds?|responses?|original|previous\w*|cited?|"
    r"citing|data(?:set)?s?|code|software|deposited|archived?|available|repository|zenodo|figshare|dryad|preprint|"
    r"see|refers?|reference)\b",
    re.IGNORECASE,
)
_CHEMRXIV_VERSION = re.compile(r"[/-]v\d{1,3}$")
_PUBMED = re.compile(
    r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,9})\b|pubmed:(\d{1,9})$"
)
_ARXIV = re.compile(r"(?:https?://(?:\w+\.)?arxiv\.org/|oai:arxiv\.org:|arxiv:)", re.IGNORECASE)


def identify(entry: WireEntry, texts: Iterable[str]) -> Identifiers:
    """The identifiers of the entry's own work; `texts` are the readings of its bodies."""
    addresses = [text for text in (entry.id, *(link.href for link in entry.links)) if text]
    doi = _structured_doi(entry.identifiers) or _address_doi(addresses) or _said_doi(texts)
    found = Identifiers(doi=doi, arxiv=_arxiv(addresses), pmid=_pmid(addresses))
    for text in entry.identifiers:
        found = _completed(found, text)
    if found.doi and not found.arxiv and (arxiv := parse_any(found.doi).arxiv):
        found = replace(found, arxiv=arxiv)
    return found


def key_of(entry: WireEntry, identifiers: Identifiers) -> str | None:
    """The feed's own name for the work: its id, else its address, else its DOI; None when it has none of them.

    The address comes before the DOI because a feed may learn the DOI later, and must not name the work anew then. An
    id that is a DOI, or the address of one version of a preprint, counts as the DOI, so that a new resolver, a
    tracking parameter or a second version does not make a second work of it.
    """
    address = next((link.href for link in entry.links), None)
    if entry.id is None:
        return _name_at(address, identifiers.doi) if address else identifiers.doi and _work(identifiers.doi)
    if identifiers.doi and (parse_rxiv(identifiers.doi) or _address_doi([entry.id]) == identifiers.doi):
        return _work(identifiers.doi)
    return entry.id


def _name_at(address: str, doi: str | None) -> str:
    """The DOI where the address says it, else the address without what only tells where a reader came from."""
    return _work(doi) if doi and _address_doi([address]) == doi else untracked(address)


def _work(doi: str) -> str:
    """The DOI without the version that ChemRxiv writes into it: "10.26434/chemrxiv.15007086/v4", "…-2024-abcde-v2"."""
    return _CHEMRXIV_VERSION.sub("", doi) if doi.startswith("10.26434/") else doi


def _structured_doi(fields: Iterable[str]) -> str | None:
    return next((doi for text in fields if (doi := parse_doi(text) or (_says_doi(text) and find_doi(text)))), None)


def _says_doi(text: str) -> bool:
    return "doi" in text.lower()


def _address_doi(addresses: Iterable[str]) -> str | None:
    return next((doi for address in addresses if (doi := _doi_at(address))), None)


def _doi_at(address: str) -> str | None:
    for pattern, prefix in _SUFFIXES:
        if found := pattern.match(address):
            return parse_doi(prefix + found[1])
    return parse_doi(_SILVERCHAIR.sub(r"\1", address))


def _said_doi(texts: Iterable[str]) -> str | None:
    said = {doi for text in texts for found in _SAID.finditer(text) if (doi := _own_doi(text, found))}
    return said.pop() if len(said) == 1 else None


def _own_doi(text: str, found: re.Match[str]) -> str | None:
    before = text[max(0, found.start() - 80) : found.start()]
    return None if _OF_ANOTHER.search(before) else find_doi(found[1])


def _pmid(addresses: Iterable[str]) -> str | None:
    for address in addresses:
        if found := _PUBMED.match(address):
            return parse_pmid(found[1] or found[2])
    return None


def _arxiv(addresses: Iterable[str]) -> str | None:
    names = (parse_arxiv(address) for address in addresses if _ARXIV.match(address))
    return next((name.id for name in names if name), None)


def _completed(found: Identifiers, text: str) -> Identifiers:
    """`found` with what one structured field adds: "pmid:1", "pmc:PMC2", "arXiv:2606.1"."""
    lowered = text.strip().lower()
    if lowered.startswith("pmid") and not found.pmid:
        return replace(found, pmid=parse_pmid(text))
    if lowered.startswith("pmc") and not found.pmcid:
        return replace(found, pmcid=parse_pmcid(lowered.removeprefix("pmc:")) or parse_pmcid(text))
    if lowered.startswith("arxiv:") and not found.arxiv and (name := parse_arxiv(text)):
        return replace(found, arxiv=name.id)
    return found
