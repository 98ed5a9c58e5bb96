"""Whether two sources' entries speak of one work: yes with the reason, perhaps, or no. Pure; a false yes is the worst.

Asked in this order: a name that both give (identifiers, stated relations), unless a feed gives it to what looks like
another work altogether; the same title with the same first author
and a year that agrees; titles that are nearly the same, weighed with who wrote it, when, and what its abstract says.
What is not known on one side says nothing. It looks at the two alone, so that its answer never depends on what else is
stored; the figures of the weights are those of `python -m bench.match`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

from academichub.match.notices import is_generic, notice_of
from academichub.match.precedence import is_feed
from academichub.match.preprints import is_preprint_doi
from academichub.match.signs import signs_differ, signs_of
from academichub.match.titlewords import Worded, each_says_more, n_telling, worded
from academichub.match.traits import NONE_THERE, Name, Traits
from academichub.text import title_key

__all__ = [
    "MERGE_FROM",
    "MERGE_GROUP_FROM",
    "SUGGEST_FROM",
    "Likeness",
    "Verdict",
    "authors_meet",
    "differ_in_name",
    "differ_in_signs",
    "likeness",
    "score_of",
    "title_likeness",
]

MERGE_FROM = 0.77
MERGE_GROUP_FROM = 0.75
SUGGEST_FROM = 0.62
"""Scores of a near match, from 0 to 1, chosen on the one half of the labelled pairs and reported on the other. A group
is so many people that they seldom write two works of such titles together."""
_GROUP = 6  # of the authors on both
_GROUP_MOST = 0.8  # of the shorter list
_MOST = 0.6
_FEWEST_OF_MAIN = 4  # of the authors on both, where the one title is the other's without its subtitle
_TITLE_ALONE = 0.8
_TITLE_WITH_ABSTRACTS = 0.76
_MISSPELT = 0.8
_ABSTRACTS_AGREE, _ABSTRACTS_DIFFER = 0.4, 0.1  # shares of word triples in common
_FEWEST_TELLING = 5  # words of a title that tell a work together with its first author alone
_GIVEN_ALIKE = 0.75
_TITLE_OF_ANOTHER = 0.3
_FEWEST_SHARED = 0.25  # of the words of the shorter title
_YEARS_APART = 2  # a preprint of 2024 may be a journal's paper of 2026; much later it is another work of the group
_UNKNOWN = 0.25  # in place of the share that two abstracts have in common, between those that agree and that differ


class Verdict(IntEnum):
    NO = 0
    PERHAPS = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """`reason` is a stable word for what decided, with a colon and a name where there is one: "name:doi:10.5555/x",
    "title", "near"; or, of a no, what stands against it. `common`: the share that the abstracts have in common, of a
    title that both have; None where it is not known. `rank` orders what decided: the lower, the surer."""

    verdict: Verdict
    reason: str = ""
    score: float = 0.0
    common: float | None = None

    @property
    def rank(self) -> tuple[int, float]:
        """Titles that are the same are all as sure, so their abstracts tell which of several it is."""
        kind = self.reason.partition(":")[0]
        if kind == "title":
            return 1, -(_UNKNOWN if self.common is None else self.common)
        return (0 if kind == "name" else 2), -self.score


_NO = Likeness(Verdict.NO)


def likeness(one: Traits, other: Traits) -> Likeness:
    """The same whichever of the two comes first."""
    if one.source == other.source:
        return Likeness(Verdict.NO, "one source")
    shared = _shared_name(one, other)
    if shared is not None:
        is_sure = not (is_feed(one.source) or is_feed(other.source)) or not _speaks_of_another(one, other)
        return Likeness(Verdict.SAME if is_sure else Verdict.PERHAPS, f"name:{shared}", 1.0 if is_sure else 0.9)
    if not one.authors or not other.authors or not one.titles or not other.titles:
        return _NO
    return _by_words(one, other)


def _shared_name(one: Traits, other: Traits) -> str | None:
    shared = {one.strand, *one.names} & {other.strand, *other.names}
    return min(shared) if shared else None


def _speaks_of_another(one: Traits, other: Traits) -> bool:
    """Whether all but the identifier is other: the titles have nothing to do with each other, nobody is known to be on
    both, and the abstracts do not agree."""
    if not one.titles or not other.titles or _title_score(*_nearest_titles(one, other)) >= _TITLE_OF_ANOTHER:
        return False
    if one.authors and other.authors and authors_meet(one, other):
        return False
    return (_abstracts_in_common(one, other) or 0.0) < _ABSTRACTS_AGREE


def _by_words(one: Traits, other: Traits) -> Likeness:
    if {notice_of(title) for title in one.titles}.isdisjoint(notice_of(title) for title in other.titles):
        return Likeness(Verdict.NO, "notice")
    same_title = _same_title(one, other)
    agreed = _authors_agree(one, other)
    if same_title is None:
        return _near(one, other) if agreed else _NO
    if is_generic(same_title) or not (agreed or _may_be_turned(one, other)):
        return Likeness(Verdict.NO, "generic" if agreed else "authors")
    is_sure = _title_tells(same_title, one, other) and _years_agree(one, other)
    is_sure = is_sure and (agreed or _are_turned(one, other)) and _signs_agree(one, other)
    is_sure = is_sure and not differ_in_name((one,), (other,))
    verdict = Verdict.SAME if is_sure else Verdict.PERHAPS
    return Likeness(verdict, "title", 1.0 if is_sure else 0.9, _abstracts_in_common(one, other))


def _signs_agree(one: Traits, other: Traits) -> bool:
    """Whether a title that both have, letter by letter, has no other signs in the one than in the other."""
    pairs = ((mine, its) for mine in one.titles for its in other.titles if title_key(mine) == title_key(its))
    return any(not signs_differ(mine, its) for mine, its in pairs)


def differ_in_signs(ones: Iterable[Traits], others: Iterable[Traits]) -> bool:
    """Whether two of them have a title in common, and other signs in it each: "HER2+" and "HER2−"."""
    signed, its_signed = ([each for each in some if any(map(signs_of, each.titles))] for some in (ones, others))
    pairs = ((mine, its) for mine in signed for its in its_signed)
    return any(_same_title(mine, its) is not None and not _signs_agree(mine, its) for mine, its in pairs)


def _title_tells(title: str, one: Traits, other: Traits) -> bool:
    """Whether the title that both have, and who wrote them, speak for one work: not against their abstracts, and a
    title of few words only with several people, or with abstracts that say the same."""
    common = _abstracts_in_common(one, other)
    if common is not None and common < _ABSTRACTS_DIFFER:
        return False
    if _most_are_on_both(one, other) or (common is not None and common >= _ABSTRACTS_AGREE):
        return _first_agrees(one, other)
    return _first_agrees(one, other) and n_telling(title) >= _FEWEST_TELLING


def _same_title(one: Traits, other: Traits) -> str | None:
    keys = {title_key(title): title for title in one.titles}
    return min((keys[key] for key in map(title_key, other.titles) if key and key in keys), default=None)


def _near(one: Traits, other: Traits) -> Likeness:
    if not _may_be_near(one, other):
        return _NO
    score = score_of(one, other)
    if score < SUGGEST_FROM:
        return Likeness(Verdict.NO, "near", score)
    is_sure = _years_agree(one, other) and not differ_in_name((one,), (other,)) and _is_told(one, other, score)
    return Likeness(Verdict.SAME if is_sure else Verdict.PERHAPS, "near", score)


def _may_be_near(one: Traits, other: Traits) -> bool:
    """A quick look: most of those who share an author and a word of the title share nothing else."""
    if one.sample and other.sample:
        return True
    pairs = ((_plain_words(mine), _plain_words(its)) for mine in one.titles for its in other.titles)
    return any(len(mine & its) >= _FEWEST_SHARED * min(len(mine), len(its)) for mine, its in pairs)


@lru_cache(maxsize=50_000)
def _plain_words(title: str) -> frozenset[str]:
    return frozenset(title.casefold().replace("-", " ").split())


def _is_told(one: Traits, other: Traits, score: float) -> bool:
    """Whether titles that are not the same can speak for one work. The same people write about the same things, so the
    titles must be very near, unless the abstracts say the same or many people sign both; an abstract that says nothing
    of it refuses, and so do the names that two works give themselves. Where there are no two abstracts to tell
    companions apart, so does a word on each side that the other has not."""
    mine, its = _nearest_titles(one, other)
    if (
        _numbers_differ(mine, its)
        or signs_differ(mine.title, its.title)
        or (mine.name and its.name and mine.name != its.name)
    ):
        return False
    title, common = _title_score(mine, its), _abstracts_in_common(one, other)
    if common is not None:
        is_near = title >= _TITLE_WITH_ABSTRACTS and common >= _ABSTRACTS_DIFFER
        return score >= MERGE_FROM and (common >= _ABSTRACTS_AGREE or is_near)
    n_shared, share = _shared_people(one, other)
    if n_shared >= _FEWEST_OF_MAIN and share >= _MOST and _is_without_subtitle(mine, its):
        return True
    if each_says_more(mine, its):
        return False
    if n_shared >= _GROUP and share >= _GROUP_MOST:
        return score >= MERGE_GROUP_FROM
    return score >= MERGE_FROM and title >= _TITLE_ALONE


def _is_without_subtitle(one: Worded, other: Worded) -> bool:
    return bool(one.main) and one.main == other.main and not (one.has_subtitle and other.has_subtitle)


def _shared_people(one: Traits, other: Traits) -> tuple[int, float]:
    """How many family names are on both lists, and the share that they are of the shorter one."""
    mine, its = _families(one.authors), _families(other.authors)
    n_shared = len(mine & its)
    return n_shared, n_shared / min(len(mine), len(its))


def _nearest_titles(one: Traits, other: Traits) -> tuple[Worded, Worded]:
    pairs = ((worded(mine), worded(its)) for mine in one.titles for its in other.titles)
    return max(pairs, key=lambda pair: _title_score(*pair))


def score_of(one: Traits, other: Traits) -> float:
    """0 to 1. Of all the titles that each ever had, the two that are nearest count; each has one at least."""
    titles = _title_score(*_nearest_titles(one, other))
    people = _people_score(one, other)
    weighed = 0.62 * titles + 0.38 * people
    common = _abstracts_in_common(one, other)
    if common is None:
        return weighed
    return weighed + (1 - weighed) * max(0.0, common - 0.25) if common >= 0.25 else weighed * (0.85 + 0.6 * common)


def title_likeness(one: str, other: str) -> float:
    """0 to 1, of two titles as they read plain; 1.0 where only case, spaces and punctuation differ."""
    if title_key(one) == title_key(other):
        return 1.0
    return _title_score(worded(one), worded(other))


def _title_score(one: Worded, other: Worded) -> float:
    """What both say, by the weight of the words and by groups of three letters; less where numbers or parts differ."""
    shared = sum(weight for word, weight in one.weights.items() if word in other.weights)
    least = min(one.weight, other.weight)
    both = one.weight + other.weight - shared
    by_words = 0.5 * (shared / both) + 0.5 * (shared / least) if both and least else 0.0
    triples = one.triples | other.triples
    by_letters = 2 * len(one.triples & other.triples) / (len(one.triples) + len(other.triples)) if triples else 0.0
    score = 0.55 * by_words + 0.45 * by_letters
    if one.parts != other.parts:
        return 0.3 * score
    return score * (0.72 if _numbers_differ(one, other) else 1.0)


def _numbers_differ(one: Worded, other: Worded) -> bool:
    """Each has a number that the other has not: a title that lost its only one is still the same."""
    return bool(one.numbers - other.numbers and other.numbers - one.numbers)


def _people_score(one: Traits, other: Traits) -> float:
    """1.0 for the same list; the first author, the last one, and how many of the shorter and of both lists are shared.

    One person alone tells little: so many write several papers of nearly one title.
    """
    mine, its = _families(one.authors), _families(other.authors)
    shared = len(mine & its)
    overlap = 0.5 * shared / min(len(mine), len(its)) + 0.5 * shared / len(mine | its)
    ends = 0.6 * _is_same_person(one.authors[0], other.authors[0]) + 0.4 * _is_same_person(
        one.authors[-1], other.authors[-1]
    )
    return (0.65 * overlap + 0.35 * ends) * min(1.0, 0.7 + 0.1 * shared)


def _families(authors: Iterable[Name]) -> frozenset[str]:
    return frozenset(family for family, _ in authors)


def _is_same_person(one: Name, other: Name) -> bool:
    """By the family name, and the initial where both have one."""
    return one[0] == other[0] and (not one[1] or not other[1] or one[1] == other[1])


def _authors_agree(one: Traits, other: Traits) -> bool:
    """Whether somebody is on both."""
    return any(_is_same_person(mine, its) for mine in one.authors for its in other.authors if mine[0] == its[0])


def authors_meet(one: Traits, other: Traits) -> bool:
    """Whether somebody is on both, however the first one's name is written; each has authors."""
    return _authors_agree(one, other) or _first_agrees(one, other)


