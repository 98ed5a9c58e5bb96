"""What the settings of sources, of feeds and of fetching may be. Pure; see checks.py for what a check is."""

from __future__ import annotations

import re

from academichub.settings import parse_allowed_host
from academichub.settings.checks import check_address, check_text, check_texts, shown
from academichub.taxonomy import FIELDS, is_field

__all__ = ["SOURCES", "check_allowed_hosts", "check_contact", "check_feed_id", "check_field", "check_fields"]

SOURCES = ("arxiv", "biorxiv", "medrxiv")
"""The tables of `sources` that are one source each; no feed may take their names."""

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
