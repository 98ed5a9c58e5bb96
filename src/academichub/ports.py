"""The seams between rooms: what the pipeline asks of the outside, one narrow Protocol each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from academichub.errors import SummaryError
from academichub.model import (
    Account,
    Backtest,
    BriefId,
    Briefing,
    BriefingLine,
    BriefOrder,
    BriefProgress,
    BriefStage,
    ChatRequest,
    Completion,
    Correction,
    Dialect,
    Entry,
    Example,
    Findable,
    Found,
    Gap,
    Hit,
    Line,
    Merge,
    Page,
    Paper,
    PaperDetails,
    PaperId,
    PaperNow,
    Query,
    Radar,
    RadarId,
    RadarView,
    Request,
    Response,
    SavedSearch,
    SearchResult,
    Section,
    Skeleton,
    SourceId,
    SourceReport,
    SourceStatus,
    Stance,
    SummaryEstimate,
    SummaryOutcome,
    Validators,
    Visit,
    Vote,
    WhichRadar,
    Written,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from academichub.settings import Settings

__all__ = [
    "Accounts",
    "BatchModel",
    "Briefings",
    "Calendar",
    "ChatModel",
    "Encoder",
    "Fetcher",
    "Finder",
    "Harvestable",
    "Library",
    "OfStrangers",
    "Outbox",
    "Progress",
    "Radars",
    "SavedSearches",
    "SectionWriter",
    "Source",
    "SourceFactory",
    "SummaryProgress",
    "TextKind",
    "Works",
]


class Source(Protocol):
    """One upstream, without I/O: says what to ask for, and reads the answer.

    To add one, write a module like sources/arxiv.py and register its factory under the entry point group
    `academichub.sources`; nothing else is edited.
    """

    @property
    def id(self) -> SourceId: ...

    @property
    def label(self) -> str:
        """Its name as readers know it: "arXiv", "Nature"."""
        ...

    def start(self, visit: Visit) -> Request | None:
        """The first request of a visit; None when there is nothing to ask today."""
        ...

    def parse(self, request: Request, response: Response, visit: Visit) -> Page:
        """Read one answer (never a 304). One bad entry becomes a FailedEntry.

        Raises: ParseError when the answer as a whole is not what the format promises, an upstream's error
        message dressed as content included.
        """
        ...


@runtime_checkable
class OfStrangers(Protocol):
    """A Source whose upstream may be anyone's, with this mark: its answers are read in a process of their own.

    Its objects can be pickled, and the `next` of its pages is a plain Request.
    """

    of_strangers: ClassVar[bool]


class SourceFactory(Protocol):
    """What an entry point of the group `academichub.sources` names."""

    def __call__(self, settings: Settings) -> Iterable[Source]:
        """The sources that the settings ask for, in the order of the file; none if not configured."""
        ...


class Fetcher(Protocol):
    """The one function through which every byte from outside comes."""

    def fetch(self, request: Request, validators: Validators | None = None) -> Response:
        """Make the request, politely; validators make it conditional.

        Raises: FetchError (RateLimited, Refused) naming the host and the reason; never another exception.
        """
        ...


class ChatModel(Protocol):
    """One language model behind one endpoint. Retries, money and the reading of answers are the caller's."""

    @property
    def name(self) -> str:
        """The model's name as the endpoint and the reader know it."""
        ...

    async def complete(self, request: ChatRequest, dialect: Dialect) -> Completion:
        """Ask once, within a total deadline; may be called many times at once.

        Raises: ModelUnavailable (ModelBusy, ModelRefused); ModeUnsupported; InvalidReply when this one request is too
        long or its answer is withheld; never another exception but CancelledError.
        """
        ...


class BatchModel(ChatModel, Protocol):
    """A model that also takes many requests at once, answers within a day, and asks less for it."""

    async def submit(self, requests: Mapping[str, ChatRequest], dialect: Dialect, token: str) -> str:
        """Hand in the requests under their keys; returns the batch's id. Raises: as `complete`.

        The token travels with the batch, so that `find` knows it again where the id never came to us; an endpoint that
        takes none gets the batch without it.
        """
        ...

    async def find(self, token: str) -> str | None:
        """The id of the batch that was handed in with this token, whatever became of it. Raises: as `complete`.

        None: the endpoint has no such batch, or does not list what it has.
        """
        ...

    async def collect(self, batch_id: str) -> Mapping[str, Completion | SummaryError] | None:
        """What came of a batch, by key; None while it is being worked on. Raises: as `complete`.

        A key that is absent was never answered: the batch expired or was cancelled. InvalidReply: the batch as a
        whole came to nothing, and never will.
        """
        ...


