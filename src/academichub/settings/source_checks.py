"""What the settings of sources, of feeds and of fetching may be. Pure; see checks.py for what a check is."""

from __future__ import annotations

import re

from academichub.identifiers import parse_issn
from academichub.settings import parse_allowed_host
from academichub.settings.checks import check_address, check_text, check_texts, shown
from academichub.taxonomy import FIELDS, is_field

__all__ = [
    "KEYED_SOURCES",
    "SOURCES",
    "check_allowed_hosts",
    "check_contact",
    "check_feed_id",
    "check_field",
    "check_fields",
    "check_filter",
    "check_journals",
]

SOURCES = (
    *("arxiv", "biorxiv", "medrxiv"),
    *("crossref", "pubmed", "europepmc", "openalex", "semanticscholar", "huggingface"),
)
"""The tables of `sources` that are one source each; no feed may take their names."""
KEYED_SOURCES = ("pubmed", "openalex", "semanticscholar")
"""Those that take a key."""

_SCHEMES = ("doi", "pmid", "pmcid")  # paper ids begin with them as with a source

_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_FEED_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def check_contact(value: object) -> str:
    """A mail address or a web address; it is sent to every upstream."""
    text = check_text(value)
    if _MAIL.fullmatch(text):
        return text
    if text.lower().startswith(("http://", "https://")) and not set("()<>\\") & set(text):
        return check_address(text)
    raise ValueError(f"must be a mail address or a web page, such as me@example.org, not {shown(value)}")


def check_feed_id(value: object) -> str:
    text = check_text(value)
    if not _FEED_ID.fullmatch(text):
        raise ValueError(f"{shown(text)}: an id is made of a-z, 0-9 and hyphens, 40 characters at most")
    if text in _SCHEMES:
        raise ValueError(f"{text!r} is the name of a kind of identifier; choose another id")
    if text in SOURCES:
        raise ValueError(f"{text!r} is a source of its own; write [sources.{text}] instead, or choose another id")
    return text


def check_journals(value: object) -> tuple[str, ...]:
    """Ids as the catalogue has them, or ISSNs; whether the catalogue knows an id is for the source to say."""
    names = check_texts(value)
    if not names:
        raise ValueError('names no journal; write ids of the catalogue or ISSNs, such as ["nature", "0028-0836"]')
    return tuple(dict.fromkeys(_journal(name) for name in names))


def _journal(name: str) -> str:
    if issn := parse_issn(name):
        return issn
    if re.fullmatch(r"[\dXx-]{8,9}", name):
        raise ValueError(f"{shown(name)} is no ISSN: its check digit is wrong")
    if not _FEED_ID.fullmatch(name):
        raise ValueError(f"{shown(name)} is neither an id of the catalogue (a-z, 0-9, hyphens) nor an ISSN")
    return name


def check_filter(value: object) -> str:
    """A filter as OpenAlex writes it; its dates are the source's own to add."""
    text = check_text(value).strip(",")
    if found := re.search(r"(?:from|to)_(?:publication|created|updated)_date", text):
        raise ValueError(f"leave out {found.group()}: each visit asks for the days since the last; see `since`")
    return text


def check_field(value: object) -> str:
    text = check_text(value)
    if not is_field(text):
        raise ValueError(f"{shown(text)} is not a field of research; choose one of {', '.join(FIELDS)}")
    return text


def check_fields(value: object) -> tuple[str, ...]:
    return tuple(check_field(field) for field in check_texts(value))


def check_allowed_hosts(value: object) -> tuple[str, ...]:
    hosts = check_texts(value)
    for host in hosts:
        parse_allowed_host(host)
    return hosts
