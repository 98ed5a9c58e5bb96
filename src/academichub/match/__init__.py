"""Which work a record speaks of, and what a work's card says. Pure: records in, changes and papers out."""

from academichub.match.admit import admit
from academichub.match.blocking import keys_of, name_key, stored_keys_of, title_key_of
from academichub.match.compose import abstract_of, compose, givers_of
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
from academichub.match.likeness import Likeness, Verdict, likeness, title_likeness
from academichub.match.precedence import PRECEDENCE, rank_sources
from academichub.match.strands import Strand, leads_of, name_owners, settle
from academichub.match.traits import Traits, joined_traits, joined_traits_of, traits_of
from academichub.match.twins import are_one_by_doi, find_twins, with_rest
from academichub.match.versions import versions_of
from academichub.match.works import NO_RULINGS, Rulings, group_works

__all__ = [
    "NO_RULINGS",
    "PRECEDENCE",
    "Known",
    "Likeness",
    "Rulings",
    "StoredRecord",
    "Strand",
    "Traits",
    "Verdict",
    "abstract_of",
    "admit",
    "are_one_by_doi",
    "compose",
    "decide",
    "find_twins",
    "givers_of",
    "group_works",
    "is_listing",
    "joined_traits",
    "joined_traits_of",
    "keys_of",
    "leads_of",
    "likeness",
    "name_key",
    "name_owners",
    "names_of",
    "own_name",
    "paper_id_for",
    "rank_sources",
    "record_hash",
    "settle",
    "stored_keys_of",
    "title_key_of",
    "title_likeness",
    "traits_of",
    "versions_of",
    "with_rest",
]