class TextKind(StrEnum):
    """What a text is to an encoder: some encode what is asked otherwise than what is found."""

    QUERY = "query"
    PASSAGE = "passage"


class Encoder(Protocol):
    """Makes texts into vectors: what is alike in meaning lies near, in whatever languages the encoder knows."""

    @property
    def id(self) -> str:
        """Names the model and its version: vectors of different ids are never compared."""
        ...

    @property
    def n_dimensions(self) -> int:
        """Raises: as `encode`, where only the model itself can tell."""
        ...

    @property
    def many_at_once(self) -> bool:
        """Whether several threads may encode at once; where not, whoever asks lets one after the other."""
        ...

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        """One row of length 1 for each text: shape (len(texts), n_dimensions).

        Raises: EncoderError; never another exception.
        """
        ...


class Calendar(Protocol):
    """When a source announces, in its own calendar of days."""

    def announces(self, day: date) -> bool:
        """Whether an announcement is due on the day."""
        ...

    def due_at(self, day: date) -> datetime:
        """When the quick channel has the day; aware, UTC."""
        ...

    def listed_at(self, day: date) -> datetime:
        """When the complete channel has the day; aware, UTC."""
        ...

    def day_at(self, moment: datetime) -> date:
        """The day that it is there at an aware moment."""
        ...


class Harvestable(Protocol):
    """A Source that can tell again, and completely, what it announced on days that are past.

    One that has days on which it is due to announce has a `calendar: Calendar` beside.
    """

    @property
    def id(self) -> SourceId: ...

    def harvest(self, since: date, followed_since: date) -> Source:
        """A source of the same id whose one visit tells all from that day on.

        `followed_since`: the first day of which anything of it is stored.
        """
        ...


class Library(Protocol):
    """The reading side of the store: what pages, digests and commands show."""

    def days(self) -> Sequence[tuple[date, int]]:
        """Every day that has an edition, newest first, with the number of papers in it."""
        ...

    def outline(self, day: date) -> tuple[Line, ...]:
        """Every paper announced on the day, once, in the order of announcement; empty when there is none."""
        ...

    def entries(self, day: date, paper_ids: Sequence[PaperId], language: str) -> tuple[Entry, ...]:
        """The entries of these papers in that day's edition, in the order asked; unknown ones are left out.

        `language` is the reader's: it decides which summary of a paper is shown.
        """
        ...

    def find(self, name: str) -> PaperId | None:
        """The paper of a paper id, an identifier in any of its forms, or its address; None when not stored."""
        ...

    def find_each(self, names: Collection[str]) -> Mapping[str, PaperId]:
        """As `find`, of thousands at once; a name of no stored paper is absent."""
        ...

    def titled(self, titles: Collection[str]) -> Mapping[str, tuple[PaperId, ...]]:
        """By title, the papers that have it, whatever its case and punctuation; one that none has is absent."""
        ...

    def papers(self, paper_ids: Sequence[PaperId]) -> Mapping[PaperId, Paper]:
        """Those of the papers that are stored, in the order asked."""
        ...

    def details(self, paper_id: PaperId, language: str) -> PaperDetails:
        """`language` is the reader's, as in `entries`. Raises: NotFound."""
        ...

    def corrections(self, day: date) -> tuple[Correction, ...]:
        """What turned out after that day about the papers of its edition, which stays as it was."""
        ...

    def statuses(self) -> tuple[SourceStatus, ...]:
        """The followed sources in the order of the settings."""
        ...


class Accounts(Protocol):
    """What became of all that the followed sources announced. Each method raises StoreError when the database fails."""

    def over(self, n_days: int) -> Sequence[Account]:
        """The sources in the order of the settings, each over so many days up to today, as it stands now."""
        ...

    def gaps(self, day: date) -> Sequence[Gap]:
        """The gaps in which the day lies, of whatever source."""
        ...


