"""One invented history of papers over many days: the truth that all fake upstreams tell. Pure and seeded.

The same arguments give the same history, to the letter. It has what real days have: cross-lists (about half of arXiv),
later versions, late cross-lists, changes of the abstract page alone, withdrawals, preprints that appear in a journal
under their DOI, and posts to bioRxiv at weekends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from academichub.model import Kind
from academichub.sample.listing import FeedFormat, Journal, Listing
from tests.upstreams import words
from tests.upstreams.calendar import announces, days_between, next_day

__all__ = ["CATEGORIES", "JOURNALS", "SUBJECTS", "History", "make_history"]

CATEGORIES = ("cs.CV", "cs.LG", "cs.CL", "cs.RO", "stat.ML", "math.CO", "quant-ph", "astro-ph.GA", "eess.SP")
SUBJECTS = ("bioinformatics", "neuroscience", "cell biology", "ecology")
JOURNALS = tuple(
    Journal(
        f"fake-{format.value}", f"Fake Journal in {format.name}", f"https://{format.value}.example", "other", format
    )
    for format in FeedFormat
)
_LICENCES = ("http://creativecommons.org/licenses/by/4.0/", "http://arxiv.org/licenses/nonexclusive-distrib/1.0/")
_IDS_A_MONTH = 10_000  # numbers 90000..99999 lie above any real month's volume


@dataclass(frozen=True, slots=True)
class History:
    """Every listing of each source in the order of days; the days run from `first` to `last`, both included."""

    first: date
    last: date
    listings: Mapping[str, tuple[Listing, ...]]
    journals: tuple[Journal, ...] = JOURNALS

    def on(self, source: str, day: date) -> tuple[Listing, ...]:
        """What the source lists on exactly this day."""
        return tuple(listing for listing in self.listings.get(source, ()) if listing.listed_on == day)

    def until(self, source: str, day: date) -> tuple[Listing, ...]:
        """What the source has listed up to this day, that day included, oldest first."""
        return tuple(listing for listing in self.listings.get(source, ()) if listing.listed_on <= day)


def make_history(
    first: date,
    last: date,
    per_day: int = 12,
    seed: int = 1,
    journals: Sequence[Journal] = JOURNALS,
    *,
    is_terse: bool = False,
) -> History:
    """A history with about `per_day` new arXiv papers an announcement day, and a third as many elsewhere.

    `is_terse`: an abstract is one sentence, for tests that look at no text: reading abstracts is half of the work.

    Raises: ValueError when a month would need more arXiv numbers than can be told from real ones.
    """
    if not announces(first):
        first = next_day(first)
    maker = _Maker(Random(seed), last, journals, is_terse)
    for day in days_between(first, last):
        maker.add_day(day, per_day)
    return History(first, last, maker.listings(), tuple(journals))


class _Maker:
    """Deals out numbers and keeps what each source lists."""

    def __init__(self, rng: Random, last: date, journals: Sequence[Journal], is_terse: bool) -> None:
        self._rng = rng
        self._last = last
        self._journals = journals
        self._is_terse = is_terse
        self._works = 0
        self._numbers: dict[str, int] = {}
        self._listed: dict[str, list[Listing]] = {"arxiv": [], "biorxiv": [], "medrxiv": []}
        self._listed.update({journal.id: [] for journal in journals})

    def listings(self) -> Mapping[str, tuple[Listing, ...]]:
        kept = {
            source: [listing for listing in listed if listing.listed_on <= self._last]
            for source, listed in self._listed.items()
        }
        return {source: tuple(sorted(listed, key=lambda one: one.listed_on)) for source, listed in kept.items()}

    def add_day(self, day: date, per_day: int) -> None:
        for _ in range(per_day if announces(day) else 0):
            self._listed["arxiv"].extend(self._arxiv_life(day))
        for server in ("biorxiv", "medrxiv"):
            for _ in range(max(per_day // 6, 1)):
                self._listed[server].extend(self._rxiv_life(server, day))
        for journal in self._journals if day.weekday() < 5 else ():
            for _ in range(max(per_day // 12, 1)):
                self._listed[journal.id].append(self._entry(journal, day, self._work(), None))

    def _work(self) -> tuple[str, str]:
        """Title and abstract of a work that is not in the history yet."""
        name = words.method_name(self._works)
        self._works += 1
        title, abstract = words.title(self._rng, name), words.abstract(self._rng, name)
        return title, abstract.partition(". ")[0] if self._is_terse else abstract

    def _next_number(self, series: str) -> int:
        number = self._numbers.get(series, 0)
        if number >= _IDS_A_MONTH:
            raise ValueError(f"more than {_IDS_A_MONTH} works in {series}: make the history smaller")
        self._numbers[series] = number + 1
        return number

    def _arxiv_life(self, day: date) -> Iterator[Listing]:
        rng = self._rng
        title, abstract = self._work()
        n_cross = rng.choice((0, 0, 1, 1, 2)) if rng.random() < 0.8 else 0
        paper = Listing(
            key=f"{day:%y%m}.{90_000 + self._next_number(f'{day:%y%m}')}",
            title=title,
            listed_on=day,
            abstract=abstract,
            authors=tuple(words.person(rng) for _ in range(rng.randint(1, 7))),
            categories=tuple(rng.sample(CATEGORIES, 1 + n_cross)),
            licence=rng.choice(_LICENCES),
        )
        yield paper
        yield from self._later(paper)

    def _later(self, paper: Listing) -> Iterator[Listing]:
        """What becomes of an arXiv paper: at most one fate, most have none."""
        rng, fate = self._rng, self._rng.random()
        day = next_day(paper.listed_on, rng.randint(1, 8))
        if fate < 0.20:
            second = replace(paper, listed_on=day, kind=Kind.REPLACE, version=2, title=f"{paper.title} Revisited")
            yield second
            if fate < 0.05:
                yield replace(second, listed_on=next_day(day, 2), version=3)
        elif fate < 0.23:
            extra = next(category for category in CATEGORIES if category not in paper.categories)
            yield replace(paper, listed_on=day, kind=Kind.CROSS, categories=(*paper.categories, extra))
        elif fate < 0.26 and self._journals:
            yield self._published(paper, day)
        elif fate < 0.28:
            gone = "This paper has been withdrawn by the authors due to an error in the evaluation."
            yield replace(paper, listed_on=day, kind=Kind.WITHDRAWN, version=2, abstract=gone, comment=gone)

    def _published(self, paper: Listing, day: date) -> Listing:
        """The journal lists the work under its DOI, and arXiv's abstract page names it."""
        doi = f"10.5555/fake.{paper.key}"
        journal = self._rng.choice(self._journals)
        self._listed[journal.id].append(self._entry(journal, day, (paper.title, paper.abstract or ""), doi))
        return replace(paper, listed_on=day, kind=Kind.ABSONLY, doi=doi)

    def _rxiv_life(self, server: str, day: date) -> Iterator[Listing]:
        rng = self._rng
        title, abstract = self._work()
        paper = Listing(
            key=f"10.64898/fake.{day:%Y.%m.%d}.{server[0]}{self._next_number(server + day.isoformat())}",
            title=title,
            listed_on=day,
            abstract=abstract,
            authors=tuple(words.person_initials(rng) for _ in range(rng.randint(1, 7))),
            categories=(rng.choice(SUBJECTS),),
            licence="cc_by",
            institution="Invented University",
        )
        yield paper
        later, fate = day + timedelta(days=rng.randint(1, 9)), rng.random()
        if fate < 0.2:
            yield replace(paper, listed_on=later, kind=Kind.REPLACE, version=2)
        elif fate < 0.23:
            gone = "Withdrawal StatementThe authors have withdrawn their manuscript owing to an error."
            headed = f"WITHDRAWN: {title}"
            yield replace(paper, listed_on=later, kind=Kind.WITHDRAWN, version=2, title=headed, abstract=gone)

    def _entry(self, journal: Journal, day: date, work: tuple[str, str], doi: str | None) -> Listing:
        number = self._next_number(journal.id + day.isoformat())
        return Listing(
            key=f"{journal.site}/papers/{day:%Y%m%d}-{number}",
            title=work[0],
            listed_on=day,
            abstract=f"<p>{work[1]}</p>".replace(" < ", " &lt; "),
            authors=tuple(words.person(self._rng) for _ in range(self._rng.randint(1, 5))),
            doi=doi if doi is not None else f"10.5555/{journal.id}.{day:%Y%m%d}.{number}",
        )
