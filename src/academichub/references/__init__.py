"""References: what somebody's library or list of publications holds, read from files and from upstreams. Pure.

`read_references` reads a file; `upstreams` say what to ask ORCID, arXiv and Zotero and read their answers. A new format
is a module with `is_` and `read_`, and a line in `reading`. Nothing here asks whether the store knows a paper.
"""

from __future__ import annotations

from academichub.references.reading import LARGEST_FILE, MOST_ENTRIES, MOST_UNREAD, read_references

__all__ = ["LARGEST_FILE", "MOST_ENTRIES", "MOST_UNREAD", "read_references"]