class Works(Protocol):
    """What a reader decides of works. Papers are named by any of their names.

    Every method raises StoreError, NotFound for what is not stored, and ConfigError, saying why, for what cannot be.
    """

    def join(self, one: str, other: str) -> PaperId:
        """Make one card of two; returns the paper they are now."""
        ...

    def part(self, merge_id: int) -> Merge:
        """Take a merge back; what it brought stands apart again, and is never joined by itself."""
        ...

    def refuse(self, one: str, other: str) -> None:
        """Two cards are two works, whatever speaks for one."""
        ...


class Finder(Protocol):
    """Searching: what pages and commands ask of the index and the store together."""

    def search(
        self, text: str, filters: Query | None = None, *, limit: int = 20, offset: int = 0, with_facets: bool = False
    ) -> SearchResult:
        """What a reader's words find; any text is a query. Raises: IndexUnusable; StoreError."""
        ...

    def similar(self, paper_id: PaperId, limit: int = 5) -> tuple[Hit, ...]:
        """The papers most like a stored one; empty where there is no index."""
        ...

    def show(self, hits: Iterable[Hit], query: Query, language: str) -> tuple[Found, ...]:
        """What a list shows of the papers found, in their order."""
        ...


class SavedSearches(Protocol):
    """One reader's searches under their names. Every method raises StoreError when the database fails."""

    def searches(self) -> tuple[SavedSearch, ...]:
        """By name."""
        ...

    def save_search(self, search: SavedSearch) -> None:
        """It takes the place of one of the same name. Raises: ConfigError for an empty name or text."""
        ...

    def remove_search(self, name: str) -> None:
        """Raises: NotFound."""
        ...


class Radars(SavedSearches, Protocol):
    """One reader's radars: what pages and commands ask. A radar is named by its name, whatever its case, or by its id
    (`WhichRadar`), which stays when it is renamed and is never given again.

    Every method raises StoreError when the database fails, and NotFound for a radar or paper that is not stored.
    """

    def all(self) -> tuple[Radar, ...]:
        """In the order in which they were made, the paused ones included."""
        ...

    def named(self, name: WhichRadar) -> Radar: ...

    def save(self, radar: Radar, examples: Sequence[Example] = (), *, over: Radar | None = None) -> Radar:
        """Add it, or replace what is saved under its `radar_id`, and add the examples. Returns it with its id, tidied.

        `over`: what the caller has seen saved; where something else is saved by now, nothing is done.
        Raises: ConfigError naming the field, what is wrong with it and the remedy: a name that is taken, an author
        without evidence, a radar that wants nothing; its subject is "radar" where it was changed since it was seen.
        """
        ...

    def check(self, radar: Radar, *, has_examples: bool = False) -> None:
        """Whether it could be saved, before anything is tried or imported for it. Raises: ConfigError as `save` does.

        `has_examples`: it has some, or some are about to come with it.
        """
        ...

    def remove(self, name: WhichRadar) -> None:
        """With its examples and votes."""
        ...

    def examples(self, name: WhichRadar) -> tuple[Example, ...]:
        """The newest first."""
        ...

    def has_example(self, name: str, paper_id: PaperId) -> bool:
        """Whether this stored paper is one of the radar's examples; no example is read for it."""
        ...

    def sizes(self) -> Mapping[RadarId, tuple[int, int]]:
        """Of each radar, in the order in which they were made: how many examples it has, and how many votes count."""
        ...

    def add_examples(self, name: WhichRadar, examples: Sequence[Example]) -> int:
        """How many it did not have yet. One that names a stored paper becomes that paper."""
        ...

    def remove_example(self, name: WhichRadar, key: str) -> None: ...

    def votes(self, name: WhichRadar) -> Mapping[PaperId, Vote]:
        """The last vote of each paper, but for those taken back."""
        ...

    def vote(self, name: WhichRadar, paper_id: PaperId, stance: Stance) -> None: ...

    def view(self, name: str, day: date) -> RadarView:
        """The radar's page of a day that has an edition; a paper that another radar shows is `elsewhere`."""
        ...

    def edition(self, day: date) -> tuple[RadarView, ...]:
        """The radars that are not paused, each with its share of the page; each paper in one of them at most."""
        ...

    def preview(self, radar: Radar, examples: Sequence[Example], day: date) -> RadarView:
        """As `view`, of a radar that need not be saved, by itself. Raises: ConfigError as `save` does, but for a name
        that is taken: that is found when it is saved."""
        ...

    def backtest(self, radar: Radar, examples: Sequence[Example], n_days: int = 30) -> Backtest:
        """Over the last so many days that had an edition. Raises: ConfigError as `save` does."""
        ...


