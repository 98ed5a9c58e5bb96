"""The one table of settings: every key with its default, its meaning and the check of its value. Pure.

All else is derived from it: what hub.toml may hold, the names of the environment variables, `academichub settings`,
and the test that each key is documented. To add a setting, add a field in settings/__init__.py and a row here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlsplit

from academichub.settings import ArxivSettings, RxivSettings, parse_allowed_host
from academichub.settings.masking import without_secrets
from academichub.taxonomy import FIELDS, OTHER, field_of, is_field

__all__ = ["FEED", "FEED_PREFIX", "LANGUAGES", "SETTINGS", "SOURCES", "Setting"]

LANGUAGES = ("en", "zh")
SOURCES = ("arxiv", "biorxiv", "medrxiv")
"""The tables of `sources` that are one source each; no feed may take their names."""

_SCHEMES = ("doi", "pmid", "pmcid")  # paper ids begin with them as with a source
FEED_PREFIX = "sources.feed"

Value = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of hub.toml. `check` gives the value to keep, or raises ValueError with a sentence and a remedy."""

    key: str  # "sources.arxiv.categories"; a key of every feed is "sources.feed.url"
    check: Callable[[object], Value]
    default: Value
    meaning: str
    required: bool = False  # where its table stands, the key must too

    @property
    def variable(self) -> str | None:
        """The environment variable that sets it; None for the keys of a feed, of which there are many."""
        if self.key.startswith(f"{FEED_PREFIX}."):
            return None
        return "ACADEMICHUB_" + self.key.upper().replace(".", "_")


_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_FEED_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_CATEGORY = re.compile(r"[a-z]+(-[a-z]+)?(\.([A-Z]{2}|[a-z]+(-[a-z]+)?))?")
_WORDY_ARCHIVES = ("physics", "cond-mat")  # their subject classes are words: cond-mat.mtrl-sci


def check_text(value: object) -> str:
    """One line of text, trimmed."""
    if not isinstance(value, str):
        raise ValueError(f"must be text in quotation marks, not {_shown(value)}")
    if not value.strip():
        raise ValueError("is empty; write something between the quotation marks, or remove it")
    if not value.isprintable():
        raise ValueError("holds a line break or a control character; keep it to one plain line")
    return value.strip()


def check_texts(value: object) -> tuple[str, ...]:
    """A list of texts; one that is listed twice counts once."""
    if not isinstance(value, list | tuple):
        given = "a single text" if isinstance(value, str) else _shown(value)
        raise ValueError(f'must be a list such as ["one", "two"], not {given}')
    return tuple(dict.fromkeys(check_text(item) for item in value))


def check_language(value: object) -> str:
    if value not in LANGUAGES:
        raise ValueError(f"must be one of {', '.join(LANGUAGES)}, not {_shown(value)}")
    return str(value)


def check_contact(value: object) -> str:
    """A mail address or a web address; it is sent to every upstream."""
    text = check_text(value)
    if _MAIL.fullmatch(text):
        return text
    if text.lower().startswith(("http://", "https://")) and not set("()<>\\") & set(text):
        return check_address(text)
    raise ValueError(f"must be a mail address or a web page, such as me@example.org, not {_shown(value)}")


def check_address(value: object) -> str:
    """An http(s) address with a host and without a password."""
    text = check_text(value)
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound or not text.isascii() or set(' "<>\\^`{|}') & set(text):
        shown = _shown(without_secrets(text))
        raise ValueError(f"must be an address that begins with https:// or http://, not {shown}")
    if "@" in parts.netloc:
        raise ValueError("must not hold a user name or password")
    return text


def check_base(value: object) -> str:
    """An address to which paths are added: no query, and no slash at its end."""
    text = check_address(value)
    if "?" in text or "#" in text:
        raise ValueError("must be the part before any ? or #, for paths are added to it")
    return text.rstrip("/")


def check_categories(value: object) -> tuple[str, ...]:
    names = check_texts(value)
    if not names:
        raise ValueError('is empty; name one category at least, such as ["cs.LG"], or remove the table')
    for name in names:
        _check_category(name)
    return names


