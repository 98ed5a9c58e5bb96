"""Use cases: each orders the calls of one job and decides nothing itself."""

from academichub.pipeline.editions import DigestOrder, digest, edition_of, make_folder, newest_day, write_document
from academichub.pipeline.importing import import_papers
from academichub.pipeline.summarise import summarise
from academichub.pipeline.update import update

__all__ = [
    "DigestOrder",
    "digest",
    "edition_of",
    "import_papers",
    "make_folder",
    "newest_day",
    "summarise",
    "update",
    "write_document",
]
