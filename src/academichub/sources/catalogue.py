"""The catalogue of journals, read from catalogue.toml beside this file. Pure but for that one read of package data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NoReturn
from urllib.parse import urlsplit

from academichub.errors import ConfigError
from academichub.identifiers import parse_issn
from academichub.model import FieldId
from academichub.taxonomy import is_field

__all__ = ["Journal", "field_by_issn", "load_catalogue", "parse_catalogue"]

_FILE = "catalogue.toml"
_ID = re.compile(r"[a-z][a-z0-9-]{1,39}")
_LABEL = re.compile(r"[^()]{2,30} \([^()]{2,30}\)")
_KEYS = frozenset({"title", "label", "publisher", "issn", "field"})
_OPTIONAL = frozenset({"feed"})


@dataclass(frozen=True, slots=True)
class Journal:
    """One journal. `label` is what the front page shows, "Nature (Science)"; `issn` are in normal form; `feed` None: it
    is followed by its ISSNs, through Crossref.
    """

    id: str
    title: str
    label: str
    publisher: str
    issn: tuple[str, ...]
    field: FieldId
    feed: str | None = None

    @property
    def name(self) -> str:
        """The short name of the label: "Nature"."""
        return self.label.partition(" (")[0]


@cache
def load_catalogue() -> Mapping[str, Journal]:
    """The journals by their ids, in the order of the file.

    Raises: ConfigError when the file was edited into something else.
    """
    return parse_catalogue(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))


@cache
def field_by_issn() -> Mapping[str, FieldId]:
    """The field of research of each ISSN of the catalogue."""
    return MappingProxyType({issn: journal.field for journal in load_catalogue().values() for issn in journal.issn})


def parse_catalogue(text: str) -> Mapping[str, Journal]:
    """Read and check a catalogue.

    Raises: ConfigError naming the journal, for a key that is missing, unknown or no text, a bad id, label, ISSN, field
    or address, and for an ISSN, label or address that two journals have.
    """
    try:
        blocks = tomllib.loads(text).get("journal", {})
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("the catalogue is not valid TOML; mend the line named", subject=_FILE) from error
    if not isinstance(blocks, dict):
        raise ConfigError("the catalogue has no table of journals; begin each with [journal.ID]", subject=_FILE)
    journals = {name: _journal(name, block) for name, block in blocks.items()}
    _refuse_twins(journals.values())
    return MappingProxyType(journals)


def _journal(name: str, block: Any) -> Journal:
    if not isinstance(block, dict) or not _KEYS <= set(block) <= _KEYS | _OPTIONAL:
        _refuse(name, f"needs exactly these keys: {', '.join(sorted(_KEYS))}; it may have {', '.join(_OPTIONAL)}")
    texts = {key: value for key, value in block.items() if key != "issn"}
    if not all(isinstance(text, str) and text.strip() for text in texts.values()):
        _refuse(name, "every value but issn must be a text")
    if not _ID.fullmatch(name):
        _refuse(name, "an id has small letters, digits and hyphens alone")
    if not _LABEL.fullmatch(texts["label"]):
        _refuse(name, f'a label reads "Name (Field)", not {texts["label"]!r}')
    if not is_field(texts["field"]):
        _refuse(name, f"{texts['field']!r} is no field of taxonomy.py")
    if "feed" in texts and not _is_address(texts["feed"]):
        _refuse(name, f"{texts['feed']!r} is no http or https address")
    return Journal(id=name, issn=_issns(name, block["issn"]), **{**texts, "field": FieldId(texts["field"])})


def _issns(name: str, said: Any) -> tuple[str, ...]:
    if not isinstance(said, list) or not said or not all(isinstance(text, str) for text in said):
        _refuse(name, "issn must be a list of texts")
    return tuple(parse_issn(text) or _refuse(name, f"{text!r} is no ISSN: its check digit is wrong") for text in said)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)


def _refuse_twins(journals: Iterable[Journal]) -> None:
    seen: dict[str, str] = {}
    for journal in journals:
        for value in filter(None, (*journal.issn, journal.label, journal.feed)):
            if seen.setdefault(value, journal.id) != journal.id:
                _refuse(journal.id, f"{value} is already {seen[value]!r}'s")


def _refuse(name: str, why: str) -> NoReturn:
    raise ConfigError(f"journal {name!r}: {why}; mend this block of {_FILE}", subject=_FILE)
