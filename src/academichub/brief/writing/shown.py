"""The papers of one section as a model sees them: cleaned sentences under names that hold in this section alone. Pure.

A name such as `k3fa.s4` is made from the texts of the section, so that no paper can foretell it and none of another
section is known here. What a name stands for is said by code; the model never sees an identifier of a paper.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from academichub.brief.claims.verify import Given
from academichub.model import BriefPaper, Citation, PaperId
from academichub.summary.drafts import SourceText
from academichub.summary.hygiene import read_sentences

__all__ = ["Shown", "ShownPaper", "fenced", "show_papers", "source_of"]

_MOST_SENTENCES = 14  # of one paper
_MOST_CHARACTERS = 3_000  # of one paper
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """`sentences` are the positions in the abstract that are shown, in order: none that reads like an instruction."""

    name: str
    paper_id: PaperId
    source: SourceText
    sentences: tuple[int, ...]

    def lines(self) -> list[str]:
        title = [f"[{self.name}] {self.source.title}"] if self.source.title else []
        return title + [f"[{self.name}.s{at + 1}] {self.source.sentences[at]}" for at in self.sentences]


@dataclass(frozen=True)
class Shown:
    """What one question shows."""

    papers: tuple[ShownPaper, ...]

    @cached_property
    def ids(self) -> Mapping[str, tuple[PaperId, int]]:
        """What each name of a sentence stands for."""
        return {f"{each.name}.s{at + 1}": (each.paper_id, at) for each in self.papers for at in each.sentences}

    @cached_property
    def given(self) -> Given:
        return Given({each.paper_id: each.source for each in self.papers}, frozenset(self.ids.values()))

    def citation(self, name: str, quote: str) -> Citation | None:
        """None for a name that was not given."""
        where = self.ids.get(name)
        return None if where is None else Citation(*where, quote)


def show_papers(papers: Iterable[BriefPaper]) -> Shown:
    """Papers with a sentence to show, in their order; at most fourteen sentences of each."""
    sources = {paper.paper_id: source_of(paper) for paper in papers}
    places = {paper_id: _places(source) for paper_id, source in sources.items()}
    seen = [paper_id for paper_id in sources if places[paper_id]]
    names = _names(seen, "\n".join(sources[paper_id].plain for paper_id in seen))
    return Shown(tuple(ShownPaper(names[paper_id], paper_id, sources[paper_id], places[paper_id]) for paper_id in seen))


def source_of(paper: BriefPaper) -> SourceText:
    """As a model may see it; positions are those of `paper.sentences`."""
    return read_sentences(paper.title, paper.sentences)


def _places(source: SourceText) -> tuple[int, ...]:
    kept: list[int] = []
    room = _MOST_CHARACTERS
    for at, text in source.shown:
        room -= len(text)
        if room < 0 or len(kept) == _MOST_SENTENCES:
            break
        if text:
            kept.append(at)
    return tuple(kept)


def _names(paper_ids: Sequence[PaperId], texts: str) -> Mapping[PaperId, str]:
    """`k` and four hexadecimal digits, or more where two papers would have the same."""
    salt = hashlib.sha256(texts.encode("utf-8", "replace")).digest()
    digests = {
        paper_id: hashlib.sha256(salt + paper_id.encode("utf-8", "replace")).hexdigest() for paper_id in paper_ids
    }
    n = next(n for n in range(_DIGITS, 65) if len({each[:n] for each in digests.values()}) == len(digests))
    return {paper_id: f"k{digest[:n]}" for paper_id, digest in digests.items()}


def fenced(lines: Sequence[str]) -> str:
    """The lines between marks that they do not hold, though their writers may know how marks are made."""
    body = "\n".join(lines)
    digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
    mark = next((digest[:n] for n in range(4, len(digest)) if f"{digest[:n]}>" not in body), digest)
    return f"<{mark}>\n{body}\n</{mark}>"
