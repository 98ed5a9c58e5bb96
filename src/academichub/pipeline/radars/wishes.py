"""A radar's words, examples and votes as the ranker wants them, and the profile they train.

The words are one wanted paper more, so that a radar of words alone ranks from the first day on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import numpy as np
import scipy.sparse as sp

from academichub.model import Example, PaperId, Radar, Stance, Vote
from academichub.pipeline.radars.kept import Kept
from academichub.rank.explain import Lessons, lessons_of, near_from
from academichub.rank.naming import Naming
from academichub.rank.papers import Card, View, read_papers
from academichub.rank.profile import Profile, Wishes, train
from academichub.rank.rules import word_forms
from academichub.rank.scoring import score_edition
from academichub.rank.shared import look
from academichub.rank.words import N_BUCKETS, Matrix, bucket_of, terms_of
from academichub.store import Store
from academichub.taste import Taste, card_of

__all__ = ["MOST_TAUGHT", "WORDS", "Known", "Trained", "Trainer"]

WORDS = "\0words"
"""Names the radar's words among the wanted papers."""
_FEWEST = 20  # papers that show what is usual
_LEAST_SPREAD = 1e-4
_FLOORS = (1.0, 1.5)  # spreads above an everyday paper: between these, as many everyday papers as below stand below it
_FLOOR_SHARE = 0.97
MOST_TAUGHT = 500  # the newest: taste changes, and more teach little


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader keeps of one radar."""

    radar: Radar
    examples: tuple[Example, ...] = ()  # the newest first
    votes: tuple[Vote, ...] = ()

    @property
    def example_ids(self) -> frozenset[PaperId]:
        """Of those that are stored."""
        return frozenset(example.paper_id for example in self.examples if example.paper_id is not None)

    def without(self, paper_ids: Collection[PaperId]) -> Known:
        """As if these papers had not been seen: neither voted nor named as examples."""
        if not paper_ids:
            return self
        votes = tuple(vote for vote in self.votes if vote.paper_id not in paper_ids)
        return Known(self.radar, tuple(e for e in self.examples if e.paper_id not in paper_ids), votes)


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """`titles` of the wanted and unwanted papers, by their names in the wishes; `voted` those that are there by a vote.

    `profile` None: nothing is wanted that a paper could be like, and papers stand in the order of the edition.
    `usual` and `spread` are of the scores of everyday papers: they put the scores of all radars on one scale. On that
    scale a paper deserves a place above `floor`. `lessons` is where reasons are looked for; there with the profile.
    `naming` tells which words can stand as reasons.
    """

    profile: Profile | None = None
    wishes: Wishes | None = None
    titles: Mapping[str, str] | None = None
    voted: frozenset[str] = frozenset()
    usual: float = 0.0
    spread: float = 1.0
    floor: float = 0.0
    lessons: Lessons | None = None
    naming: Naming = field(default_factory=Naming)


@dataclass(frozen=True, slots=True)
class _Named:
    """Papers with a title each."""

    view: View
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Cards:
    """What a radar's papers say today: examples, papers voted up, papers voted down."""

    examples: tuple[Card, ...]
    liked: tuple[Card, ...]
    disliked: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """`seq` is of the last change of any paper for which it was seen to hold, `said` tells the texts it was made of."""

    seq: int
    said: int
    trained: Trained


