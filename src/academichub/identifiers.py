"""The names of works and people: arXiv id, DOI, PMID, PMCID, ORCID and ISSN, parsed from any of their forms. Pure.

Every `parse_` reads a text that *is* an identifier or its address (blanks and closing punctuation around it are
allowed) and gives the one normal form, or None: parsing a normal form gives it back. `find_doi` alone looks inside
other text. Nothing here asks whether the work exists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from academichub.model import NO_IDENTIFIERS, Identifiers

__all__ = [
    "ArxivId",
    "RxivId",
    "address_of",
    "find_doi",
    "parse_any",
    "parse_arxiv",
    "parse_doi",
    "parse_issn",
    "parse_orcid",
    "parse_pmcid",
    "parse_pmid",
    "parse_rxiv",
]

_LONGEST = 2_000
"""Characters; no identifier or address of one is longer, and a longer text is refused unread."""

# Archives that gave out ids of the form archive/yymmnnn until March 2007. Source: https://arxiv.org/archive/
_OLD_ARCHIVES = re.compile(
    r"acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    r"cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|"
    r"nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)

_NEW_ID = re.compile(
    r"(?P<yymm>\d\d(?:0[1-9]|1[0-2]))\.(?P<number>\d{4,5})(?:v(?P<version>[1-9]\d{0,3}))?", re.A | re.I
)
_OLD_ID = re.compile(
    r"(?P<archive>[a-z-]+)(?:\.[a-z-]+)?/(?P<number>\d\d(?:0[1-9]|1[0-2])\d{3})(?:v(?P<version>[1-9]\d{0,3}))?",
    re.A | re.I,
)
_ARXIV_PREFIX = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*arxiv\.org/(?:abs|pdf|html|ps|format|src|e-print|tb)/"
    r"|(?:https?://)?(?:www\.)?(?:alphaxiv\.org/(?:abs|pdf|overview)|(?:huggingface|hf)\.co/papers)/"
    r"|oai:arxiv\.org:|(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?10\.48550/arxiv\.|(?:arxiv[:\s]\s*(?:preprint\s+)?)+",
    re.A | re.I,
)
_ARXIV_REST = re.compile(r"(?:\.pdf|\.ps|\.gz)*/?(?:[?#]\S*)?(?:\s*\[[\w.-]+)?", re.A | re.I)

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\x00-\x1f\x7f\ufffd]+")
_DOI_PREFIX = re.compile(
    r"(?:(?:https?://)?(?:[\w-]+\.)*doi\.org/|info:doi/|urn:doi:|doi\s*:?\s*|doi/)+", re.A | re.IGNORECASE
)
# In running text `<` ends a DOI, but for the old SICI form: 10.1002/(SICI)1097-4636(199823)43:3<338::AID>3.0.CO;2-B
_DOI_INSIDE = re.compile(
    r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*/(?:[^\s\"<>\x00-\x1f\x7f\ufffd]|<\d[^\s<>]{0,40}>(?=\d)){1,500}", re.IGNORECASE
)
_DOI_IN_ADDRESS = re.compile(rf"(?<![\w-]){_DOI_INSIDE.pattern}", re.IGNORECASE)  # not of ".../release-10.2024/notes"
_AROUND = " \t\r\n\u00a0\u200b\ufeff<>\"'"
_ASCII_LOWER = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PAGE_OF_WORK = re.compile(
    r"(?:/(?:full|abstract|abs|pdf|epdf|html|fulltext|full-text|meta|references)|\.pdf)+/?$", re.I
)
_CLOSING = ".,:;!?'\"*`|\\/<> \t\r\n\u00a0\u200b\ufeff"
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_RXIV_PAGE = re.compile(r"https?://(?:[\w-]+\.)*(?:bio|med)rxiv\.org/", re.A | re.I)
_RXIV_VERSION = re.compile(r"v[1-9]\d{0,3}(?:[./][a-z./+-]*)?$", re.A | re.I)
_RXIV = re.compile(
    r"(?P<doi>10\.(?:1101|64898)/(?:\d{6}|\d{4}\.\d\d\.\d\d\.\d{6,9}))(?:v(?P<version>[1-9]\d{0,3}))?"
    r"(?:(?:\.[a-z+-]+)+|/[a-z./+-]*)?",
    re.A | re.I,
)

# A query behind a name is part of an address, and of nothing else.
_PMID = re.compile(
    r"(?:(?P<said>pmid[\s:]*)|(?P<page>(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed"
    r"|europepmc\.org/(?:article|abstract)/med)/))?0*(?P<number>[1-9]\d{0,8})(?(page)/?(?:[?#]\S*)?)",
    re.A | re.I,
)
_PMCID = re.compile(
    r"(?:pmcid[\s:]*|(?P<page>(?:https?://)?(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov/articles"
    r"|ncbi\.nlm\.nih\.gov/pmc/articles|europepmc\.org/articles?(?:/pmc)?)/))?"
    r"pmc[\s:]?0*(?P<number>[1-9]\d{0,9})(?:\.\d+)?(?(page)(?:/\S*)?(?:[?#]\S*)?)",
    re.A | re.I,
)
_ORCID = re.compile(
    r"(?:orcid[\s:]*)?(?:(?:https?://)?(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dx])/?", re.A | re.I
)
_ISSN = re.compile(
    r"(?:urn:)?(?:[ep]-?)?(?:issn(?:-l)?[\s:]*)?(?:https?://portal\.issn\.org/resource/issn/)?(\d{4})-?(\d{3}[\dx])",
    re.A | re.I,
)
_PAGES = {
    "arxiv": "https://arxiv.org/abs/{}",
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
}


@dataclass(frozen=True, slots=True)
class ArxivId:
    """A paper on arXiv: `2606.24854`, or `hep-th/9901001` (no subject class); `version` None: whichever is newest."""

    id: str
    version: int | None = None

    def __str__(self) -> str:
        return self.id if self.version is None else f"{self.id}v{self.version}"

    @property
    def abstract_url(self) -> str:
        return f"https://arxiv.org/abs/{self}"

    @property
    def pdf_url(self) -> str:
        return f"https://arxiv.org/pdf/{self}"

    @property
    def doi(self) -> str:
        """The DOI that arXiv itself gives the paper."""
        return f"10.48550/arxiv.{self.id.lower()}"


@dataclass(frozen=True, slots=True)
class RxivId:
    """A paper on bioRxiv or medRxiv: its DOI, and the version that an address names."""

    doi: str
    version: int | None = None


def parse_arxiv(text: str) -> ArxivId | None:
    """An arXiv id of the old or the new style, with or without `arXiv:`, address, DOI form or version.

    Refused: months that are none, archives that never were, and the wrong number of digits for the month.
    """
    text = _bare(text)
    if prefix := _ARXIV_PREFIX.match(text):
        text = text[prefix.end() :]
    for pattern, build in ((_NEW_ID, _new_id), (_OLD_ID, _old_id)):
        found = pattern.match(text)
        if found and _ARXIV_REST.fullmatch(text, found.end()):
            name = build(found)
            return ArxivId(name, int(found["version"]) if found["version"] else None) if name else None
    return None


def _new_id(found: re.Match[str]) -> str | None:
    """Ids began in April 2007; the number has five digits since January 2015."""
    month = found["yymm"]
    digits = 5 if month >= "1501" else 4
    if month < "0704" or len(found["number"]) != digits or not found["number"].strip("0"):
        return None
    return f"{month}.{found['number']}"


def _old_id(found: re.Match[str]) -> str | None:
    """The subject class (`math.GT/…`) is no part of the name; the scheme ran from 1991 to March 2007."""
    archive, number = found["archive"].lower(), found["number"]
    if not _OLD_ARCHIVES.fullmatch(archive) or "0703" < number[:4] < "9101" or number.endswith("000"):
        return None
    return f"{archive}/{number}"


def parse_doi(text: str) -> str | None:
    """A DOI in lower case, from any way of writing it: `doi:`, resolver or publisher address, percent-encoded.

    Closing punctuation and unpaired brackets are no part of it; nor is the version in an address of bioRxiv or
    medRxiv, or on arXiv's own DOI.
    """
    text = _trimmed(text).lstrip("([{")
    prefix = _DOI_PREFIX.match(text)
    if prefix or not _ADDRESS.match(text):
        name = text[prefix.end() :] if prefix else text
        if prefix and "doi.org/" in prefix.group().lower():
            name = re.split(r"[?#]", name, maxsplit=1)[0]
        return _tidy_doi(_decoded(name))
    return _doi_of_page(text)


def find_doi(text: str) -> str | None:
    """The first DOI inside any text, in normal form; None when there is none."""
    for found in _DOI_INSIDE.finditer(_decoded(text) if "%2" in text else text):
        if doi := _tidy_doi(found.group()):
            return doi
    return None


def address_of(scheme: str, value: str) -> str:
    """Where a browser finds the work of that name; `scheme` is a field of Identifiers, `value` in its normal form."""
    return _PAGES[scheme].format(quote(value, safe="/:;().,-_"))


def parse_rxiv(text: str) -> RxivId | None:
    """The DOI and version in an address or a DOI of bioRxiv or medRxiv; None for any other paper of their prefixes."""
    text = _decoded(_bare(text))
    at = text.find("10.")
    found = _RXIV.fullmatch(re.split(r"[?#]", text[at:], maxsplit=1)[0]) if at >= 0 else None
    if found is None:
        return None
    return RxivId(found["doi"].lower(), int(found["version"]) if found["version"] else None)


def parse_pmid(text: str) -> str | None:
    """A PubMed id as digits without leading zeros; a bare number counts as one."""
    found = _PMID.fullmatch(_bare(text))
    return found["number"] if found else None


def parse_pmcid(text: str) -> str | None:
    """A PubMed Central id, `PMC1234567`, without its version; a bare number is none."""
    found = _PMCID.fullmatch(_bare(text))
    return f"PMC{found['number']}" if found else None


def parse_orcid(text: str) -> str | None:
    """A person's ORCID, `0000-0002-1825-0097`; None when the check digit is wrong.

    Source: https://support.orcid.org/hc/articles/360006897674 (ISO 7064 mod 11-2).
    """
    found = _ORCID.fullmatch(_bare(text))
    if found is None:
        return None
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    return "-".join(found.groups()).upper() if _check_digit(12 - total % 11) == digits[15] else None


def parse_issn(text: str) -> str | None:
    """A serial's ISSN, `0028-0836`; None when the check digit is wrong. Source: ISO 3297."""
    found = _ISSN.fullmatch(_bare(text))
    if found is None:
        return None
    digits = "".join(found.groups()).upper()
    total = sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True))
    return "-".join(found.groups()).upper() if _check_digit(11 - total % 11) == digits[7] else None


