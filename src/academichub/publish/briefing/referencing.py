"""The cited papers of a briefing, numbered by their first citation, each told as the briefing read it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from academichub.identifiers import address_of, parse_any
from academichub.model import (
    Author,
    Briefing,
    BriefPaper,
    Claim,
    Identifiers,
    Links,
    Paper,
    PaperId,
    PaperNow,
    SourceId,
    Text,
)
from academichub.publish.briefing.parts import ShownMark, ShownNote, ShownReference, ShownText
from academichub.publish.briefing.quoting import tidy
from academichub.publish.wording import Wording
from academichub.text.language import language_of

__all__ = ["Known", "Numbering", "number_papers", "show_references", "web_address"]

_SCHEMES = ("arxiv", "doi", "pmid", "pmcid")
_NAMED = 3
_LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a briefing's papers: as it read them, as they are stored, and what has become of them."""

    read: Mapping[PaperId, BriefPaper]
    stored: Mapping[PaperId, Paper]
    since: Mapping[PaperId, PaperNow]
    labels: Mapping[SourceId, str]
    w: Wording

    def title(self, paper_id: PaperId) -> ShownText:
        """The title as the briefing read it; of a paper that it did not read, as it is stored; else its name."""
        read, stored = self.read.get(paper_id), self.stored.get(paper_id)
        title = tidy(read.title if read else stored.title.plain if stored else paper_id)
        return ShownText(title, language_of(title)) if title else ShownText(self.w("paper.untitled"), self.w.language)

    def mark(self, paper_id: PaperId) -> ShownMark | None:
        now = self.since.get(paper_id)
        return ShownMark(now, self.w(f"briefing.now.{now.value}")) if now else None


Numbering = Mapping[PaperId, int]
"""The number of each cited paper, from 1, in the order of the numbers."""


def number_papers(briefing: Briefing, read: Mapping[PaperId, BriefPaper]) -> Numbering:
    """Numbers by first citation: in the sections, then in the tables of bridges and tensions, then in dropped claims.

    A paper that the briefing did not read has none: a dropped claim may cite what does not exist.
    """
    skeleton = briefing.skeleton
    claims = (claim for section in briefing.sections for claim in section.claims)
    groups = [each.paper_ids for each in skeleton.bridges] + [each.paper_ids for each in skeleton.tensions]
    cited = [*_cited(claims), *(paper_id for group in groups for paper_id in group), *_cited(briefing.dropped)]
    known = (paper_id for paper_id in dict.fromkeys(cited) if paper_id in read)
    return {paper_id: number for number, paper_id in enumerate(known, start=1)}


def _cited(claims: Iterable[Claim]) -> Iterator[PaperId]:
    return (citation.paper_id for claim in claims for citation in claim.citations)


def show_references(briefing: Briefing, numbering: Numbering, known: Known) -> tuple[ShownReference, ...]:
    cited = _cited_sentences(briefing)
    return tuple(_reference(known, known.read[each], n, cited.get(each, set())) for each, n in numbering.items())


def _cited_sentences(briefing: Briefing) -> Mapping[PaperId, set[int]]:
    found: dict[PaperId, set[int]] = {}
    citations = (cited for section in briefing.sections for claim in section.claims for cited in claim.citations)
    for citation in citations:
        found.setdefault(citation.paper_id, set()).add(citation.sentence)
    for tension in briefing.skeleton.tensions:
        for paper_id, sentence in zip(tension.paper_ids, tension.sentences, strict=True):
            found.setdefault(paper_id, set()).add(sentence)
    return found


def _reference(known: Known, read: BriefPaper, number: int, sentences: set[int]) -> ShownReference:
    paper = known.stored.get(read.paper_id) or _retold(read)
    names = read.authors or tuple(author.name for author in paper.authors)
    authors = tuple(filter(None, map(tidy, names)))
    return ShownReference(
        number=number,
        paper_id=read.paper_id,
        title=known.title(read.paper_id),
        authors=authors,
        byline=_byline(authors, known.w),
        source=tidy(known.labels.get(read.source, read.source)),
        announced_on=read.announced_on,
        date=known.w.day(read.announced_on),
        field=read.field,
        field_name=known.w.field(read.field),
        link=_link(paper),
        identifiers=_identifiers(paper.identifiers, known.w),
        notes=tuple(_note(read, at) for at in sorted(sentences) if 0 <= at < len(read.sentences)),
        mark=known.mark(read.paper_id),
        paper=paper,
    )


def _byline(authors: tuple[str, ...], w: Wording) -> str:
    left = len(authors) - _NAMED
    more = w("briefing.authors_more", n=left) if left > 0 else ""
    return w.join(authors[:_NAMED]) + more


def _note(read: BriefPaper, sentence: int) -> ShownNote:
    text = tidy(read.sentences[sentence])
    return ShownNote(sentence + 1, ShownText(text, language_of(text)))


def _retold(read: BriefPaper) -> Paper:
    """A paper that is no longer stored, from what the briefing kept; its name tells its identifiers."""
    title = tidy(read.title)
    return Paper(
        paper_id=read.paper_id,
        source=read.source,
        title_source=title,
        title=Text(title, escape(title, quote=False)),
        authors=tuple(Author(tidy(name)) for name in read.authors),
        categories=read.categories,
        primary_category=read.categories[0] if read.categories else None,
        field=read.field,
        identifiers=parse_any(read.paper_id),
        links=Links(),
        posted_on=read.announced_on,
    )


def _identifiers(names: Identifiers, w: Wording) -> tuple[tuple[str, str, str], ...]:
    is_arxivs = names.arxiv is not None and (names.doi or "").startswith("10.48550/")  # says the same again
    known = ((scheme, getattr(names, scheme)) for scheme in _SCHEMES if not (is_arxivs and scheme == "doi"))
    return tuple((w(f"identifier.{scheme}"), tidy(name), address_of(scheme, name)) for scheme, name in known if name)


def _link(paper: Paper) -> str | None:
    names = ((scheme, getattr(paper.identifiers, scheme)) for scheme in _SCHEMES)
    addresses = (paper.links.abstract, *(address_of(scheme, name) for scheme, name in names if name), paper.links.pdf)
    return next(filter(None, map(web_address, addresses)), None)


def web_address(address: str | None) -> str | None:
    """The address where a reader may be sent there: http or https with a host and no password; else None."""
    if address is None or not address.isprintable() or " " in address or len(address) > _LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return address if is_web else None
