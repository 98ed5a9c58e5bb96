"""What a briefing shows, in words and in order; the renderers set it and decide nothing. Types alone.

Every text here is plain, on one line and without invisible characters; whoever sets it escapes it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

from academichub.model import (
    BriefChangeKind,
    Briefing,
    ClaimState,
    FieldId,
    Paper,
    PaperId,
    PaperNow,
    SectionKind,
)

__all__ = [
    "ShownBriefing",
    "ShownCell",
    "ShownChange",
    "ShownCitation",
    "ShownClaim",
    "ShownFacts",
    "ShownMark",
    "ShownNote",
    "ShownReference",
    "ShownRenewal",
    "ShownSection",
    "ShownTable",
    "ShownText",
]


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text and its language, good as a lang attribute."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class ShownMark:
    """What has become of a paper since the briefing read it, in words."""

    now: PaperNow
    words: str


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """One sentence that a claim rests on.

    `before`, `quote` and `after` together are the whole sentence; `before` and `after` are empty where the quote does
    not stand in it. `number` is the reference's; None where the paper is none of the briefing's (dropped claims alone).
    """

    number: int | None
    paper_id: PaperId
    sentence: int  # of the abstract, from 0
    before: str
    quote: str
    after: str
    language: str
    mark: ShownMark | None = None

    @property
    def text(self) -> str:
        return self.before + self.quote + self.after


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """`reason`: why it was dropped. `mark`: the worst that has become of the papers it cites, said of the claim.

    `unknown` says of each paper that it cites, and that the briefing does not have, that there is none.
    """

    text: ShownText
    state: ClaimState
    state_words: str
    citations: tuple[ShownCitation, ...] = ()
    reason: ShownText | None = None
    mark: ShownMark | None = None
    unknown: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of the references it cites, each once, in the order of its citations."""
        return tuple(dict.fromkeys(each.number for each in self.citations if each.number is not None))


@dataclass(frozen=True, slots=True)
class ShownSection:
    """`note` says that the model's claims did not stand, where they did not."""

    anchor: str
    title: ShownText
    kind: SectionKind
    claims: tuple[ShownClaim, ...] = ()
    note: str | None = None
    cluster_id: int | None = None


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell of a table; `numbers` are references. A text without letters has the language of the table."""

    text: str
    language: str
    numbers: tuple[int, ...] = ()
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The figures behind a picture. `name` is the picture's: clusters, phrases, heat, bridges, tensions, map."""

    name: str
    title: str
    note: str  # how it is to be read
    columns: tuple[str, ...]
    rows: tuple[tuple[ShownCell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A cited sentence, with its place in the abstract as people count."""

    sentence: int  # from 1
    text: ShownText


@dataclass(frozen=True, slots=True)
class ShownReference:
    """A cited paper as the briefing read it. `notes`: its cited sentences, in the abstract's order.

    `paper` is the stored one, for citing; where it is no longer stored, what the briefing knows of it.
    """

    number: int
    paper_id: PaperId
    title: ShownText
    authors: tuple[str, ...]
    byline: str  # the first three authors, and how many more there are
    source: str
    announced_on: date
    date: str
    field: FieldId
    field_name: str
    link: str | None  # http or https
    identifiers: tuple[tuple[str, str, str], ...]  # name of the scheme, identifier, address
    notes: tuple[ShownNote, ...]
    mark: ShownMark | None
    paper: Paper


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One kind of change in words, and the titles of its papers."""

    kind: BriefChangeKind
    words: str
    papers: tuple[ShownText, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownRenewal:
    """What was otherwise when the briefing was renewed."""

    made_at: datetime
    date: str
    changes: tuple[ShownChange, ...]  # empty: nothing changed


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """The footer. `line` says the counts in one line, `made` by what means the text was made."""

    n_papers: int
    n_claims: int  # shown in the sections
    n_verified: int  # of these, a model's that hold; the repaired ones included
    n_dropped: int
    cost_micros: int
    model: str | None
    line: str
    made: str
    made_at: str


@dataclass(frozen=True, slots=True)
class ShownBriefing:
    """A briefing as a page, a file or a letter shows it."""

    briefing: Briefing
    language: str  # of the words around it; the briefing's own texts each have theirs
    title: str
    window: str
    scope: tuple[tuple[str, ShownText], ...]  # what it was asked for: fields, radar, question
    facts: ShownFacts
    sections: tuple[ShownSection, ...]
    tables: tuple[ShownTable, ...]
    references: tuple[ShownReference, ...]
    dropped: tuple[ShownClaim, ...] = ()
    unwritten: ShownText | None = None  # the reason alone, as it was given
    unwritten_words: str | None = None  # the same in a sentence
    marked: str | None = None  # that papers have changed since, and how many
    renewals: tuple[ShownRenewal, ...] = dataclasses.field(default_factory=tuple)  # the newest first
    sample: str | None = None  # that its papers are examples

    def reference(self, number: int) -> ShownReference:
        return self.references[number - 1]

    def table(self, name: str) -> ShownTable | None:
        """The table behind the picture of this name; None where there is nothing in it."""
        return next((table for table in self.tables if table.name == name), None)
