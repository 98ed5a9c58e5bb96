"""The sections of a briefing without any model: claims that are counted, inferred by rule, or quoted. Pure.

Counted and inferred claims are in the briefing's language; quoted ones are the authors' words in theirs. A sentence
that reads like an instruction to a model is never quoted, so that a section is safe to hand on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from academichub.brief.skeleton.outline import PlannedSection, outline_of
from academichub.brief.skeleton.trends import FEWEST_WEEKS
from academichub.brief.words.reading import phrases_in
from academichub.model import (
    Bridge,
    BriefOrder,
    BriefPaper,
    Citation,
    Claim,
    ClaimState,
    Cluster,
    FieldId,
    PaperId,
    Section,
    SectionKind,
    Skeleton,
    Tension,
    Trend,
)
from academichub.publish.shares import chance_of, percent
from academichub.publish.wording import Value, Wording, wording
from academichub.summary.hygiene import is_instruction

__all__ = ["quoted", "sections_of"]

_QUOTED_PAPERS = 3  # of a cluster
_NAMED = 4
_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 200
_LONGEST_QUOTE = 600  # characters: an abstract that is one sentence is no quotation


@dataclass(frozen=True)
class _Desk:
    """What every section is written from."""

    order: BriefOrder
    skeleton: Skeleton
    words: Wording

    @cached_property
    def papers(self) -> Mapping[PaperId, BriefPaper]:
        return {paper.paper_id: paper for paper in self.skeleton.papers}

    @property
    def n_weeks(self) -> int:
        return max((cluster.trend.n_weeks_before for cluster in self.skeleton.clusters), default=0)

    def title(self, paper_id: PaperId) -> str:
        """Without what reads like an instruction to a model, and no longer than a title is."""
        title = " ".join(self.papers[paper_id].title.split())
        if not title or is_instruction(title):
            return self.words("brief.untitled")
        return self.words("brief.title", title=title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…")

    def counted(self, key: str, /, **values: Value) -> Claim:
        return Claim(self.words(key, **values), ClaimState.COUNTED)

    def inferred(self, key: str, /, **values: Value) -> Claim:
        return Claim(self.words(key, **values), ClaimState.INFERRED)

    def fields(self, counts: Mapping[FieldId, int]) -> str:
        named = [self.words("brief.field_count", field=self.words.field(each), n=n) for each, n in counts.items()]
        n_more = len(named) - _NAMED
        if n_more < 2:
            return self.words.join(named)
        return self.words("brief.more_fields", named=self.words.join(named[:_NAMED]), n=n_more)


def sections_of(order: BriefOrder, skeleton: Skeleton) -> tuple[Section, ...]:
    """Every section of the outline, in the order's language.

    Raises: ConfigError for a language there are no words in.
    """
    desk = _Desk(order, skeleton, wording(order.language))
    return tuple(_section(desk, planned) for planned in outline_of(skeleton))


def _section(desk: _Desk, planned: PlannedSection) -> Section:
    if planned.kind is SectionKind.CLUSTER and len(planned.clusters) == 1:
        (cluster,) = planned.clusters
        return Section(cluster.label, planned.kind, tuple(_cluster(desk, cluster)), cluster.cluster_id)
    if planned.kind is SectionKind.CLUSTER:
        return Section(desk.words("brief.section.others"), planned.kind, tuple(_others(desk, planned.clusters)))
    write = _WRITERS[planned.kind]
    return Section(desk.words(f"brief.section.{planned.kind.value}"), planned.kind, tuple(write(desk)))


def quoted(paper: BriefPaper, sentence: int) -> Claim | None:
    """A sentence of the abstract as a claim; None where it is no sentence to quote."""
    text = paper.sentences[sentence] if 0 <= sentence < len(paper.sentences) else ""
    if not text.strip() or len(text) > _LONGEST_QUOTE or is_instruction(text):
        return None
    return Claim(text, ClaimState.QUOTED, (Citation(paper.paper_id, sentence, text),))


def _summary(desk: _Desk) -> Iterator[Claim]:
    skeleton, since, until = desk.skeleton, desk.order.since, desk.order.until
    when = desk.words("brief.when_day" if since == until else "brief.when", since=since, until=until)
    if not skeleton.papers:
        yield desk.counted("brief.no_papers", when=when)
        return
    fields = Counter(paper.field for paper in skeleton.papers)
    listed = dict(sorted(fields.items(), key=lambda item: (-item[1], item[0])))
    yield desk.counted("brief.papers", n=len(skeleton.papers), fields=desk.fields(listed), when=when)
    largest = [
        desk.words("brief.cluster_count", label=cluster.label, n=len(cluster.paper_ids))
        for cluster in skeleton.clusters[:_NAMED]
    ]
    yield desk.counted("brief.clusters", n=len(skeleton.clusters), names=desk.words("join.clause").join(largest))
    yield from _moves(desk)
    yield from _findings(desk)


def _moves(desk: _Desk) -> Iterator[Claim]:
    moved = {each.label: each.trend for each in desk.skeleton.clusters if each.trend.is_significant}
    if desk.n_weeks < FEWEST_WEEKS:
        yield from _no_history(desk) if desk.n_weeks else ()
    elif moved:
        yield desk.counted("brief.moved", n=len(moved), names=_shares(desk, moved))
    else:
        yield desk.counted("brief.moved_none", weeks=desk.n_weeks)
    if desk.skeleton.trends:
        yield desk.counted("brief.phrases", names=_shares(desk, desk.skeleton.trends))


def _no_history(desk: _Desk) -> Iterator[Claim]:
    """Of a hub that has just begun it is said once, where the trends would stand."""
    yield desk.counted("brief.no_history", n=desk.n_weeks) if desk.n_weeks else desk.counted("brief.no_weeks")


def _shares(desk: _Desk, trends: Mapping[str, Trend]) -> str:
    surest = sorted(trends.items(), key=lambda item: item[1].p_value or 0.0)[:_NAMED]
    return desk.words("join.clause").join(
        desk.words("brief.shares", label=label, before=percent(trend.share_before), now=percent(trend.share_now))
        for label, trend in surest
    )


def _findings(desk: _Desk) -> Iterator[Claim]:
    bridges, tensions = desk.skeleton.bridges, desk.skeleton.tensions
    if bridges:
        first = bridges[0]
        shared = _shared(desk, first)
        yield _citing(desk.inferred("brief.n_bridges", n=len(bridges), shared=shared), _bridge_citations(desk, first))
    else:
        yield desk.inferred("brief.no_bridges")
    yield desk.inferred("brief.n_tensions", n=len(tensions)) if tensions else desk.inferred("brief.no_tensions")


def _cluster(desk: _Desk, cluster: Cluster) -> Iterator[Claim]:
    n = len(cluster.paper_ids)
    share = percent(n / max(len(desk.skeleton.papers), 1))
    yield desk.counted("brief.cluster", n=n, share=share, fields=desk.fields(cluster.fields))
    if cluster.n_named is not None and cluster.n_named < n:
        yield desk.counted("brief.cluster_named", n=cluster.n_named, label=cluster.label)
    if desk.n_weeks >= FEWEST_WEEKS:
        yield _trend(desk, desk.words("brief.of_cluster", label=cluster.label), cluster.trend)
    named = _words(cluster.label)
    others = [term for term in cluster.terms if not _words(term) <= named]
    if others:
        yield desk.counted("brief.cluster_terms", terms=desk.words.join(others[:_NAMED]))
    for paper_id in cluster.representatives[:_QUOTED_PAPERS]:
        yield from _told(desk.papers[paper_id])


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _told(paper: BriefPaper) -> Iterator[Claim]:
    """What the paper did and what it found: its best sentence of each role, else its first sentence that may stand."""
    claims = [claim for role in ("method", "result") if (claim := _first(paper, paper.roles.get(role, ())))]
    first = None if claims else _first(paper, range(len(paper.sentences)))
    yield from claims or ([first] if first else [])


def _first(paper: BriefPaper, sentences: Iterable[int]) -> Claim | None:
    return next((claim for at in sentences if (claim := quoted(paper, at))), None)


def _others(desk: _Desk, clusters: Sequence[Cluster]) -> Iterator[Claim]:
    """How many; the table of clusters names them."""
    n_papers = sum(len(cluster.paper_ids) for cluster in clusters)
    yield desk.counted("brief.other_clusters", n=len(clusters), papers=n_papers)


def _trends(desk: _Desk) -> Iterator[Claim]:
    moved = [(each.label, each.trend) for each in desk.skeleton.clusters if each.trend.is_significant]
    if desk.n_weeks < FEWEST_WEEKS:
        yield from _no_history(desk)
        return
    for key, trends in (("brief.of_cluster", moved), ("brief.of_phrase", desk.skeleton.trends.items())):
        for label, trend in trends:
            yield _trend(desk, desk.words(key, label=label), trend)
    if not desk.skeleton.trends:
        yield desk.counted("brief.trends_none")
    yield desk.counted("brief.trends_how")


def _trend(desk: _Desk, label: str, trend: Trend) -> Claim:
    values: dict[str, Value] = {"label": label, "now": trend.n_now, "before": trend.n_before}
    values["share_now"] = percent(trend.share_now)
    if trend.p_value is None:
        return desk.counted("brief.trend_untested", **values)
    p, before = chance_of(trend, equals="= "), percent(trend.share_before)
    return desk.counted("brief.trend", weeks=trend.n_weeks_before, share_before=before, p=p, **values)


def _bridges(desk: _Desk) -> Iterator[Claim]:
    for bridge in desk.skeleton.bridges:
        claim = desk.inferred(
            "brief.bridge",
            n=len(bridge.paper_ids),
            fields=desk.words.tell([desk.words.field(field) for field in bridge.fields]),
            shared=_shared(desk, bridge),
            closeness=f"{bridge.closeness:.2f}",
            titles=desk.words("join.clause").join(desk.title(paper_id) for paper_id in bridge.paper_ids),
        )
        yield _citing(claim, _bridge_citations(desk, bridge))


def _shared(desk: _Desk, bridge: Bridge) -> str:
    return desk.words.tell([desk.words("brief.title", title=phrase) for phrase in bridge.shared])


def _bridge_citations(desk: _Desk, bridge: Bridge) -> Iterator[Citation]:
    """Of each paper the sentences that have the shared phrases, as far as its abstract has them; else its first."""
    names = [max(phrases_in(shared), key=len, default=shared) for shared in bridge.shared]
    for paper_id in bridge.paper_ids:
        paper = desk.papers[paper_id]
        first = _first(paper, range(len(paper.sentences)))
        for claim in _naming(paper, names) or ([first] if first else []):
            yield from claim.citations


def _naming(paper: BriefPaper, names: Sequence[str]) -> list[Claim]:
    """The fewest sentences: the one with most of the phrases first, then those with what is left."""
    held = [(set(names) & phrases_in(text), at) for at, text in enumerate(paper.sentences)]
    left, claims = set(names), list[Claim]()
    for here, at in sorted(held, key=lambda each: -len(each[0])):
        claim = quoted(paper, at) if here & left else None
        if claim is not None:
            claims.append(claim)
            left -= here
    return sorted(claims, key=lambda claim: claim.citations[0].sentence)


def _tensions(desk: _Desk) -> Iterator[Claim]:
    for tension in desk.skeleton.tensions:
        sides = _sides(desk, tension)
        if len(sides) == 2:
            key = "brief.agreement" if tension.agrees else "brief.tension"
            yield _citing(desk.inferred(key, about=tension.about), [side.citations[0] for side in sides])
            yield from sides


def _sides(desk: _Desk, tension: Tension) -> Sequence[Claim]:
    pairs = zip(tension.paper_ids, tension.sentences, strict=True)
    return [claim for paper_id, at in pairs if (claim := quoted(desk.papers[paper_id], at))]


def _citing(claim: Claim, citations: Iterable[Citation]) -> Claim:
    return replace(claim, citations=tuple(citations))


_WRITERS: Mapping[SectionKind, Callable[[_Desk], Iterator[Claim]]] = {
    SectionKind.SUMMARY: _summary,
    SectionKind.TRENDS: _trends,
    SectionKind.BRIDGES: _bridges,
    SectionKind.TENSIONS: _tensions,
}
