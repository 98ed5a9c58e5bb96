"""A briefing: what a window of papers holds across fields, each claim with the sentence it rests on. Pure.

BriefOrder -> papers of the window -> Cluster, Trend, Bridge (the skeleton, no model) -> Section(Claim(Citation))
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from academichub.model.names import FieldId, PaperId, SourceId

__all__ = [
    "Bridge",
    "BriefChange",
    "BriefChangeKind",
    "BriefId",
    "BriefOrder",
    "BriefPaper",
    "BriefProgress",
    "BriefStage",
    "Briefing",
    "BriefingLine",
    "Citation",
    "Claim",
    "ClaimState",
    "Cluster",
    "PaperNow",
    "Section",
    "SectionKind",
    "Skeleton",
    "Tension",
    "Trend",
    "Written",
]


BriefId = NewType("BriefId", int)


@dataclass(frozen=True, slots=True)
class BriefOrder:
    """What a briefing is asked to be about. The same order over the same papers gives the same skeleton."""

    since: date
    until: date  # both included
    language: str  # of the briefing: zh or en
    fields: tuple[FieldId, ...] = ()  # empty: all
    radar: str | None = None  # only papers that pass its rules, the best first
    question: str | None = None
    most_papers: int = 2_000
    seed: int = 0


@dataclass(frozen=True, slots=True)
class BriefPaper:
    """What a briefing needs of one paper, plain text. `sentences` are the abstract's, as every citation counts them."""

    paper_id: PaperId
    title: str
    announced_on: date
    source: SourceId
    field: FieldId
    sentences: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()  # the primary one first
    authors: tuple[str, ...] = ()
    roles: Mapping[str, tuple[int, ...]] = dataclasses.field(default_factory=dict)  # "method" -> positions of sentences
    place: tuple[float, float] | None = None  # on the map, each from 0 to 1


@dataclass(frozen=True, slots=True)
class Trend:
    """One count against the weeks before.

    `p_value`: two-sided, corrected for the number of counts that were tested; None where too little is known to test.
    """

    n_now: int
    n_before: int
    share_now: float  # of the window's papers
    share_before: float
    n_weeks_before: int
    p_value: float | None

    @property
    def is_significant(self) -> bool:
        return self.p_value is not None and self.p_value < 0.05


@dataclass(frozen=True, slots=True)
class Cluster:
    """Papers about one thing. `representatives` are the nearest to its middle, best first; `n_named`: how many have the
    phrase that it is called by, None where it is called by fields or categories."""

    cluster_id: int
    label: str
    terms: tuple[str, ...]
    paper_ids: tuple[PaperId, ...]
    representatives: tuple[PaperId, ...]
    trend: Trend
    fields: Mapping[FieldId, int] = dataclasses.field(default_factory=dict)
    n_named: int | None = None


@dataclass(frozen=True, slots=True)
class Bridge:
    """Near papers whose fields are far apart; `shared` names the method or object they have in common."""

    paper_ids: tuple[PaperId, ...]  # two or more
    fields: tuple[FieldId, ...]
    closeness: float  # cosine, 0 to 1
    distance: float  # of the fields, 0 (the same) to 1
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tension:
    """Two results on one thing that may contradict or repeat each other: a candidate for a reader to look at."""

    paper_ids: tuple[PaperId, PaperId]
    sentences: tuple[int, int]  # of the abstracts
    about: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What is known of the window without any model."""

    papers: tuple[BriefPaper, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    trends: Mapping[str, Trend] = dataclasses.field(default_factory=dict)  # noun phrase -> its trend, strongest first
    tensions: tuple[Tension, ...] = ()
    n_before: int = 0  # papers of the weeks before


@dataclass(frozen=True, slots=True)
class Citation:
    """`quote` stands word for word in the sentence, but for white space and width of characters."""

    paper_id: PaperId
    sentence: int  # of the abstract, from 0
    quote: str


class ClaimState(StrEnum):
    """How far a claim can be trusted."""

    QUOTED = "quoted"  # the authors' own words
    COUNTED = "counted"  # computed from the store
    INFERRED = "inferred"  # a guess of the program's rules, such as a bridge
    VERIFIED = "verified"  # a model's, and every check holds
    REPAIRED = "repaired"  # verified after it was sent back once
    DROPPED = "dropped"  # a check failed: not shown among the others


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a briefing, in its language. `reason` says why it was dropped."""

    text: str
    state: ClaimState
    citations: tuple[Citation, ...] = ()
    reason: str | None = None


