"""Name what one channel of a source tells by the key under which the other told it before; and where both had told a
work before either knew that it was one, make it one as soon as the feed states the DOI that the list has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from academichub.match import (
    Strand,
    are_one_by_doi,
    find_twins,
    joined_traits,
    own_name,
    traits_of,
    with_rest,
)
from academichub.model import BY_RULE, Announcement, Merge, Page, Record, SourceId
from academichub.pipeline.matching import regroup, renew_cards, save_matched
from academichub.receipts import names_otherwise
from academichub.store import Unit

__all__ = ["known_by_their_keys", "under_known_keys"]

_LATE = timedelta(days=60)
"""How long after the one channel the other may tell of a work, at most."""


def under_known_keys(unit: Unit, source: object, pages: Sequence[Page], at: datetime) -> tuple[Page, ...]:
    """The pages of a visit of the feed; what the complete list told before comes under its key, and whole. What both
    told before, and the feed has the list's DOI for now, becomes one paper."""
    if not names_otherwise(source):
        return tuple(pages)
    said = [one.record for page in pages for one in page.announcements]
    _join_channels(unit, said, at)
    twins = _twins(unit, said, at.date())
    if not twins:
        return tuple(pages)
    return tuple(replace(page, announcements=tuple(_renamed(page.announcements, twins))) for page in pages)


def known_by_their_keys(
    unit: Unit, source: object, announcements: Sequence[Announcement], since: date
) -> tuple[Announcement, ...]:
    """What the complete list names, each under the key by which the feed told it, where it did."""
    if not names_otherwise(source):
        return tuple(announcements)
    twins = _twins(unit, [one.record for one in announcements], since)
    return tuple(
        replace(one, record=replace(one.record, key=twins[one.record.key].key)) if one.record.key in twins else one
        for one in announcements
    )


def _join_channels(unit: Unit, told: Sequence[Record], at: datetime) -> None:
    """The feed's entry stays, and all that the list said goes on under its key. Where several entries state one DOI it
    is none of theirs; where a reader said that the two are two, they are."""
    dois = Counter(record.identifiers.doi for record in told)
    later = {
        own_name(record): f"{record.source}:{record.identifiers.doi}"
        for record in told
        if record.identifiers.doi not in (None, record.key) and dois[record.identifiers.doi] == 1
    }
    strands = unit.register.strands([*later, *later.values()])
    for record in told:
        kept, gone = strands.get(own_name(record)), strands.get(later.get(own_name(record), ""))
        if kept is None or gone is None or _are_said_to_differ(unit, kept.name, gone.name):
            continue
        traits = joined_traits(kept.traits, traits_of(record))
        if are_one_by_doi(traits, gone.traits):
            whole = replace(kept, traits=joined_traits(traits, replace(gone.traits, strand=kept.name)))
            _make_one(unit, gone, whole, at)


def _are_said_to_differ(unit: Unit, one: str, other: str) -> bool:
    return (min(one, other), max(one, other)) in unit.register.rulings([one]).different


def _make_one(unit: Unit, gone: Strand, kept: Strand, at: datetime) -> None:
    folded = unit.fold(gone, kept)
    beside = {kept.name: kept, **unit.register.strands_of([kept.paper_id, gone.paper_id])}
    save_matched(unit, regroup(unit.register, beside, beside), at)
    paper_id = unit.register.strands([kept.name])[kept.name].paper_id
    renew_cards(unit, [kept.name])
    reason = f"name:doi:{gone.key}"
    unit.register.save_merge(Merge(0, paper_id, gone.paper_id, (gone.name,), reason, BY_RULE, at), folded)


def _renamed(announcements: Iterable[Announcement], twins: dict[str, Record]) -> Iterable[Announcement]:
    for one in announcements:
        twin = twins.get(one.record.key)
        yield one if twin is None else replace(one, record=with_rest(one.record, twin))


def _twins(unit: Unit, records: Sequence[Record], since: date) -> dict[str, Record]:
    """For the keys under which nothing is stored: what is stored of the same work under the other channel's key.

    A pair that was found is remembered, since a feed may show an entry long after the list told of it.
    """
    if not records:
        return {}
    source: SourceId = records[0].source
    stored = unit.accounts.stored(source, (record.key for record in records))
    fresh = [record for record in records if record.key not in stored]
    found = _remembered(unit, source, fresh)
    rest = [record for record in fresh if record.key not in found]
    if not rest:
        return found
    held = unit.accounts.records_since(source, since - _LATE)
    known = {record.key for record in held}
    by_doi = _entries(unit, source, {record.identifiers.doi for record in rest if record.identifiers.doi} - known)
    new = find_twins(rest, [*held, *by_doi.values()])
    papers = unit.find_each([f"{source}:{twin.key}" for twin in new.values()])
    unit.register.save_names({f"{source}:{key}": papers[f"{source}:{twin.key}"] for key, twin in new.items()})
    return {**found, **new}


def _remembered(unit: Unit, source: SourceId, fresh: Sequence[Record]) -> dict[str, Record]:
    papers = unit.find_each([own_name(record) for record in fresh])
    of_source = {
        strand.paper_id: strand.key
        for strand in unit.register.strands_of(papers.values()).values()
        if strand.traits.source == source
    }
    keys = {
        record.key: of_source[papers[own_name(record)]] for record in fresh if papers.get(own_name(record)) in of_source
    }
    entries = _entries(unit, source, keys.values())
    return {key: entries[twin] for key, twin in keys.items() if twin != key}


def _entries(unit: Unit, source: SourceId, keys: Iterable[str]) -> dict[str, Record]:
    """What the source last said under each of these keys; one under which nothing is stored is absent."""
    return {key: said[-1] for key in dict.fromkeys(keys) if (said := unit.register.entry(source, key))}
