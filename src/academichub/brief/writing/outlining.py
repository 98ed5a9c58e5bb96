"""Which sections a model is asked to write, and over what: by its own outline, or by the skeleton's. Pure.

The model sees cards of clusters and gives their ids back in groups. What it leaves out keeps its section without a
model; an outline that is nonsense, or leaves out the bridges, is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from academichub.brief.writing.prompting import outline_request
from academichub.brief.writing.replies import RawPart
from academichub.brief.writing.shown import fenced
from academichub.brief.writing.titles import keeps_to
from academichub.errors import InvalidReply
from academichub.model import BriefOrder, BriefPaper, ChatRequest, Cluster, PaperId, Section, SectionKind, Skeleton
from academichub.publish.wording import wording
from academichub.summary.checks.support import content_stems
from academichub.summary.hygiene import read_sentences

__all__ = ["FEWEST_CLUSTERS", "Part", "Plan", "default_parts", "outline_question", "parts_of", "plan_of"]

FEWEST_CLUSTERS = 3
"""Of fewer there is nothing to be put in order, and no outline is asked for."""

BRIDGES = "bridges"
_TITLES = 5  # on a card
_MOST_JOINED = 3  # clusters of one section
_LEAST_NAMED = 0.5  # of the clusters
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Part:
    """One section to be written. `places`: of the sections without a model that it takes the place of; `near`: papers
    that were found for it before, the best first."""

    kind: SectionKind
    title: str
    places: tuple[int, ...]
    clusters: tuple[Cluster, ...] = ()
    question: str = ""
    near: tuple[PaperId, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What there is to write of: by its id in the outline the place of a section and its cluster, None for bridges."""

    order: BriefOrder
    sections: tuple[Section, ...]
    known: Mapping[str, tuple[int, Cluster | None]]
    cards: Mapping[str, tuple[str, ...]]  # the lines of each
    terms: Mapping[str, tuple[str, ...]]  # of each, those that a title may be made of

    @property
    def clusters(self) -> Sequence[str]:
        return [name for name, (_, cluster) in self.known.items() if cluster is not None]


def plan_of(order: BriefOrder, skeleton: Skeleton, sections: tuple[Section, ...]) -> Plan:
    clusters = {cluster.cluster_id: cluster for cluster in skeleton.clusters}
    papers = {paper.paper_id: paper for paper in skeleton.papers}
    known: dict[str, tuple[int, Cluster | None]] = {}
    for place, section in enumerate(sections):
        if section.kind is SectionKind.CLUSTER and section.cluster_id in clusters:
            known[f"c{len(known) + 1}"] = place, clusters[section.cluster_id]
        elif section.kind is SectionKind.BRIDGES and skeleton.bridges:
            known[BRIDGES] = place, None
    cards = {name: tuple(_card(cluster, papers, order)) for name, (_, cluster) in known.items() if cluster}
    terms = {name: tuple(_terms(cluster, papers)) for name, (_, cluster) in known.items() if cluster}
    return Plan(order, sections, known, cards, terms)


def _terms(cluster: Cluster, papers: Mapping[PaperId, BriefPaper]) -> Iterator[str]:
    """The label, and what more than one paper speaks of: in a small window a term may be one title's."""
    yield cluster.label
    texts = [content_stems(f"{papers[each].title} {' '.join(papers[each].sentences)}".lower())
             for each in cluster.paper_ids]  # fmt: skip
    for term in cluster.terms:
        if sum(content_stems(term.lower()) <= text for text in texts) > 1:
            yield term


def _card(cluster: Cluster, papers: Mapping[PaperId, BriefPaper], order: BriefOrder) -> Iterator[str]:
    words = wording(order.language)
    yield cluster.label
    counts = [f"{words.field(field)} {n}" for field, n in cluster.fields.items()]
    yield f"{len(cluster.paper_ids)} papers: {', '.join(counts[:4])}"
    for paper_id in cluster.representatives[:_TITLES]:
        if title := read_sentences(papers[paper_id].title, ()).title:
            yield f"- {title[:_LONGEST_TITLE]}"


def outline_question(plan: Plan) -> ChatRequest:
    lines = [line for name in plan.clusters for line in _listed(name, plan.cards[name])]
    if BRIDGES in plan.known:
        lines += [f"[{BRIDGES}] papers of different fields that have something in common"]
    return outline_request(plan.order.language, fenced(lines), list(plan.known))


def _listed(name: str, card: Sequence[str]) -> Sequence[str]:
    first, *others = card
    return [f"[{name}] {first}", *others]


def default_parts(plan: Plan) -> tuple[Part, ...]:
    """A part for each section that a model may write, in the skeleton's order and under its titles."""
    return tuple(_part(plan, (name,)) for name in plan.known)


def parts_of(raw: Sequence[RawPart], plan: Plan) -> tuple[Part, ...]:
    """The outline of an answer; ids that were not given, or a second time, are left out.

    Raises: InvalidReply where it leaves out the bridges or more than half of the clusters.
    """
    used: set[str] = set()
    parts: list[Part] = []
    for each in raw:
        names = [name for name in dict.fromkeys(each.ids) if name in plan.known and name not in used]
        used.update(names)
        parts += _parts(plan, each, names)
    if BRIDGES in plan.known and BRIDGES not in used:
        raise InvalidReply(f'the outline leaves out "{BRIDGES}"')
    if len(used - {BRIDGES}) < _LEAST_NAMED * len(plan.clusters):
        raise InvalidReply("the outline leaves out more than half of the clusters")
    return tuple(parts)


def _parts(plan: Plan, raw: RawPart, names: Sequence[str]) -> Iterator[Part]:
    """Clusters beyond the third are sections of their own, and so are the bridges."""
    clusters = [name for name in names if name != BRIDGES]
    joined, others = clusters[:_MOST_JOINED], clusters[_MOST_JOINED:]
    if joined:
        yield _part(plan, joined, raw)
    for name in [*others, *(name for name in names if name == BRIDGES)]:
        yield _part(plan, (name,))


def _part(plan: Plan, names: Sequence[str], raw: RawPart | None = None) -> Part:
    places = tuple(plan.known[name][0] for name in names)
    clusters = tuple(cluster for name in names if (cluster := plan.known[name][1]) is not None)
    own = " · ".join(plan.sections[place].title for place in places)
    if raw is None or not clusters:
        return Part(plan.sections[places[0]].kind, own, places, clusters)
    own_words = [term for name in names for term in plan.terms[name]]
    title, question = (
        text if keeps_to(text, own_words, plan.order.language) else "" for text in (raw.title, raw.question)
    )
    return Part(SectionKind.CLUSTER, _titled(title, own, plan.order.language), places, clusters, question)


def _titled(title: str, own: str, language: str) -> str:
    """In a language in which words are not held against the cards, our own title stands beside the model's."""
    if not title:
        return own
    return title if language == "en" else f"{title}（{own}）"