class SectionKind(StrEnum):
    """What a section is about."""

    SUMMARY = "summary"
    CLUSTER = "cluster"
    TRENDS = "trends"
    BRIDGES = "bridges"
    TENSIONS = "tensions"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Section:
    """`fell_back`: the model's claims did not stand, so this is the skeleton's text."""

    title: str
    kind: SectionKind
    claims: tuple[Claim, ...] = ()
    cluster_id: int | None = None
    fell_back: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What a model made of the sections: all of them, in their order, those that it did not write as they were.

    `dropped`: the claims that failed a check, with the reason. `cost_micros`: of all calls, the failed ones too.
    `unwritten`: why it wrote nothing, or not all, in words for the reader; None: it wrote what it was asked.
    """

    sections: tuple[Section, ...]
    dropped: tuple[Claim, ...] = ()
    model: str | None = None  # None: no claim is a model's
    prompt_id: str | None = None
    cost_micros: int = 0
    unwritten: str | None = None


class BriefChangeKind(StrEnum):
    """What is otherwise than in the briefing that was renewed."""

    NEW = "new"  # papers that it did not have
    REVISED = "revised"  # title or abstract are other words now
    WITHDRAWN = "withdrawn"
    LEFT = "left"  # papers that it had, outside the window or not chosen now
    CLUSTER_NEW = "cluster_new"
    CLUSTER_GONE = "cluster_gone"


@dataclass(frozen=True, slots=True)
class BriefChange:
    """One kind of change with its papers; `label` is the cluster's, where it is about one."""

    kind: BriefChangeKind
    paper_ids: tuple[PaperId, ...] = ()
    label: str = ""


class PaperNow(StrEnum):
    """What has become of a paper since a briefing read it."""

    REVISED = "revised"  # other words: a claim that rests on it may hold no more
    WITHDRAWN = "withdrawn"
    MISSING = "missing"  # no longer stored


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole briefing with all it was made from; it stays as it is, whatever becomes of its papers."""

    order: BriefOrder
    made_at: datetime
    skeleton: Skeleton
    sections: tuple[Section, ...] = ()
    dropped: tuple[Claim, ...] = ()
    model: str | None = None  # None: made without one
    prompt_id: str | None = None
    cost_micros: int = 0
    unwritten: str | None = None  # why a model that was asked for wrote nothing or not all of it
    inputs_id: str = ""  # the hash of all that decides the skeleton
    text_hashes: Mapping[PaperId, str] = dataclasses.field(default_factory=dict)  # Paper.text_hash of each paper
    renews: BriefId | None = None  # the briefing that this one renews
    changes: tuple[BriefChange, ...] = ()  # since that one
    brief_id: BriefId | None = None  # None: not stored yet


@dataclass(frozen=True, slots=True)
class BriefingLine:
    """What a list shows of a stored briefing. `n_verified`: claims of a model that hold, the repaired ones included."""

    brief_id: BriefId
    order: BriefOrder
    made_at: datetime
    n_papers: int
    n_claims: int
    n_verified: int
    n_dropped: int
    model: str | None = None
    cost_micros: int = 0
    renews: BriefId | None = None


class BriefStage(StrEnum):
    """What is being worked at, in this order."""

    GATHER = "gather"  # papers and their roles, from the store
    SELECT = "select"
    PHRASES = "phrases"
    PLACES = "places"
    CLUSTERS = "clusters"
    TRENDS = "trends"
    BRIDGES = "bridges"
    TENSIONS = "tensions"
    OUTLINE = "outline"  # by a model
    WRITE = "write"  # by a model, section by section
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class BriefProgress:
    """How far the making of a briefing is; it has ended once there is a `brief_id` or an `error`."""

    order: BriefOrder
    stage: BriefStage
    started_at: datetime
    n_done: int = 0  # of the stage: papers gathered, sections written
    n_total: int | None = None
    brief_id: BriefId | None = None
    error: str | None = None  # in words for the reader

    @property
    def is_over(self) -> bool:
        return self.brief_id is not None or self.error is not None
