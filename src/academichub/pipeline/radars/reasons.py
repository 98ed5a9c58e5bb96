"""Why a paper stands in a radar: what carried its score, in words a reader knows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from academichub.model import PaperId, Reason, ReasonKind
from academichub.pipeline.radars.standing import BOOST, THEIRS, Standing
from academichub.pipeline.radars.wishes import WORDS
from academichub.rank.explain import Reasons, explain
from academichub.rank.rules import folded, has_phrase
from academichub.rank.words import UNSPACED, terms_of

__all__ = ["reasons_of"]

_MOST_WORDS = 5
_MOST_ALIKE = 2
_MOST_AGAINST = 2
_LEAST = 0.02  # of a score: less carried nothing
_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_NOTHING = Reasons((), (), (), (), 0.0, 0.0)


def reasons_of(standing: Standing, row: int) -> tuple[Reason, ...]:
    """Strongest first; then, with negative weights, those against it, the strongest of them first."""
    found = list(_authors(standing, row))
    card, trained, said = standing.day.candidates[row].card, standing.trained, _NOTHING
    if trained.profile is not None and trained.wishes is not None:
        view = standing.day.view.take([row])
        said = _scaled(
            explain(trained.profile, card, view, trained.wishes, 3 * _MOST_WORDS, trained.mix), trained.spread
        )
        found += [*_against(standing, row, said), *_alike(standing, row, said), *_other(standing, row, said)]
    found += _words(standing, row, said)
    return tuple(sorted(found, key=lambda r: (r.weight < 0, -abs(r.weight), r.kind, r.what)))


def _scaled(said: Reasons, spread: float) -> Reasons:
    """As parts of the score that is shown."""
    words, against, examples, disliked = (
        tuple((what, weight / spread) for what, weight in told)
        for told in (said.words, said.against, said.examples, said.disliked)
    )
    return replace(
        said,
        words=words,
        against=against,
        examples=examples,
        disliked=disliked,
        categories=said.categories / spread,
        related=said.related / spread,
    )


def _authors(standing: Standing, row: int) -> Iterator[Reason]:
    for person in standing.theirs.get(row, ()):
        yield Reason(ReasonKind.AUTHOR, person.name, THEIRS)


def _words(standing: Standing, row: int, said: Reasons) -> Iterator[Reason]:
    """Words as the paper spells them, the radar's own as it has them; one that is a part of another is told with it."""
    told = dict.fromkeys(standing.boosts.get(row, ()), BOOST)
    for shown, weight in _learned(standing, row, said):
        whole = next((other for other in told if _overlap(folded(shown), folded(other))), None)
        if whole is None:
            told[shown] = weight
        elif len(shown) > len(whole) and whole not in standing.boosts.get(row, ()):
            told[shown] = weight + told.pop(whole)
        else:
            told[whole] += weight
    strongest = sorted(told.items(), key=lambda word: (-word[1], word[0]))[:_MOST_WORDS]
    return (Reason(ReasonKind.WORD, word, weight) for word, weight in strongest)


def _learned(standing: Standing, row: int, said: Reasons) -> Iterator[tuple[str, float]]:
    """The terms that carried something. What stands for a phrase of the radar that is in the paper is that phrase."""
    radar, paper = standing.known.radar, standing.day.candidates[row]
    spelled = _spelled(paper.card.text)
    wished = [word for word in (*radar.include, *radar.boost) if has_phrase(paper.text, folded(word))]
    for term, weight in said.words:
        shown = next((word for word in wished if _is_part(term, word)), None) or _written(term, paper.text, spelled)
        if shown is not None and weight >= _LEAST:
            yield shown, weight


def _against(standing: Standing, row: int, said: Reasons) -> Iterator[Reason]:
    paper = standing.day.candidates[row]
    spelled = _spelled(paper.card.text)
    for term, weight in said.against[:_MOST_AGAINST]:
        shown = _written(term, paper.text, spelled)
        if shown is not None and weight < -_LEAST:
            yield Reason(ReasonKind.AGAINST, shown, weight)


def _alike(standing: Standing, row: int, said: Reasons) -> Iterator[Reason]:
    """The examples and the voted papers that it is like, itself left out."""
    own, trained = standing.day.ids[row], standing.trained
    titles = trained.titles or {}
    counts: dict[ReasonKind, int] = {}
    for name, weight in said.examples:
        kind = ReasonKind.VOTE if name in trained.voted else ReasonKind.EXAMPLE
        if name in (WORDS, own) or not titles.get(name) or counts.get(kind, 0) >= _MOST_ALIKE or weight < _LEAST:
            continue
        counts[kind] = counts.get(kind, 0) + 1
        yield Reason(kind, titles[name], weight, _stored(name))
    disliked = [(name, part) for name, part in said.disliked if name != own and titles.get(name) and part < -_LEAST]
    for name, weight in disliked[:_MOST_AGAINST]:
        yield Reason(ReasonKind.AGAINST, titles[name], weight, _stored(name))


def _other(standing: Standing, row: int, said: Reasons) -> Iterator[Reason]:
    categories = standing.day.candidates[row].card.categories
    if categories and said.categories > _LEAST:
        yield Reason(ReasonKind.CATEGORY, categories[0], said.categories)
    if said.related > _LEAST:
        yield Reason(ReasonKind.RELATED, "", said.related)


def _stored(name: str) -> PaperId | None:
    return None if name.startswith("\0") else PaperId(name)


def _spelled(text: str) -> dict[str, str]:
    """Each single term as it is first spelled in the text: "policy" stands there as "policies"."""
    spelled: dict[str, str] = {}
    for token in _TOKEN.findall(folded(text)):
        for term in terms_of(token):
            if " " not in term:
                spelled.setdefault(term, token if not _UNSPACED.search(term) else term)
    return spelled


def _written(term: str, text: str, spelled: dict[str, str]) -> str | None:
    """The term as the paper has it; None where it stands there in no such form, as two words that a third parts."""
    words = [spelled.get(word) for word in term.split(" ")]
    if any(word is None for word in words):
        return None
    if len(words) == 2 and all(word and _UNSPACED.search(word) for word in words):
        whole = _merged(words[0] or "", words[1] or "")
        return whole if whole in text else None
    for between in (" ", "-"):
        if has_phrase(text, between.join(word or "" for word in words)):
            return between.join(word or "" for word in words)
    return None


def _merged(first: str, second: str) -> str:
    """Two pairs of characters that share one: 扩散 and 散模 are 扩散模."""
    return first + second[1:] if first[-1] == second[0] else first + second


def _is_part(term: str, phrase: str) -> bool:
    """Whether the term is one of those that the phrase gives."""
    return term in set(terms_of(phrase))


def _overlap(one: str, other: str) -> bool:
    """One is a part of the other, whole word by whole word; where no spaces part them, any characters."""
    if _UNSPACED.search(one) and _UNSPACED.search(other):
        return one in other or other in one
    first, second = _parts(one), _parts(other)
    return set(first) <= set(second) or set(second) <= set(first)


def _parts(text: str) -> Sequence[str]:
    return _TOKEN.findall(text)
