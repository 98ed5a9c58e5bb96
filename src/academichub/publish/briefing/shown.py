"""A stored briefing in words and in order, once for all formats. Pure; renders nothing.

The words around are of the reader's language; titles, claims and sentences keep theirs and carry it. A paper that is
no longer stored is told from what the briefing kept of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from academichub.model import (
    BriefChange,
    Briefing,
    Citation,
    Claim,
    ClaimState,
    Paper,
    PaperId,
    PaperNow,
    Section,
    SourceId,
)
from academichub.publish.briefing.parts import (
    ShownBriefing,
    ShownChange,
    ShownCitation,
    ShownClaim,
    ShownFacts,
    ShownMark,
    ShownRenewal,
    ShownSection,
    ShownText,
)
from academichub.publish.briefing.quoting import part_sentence, tidy
from academichub.publish.briefing.referencing import Known, Numbering, number_papers, show_references
from academichub.publish.briefing.tables import show_tables
from academichub.publish.briefing.window import window_of
from academichub.publish.shares import bound
from academichub.publish.wording import Wording
from academichub.text.language import language_of

__all__ = ["ShownBriefing", "show_briefing", "show_facts", "show_renewal", "with_renewals"]

_A_MODELS = (ClaimState.VERIFIED, ClaimState.REPAIRED)
_WORST_FIRST = (PaperNow.WITHDRAWN, PaperNow.REVISED, PaperNow.MISSING)


def show_briefing(
    briefing: Briefing,
    papers: Mapping[PaperId, Paper],
    since: Mapping[PaperId, PaperNow],
    w: Wording,
    *,
    is_sample: bool = False,
    labels: Mapping[SourceId, str] | None = None,
) -> ShownBriefing:
    """The briefing in the words of `w`. `papers` are those still stored, `since` names those that are otherwise now.

    `labels` are the names of sources as readers know them; a source without one is shown by its id.
    """
    read = {paper.paper_id: paper for paper in briefing.skeleton.papers}
    known = Known(read, papers, since, labels or {}, w)
    numbering = number_papers(briefing, read)
    order, language = briefing.order, briefing.order.language
    return ShownBriefing(
        briefing=briefing,
        language=w.language,
        title=w("briefing.title"),
        window=window_of(order, w),
        scope=tuple(_scope(briefing, w)),
        facts=show_facts(briefing, w),
        sections=tuple(
            _section(section, number, language, numbering, known)
            for number, section in enumerate(briefing.sections, start=1)
        ),
        tables=show_tables(briefing.skeleton, numbering, known),
        references=show_references(briefing, numbering, known),
        dropped=tuple(_claim(claim, language, numbering, known) for claim in briefing.dropped),
        unwritten=_spoken(briefing.unwritten) if briefing.unwritten else None,
        unwritten_words=w("briefing.unwritten", reason=tidy(briefing.unwritten)) if briefing.unwritten else None,
        marked=_marked(read, since, w),
        renewals=(show_renewal(briefing, known),) if briefing.renews is not None else (),
        sample=w("briefing.sample") if is_sample else None,
    )


def with_renewals(
    shown: ShownBriefing, earlier: Sequence[Briefing], papers: Mapping[PaperId, Paper], w: Wording
) -> ShownBriefing:
    """The same with the change logs of the briefings it renews, the newest first, behind its own."""
    own = {paper.paper_id: paper for paper in shown.briefing.skeleton.papers}
    logs = [
        show_renewal(each, Known({**own, **{p.paper_id: p for p in each.skeleton.papers}}, papers, {}, {}, w))
        for each in earlier
        if each.renews is not None
    ]
    return replace(shown, renewals=(*shown.renewals, *logs))


def show_facts(briefing: Briefing, w: Wording) -> ShownFacts:
    """The footer's counts. A cost is in the owner's own currency, which has no sign here."""
    states = Counter(claim.state for section in briefing.sections for claim in section.claims)
    n_claims, n_verified = states.total(), sum(states[state] for state in _A_MODELS)
    counts = {"papers": len(briefing.skeleton.papers), "claims": n_claims}
    if briefing.model is not None:
        counts |= {"verified": n_verified, "dropped": len(briefing.dropped)}
    parts = [w(f"briefing.facts.{name}", n=n) for name, n in counts.items()]
    model = tidy(briefing.model) if briefing.model is not None else None
    if model is not None:
        parts += [model, w("briefing.facts.cost", cost=_cost(briefing.cost_micros))]
    return ShownFacts(
        n_papers=counts["papers"],
        n_claims=n_claims,
        n_verified=n_verified,
        n_dropped=len(briefing.dropped),
        cost_micros=briefing.cost_micros,
        model=model,
        line=w("join.parts").join(parts),
        made=w("briefing.made.model", model=model) if model is not None else w("briefing.made.counts"),
        made_at=w("briefing.made_at", at=briefing.made_at),
    )


def _cost(micros: int) -> str:
    value = micros / 1_000_000
    return f"{value:,.2f}" if value >= 1 or not micros else f"{value:.4f}"


def _spoken(text: str) -> ShownText:
    plain = tidy(text)
    return ShownText(plain, language_of(plain))


def _scope(briefing: Briefing, w: Wording) -> Iterator[tuple[str, ShownText]]:
    order = briefing.order
    if order.fields:
        yield w("briefing.fields"), ShownText(w.join(w.field(field) for field in order.fields), w.language)
    if order.radar:
        yield w("briefing.radar"), _spoken(order.radar)
    if order.question:
        yield w("briefing.question"), _spoken(order.question)


def _section(section: Section, number: int, language: str, numbering: Numbering, known: Known) -> ShownSection:
    title = tidy(section.title)
    title = title if known.w.language == "zh" else _headed(title)  # Han has no capitals to match
    return ShownSection(
        anchor=f"section-{number}",
        title=ShownText(title, language_of(title) if section.cluster_id is not None else language),
        kind=section.kind,
        claims=tuple(_claim(claim, language, numbering, known) for claim in section.claims),
        note=known.w("briefing.fell_back") if section.fell_back else None,
        cluster_id=section.cluster_id,
    )


def _headed(title: str) -> str:
    """A label as a heading: with a capital, unless its first word is written in a way of its own, such as mRNA."""
    first = title.partition(" ")[0]
    return title[:1].upper() + title[1:] if first.islower() else title


def _claim(claim: Claim, language: str, numbering: Numbering, known: Known) -> ShownClaim:
    text = tidy(claim.text)
    text = bound(text) if claim.state is ClaimState.COUNTED else text
    return ShownClaim(
        text=ShownText(text, language_of(text) if claim.state is ClaimState.QUOTED else language),
        state=claim.state,
        state_words=_state(claim, language, known),
        citations=tuple(_citation(each, numbering, known) for each in claim.citations),
        reason=_reason(claim.reason, known.w) if claim.reason else None,
        mark=_claim_mark(claim, known),
        unknown=tuple(_unknown(claim, numbering, known.w)),
    )


def _state(claim: Claim, language: str, known: Known) -> str:
    """Of a model's claim in another language than its sentences it is told what of it was compared."""
    key = f"briefing.state.{claim.state.value}"
    is_rendered = claim.state in _A_MODELS and language != "en" and _has_english(claim, known)
    return known.w(f"{key}.rendered" if is_rendered else key)


