"""Further feeds for hub.toml: which of a list may be followed, under which id, and the text with them. Pure.

Tables are added at the end of the file, so every word that its owner wrote stays as it is.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from academichub.settings import FeedSettings, parse_allowed_host
from academichub.settings.checks import check_address, check_text
from academichub.settings.llm import is_near
from academichub.settings.source_checks import check_feed_id
from academichub.taxonomy import is_field

__all__ = ["Choice", "Wanted", "choose_feeds", "place_of", "with_feeds"]

_LONGEST_ID = 40
_LONGEST_NAME = 200
_FEED_SCHEME = re.compile("feed:(//)?", re.IGNORECASE)
_HTTP = re.compile("https?://", re.IGNORECASE)
_QUOTED_ALREADY = "!#$%&'()*+,/:;=?@[]~"
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A feed that somebody wants to follow; `folders` may name a field of research."""

    url: str
    name: str | None = None
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of the wanted: `added`; `known` (id, address) are followed already; `refused` (address, why)."""

    added: tuple[FeedSettings, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def choose_feeds(
    wanted: Iterable[Wanted],
    followed: Mapping[str, str],
    catalogue: Mapping[str, str],
    taken: Collection[str],
    allowed: Collection[str] = (),
    gate: Callable[[str], None] = lambda url: None,
) -> Choice:
    """`followed`: the address of each feed followed, by id; `catalogue`: of each journal with a feed, by id; `taken`:
    the ids of all that is followed. `allowed`: hosts of the own network that may be asked ("host:port"). `gate`
    raises ValueError for an address that would never be asked.

    A journal of the catalogue is followed under its own id. A feed that is listed twice is added once.
    """
    held = {place_of(url): name for name, url in followed.items()}
    journals = {place_of(url): name for name, url in catalogue.items()}
    ids = {*taken, *followed, *catalogue}
    added: list[FeedSettings] = []
    known: list[tuple[str, str]] = []
    refused: list[tuple[str, str]] = []
    for each in wanted:
        try:
            url = check_address(_usual(each.url))
            _check_host(url, allowed)
            gate(url)
        except ValueError as error:
            refused.append((each.url, str(error)))
            continue
        place = place_of(url)
        if place in held:
            known.append((held[place], url))
            continue
        feed = _feed(each, url, journals.get(place), ids, taken)
        held[place] = feed.id
        ids.add(feed.id)
        added.append(feed)
    return Choice(tuple(added), tuple(known), tuple(refused))


def _usual(url: str) -> str:
    """An address in the form in which one is followed: with http for feed, its host in ASCII, and the rest quoted.

    What cannot be read stays as it is, to be refused under its own name.
    """
    if (scheme := _FEED_SCHEME.match(url)) is not None:
        url = url[scheme.end() :] if _HTTP.match(url, scheme.end()) else "http://" + url[scheme.end() :].lstrip("/")
    if url.isascii():
        return url
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        if "@" in parts.netloc or not host:
            return url
        netloc = f"{host}:{parts.port}" if parts.port is not None else host
    except ValueError:
        return url
    return urlunsplit((parts.scheme, netloc, *(quote(part, safe=_QUOTED_ALREADY) for part in parts[2:])))


def place_of(url: str) -> str:
    """What two addresses of one feed have in common, though one says http, a port that goes without saying, or a
    fragment; the text itself where it is no address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    shown = "" if port is None or port == _DEFAULT_PORTS.get(parts.scheme) else f":{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').rstrip('.')}{shown}{parts.path.rstrip('/')}{query}"


def with_feeds(text: str, feeds: Iterable[FeedSettings]) -> str:
    """The text of hub.toml with these feeds at its end."""
    tables = "".join(f"\n{_table(feed)}" for feed in feeds)
    return f"{text}\n{tables}" if text and not text.endswith("\n") else text + tables


def _table(feed: FeedSettings) -> str:
    pairs = (("id", feed.id), ("url", feed.url), ("name", feed.name), ("field", feed.field))
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in pairs if value is not None]
    return "\n".join(["[[sources.feed]]", *lines, ""])


def _check_host(url: str, allowed: Collection[str]) -> None:
    """Raises: ValueError for a host of the own network that nobody has allowed."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _DEFAULT_PORTS[parts.scheme]
    entries = (parse_allowed_host(entry) for entry in allowed)
    if is_near(host) and not any(each.port == port and (each.network or each.host == host) for each in entries):
        raise ValueError(f"is on this machine or in a private network; put {host}:{port} into fetch.allow_hosts first")


def _feed(wanted: Wanted, url: str, journal: str | None, ids: Collection[str], taken: Collection[str]) -> FeedSettings:
    if journal is not None and journal not in taken:
        return FeedSettings(journal)
    name = _checked_name(wanted.name)
    field = next((folder.lower() for folder in wanted.folders if is_field(folder.lower())), None)
    return FeedSettings(_free_id(name or "", url, ids), url, name, field)


def _checked_name(name: str | None) -> str | None:
    try:
        return check_text("".join(filter(str.isprintable, name or ""))[:_LONGEST_NAME].strip())
    except ValueError:
        return None


def _free_id(name: str, url: str, ids: Collection[str]) -> str:
    """Made of the name, or of the host where that has no letter of ours; with a number where it is taken."""
    made = _slug(name) or _slug(urlsplit(url).hostname or "") or "feed"
    number, free = 2, made
    while free in ids or not _is_id(free):
        end = f"-{number}"
        free, number = made[: _LONGEST_ID - len(end)].rstrip("-") + end, number + 1
    return free


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")
    return slug if re.search("[a-z]", slug) else ""


def _is_id(text: str) -> bool:
    try:
        return check_feed_id(text) == text
    except ValueError:
        return False
