"""A radar: one of a reader's named interests, what it is made of, what it shows of a day, and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from academichub.model.names import PaperId

__all__ = [
    "LONGEST_NAME",
    "MOST_EXAMPLES",
    "MOST_QUOTA",
    "MOST_SHARE",
    "OWNER",
    "SPEECHES",
    "Backtest",
    "BacktestDay",
    "Example",
    "Person",
    "Radar",
    "RadarId",
    "RadarView",
    "Ranked",
    "ReaderId",
    "Reason",
    "ReasonKind",
    "Removed",
    "SavedSearch",
    "Stance",
    "Vote",
]

ReaderId = NewType("ReaderId", str)
RadarId = NewType("RadarId", int)
OWNER = ReaderId("owner")
"""The one reader of a hub on loopback."""

LONGEST_NAME = 60
"""Characters of a radar's name."""
MOST_EXAMPLES = 5_000
"""Of one radar."""
MOST_QUOTA = 500
"""Papers a day that a radar may be allowed; the least is 1, as of its share."""
MOST_SHARE = 100
SPEECHES = ("en", "zh", "ja", "ko")
"""What a radar can ask the language of a paper to be; of a paper in another script none of them is known."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is followed. A name alone is no identity: an ORCID, or co-authors of whom one is on the paper."""

    name: str
    orcid: str | None = None  # "0000-0002-1825-0097"
    coauthors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Radar:
    """What a reader wrote down of one interest. Examples and votes are kept beside it.

    Hard rules: a paper needs one of `include`, or to be by one of `authors`, where `include` is not empty; none of
    `exclude`; one of `categories` ("cs.LG", or "cs" for all of it), of `sources` and of `languages`, where these are
    not empty. `boost` only raises what it finds. A radar of authors alone shows their papers and no others.
    """

    name: str  # one line, at most LONGEST_NAME characters, no "/"; a reader's names differ in more than their case
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    boost: tuple[str, ...] = ()
    authors: tuple[Person, ...] = ()
    categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    quota: int = 20  # papers a day at the most
    share: int = 1  # of the edition's page, beside the shares of the reader's other radars
    paused: bool = False
    radar_id: RadarId | None = None  # None: not saved yet


@dataclass(frozen=True, slots=True)
class Example:
    """A paper that shows what is wanted: stored in the hub, or known by its title and abstract alone."""

    key: str  # the paper's id, else an identifier, else its folded title: a radar has each once
    title: str  # plain
    added_at: datetime
    abstract: str = ""
    paper_id: PaperId | None = None
    origin: str = ""  # "library.bib", "ORCID 0000-0002-1825-0097"; empty: named by hand


class Stance(StrEnum):
    """What a reader says of a paper in a radar."""

    UP = "up"
    DOWN = "down"
    NONE = "none"  # an earlier vote is taken back


@dataclass(frozen=True, slots=True)
class Vote:
    """Votes are only ever added; the last one of a paper counts."""

    paper_id: PaperId
    stance: Stance
    at: datetime


class ReasonKind(StrEnum):
    """What carried a score."""

    WORD = "word"  # a word or phrase of the radar, or one that its papers taught
    AUTHOR = "author"
    EXAMPLE = "example"  # like this example
    VOTE = "vote"  # like this paper that was voted up
    AGAINST = "against"  # like this paper that was voted down, or has this unwelcome word
    CATEGORY = "category"
    RELATED = "related"  # beside what related papers share beyond words


@dataclass(frozen=True, slots=True)
class Reason:
    """`what` is a word, a name, a category or a paper's title, plain; `weight` its part of the score.

    A vote, or what speaks against, with a paper and no title is the reader's own vote on the paper itself.
    """

    kind: ReasonKind
    what: str
    weight: float
    paper_id: PaperId | None = None  # of an example or a voted paper that is stored


@dataclass(frozen=True, slots=True)
class Ranked:
    """One paper's place in a radar: 0 is an everyday paper, 1 one spread above it.

    Reasons for it strongest first, then those against it, the strongest first.
    """

    paper_id: PaperId
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A paper that a hard rule took away: which field of the radar, and what of it ("exclude", "survey").

    The rule "examples", without a value: it is one of the radar's examples, so the reader knows it.
    """

    paper_id: PaperId
    rule: str
    value: str


@dataclass(frozen=True, slots=True)
class RadarView:
    """One radar over one day's papers that have not been shown on an earlier day.

    `shown` is the page, best first, no two alike; `asked` one more paper, of which the ranker is unsure; `cut` what
    passed the rules and fits less, best first, the first fifty with their reasons: beyond the quota or the radar's part
    of the page, like one that is shown, or everyday; `elsewhere` papers that another radar shows, with its name.
    """

    radar: Radar
    day: date
    n_papers: int = 0  # of the day, before the rules
    shown: tuple[Ranked, ...] = ()
    asked: Ranked | None = None
    cut: tuple[Ranked, ...] = ()
    n_cut: int = 0  # all of them
    removed: tuple[Removed, ...] = ()
    elsewhere: tuple[tuple[PaperId, str], ...] = ()
    n_everyday: int = 0  # of those cut, that score no more than an everyday paper and would be left out of any page


@dataclass(frozen=True, slots=True)
class BacktestDay:
    """What a radar would have shown on one day."""

    day: date
    n_papers: int
    n_passed: int  # the rules
    shown: tuple[PaperId, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """What a radar would have shown on the last days that had an edition, newest first.

    A ranker that had seen neither the votes on papers of those days nor the examples among them is judged by these
    votes. `precision`: of the shown papers
    with a vote, the share voted up; `recall`: of the papers voted up, the share shown; None where there is nothing to
    divide.
    """

    days: tuple[BacktestDay, ...] = ()
    n_up: int = 0  # votes on papers of these days
    n_down: int = 0
    precision: float | None = None
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name. Its filters stand in the text, as the grammar writes them: "diffusion source:arxiv"."""

    name: str
    text: str
    saved_at: datetime | None = field(default=None, compare=False)
