"""Whether a reference and a stored paper of the same title are one work: nothing that both say may differ. Pure.

What is not known on one side says nothing. A false match would put another paper into somebody's library, so a short
title ("Editorial", "Author Correction") needs a first author or a year that agrees.
"""

from __future__ import annotations

from academichub.model import Identifiers, Paper, Reference
from academichub.people import is_same_name, name_readings
from academichub.text import title_key

__all__ = ["agree"]

_TELLING = 17  # bytes of a title's letters and digits: three Latin words, or six Han characters
_YEARS_APART = 1  # a preprint of December is a journal's paper of January


def agree(reference: Reference, paper: Paper) -> bool:
    """The titles are known to be the same; identifiers, first authors and years are compared."""
    if _differ_in_name(reference, paper.identifiers):
        return False
    said = (_same_author(reference, paper), _same_year(reference, paper))
    if False in said:
        return False
    return True in said or len(title_key(reference.title).encode()) >= _TELLING


def _differ_in_name(reference: Reference, identifiers: Identifiers) -> bool:
    """Both have an identifier of one kind, and not the same."""
    for name in reference.identifiers:
        scheme, _, value = name.partition(":")
        known = getattr(identifiers, scheme)
        if known is not None and known != value and not _is_of_arxiv(scheme, known, value):
            return True
    return False


def _is_of_arxiv(scheme: str, one: str, other: str) -> bool:
    """A preprint's own DOI stands beside that of the version of record."""
    return scheme == "doi" and any(doi.startswith("10.48550/arxiv.") for doi in (one, other))


def _same_author(reference: Reference, paper: Paper) -> bool | None:
    """Of the first authors, by their family names; None where one is not known."""
    if not reference.authors or not paper.authors:
        return None
    one, other = reference.authors[0], paper.authors[0].name
    family, other_family = _family(one), _family(other)
    return None if not (family and other_family) else family == other_family or is_same_name(one, other)


def _family(name: str) -> str:
    """The last word of a name, folded; the names of a suffix are passed over."""
    readings = name_readings(name)
    words = [word for word in readings[0] if word not in ("jr", "sr", "ii", "iii", "iv")] if readings else []
    return words[-1] if words else ""


def _same_year(reference: Reference, paper: Paper) -> bool | None:
    """A later version of a preprint was posted later than the work began to be known, so it bounds it from above."""
    if reference.year is None or paper.posted_on is None:
        return None
    apart = reference.year - paper.posted_on.year
    return apart <= _YEARS_APART and ((paper.version or 1) > 1 or apart >= -_YEARS_APART)
