"""Which papers each section is written from, and its question. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from academichub.brief.question.nearest import papers_about
from academichub.brief.writing.calls import ClaimsQuestion, bridges_question, reader_question, section_question
from academichub.brief.writing.outlining import Part
from academichub.brief.writing.shown import Shown, show_papers
from academichub.model import Bridge, BriefOrder, BriefPaper, Cluster, PaperId, Section, SectionKind, Skeleton

__all__ = ["MOST_ASKED_PAPERS", "Assignment", "assignments_of", "question_part"]

MOST_ASKED_PAPERS = 10
"""Papers that a reader's question is answered from."""

_OF_ONE = 8  # papers of a section about one cluster
_OF_SEVERAL = 12
_MOST_BRIDGES = 5
_OF_BRIDGE = 3  # papers
_FEWEST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Assignment:
    """A section to be written: what is asked, and what may be cited."""

    part: Part
    shown: Shown
    asked: ClaimsQuestion


def assignments_of(order: BriefOrder, skeleton: Skeleton, parts: Sequence[Part]) -> tuple[Assignment, ...]:
    """One for each part that has sentences to be written from."""
    papers = {paper.paper_id: paper for paper in skeleton.papers}
    return tuple(made for part in parts if (made := _assignment(order, skeleton, papers, part)) is not None)


def question_part(order: BriefOrder, sections: Sequence[Section]) -> Part | None:
    """The section that answers the reader's question; None where none is asked."""
    found = [(place, each) for place, each in enumerate(sections) if each.kind is SectionKind.QUESTION]
    if not order.question or not found:
        return None
    place, section = found[0]
    cited = (citation.paper_id for claim in section.claims for citation in claim.citations)
    return Part(section.kind, section.title, (place,), question=order.question, near=tuple(dict.fromkeys(cited)))


def _assignment(
    order: BriefOrder, skeleton: Skeleton, papers: Mapping[PaperId, BriefPaper], part: Part
) -> Assignment | None:
    bridges = _cut(skeleton.bridges) if part.kind is SectionKind.BRIDGES else ()
    shown = show_papers(_papers(order, papers, part, bridges))
    if len(shown.ids) < _FEWEST_SENTENCES:
        return None
    if part.kind is SectionKind.BRIDGES:
        return Assignment(part, shown, bridges_question(shown, bridges, order.language))
    if part.kind is SectionKind.QUESTION:
        return Assignment(part, shown, reader_question(shown, order.language, part.question))
    label = ", ".join(cluster.label for cluster in part.clusters)
    return Assignment(part, shown, section_question(shown, order.language, label, part.question))


def _papers(
    order: BriefOrder, papers: Mapping[PaperId, BriefPaper], part: Part, bridges: Sequence[Bridge]
) -> Sequence[BriefPaper]:
    if part.kind is SectionKind.QUESTION:
        near = [papers[paper_id] for paper_id in part.near if paper_id in papers]
        about = papers_about(part.question, papers.values(), MOST_ASKED_PAPERS)
        return list({paper.paper_id: paper for paper in (*near, *about)}.values())[:MOST_ASKED_PAPERS]
    if part.kind is SectionKind.BRIDGES:
        return [papers[paper_id] for paper_id in dict.fromkeys(each for bridge in bridges for each in bridge.paper_ids)]
    most = _OF_ONE if len(part.clusters) == 1 else _OF_SEVERAL
    return [papers[paper_id] for paper_id in _in_turn([_best(cluster) for cluster in part.clusters], most)]


def _cut(bridges: Sequence[Bridge]) -> tuple[Bridge, ...]:
    """The best bridges, each with its first papers."""
    return tuple(replace(bridge, paper_ids=bridge.paper_ids[:_OF_BRIDGE]) for bridge in bridges[:_MOST_BRIDGES])


def _best(cluster: Cluster) -> Sequence[PaperId]:
    """The representatives first."""
    return list(dict.fromkeys((*cluster.representatives, *cluster.paper_ids)))


def _in_turn(groups: Sequence[Sequence[PaperId]], most: int) -> Sequence[PaperId]:
    """The first of each group, then the second of each, each once."""
    return list(dict.fromkeys(_turns(groups)))[:most]


def _turns(groups: Sequence[Sequence[PaperId]]) -> Iterator[PaperId]:
    for at in range(max(map(len, groups), default=0)):
        yield from (group[at] for group in groups if at < len(group))