def _has_english(claim: Claim, known: Known) -> bool:
    papers = [(known.read.get(each.paper_id), each.sentence) for each in claim.citations]
    cited = [paper.sentences[at] for paper, at in papers if paper and 0 <= at < len(paper.sentences)]
    return language_of("\n".join(cited)) == "en"


def _reason(code: str, w: Wording) -> ShownText:
    """Of a code that has words these; a reason that is told in words already stays as it is."""
    key = f"brief.fault.{code}"
    return ShownText(w(key), w.language) if key in w.words else _spoken(code)


def _unknown(claim: Claim, numbering: Numbering, w: Wording) -> Iterator[str]:
    cited = dict.fromkeys(citation.paper_id for citation in claim.citations)
    return (w("briefing.unknown_paper", paper=tidy(paper_id)) for paper_id in cited if paper_id not in numbering)


def _claim_mark(claim: Claim, known: Known) -> ShownMark | None:
    states = {known.since.get(citation.paper_id) for citation in claim.citations}
    worst = next((now for now in _WORST_FIRST if now in states), None)
    return ShownMark(worst, known.w(f"briefing.claim_now.{worst.value}")) if worst else None


def _citation(citation: Citation, numbering: Numbering, known: Known) -> ShownCitation:
    paper = known.read.get(citation.paper_id)
    sentences = paper.sentences if paper else ()
    sentence = tidy(sentences[citation.sentence]) if 0 <= citation.sentence < len(sentences) else ""
    before, quote, after = part_sentence(sentence, tidy(citation.quote))
    number = numbering.get(citation.paper_id)
    mark, spoken = known.mark(citation.paper_id), language_of(before + quote + after)
    return ShownCitation(number, citation.paper_id, citation.sentence, before, quote, after, spoken, mark)


def _marked(read: Iterable[PaperId], since: Mapping[PaperId, PaperNow], w: Wording) -> str | None:
    counts = Counter(since[paper_id] for paper_id in read if paper_id in since)
    told = [w(f"briefing.marked.{now.value}", n=counts[now]) for now in _WORST_FIRST if counts[now]]
    return w("briefing.marked", changes=w.join(told)) if told else None


def show_renewal(briefing: Briefing, known: Known) -> ShownRenewal:
    """What was otherwise in this briefing than in the one it renews."""
    changes = tuple(_change(change, known) for change in briefing.changes)
    date = known.w("briefing.renewed", date=briefing.made_at.date())
    return ShownRenewal(briefing.made_at, date, changes)


def _change(change: BriefChange, known: Known) -> ShownChange:
    n = len(change.paper_ids)
    words = known.w(f"briefing.change.{change.kind.value}", n=n, label=tidy(change.label))
    return ShownChange(change.kind, words, tuple(known.title(paper_id) for paper_id in change.paper_ids))