class Briefings(Protocol):
    """One reader's briefings: what pages and commands ask. One is made at a time.

    Every method raises StoreError when the database fails.
    """

    @property
    def has_model(self) -> bool:
        """Whether a model is set up that could write sections."""
        ...

    def all(self) -> tuple[BriefingLine, ...]:
        """The newest first."""
        ...

    def stored(self, brief_id: BriefId) -> Briefing:
        """As it was made. Raises: NotFound."""
        ...

    def begin(self, order: BriefOrder, *, with_model: bool = True, renews: BriefId | None = None) -> BriefProgress:
        """Have it made in the background; `under_way` tells how far it is. Where one is being made, that one goes on
        and is returned.

        Raises: ConfigError naming what cannot be done and the remedy: a field, radar or language there is not, days
        the wrong way round; NotFound for `renews`.
        """
        ...

    def under_way(self) -> BriefProgress | None:
        """The one that is being made, or else that was made last since the start; None where there was none."""
        ...

    def since(self, briefing: Briefing) -> Mapping[PaperId, PaperNow]:
        """What has become of its papers since it was made; those as they were are left out."""
        ...

    def papers(self, briefing: Briefing) -> Mapping[PaperId, Paper]:
        """Those that its claims cite, dropped ones too, as they are stored now; one no longer stored is absent."""
        ...

    def remove(self, brief_id: BriefId) -> None:
        """Raises: NotFound."""
        ...


class SectionWriter(Protocol):
    """A language model that writes a briefing's sections, each claim of which was checked."""

    def write(
        self,
        order: BriefOrder,
        skeleton: Skeleton,
        sections: tuple[Section, ...],
        tell: Callable[[BriefStage, int, int | None], object],
    ) -> Written:
        """Write the sections anew, from the skeleton's own; `tell` hears the stage, how many are done, and of how many.
        What `tell` raises ends the work and comes out.

        A model that fails raises nothing: its sections stay as they were, and `Written.unwritten` says why.
        Raises: StoreError.
        """
        ...


class Outbox(Protocol):
    """What a copy of the store, such as an index, has to catch up with. Each change has a higher number."""

    @property
    def store_id(self) -> str:
        """Tells this store from every other."""
        ...

    def last_seq(self) -> int:
        """The number of the last change; 0 where there is none."""
        ...

    def token_at(self, seq: int) -> str | None:
        """What tells the history up to that change from every other, a restored copy's included.

        None: it is not remembered, as the change is too long ago or was made before there were tokens.
        """
        ...

    def n_changed(self, since: int = 0) -> int:
        """How many papers have changed after the change of that number."""
        ...

    def changed(self, since: int, limit: int) -> Sequence[Findable]:
        """The papers that have changed after it, in the order of their last changes."""
        ...


class Progress(Protocol):
    """Who watches an update run. Called from several threads."""

    def started(self, source: SourceId, label: str) -> None: ...

    def advanced(self, source: SourceId, n_read: int, total: int | None) -> None:
        """`n_read` entries were read so far, of `total` where the source said how many."""
        ...

    def finished(self, report: SourceReport) -> None: ...

    def summarised(self, n_done: int) -> None:
        """So many papers have got their extract in this run."""
        ...


class SummaryProgress(Protocol):
    """Who watches a run of the language models. Called from one thread."""

    def planned(self, estimate: SummaryEstimate) -> None:
        """Called once, before the first call."""
        ...

    def advanced(self, outcome: SummaryOutcome, cost_micros: int) -> None:
        """One more paper and language is settled for this run; `cost_micros` is what the run has cost so far."""
        ...
