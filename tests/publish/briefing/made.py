"""A briefing with everything that a briefing can have, and its papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from academichub.model import (
    Author,
    Bridge,
    BriefChange,
    BriefChangeKind,
    BriefId,
    Briefing,
    BriefOrder,
    BriefPaper,
    Citation,
    Claim,
    ClaimState,
    Cluster,
    FieldId,
    Identifiers,
    Links,
    Paper,
    PaperId,
    PaperNow,
    Section,
    SectionKind,
    Skeleton,
    SourceId,
    Tension,
    Text,
    Trend,
)
from academichub.publish.briefing.shown import ShownBriefing, show_briefing
from academichub.publish.wording import wording

TIDES, CELLS, BIDS = PaperId("arxiv:2606.00001"), PaperId("doi:10.1101/2026.06.02.123456"), PaperId("lab:bids 7")
LABELS = {SourceId("arxiv"): "arXiv", SourceId("biorxiv"): "bioRxiv", SourceId("lab"): "Annals of Bids"}
SINCE: Mapping[PaperId, PaperNow] = {CELLS: PaperNow.REVISED, BIDS: PaperNow.MISSING}


def brief_paper(paper_id: PaperId, **changes: object) -> BriefPaper:
    values: dict[str, object] = {
        "title": "Tides under the ice",
        "announced_on": date(2026, 6, 16),
        "source": SourceId("arxiv"),
        "field": FieldId("earth"),
        "sentences": ("We watched the tide for 40 days.", "It rose twice a day, by 3.5 m & more.", "Ice slows it."),
        "categories": ("physics.geo-ph", "cs.LG"),
        "authors": ("Ana de la Ruiz", "李雷"),
        "roles": {"method": (0,), "result": (1, 2)},
        "place": (0.25, 0.5),
        **changes,
    }
    return BriefPaper(paper_id, **values)  # type: ignore[arg-type]


TIDE_PAPER = brief_paper(TIDES)
CELL_PAPER = brief_paper(
    CELLS,
    title="细胞中的潮汐模型",
    source=SourceId("biorxiv"),
    field=FieldId("biology"),
    sentences=("我们记录了 12 个细胞的节律。", "节律每天出现两次。"),
    categories=("cell biology",),
    authors=("王芳",),
    place=(0.3, 0.52),
)
BID_PAPER = brief_paper(
    BIDS,
    title="Sealed bids that come twice a day",
    source=SourceId("lab"),
    field=FieldId("economics"),
    sentences=("Bids fell by 3.5 % in 40 days.",),
    categories=(),
    authors=("John Doe Jr.", "The Bidders, a group"),
    place=None,
)
PAPERS = (TIDE_PAPER, CELL_PAPER, BID_PAPER)


def claim(text: str, state: ClaimState, *cited: tuple[PaperId, int, str], reason: str | None = None) -> Claim:
    return Claim(text, state, tuple(Citation(*each) for each in cited), reason)


def sections(language: str = "en") -> tuple[Section, ...]:
    """A section of every kind, with a claim in every state."""
    counted = {"en": "Three papers were announced.", "zh": "共公布 3 篇论文。"}[language]
    written = {
        "en": ("Tides rise by 3.5 m under ice.", "Tides and cells both keep time."),
        "zh": ("冰下潮汐上升 3.5 米。", "潮汐与细胞都有节律。"),
    }[language]
    return (
        Section("Summary", SectionKind.SUMMARY, (claim(counted, ClaimState.COUNTED),)),
        Section(
            "ocean tides",
            SectionKind.CLUSTER,
            (
                claim(TIDE_PAPER.sentences[1], ClaimState.QUOTED, (TIDES, 1, TIDE_PAPER.sentences[1])),
                claim(written[0], ClaimState.VERIFIED, (TIDES, 1, "rose twice a  day")),
                claim(written[1], ClaimState.REPAIRED, (CELLS, 1, "节律每天出现两次"), (TIDES, 1, "twice a day")),
            ),
            cluster_id=0,
        ),
        Section(
            "Bridges", SectionKind.BRIDGES, (claim(counted, ClaimState.COUNTED, (BIDS, 0, "in 40 days")),), None, True
        ),
        Section("Trends", SectionKind.TRENDS, (claim(counted, ClaimState.COUNTED),)),
        Section("Tensions", SectionKind.TENSIONS, (claim(counted, ClaimState.COUNTED),)),
    )


def skeleton(papers: tuple[BriefPaper, ...] = PAPERS) -> Skeleton:
    ids = tuple(paper.paper_id for paper in papers)
    risen, still = Trend(3, 4, 0.6, 0.1, 8, 0.0004), Trend(1, 4, 0.2, 0.1, 2, None)
    return Skeleton(
        papers=papers,
        clusters=(
            Cluster(0, "ocean tides", ("tide", "ice"), ids[:2], ids[:1], risen, {FieldId("earth"): 1}),
            Cluster(1, "sealed bids", ("bid",), ids[2:], ids[2:], still),
        ),
        bridges=(Bridge(ids[:2], (FieldId("earth"), FieldId("biology")), 0.71, 0.9, ("twice a day",)),),
        trends={"tide gauge": risen, "bid": still},
        tensions=(Tension((ids[0], ids[-1]), (1, 0), "3.5", False),),
        n_before=9,
    )


def briefing(language: str = "en", **changes: object) -> Briefing:
    values: dict[str, object] = {
        "order": BriefOrder(
            date(2026, 6, 15), date(2026, 6, 21), language, (FieldId("earth"),), "tides", "What keeps time?"
        ),
        "made_at": datetime(2026, 6, 22, 8, 5, tzinfo=UTC),
        "skeleton": skeleton(),
        "sections": sections(language),
        "dropped": (
            claim("Tides sing.", ClaimState.DROPPED, (PaperId("arxiv:1"), 4, "sing"), reason="It cites no sentence."),
        ),
        "model": "inkwell-2",
        "prompt_id": "brief-1",
        "cost_micros": 51_200,
        "unwritten": "the budget of the day is spent",
        "inputs_id": "5e1f",
        "text_hashes": {TIDES: "aa", CELLS: "bb"},
        "renews": BriefId(3),
        "changes": (
            BriefChange(BriefChangeKind.NEW, (TIDES,)),
            BriefChange(BriefChangeKind.CLUSTER_GONE, (), "old tides"),
        ),
        "brief_id": BriefId(4),
        **changes,
    }
    return Briefing(**values)  # type: ignore[arg-type]


def stored(read: BriefPaper = TIDE_PAPER, **changes: object) -> Paper:
    values: dict[str, object] = {
        "paper_id": read.paper_id,
        "source": read.source,
        "title_source": read.title,
        "title": Text(read.title, read.title),
        "abstract": Text(" ".join(read.sentences), ""),
        "authors": tuple(Author(name) for name in read.authors),
        "categories": read.categories,
        "field": read.field,
        "identifiers": Identifiers(arxiv="2606.00001", doi="10.48550/arxiv.2606.00001"),
        "links": Links("https://arxiv.org/abs/2606.00001", "https://arxiv.org/pdf/2606.00001"),
        "posted_on": date(2026, 6, 15),
        **changes,
    }
    return Paper(**values)  # type: ignore[arg-type]


def shown(language: str = "en", words: str = "en", **changes: object) -> ShownBriefing:
    papers = {TIDES: stored()}
    return show_briefing(briefing(language, **changes), papers, SINCE, wording(words), is_sample=True, labels=LABELS)


def poisoned(text: str) -> ShownBriefing:
    """A briefing that has the text wherever a stranger's words can stand."""
    papers = tuple(
        replace(paper, title=text, sentences=(text, *paper.sentences), authors=(text,), source=SourceId(text))
        for paper in PAPERS
    )
    ids = tuple(paper.paper_id for paper in papers)
    base = skeleton(papers)
    made = replace(
        base,
        clusters=tuple(replace(each, label=text, terms=(text,)) for each in base.clusters),
        bridges=tuple(replace(each, shared=(text,)) for each in base.bridges),
        trends={text: next(iter(base.trends.values()))},
        tensions=tuple(replace(each, about=text, sentences=(0, 0)) for each in base.tensions),
    )
    said = (claim(text, ClaimState.VERIFIED, (ids[0], 0, text)), claim(text, ClaimState.QUOTED, (ids[1], 0, text)))
    written = tuple(Section(text, kind, said) for kind in SectionKind)
    changes: dict[str, Any] = {
        "skeleton": made,
        "sections": written,
        "dropped": (claim(text, ClaimState.DROPPED, (PaperId(text), 0, text), reason=text),),
        "changes": (BriefChange(BriefChangeKind.CLUSTER_NEW, ids, text), BriefChange(BriefChangeKind.NEW, ids)),
        "order": replace(briefing().order, radar=text, question=text),
        "model": text,
        "unwritten": text,
    }
    labels = {SourceId(text): text}
    return show_briefing(briefing(**changes), {}, SINCE, wording("en"), labels=labels)
