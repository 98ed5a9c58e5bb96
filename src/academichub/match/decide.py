"""Decide what an announcement changes: a new paper, another version, another source of a known one, or nothing.

A work is known by its names: every identifier any of its records carries, and each source's own key. A record belongs
to the paper that holds its own key; else to the paper that holds one of its identifiers; else it is a new paper. False
merges are worse than missed ones, so one guard stands before a merge: a source that gave two works two keys is
believed, and a record never joins a paper that already has another key of the same source (two arXiv papers that state
the same journal DOI stay two). Titles are not compared here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from academichub.identifiers import parse_arxiv
from academichub.model import (
    Announcement,
    Change,
    Identifiers,
    Kind,
    Merged,
    New,
    PaperId,
    Record,
    Revised,
    SourceId,
    Unchanged,
)

__all__ = [
    "SIGNALS",
    "Known",
    "StoredRecord",
    "decide",
    "is_listing",
    "names_of",
    "own_name",
    "paper_id_for",
    "record_hash",
]

SIGNALS = frozenset({SourceId("huggingface")})
"""Sources that point at papers which others announce: by votes, by the choice of readers."""

_HASH_VERSION = b"1"
_encoder = msgspec.json.Encoder()


def record_hash(record: Record) -> str:
    """A stable name of what the record says, 32 hex digits; the first byte hashed is the version of this recipe."""
    return hashlib.blake2b(_HASH_VERSION + _encoder.encode(record), digest_size=16).hexdigest()


def own_name(record: Record) -> str:
    """The name under which the record's own source knows the work."""
    return f"{record.source}:{record.key}"


def _identifier_names(identifiers: Identifiers) -> Iterator[str]:
    for scheme in ("arxiv", "doi", "pmid", "pmcid"):
        value = getattr(identifiers, scheme)
        if value is not None:
            yield f"{scheme}:{value}"


def names_of(record: Record) -> tuple[str, ...]:
    """Every name the record gives its work, the strongest first, each once; arXiv's own DOI says arXiv's id, too."""
    names = [own_name(record), *_identifier_names(record.identifiers)]
    if record.published_doi is not None:
        names.append(f"doi:{record.published_doi}")
    for name in tuple(names):
        if name.startswith("doi:10.48550/") and (preprint := parse_arxiv(name[4:])) is not None:
            names.append(f"arxiv:{preprint.id}")
    return tuple(dict.fromkeys(names))


def paper_id_for(record: Record) -> PaperId:
    """The id a new paper gets: its first identifier, else its source's own name for it."""
    return PaperId(next(_identifier_names(record.identifiers), own_name(record)))


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """What deciding needs of a stored record: the newest one of its source, key and version."""

    version: int | None
    hash: str


@dataclass(slots=True)
class Known:
    """What the store knows of the names in a page. `decide` adds to it as it goes, so that a page may repeat itself."""

    papers: dict[str, PaperId] = field(default_factory=dict)  # name -> paper
    records: dict[tuple[SourceId, str], list[StoredRecord]] = field(
        default_factory=dict
    )  # (source, key) -> newest ones
    keys: dict[tuple[PaperId, SourceId], set[str]] = field(default_factory=dict)  # the keys a paper has of a source
    paper_ids: set[PaperId] = field(default_factory=set)  # ids taken, among those a new paper of the page might want

    def learn(self, record: Record, paper_id: PaperId) -> None:
        for name in names_of(record):
            self.papers.setdefault(name, paper_id)
        versions = self.records.setdefault((record.source, record.key), [])
        versions[:] = [stored for stored in versions if stored.version != record.version]
        versions.append(StoredRecord(record.version, record_hash(record)))
        self.keys.setdefault((paper_id, record.source), set()).add(record.key)
        self.paper_ids.add(paper_id)


def decide(announcements: Iterable[Announcement], known: Known) -> tuple[Change, ...]:
    """One change per announcement, in order."""
    return tuple(_decide_one(announcement, known) for announcement in announcements)


def _decide_one(announcement: Announcement, known: Known) -> Change:
    record = announcement.record
    change = _change(announcement, known)
    known.learn(record, change.paper_id)
    return change


def _change(announcement: Announcement, known: Known) -> Change:
    record = announcement.record
    own = known.papers.get(own_name(record))
    if own is not None and (record.source, record.key) in known.records:
        stored = {known_record.hash for known_record in known.records[record.source, record.key]}
        return (Unchanged if record_hash(record) in stored else Revised)(announcement, own)
    match = _match_by_identifier(record, known.papers, known.keys)
    if match is not None:
        paper_id, name = match
        return Merged(announcement, paper_id, f"same {name}")
    return New(announcement, _free_id(record, known.paper_ids))


def _match_by_identifier(
    record: Record, papers: Mapping[str, PaperId], keys: Mapping[tuple[PaperId, SourceId], set[str]]
) -> tuple[PaperId, str] | None:
    for name in names_of(record):
        paper_id = papers.get(name)
        if paper_id is not None and not keys.get((paper_id, record.source), set()) - {record.key}:
            return paper_id, name
    return None


def _free_id(record: Record, taken: set[PaperId]) -> PaperId:
    """The paper id for a new paper; its own name where another paper has the identifier as its id already."""
    preferred = paper_id_for(record)
    return preferred if preferred not in taken else PaperId(own_name(record))


def is_listing(change: Change) -> bool:
    """Whether the announcement belongs in its day's edition.

    A source lists a paper as new once: a feed that still carries the entry tomorrow, or mends a word of it, does not
    announce it again. A cross-list or a revision of a known paper is a listing of its own day, though it may say
    nothing new (arXiv's `absonly` changes comments, which its feed does not carry). What a source of SIGNALS says of a
    known paper lists it nowhere.
    """
    if change.announcement.record.source in SIGNALS:
        return isinstance(change, New)
    return isinstance(change, New | Merged) or change.announcement.kind is not Kind.NEW