class Trainer:
    """Trains once for each state of a radar and of its papers; keeps what was counted of its examples."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._trained: Kept[_Held] = Kept(64)
        self._counted: Kept[_Named] = Kept(3_000, lambda named: len(named.view.ids) + 1)

    def hold(self, n_radars: int) -> None:
        """As many are kept as so many radars need."""
        self._trained.hold(2 * n_radars)

    def train(self, known: Known, taste: Taste, now: datetime) -> Trained:
        words = (*known.radar.include, *known.radar.boost)
        key = words, known.examples, known.votes, taste.version, now.date()
        seq, held = self._store.last_seq(), self._trained.get(key)
        if held is not None and held.seq == seq:
            return held.trained
        cards = self._cards(known)
        if held is not None and held.said == hash(cards):
            trained = held.trained
        else:
            trained = self._train(words, known, cards, (taste, now.date()))
        self._trained.put(key, _Held(seq, hash(cards), trained))
        return trained

    def _train(self, words: Sequence[str], known: Known, cards: _Cards, seen: tuple[Taste, date]) -> Trained:
        taste, today = seen
        shown = self._counted.get_or_make((cards.examples, taste.version), lambda: _named(cards.examples, taste))
        liked, disliked = _named(cards.liked, taste), _named(cards.disliked, taste)
        said = {_name(e): _age(e.added_at, today) for e in known.examples}
        said |= {vote.paper_id: _age(vote.at, today) for vote in known.votes}
        wanted = joined([_words_view(words, taste), shown.view, liked.view])
        if not wanted.ids:
            return Trained()
        wishes = Wishes(
            wanted,
            disliked.view if disliked.view.ids else None,
            [said.get(paper_id, 0.0) for paper_id in wanted.ids],
            [said.get(paper_id, 0.0) for paper_id in disliked.view.ids] if disliked.view.ids else None,
        )
        profile = train(wishes, taste.background, taste.shared.mix, taste.version)
        titles = {**shown.titles, **liked.titles, **disliked.titles}
        voted = frozenset(vote.paper_id for vote in known.votes)
        judged = joined([wanted, disliked.view])
        lessons, naming = lessons_of(wishes, near_from(judged, taste.background)), Naming(taste.shared.rarity)
        return Trained(profile, wishes, titles, voted, *_scale(profile, wishes, taste), lessons, naming)

    def _cards(self, known: Known) -> _Cards:
        up, down = (
            [vote.paper_id for vote in known.votes if vote.stance is stance] for stance in (Stance.UP, Stance.DOWN)
        )
        unwanted = set(down)
        examples = [e for e in known.examples if e.paper_id is None or e.paper_id not in unwanted][:MOST_TAUGHT]
        return _Cards(self._examples(examples), self._voted(up), self._voted(down))

    def _voted(self, paper_ids: Sequence[PaperId]) -> tuple[Card, ...]:
        return tuple(map(card_of, self._store.papers(paper_ids).values()))

    def _examples(self, examples: Sequence[Example]) -> tuple[Card, ...]:
        """A stored paper by its card, another by its title and abstract; one of which nothing is known is left out."""
        stored = self._store.papers([e.paper_id for e in examples if e.paper_id is not None])
        cards = []
        for example in examples:
            paper = stored.get(example.paper_id) if example.paper_id is not None else None
            card = card_of(paper) if paper is not None else Card(_name(example), example.title, example.abstract)
            if card.text.strip():
                cards.append(card)
        return tuple(cards)


def _named(cards: Sequence[Card], taste: Taste) -> _Named:
    return _Named(look(read_papers(cards), taste.shared), {card.paper_id: card.title for card in cards})


def _words_view(words: Sequence[str], taste: Taste) -> View:
    """One paper of the words alone. A phrase counts whole: by its pairs of neighbours."""
    said = [" ".join([*phrase.split()[:-1], form]) for phrase in words for form in word_forms(phrase.split()[-1])]
    blank = read_papers([Card(WORDS, "")] if said else [])
    counts = _counts([term for phrase in said for term in _whole(phrase)]) if said else blank.counts
    return look(replace(blank, counts=counts, titles=counts), taste.shared)


def _counts(terms: Sequence[str]) -> Matrix:
    buckets, counts = np.unique(np.array([bucket_of(term) for term in terms], np.int32), return_counts=True)
    return sp.csr_matrix((counts.astype(np.float32), buckets, [0, len(buckets)]), (1, N_BUCKETS))


def _whole(phrase: str) -> list[str]:
    terms = list(terms_of(phrase))
    return [term for term in terms if " " in term] or terms


def _scale(profile: Profile, wishes: Wishes, taste: Taste) -> tuple[float, float, float]:
    """Mean and spread of the scores of everyday papers, and the score from which one deserves a place; (0, 1, 0) where
    these are too few, or all alike."""
    judged = {*wishes.wanted.ids, *(wishes.unwanted.ids if wishes.unwanted is not None else ())}
    others = taste.background.without(judged)
    if len(others.ids) < _FEWEST:
        return 0.0, 1.0, 0.0
    scores = score_edition(profile, wishes, others, taste.shared)
    usual, spread = float(scores.mean()), float(scores.std())
    if spread <= _LEAST_SPREAD:
        return 0.0, 1.0, 0.0
    return usual, spread, float(np.clip((np.quantile(scores, _FLOOR_SHARE) - usual) / spread, *_FLOORS))


def _name(example: Example) -> str:
    return example.paper_id if example.paper_id is not None else f"\0{example.key}"


def _age(moment: datetime, today: date) -> float:
    """Whole days, so that a radar is the same all day."""
    return float(max(0, (today - moment.date()).days))


def joined(views: Sequence[View]) -> View:
    """The rows of all, in order; of views under one taste."""
    ids = tuple(paper_id for view in views for paper_id in view.ids)
    words = sp.vstack([view.words for view in views], "csr")
    kin = np.concatenate([view.kin for view in views])
    categories = sp.vstack([view.categories for view in views], "csr")
    return View(ids, words, kin, categories, sp.vstack([view.titles for view in views], "csr"))
