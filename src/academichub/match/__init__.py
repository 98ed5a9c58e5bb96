"""Which work a record speaks of, and what a work's card says. Pure: records in, changes and papers out."""

from academichub.match.admit import admit
from academichub.match.compose import abstract_of, compose
from academichub.match.decide import (
    Known,
    StoredRecord,
    decide,
    is_listing,
    names_of,
    own_name,
    paper_id_for,
    record_hash,
)
from academichub.match.versions import versions_of

__all__ = [
    "Known",
    "StoredRecord",
    "abstract_of",
    "admit",
    "compose",
    "decide",
    "is_listing",
    "names_of",
    "own_name",
    "paper_id_for",
    "record_hash",
    "versions_of",
]
