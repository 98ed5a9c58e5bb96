"""Which entries that one source tells under two keys are one work: told by its feed, and by its complete list. Pure.

A source that gives two works two keys is believed (decide.py). But where a journal is told of by two channels, the keys
of the one say nothing of the other's: the list has DOIs, the feed whatever it likes. So an entry of the one is looked
for among those of the other, by the DOI, and else by its title and who wrote it; what is found goes on under the key
that is stored. Within one journal and some weeks a title that says something names one work where one of the two left
out authors or somebody is on both; a regular part ("Images of the week") has one title and other authors each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from academichub.match.blocking import keys_of
from academichub.match.likeness import Verdict, authors_meet, differ_in_name, differ_in_signs, likeness
from academichub.match.notices import is_generic
from academichub.match.traits import Traits, traits_of
from academichub.model import Identifiers, Record
from academichub.text import title_key

__all__ = ["are_one_by_doi", "find_twins", "with_rest"]


def find_twins(fresh: Iterable[Record], held: Iterable[Record]) -> Mapping[str, Record]:
    """For the keys of `fresh` the record among `held` that speaks of the same work, where there is one.

    Each is the twin of one at most. Both are of one source, and lists of a few weeks.
    """
    wanted, free = list(fresh), {record.key: record for record in held}
    found: dict[str, Record] = {}
    by_doi = {record.identifiers.doi: record for record in free.values() if record.identifiers.doi is not None}
    for record in wanted:
        twin = by_doi.get(record.identifiers.doi or "")
        if twin is not None and twin.key != record.key and twin.key in free:
            found[record.key] = free.pop(twin.key)
    rest = [record for record in wanted if record.key not in found and record.key not in free]
    return {**found, **_by_words(rest, free)} if rest and free else found


def are_one_by_doi(told: Traits, listed: Traits) -> bool:
    """Whether an entry of the feed that states the DOI of one in the list is that one, though both are stored."""
    return likeness(told, _as_other(listed)).verdict is Verdict.SAME


def with_rest(record: Record, twin: Record) -> Record:
    """The record under its twin's key, with what the twin says beyond it. Said again, it is the same."""
    return replace(
        record,
        key=twin.key,
        identifiers=Identifiers(
            arxiv=record.identifiers.arxiv or twin.identifiers.arxiv,
            doi=record.identifiers.doi or twin.identifiers.doi,
            pmid=record.identifiers.pmid or twin.identifiers.pmid,
            pmcid=record.identifiers.pmcid or twin.identifiers.pmcid,
        ),
        abstract=record.abstract or twin.abstract,
        authors=record.authors or twin.authors,
        posted_on=record.posted_on or twin.posted_on,
        licence=record.licence or twin.licence,
        comment=record.comment or twin.comment,
        published_doi=record.published_doi or twin.published_doi,
        withdrawn=record.withdrawn or twin.withdrawn,
    )


def _by_words(fresh: Sequence[Record], held: Mapping[str, Record]) -> Mapping[str, Record]:
    """Of those of which one has no DOI; who are surely one find each other before those who may be."""
    free = {key: _as_other(traits_of(record)) for key, record in held.items()}
    places: dict[int, set[str]] = defaultdict(set)
    for key, traits in free.items():
        for place in keys_of(traits):
            places[place].add(key)
    pairs: list[tuple[int, str, Record]] = []
    for record in fresh:
        traits = traits_of(record)
        for key in {key for place in keys_of(traits) for key in places.get(place, ())}:
            doubt = _doubt(traits, free[key]) if _are_of_two_channels(record, held[key]) else None
            if doubt is not None:
                pairs.append((doubt, key, record))
    return _assigned(pairs, held)


def _assigned(pairs: Iterable[tuple[int, str, Record]], held: Mapping[str, Record]) -> Mapping[str, Record]:
    """Each in at most one pair."""
    found: dict[str, Record] = {}
    taken: set[str] = set()
    for _, key, record in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[2].key)):
        if key not in taken and record.key not in found:
            found[record.key] = held[key]
            taken.add(key)
    return found


def _are_of_two_channels(one: Record, other: Record) -> bool:
    """The complete list has the DOI for a key and the feed has not: two keys of one channel are two works."""
    return (one.key == one.identifiers.doi) != (other.key == other.identifiers.doi)


def _as_other(traits: Traits) -> Traits:
    """Likeness compares what two sources say."""
    return replace(traits, source=f"{traits.source}*", strand=f"*{traits.strand}")


def _doubt(one: Traits, other: Traits) -> int | None:
    """How sure it is that the two are one, the lower the surer; None where they are not."""
    if differ_in_name((one,), (other,)) or differ_in_signs((one,), (other,)):
        return None
    titles = {title_key(title) for title in one.titles if not is_generic(title)}
    have_authors = bool(one.authors and other.authors)
    if any(title_key(title) in titles for title in other.titles):
        if not have_authors:
            return 2
        return 0 if authors_meet(one, other) else None
    return 1 if likeness(one, other).verdict is Verdict.SAME else None
