"""Which DOIs are those of preprint servers: a work has one beside that of its version of record. Pure."""

from __future__ import annotations

import re

__all__ = ["is_preprint_doi"]

_PREFIXES = frozenset(
    (
        "10.64898",
        "10.48550",
        "10.21203",
        "10.20944",
        "10.2139",
        "10.26434",
        "10.31234",
        "10.31219",
        "10.31235",
        "10.36227",
        "10.7287",
        "10.22541",
        "10.5281",
        "10.14293",
        "10.35542",
    )
)
_COLD_SPRING_HARBOR = re.compile(r"10\.1101/\d")
"""bioRxiv and medRxiv number theirs; the journals of the same publisher begin with letters ("gr.281000.125")."""


def is_preprint_doi(doi: str) -> bool:
    """`doi` in small letters, without a scheme."""
    return doi.partition("/")[0] in _PREFIXES or _COLD_SPRING_HARBOR.match(doi) is not None
