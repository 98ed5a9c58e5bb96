"""A paper as one entry of RIS, which every reference manager reads. Pure.

It cites from what is stored and looks nothing up; what is not known is left out. A value is one line, so no value can
begin a tag of its own.

Source: Research Information Systems, RIS format specifications; https://en.wikipedia.org/wiki/RIS_(file_format)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from academichub.model import Author, Paper
from academichub.publish.citation import citation_key
from academichub.publish.markdown import flatten
from academichub.text.characters import clean_characters

__all__ = ["render_ris"]

_PREPRINT_SERVERS = {"arxiv": "arXiv", "biorxiv": "bioRxiv", "medrxiv": "medRxiv"}
_LINE = "\r\n"  # as the specification has it
_JUNIOR = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_PARTICLES = frozenset("af al bin da dal de del della den der di do dos du el la le ten ter van von zu zur".split())


def render_ris(paper: Paper, journal: str | None = None) -> str:
    """The entry, ending in a line of its own. `JOUR` where the work stands in a journal, else `UNPB`: unpublished.

    `journal` is the journal's name, where the paper comes from one.
    """
    is_article = journal is not None and paper.source not in _PREPRINT_SERVERS
    lines = [f"TY  - {'JOUR' if is_article else 'UNPB'}"]
    values = ((tag, _one_line(value)) for tag, value in _fields(paper, journal if is_article else None) if value)
    lines += [f"{tag}  - {value}" for tag, value in values if value]
    return _LINE.join([*lines, "ER  - ", ""])


def _one_line(value: str) -> str:
    return flatten(clean_characters(value))


def _fields(paper: Paper, journal: str | None) -> Iterator[tuple[str, str | None]]:
    names, day = paper.identifiers, paper.posted_on
    yield "ID", citation_key(paper)
    yield "TI", paper.title.plain
    yield from (("AU", ris_name(author)) for author in paper.authors)
    yield "T2", journal
    yield "PB", None if journal else _PREPRINT_SERVERS.get(paper.source)
    yield "PY", f"{day:%Y}" if day else _arxiv_year(names.arxiv)
    yield "DA", f"{day:%Y/%m/%d}" if day else None
    yield "AB", paper.abstract.plain if paper.abstract else None
    yield from (("KW", category) for category in paper.categories)
    yield "DO", paper.published_doi or names.doi
    yield "AN", f"arXiv:{names.arxiv}" if names.arxiv else f"PMID:{names.pmid}" if names.pmid else None
    yield "C2", names.pmcid
    yield "UR", paper.links.abstract
    yield "L1", paper.links.pdf
    yield "N1", "Withdrawn" if paper.withdrawn else None


def _arxiv_year(arxiv: str | None) -> str | None:
    form = re.fullmatch(r"(\d\d)\d\d\.\d{4,5}", arxiv or "")
    return f"20{form[1]}" if form else None


def ris_name(author: Author) -> str:
    """Family name first, as the format asks for; a name of one word, of Han or of a group is left whole.

    "Ana de la Ruiz" -> "de la Ruiz, Ana"; "John Doe Jr." -> "Doe, John, Jr.".
    """
    words = _one_line(author.name).split(" ")
    if author.is_group:
        return " ".join(words).replace(",", " ")  # a comma would make a person of it
    if "," in author.name or len(words) == 1 or (not words[-1][:1].isascii() and not words[-1][:1].isupper()):
        return " ".join(words)
    suffix = [words.pop()] if len(words) > 2 and _JUNIOR.fullmatch(words[-1]) else []
    at = len(words) - 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    return ", ".join([" ".join(words[at:]), " ".join(words[:at]), *suffix])
