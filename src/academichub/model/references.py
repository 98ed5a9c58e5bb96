"""Papers that somebody already has or wrote, as their own library names them. Pure.

A reference is no `Record`: no source announced it, and it may be an identifier alone or a title alone. Whether the
store knows the paper is for whoever uses it to look up.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ReadReferences", "Reference", "Unread"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One paper of somebody's library, in plain text without markup; `title` and `identifiers` are never both empty.

    `authors` are in order, given name first, as far as the library says which is which. `identifiers` are names as
    the store keeps them: "arxiv:2606.24854", "doi:10.5555/silt.1", "pmid:12345678", "pmcid:PMC1234567".
    """

    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """One entry that was not read: where it stands ("line 12, smith2024") and what is wrong with it."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadReferences:
    """What a library held, each paper once and in its order, and what could not be read of it."""

    references: tuple[Reference, ...] = ()
    unread: tuple[Unread, ...] = ()