def _first_agrees(one: Traits, other: Traits) -> bool:
    """The first author of the one is the first of the other, however the name is written; or most of the shorter list
    is on both."""
    first, its_first = one.authors[0], other.authors[0]
    if _is_turned(first, its_first) or _most_are_on_both(one, other):
        return True
    is_first = _is_same_person(first, its_first) or _is_misspelt(first, its_first)
    return is_first and _may_be_one_given_name(one.given, other.given)


def _most_are_on_both(one: Traits, other: Traits) -> bool:
    n_shared, share = _shared_people(one, other)
    return n_shared >= 2 and share >= _MOST


def _may_be_one_given_name(one: str, other: str) -> bool:
    """ "Jon" and "Jonathan", "Katarina" and "Katharina", or one that is not known; not "Jane" and "John"."""
    if not one or not other or one.startswith(other) or other.startswith(one):
        return True
    return SequenceMatcher(None, one, other).ratio() >= _GIVEN_ALIKE


def _is_turned(one: Name, other: Name) -> bool:
    """Whether the family name of one was taken for the given name of the other."""
    return bool(one[1] and other[1]) and one[0][0] == other[1] and other[0][0] == one[1] and one[0] != other[0]


def _may_be_turned(one: Traits, other: Traits) -> bool:
    """Whether the first author of the one, family and given name taken for each other, may be the first of the other:
    by the initials, or because the one ends as the other begins ("Nguyen Van An", "Van An Nguyen")."""
    first, its_first = one.authors[0], other.authors[0]
    return _is_turned(first, its_first) or first[0] == other.given or its_first[0] == one.given


