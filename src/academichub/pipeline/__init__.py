"""Use cases: each orders the calls of one job and decides nothing itself."""

from academichub.pipeline.abstracts import Search, fill_abstracts, in_order, lacking_since
from academichub.pipeline.accounts import StoredAccounts, accounts_of
from academichub.pipeline.checking import SourceCheck, check_source
from academichub.pipeline.editions import DigestOrder, digest, edition_of, newest_day
from academichub.pipeline.extracts import make_extracts
from academichub.pipeline.importing import import_papers
from academichub.pipeline.reconciling import reconcile, reconcile_due
from academichub.pipeline.searching import Finder
from academichub.pipeline.update import update

__all__ = [
    "DigestOrder",
    "Finder",
    "Search",
    "SourceCheck",
    "StoredAccounts",
    "accounts_of",
    "check_source",
    "digest",
    "edition_of",
    "fill_abstracts",
    "import_papers",
    "in_order",
    "lacking_since",
    "make_extracts",
    "newest_day",
    "reconcile",
    "reconcile_due",
    "update",
]
