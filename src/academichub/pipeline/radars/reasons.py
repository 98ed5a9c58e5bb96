"""Why a paper stands in a radar: what carried its score, in words a reader knows. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from academichub.model import PaperId, Reason, ReasonKind, Stance
from academichub.pipeline.radars.spelling import one_each, spelling_of
from academichub.pipeline.radars.standing import BOOST, THEIRS, Standing
from academichub.pipeline.radars.wishes import WORDS
from academichub.rank.explain import Reasons, explain
from academichub.rank.rules import folded, has_phrase
from academichub.rank.words import terms_of

__all__ = ["reasons_of"]

_MOST_WORDS = 5
_MOST_ALIKE = 2
_MOST_AGAINST = 2
_LEAST = 0.02  # of a score: less carried nothing
_LEAST_BESIDE = 0.1  # of the strongest word
_LEAST_AGAINST = 0.1  # of what speaks for the paper: less changes nothing
_COMMON_CATEGORY = 1 / 3  # of the day: what so many share tells nothing of one
_LOOKED_AT = 40  # terms and papers, of which many are left out as saying nothing
_NOTHING = Reasons((), (), (), (), 0.0, 0.0)


def reasons_of(standing: Standing, row: int) -> tuple[Reason, ...]:
    """The reader's own vote on the paper; then strongest first; then, with negative weights, those against it."""
    card, trained, said = standing.day.candidates[row].card, standing.trained, _NOTHING
    found = list(_authors(standing, row))
    if trained.profile is not None and trained.lessons is not None:
        view = standing.day.view.take([row])
        told = explain(trained.profile, card, view, trained.lessons, _LOOKED_AT)
        said = _scaled(told, trained.spread)
        found += [*_alike(standing, said), *_other(standing, row, said)]
    found += _words(standing, row, said)
    found += _against(standing, row, said, sum(reason.weight for reason in found))
    ordered = sorted(found, key=lambda r: (r.weight < 0, -abs(r.weight), r.kind, r.what))
    return (*_own_vote(standing, row, said), *ordered)


def _scaled(said: Reasons, spread: float) -> Reasons:
    """As parts of the score that is shown."""
    words, against, examples, disliked = (
        tuple((what, weight / spread) for what, weight in told)
        for told in (said.words, said.against, said.examples, said.disliked)
    )
    return Reasons(
        words, against, examples, disliked, said.categories / spread, said.related / spread, said.own / spread
    )


def _own_vote(standing: Standing, row: int, said: Reasons) -> Iterator[Reason]:
    own = standing.day.ids[row]
    for vote in standing.known.votes:
        if vote.paper_id == own and vote.stance is Stance.UP:
            yield Reason(ReasonKind.VOTE, "", min(said.own, standing.score_of()[row]), own)
        elif vote.paper_id == own and vote.stance is Stance.DOWN:
            yield Reason(ReasonKind.AGAINST, "", min(0.0, standing.score_of()[row]), own)


def _authors(standing: Standing, row: int) -> Iterator[Reason]:
    for person in standing.theirs.get(row, ()):
        yield Reason(ReasonKind.AUTHOR, person.name, THEIRS)


def _words(standing: Standing, row: int, said: Reasons) -> Iterator[Reason]:
    """The radar's own words as it has them, others as the paper spells them: one for each idea, the longest."""
    wished, boosts = _wished(standing, row), standing.boosts.get(row, ())
    own = [(word, BOOST if word in boosts else 0.0) for word in wished]
    told = one_each([*own, *_learned(standing, row, said)], fixed=wished)
    strongest = sorted(told.items(), key=lambda word: (-word[1], word[0]))[:_MOST_WORDS]
    least = _LEAST_BESIDE * max(told.values(), default=0.0)
    return (Reason(ReasonKind.WORD, word, weight) for word, weight in strongest if weight >= least or word in wished)


def _wished(standing: Standing, row: int) -> list[str]:
    """The words and phrases of the radar that the paper has."""
    radar, paper = standing.known.radar, standing.day.candidates[row]
    return [word for word in (*radar.include, *radar.boost) if has_phrase(paper.text, folded(word))]


def _learned(standing: Standing, row: int, said: Reasons) -> Iterator[tuple[str, float]]:
    """The terms that carried something. What stands for a phrase of the radar that is in the paper is that phrase."""
    card, wished = standing.day.candidates[row].card, _wished(standing, row)
    parts = {term: word for word in reversed(wished) for term in terms_of(word)}
    for term, weight in said.words:
        shown = parts.get(term)
        if shown is None and standing.trained.naming.is_name(term):
            shown = spelling_of(term, card)
        if shown is not None and weight >= _LEAST:
            yield shown, weight


def _against(standing: Standing, row: int, said: Reasons, speaking: float) -> Iterator[Reason]:
    """Words and papers, where they weigh beside what speaks for the paper."""
    card, trained, own = standing.day.candidates[row].card, standing.trained, standing.day.ids[row]
    least = max(_LEAST, _LEAST_AGAINST * speaking)
    named = [(spelling_of(term, card), weight) for term, weight in said.against if trained.naming.is_name(term)]
    words = one_each([(shown, -weight) for shown, weight in named if shown is not None])
    for word, weight in list(words.items())[:_MOST_AGAINST]:
        if weight >= least:
            yield Reason(ReasonKind.AGAINST, word, -weight)
    titles = trained.titles or {}
    disliked = [(name, weight) for name, weight in said.disliked if name != own and titles.get(name)]
    for name, weight in disliked[:_MOST_AGAINST]:
        if weight >= least:
            yield Reason(ReasonKind.AGAINST, titles[name], -weight, _stored(name))


def _alike(standing: Standing, said: Reasons) -> Iterator[Reason]:
    """The examples and the voted papers that it is like."""
    trained, titles = standing.trained, standing.trained.titles or {}
    counts: dict[ReasonKind, int] = {}
    for name, weight in said.examples:
        kind = ReasonKind.VOTE if name in trained.voted else ReasonKind.EXAMPLE
        if name == WORDS or not titles.get(name) or counts.get(kind, 0) >= _MOST_ALIKE:
            continue
        counts[kind] = counts.get(kind, 0) + 1
        yield Reason(kind, titles[name], weight, _stored(name))


def _other(standing: Standing, row: int, said: Reasons) -> Iterator[Reason]:
    candidates = standing.day.candidates
    categories = candidates[row].card.categories
    if categories and said.categories > _LEAST:
        n_alike = sum(categories[0] in candidate.card.categories for candidate in candidates)
        if n_alike < _COMMON_CATEGORY * len(candidates):
            yield Reason(ReasonKind.CATEGORY, categories[0], said.categories)
    if said.related > _LEAST:
        yield Reason(ReasonKind.RELATED, "", said.related)


def _stored(name: str) -> PaperId | None:
    return None if name.startswith("\0") else PaperId(name)