def parse_any(text: str) -> Identifiers:
    """What a reader typed or pasted, as the identifiers it names; none of them when it is something else.

    arXiv's own DOI names both. A bare number is refused, whatever stands around it: it is a PMID only when it says so.
    """
    arxiv, doi = parse_arxiv(text), parse_doi(text)
    if arxiv or doi:
        return Identifiers(arxiv=arxiv.id if arxiv else None, doi=doi)
    pmcid, said = parse_pmcid(text), _PMID.fullmatch(_bare(text))
    pmid = said["number"] if said and (said["said"] or said["page"]) else None
    return Identifiers(pmid=pmid, pmcid=pmcid) if pmid or pmcid else NO_IDENTIFIERS


def _check_digit(value: int) -> str:
    """Of a modulo 11 scheme: 10 is written X, 11 is 0."""
    return {10: "X", 11: "0", 12: "1"}.get(value, str(value))


def _trimmed(text: str) -> str:
    """Without what surrounds an identifier in a sentence; empty when it is too long to be one."""
    return text.strip(_AROUND).rstrip(".,;") if len(text) <= _LONGEST else ""


def _bare(text: str) -> str:
    """Trimmed, and without brackets around it: for identifiers that hold none themselves."""
    return _trimmed(text).strip("()[]")


def _decoded(text: str) -> str:
    """Percent-decoded until nothing changes, so that decoding is idempotent; each round makes the text shorter."""
    while "%" in text and (plain := unquote(text)) != text:
        text = plain
    return text