def _check_category(name: str) -> None:
    archive, dot, subject = name.partition(".")
    wordy = subject == subject.lower()
    known = field_of(name, "arxiv") != OTHER and not is_field(name)
    if not _CATEGORY.fullmatch(name) or not known or (dot and wordy != (archive in _WORDY_ARCHIVES)):
        raise ValueError(
            f"{_shown(name)} is not an arXiv category; "
            "write it as on arxiv.org/category_taxonomy, such as cs.CV or quant-ph"
        )


def check_feed_id(value: object) -> str:
    text = check_text(value)
    if not _FEED_ID.fullmatch(text):
        raise ValueError(f"{_shown(text)}: an id is made of a-z, 0-9 and hyphens, 40 characters at most")
    if text in _SCHEMES:
        raise ValueError(f"{text!r} is the name of a kind of identifier; choose another id")
    if text in SOURCES:
        raise ValueError(f"{text!r} is a source of its own; write [sources.{text}] instead, or choose another id")
    return text


def check_field(value: object) -> str:
    text = check_text(value)
    if not is_field(text):
        raise ValueError(f"{_shown(text)} is not a field of research; choose one of {', '.join(FIELDS)}")
    return text


def check_allowed_hosts(value: object) -> tuple[str, ...]:
    hosts = check_texts(value)
    for host in hosts:
        parse_allowed_host(host)
    return hosts


def _shown(value: object) -> str:
    """A value as a message may repeat it: as it is written in the file, short, and without secrets."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple | dict):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, date | datetime | time):
        return f"the bare {'time' if isinstance(value, time) else 'date'} {value}"
    text = repr(without_secrets(value) if isinstance(value, str) and "://" in value else value)
    return text if len(text) <= 60 else text[:57] + "..."


_ARXIV = ArxivSettings()
_RXIV = RxivSettings()


def _rxiv(source: str, label: str) -> tuple[Setting, ...]:
    return (
        Setting(
            f"sources.{source}.subjects",
            check_texts,
            _RXIV.subjects,
            f"Which subjects of {label} to follow, by the names it uses; an empty list means all of them.",
        ),
        Setting(
            f"sources.{source}.api_url", check_base, _RXIV.api_url, f"Where the API of {label} is; a mirror or a fake."
        ),
    )


SETTINGS: tuple[Setting, ...] = (
    Setting("language", check_language, "en", "Language of pages, labels and digests: en (English) or zh (Chinese)."),
    Setting(
        "contact",
        check_contact,
        None,
        "Your mail address or web page. Upstreams ask to be told who fetches; it goes into the User-Agent.",
    ),
    Setting(
        "sources.arxiv.categories",
        check_categories,
        _ARXIV.categories,
        "The arXiv categories to follow, as on arxiv.org/category_taxonomy.",
        required=True,
    ),
    Setting("sources.arxiv.rss_url", check_base, _ARXIV.rss_url, "Where arXiv's RSS feeds are; a mirror or a fake."),
    Setting("sources.arxiv.oai_url", check_base, _ARXIV.oai_url, "Where arXiv's OAI-PMH is; a mirror or a fake."),
    *_rxiv("biorxiv", "bioRxiv"),
    *_rxiv("medrxiv", "medRxiv"),
    Setting(
        "sources.feed.id",
        check_feed_id,
        None,
        "A journal of the catalogue, or a name of your own (a-z, 0-9, hyphens) for a feed with a url.",
        required=True,
    ),
    Setting("sources.feed.url", check_address, None, "The address of a feed that is not in the catalogue."),
    Setting("sources.feed.name", check_text, None, "The name under which a feed is shown; by default the catalogue's."),
    Setting("sources.feed.field", check_field, None, "The field of research of a feed; by default the catalogue's."),
    Setting(
        "fetch.allow_hosts",
        check_allowed_hosts,
        (),
        'Loopback or private hosts that may be fetched, as "host:port" or "network:port"; all others are refused.',
    ),
)
"""Every setting, in the order of hub.toml."""

FEED: dict[str, Setting] = {
    row.key.removeprefix(f"{FEED_PREFIX}."): row for row in SETTINGS if row.key.startswith(f"{FEED_PREFIX}.")
}
"""The keys of one `[[sources.feed]]`."""
