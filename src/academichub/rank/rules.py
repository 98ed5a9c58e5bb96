"""Hard rules of a radar: what a paper must have, and what removes it, before any score. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from academichub.rank.papers import Card

__all__ = ["NO_RULES", "Rules", "broken_rule", "folded", "has_phrase", "is_under", "sift"]

_SPACE = re.compile(r"\s+")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Rules:
    """An empty field asks nothing. Within a `must` one hit is enough; each non-empty `must` needs its own hit."""

    must_words: tuple[str, ...] = ()
    must_not_words: tuple[str, ...] = ()
    must_authors: tuple[str, ...] = ()
    must_not_authors: tuple[str, ...] = ()
    must_categories: tuple[str, ...] = ()  # "cs.LG", or "cs" for all of it
    must_not_categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


NO_RULES = Rules()


def broken_rule(rules: Rules, card: Card) -> str | None:
    """The first rule that removes the paper, as "field: value"; None where all hold. The `must not` are asked first."""
    text = _plain(card.text)
    people = {_plain(author) for author in card.authors}
    return (
        _named("must_not_words", [word for word in rules.must_not_words if _has_words(text, word)])
        or _named("must_not_authors", [name for name in rules.must_not_authors if _plain(name) in people])
        or _named("must_not_categories", [name for name in rules.must_not_categories if _under(card, name)])
        or _missing("must_words", rules.must_words, any(_has_words(text, word) for word in rules.must_words))
        or _missing("must_authors", rules.must_authors, any(_plain(name) in people for name in rules.must_authors))
        or _missing("must_categories", rules.must_categories, any(_under(card, n) for n in rules.must_categories))
        or _missing("sources", rules.sources, card.source in rules.sources)
        or _missing("languages", rules.languages, card.language in rules.languages)
    )


def sift(rules: Rules, cards: Iterable[Card]) -> tuple[list[Card], list[tuple[Card, str]]]:
    """What stays, and what was removed by which rule, both in the order given."""
    kept: list[Card] = []
    removed: list[tuple[Card, str]] = []
    for card in cards:
        broken = broken_rule(rules, card)
        if broken is None:
            kept.append(card)
        else:
            removed.append((card, broken))
    return kept, removed


def _named(field: str, hits: Sequence[str]) -> str | None:
    return f"{field}: {hits[0]}" if hits else None


def _missing(field: str, asked: Sequence[str], met: bool) -> str | None:
    return f"{field}: {', '.join(asked)}" if asked and not met else None


def _has_words(text: str, phrase: str) -> bool:
    """Whole words, any case; a phrase with Han characters anywhere, since Chinese has no spaces. Nothing is in none."""
    return has_phrase(text, _plain(phrase))


def has_phrase(text: str, wanted: str) -> bool:
    """Whether the words stand in the text; both as `folded` gives them."""
    if not wanted or wanted not in text:
        return False
    if _HAN.search(wanted):
        return True
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None


def _under(card: Card, category: str) -> bool:
    return is_under([_plain(name) for name in card.categories], _plain(category))


def is_under(held: Iterable[str], wanted: str) -> bool:
    """Whether one of the categories is the wanted one ("cs.lg"), or of it ("cs"); all as `folded` gives them."""
    return bool(wanted) and any(name == wanted or name.startswith(f"{wanted}.") for name in held)


def folded(text: str) -> str:
    """As rules compare texts: without regard to case and to how much white space stands where."""
    return _plain(text)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()