def _doi_of_page(address: str) -> str | None:
    """The DOI in a publisher's address: in its path, else in its query (`?doi=10.…&…`)."""
    path, _, query = address.partition("#")[0].partition("?")
    found = _DOI_IN_ADDRESS.search(_decoded(path))
    if found:
        name = _RXIV_VERSION.sub("", found.group()) if _RXIV_PAGE.match(address) else found.group()
        return _tidy_doi(_PAGE_OF_WORK.sub("", name))
    found = _DOI_IN_ADDRESS.search(_decoded(query.replace("&", " ")))
    return _tidy_doi(found.group()) if found else None


def _tidy_doi(text: str) -> str | None:
    """The normal form of a decoded DOI; None when it is none."""
    found = _DOI.fullmatch(_without_closing(text))
    if found is None:
        return None
    doi = found.group().translate(_ASCII_LOWER)  # DOIs are equal but for the case of ASCII letters
    if arxiv := parse_arxiv(doi) if doi.startswith("10.48550/") else None:
        return arxiv.doi
    rxiv = _RXIV.fullmatch(doi) if doi.startswith(("10.1101/", "10.64898/")) else None
    return rxiv["doi"] if rxiv else doi


def _without_closing(text: str) -> str:
    """The text without the punctuation of the sentence around it; paired brackets belong to the name."""
    end = len(text)
    while end:
        last = text[end - 1]
        opener = _CLOSERS.get(last)
        unpaired = opener is not None and text.count(last, 0, end) > text.count(opener, 0, end)
        if not (unpaired or last in _CLOSING):
            break
        end -= 1
    return text[:end]
