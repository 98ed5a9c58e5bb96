"""Use cases: each orders the calls of one job and decides nothing itself."""

from academichub.pipeline.editions import DigestOrder, digest, edition_of, newest_day
from academichub.pipeline.importing import import_papers
from academichub.pipeline.summarise import summarise
from academichub.pipeline.update import update

__all__ = [
    "DigestOrder",
    "digest",
    "edition_of",
    "import_papers",
    "newest_day",
    "summarise",
    "update",
]