def _are_turned(one: Traits, other: Traits) -> bool:
    """Whether it is the same list, all names the other way round, as far as they are known: the first one is whole."""
    firsts = (one.authors[0][0], one.given), (other.given, other.authors[0][0])
    pairs = zip(one.authors, other.authors, strict=False)
    return firsts[0] == firsts[1] and one.n_authors == other.n_authors and all(_is_turned(*pair) for pair in pairs)


def _is_misspelt(one: Name, other: Name) -> bool:
    """ "Sigurdsson" and "Sigurthsson" of one initial, which two sources make of one letter."""
    return bool(one[1]) and one[1] == other[1] and SequenceMatcher(None, one[0], other[0]).ratio() >= _MISSPELT


def _years_agree(one: Traits, other: Traits) -> bool:
    if one.years is None or other.years is None:
        return True
    return one.years[0] - other.years[1] <= _YEARS_APART and other.years[0] - one.years[1] <= _YEARS_APART


def _abstracts_in_common(one: Traits, other: Traits) -> float | None:
    """The share of the abstracts' word triples that both have, roughly; None where one has no abstract."""
    if not one.sample or not other.sample:
        return None
    told = [(mine, its) for mine, its in zip(one.sample, other.sample, strict=True) if max(mine, its) != NONE_THERE]
    return sum(mine == its for mine, its in told) / len(told)


@lru_cache(maxsize=4096)
def _scheme(name: str) -> str | None:
    """Of an identifier that a work has one of; None for a preprint's DOI, and for what is no identifier."""
    scheme = name.partition(":")[0]
    if scheme == "doi":
        return None if is_preprint_doi(name[len("doi:") :]) else "doi"
    return scheme if scheme in ("arxiv", "pmid", "pmcid") else None


def differ_in_name(ones: Iterable[Traits], others: Iterable[Traits]) -> bool:
    """Whether both have an identifier of one kind, and none of that kind in common."""
    mine, its = _by_scheme(ones), _by_scheme(others)
    return any(mine[scheme].isdisjoint(its[scheme]) for scheme in mine.keys() & its.keys())


def _by_scheme(traits: Iterable[Traits]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in traits:
        for name in each.names:
            if (scheme := _scheme(name)) is not None:
                found.setdefault(scheme, set()).add(name)
    return found
