"""Lists of feeds in and out: what of a file of OPML is followed from now on, and what is followed as such a file."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from stat import S_IMODE, S_IWUSR
from typing import IO
from urllib.parse import urlsplit

from academichub.adapters.addresses import parse_ip
from academichub.adapters.files import write_document
from academichub.adapters.http import Limits
from academichub.adapters.locks import take
from academichub.adapters.targets import Walls, parse_target
from academichub.app.hub import system_clock
from academichub.durable import write_whole
from academichub.errors import ConfigError, ParseError, Refused
from academichub.settings import Settings, parse_allowed_host
from academichub.settings.file import FILE_NAME, load_settings, settings_with_feeds
from academichub.settings.following import Choice, Wanted, choose_feeds
from academichub.settings.masking import without_keys
from academichub.settings.source_checks import SOURCES
from academichub.sources.catalogue import load_catalogue
from academichub.sources.feed import configured
from academichub.sources.opml import ListedFeed, parse_opml, render_opml
from academichub.taxonomy import OTHER

__all__ = ["Exported", "export_feeds", "import_feeds", "write_list"]

_MOST_BYTES = 5_000_000  # a list of a thousand feeds has 200 kB
_TURNS = 30  # times that the file is waited for
_TURN_S = 0.1


@dataclass(frozen=True, slots=True)
class Exported:
    """A list of the followed feeds. `may_hold_keys`: some address has a query that may be a key, written in full."""

    text: str
    n_feeds: int
    may_hold_keys: bool


def import_feeds(settings: Settings, environ: Mapping[str, str], path: Path) -> Choice:
    """Follow the feeds of a list from now on; all of them that may be, or, where anything fails, none.

    Raises: ConfigError where the list, or hub.toml with what it adds, cannot be read, or that cannot be written.
    """
    try:
        listed = parse_opml(_read(path), str(path))
    except ParseError as error:
        raise ConfigError(error.message, subject=str(path)) from None
    wanted = [Wanted(feed.url, feed.name, feed.folders) for feed in listed]
    with _alone(settings.home):
        return _follow(wanted, settings.home, environ)


def _follow(wanted: list[Wanted], home: Path, environ: Mapping[str, str]) -> Choice:
    """The settings are read anew: another run may have added to them since this one began. Raises: ConfigError."""
    path = home / FILE_NAME
    before = path.read_bytes() if path.is_file() else None
    settings = load_settings(home, environ).settings
    choice = choose_feeds(
        wanted,
        {source.id: source.url for source in configured(settings)},
        {journal.id: journal.feed for journal in load_catalogue().values() if journal.feed is not None},
        {*SOURCES, *(feed.id for feed in settings.sources.feed)},
        settings.fetch.allow_hosts,
        _gate(settings),
    )
    if choice.added:
        data = settings_with_feeds(home, environ, choice.added)
        if not path.is_file() or path.read_bytes() != before:
            raise ConfigError(f"{path} was changed while it was read, and is left as it is; try again")
        _write(path, data)
    return choice


def _gate(settings: Settings) -> Callable[[str], None]:
    """Refuses with ValueError what the fetcher would never ask, as far as an address says it by itself."""
    walls = Walls(Limits().ports, tuple(parse_allowed_host(entry) for entry in settings.fetch.allow_hosts))

    def check(url: str) -> None:
        try:
            target = parse_target(url)
            address = parse_ip(target.host)
            walls.check_addresses(target, [address] if address is not None else [])
            walls.check_port(target)
        except Refused as error:
            raise ValueError(f"would never be asked: {error.message}") from None

    return check


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One import at a time. The folder itself is locked, so that no file is left behind that its owner cannot open.

    Raises: ConfigError where another one does not end.
    """
    if sys.platform == "win32":
        yield
        return
    try:
        descriptor = os.open(home, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise ConfigError(f"{home} cannot be read: {error.strerror}; mend its permissions") from None
    try:
        for _ in range(_TURNS):
            if take(descriptor):
                break
            time.sleep(_TURN_S)
        else:
            raise ConfigError(f"another import into {home} is at work; try again when it has ended")
        yield
    finally:
        os.close(descriptor)


def export_feeds(settings: Settings, clock: Callable[[], datetime] = system_clock) -> Exported:
    """The followed feeds as OPML. What is followed through an API has no place in it."""
    feeds = [
        ListedFeed(
            source.url,
            source.label,
            (source.field,) if source.field != OTHER else (),
            f"{urlsplit(source.url).scheme}://{urlsplit(source.url).netloc}/",
        )
        for source in configured(settings)
    ]
    has_query = any(without_keys(feed.url) != feed.url for feed in feeds)
    return Exported(render_opml(feeds, "AcademicHub", clock()), len(feeds), has_query)


def write_list(exported: Exported, path: Path) -> None:
    """Write a list to a file, whole or not at all; what may hold keys for its owner alone. Raises: PublishError."""
    write_document(exported.text.encode(), path, is_private=exported.may_hold_keys)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, for whom it was and whose it was; a link is followed. Raises: ConfigError."""
    try:
        target = path.resolve()
        held = target.stat()
        if not held.st_mode & S_IWUSR:
            raise ConfigError(f"{path} is write-protected, and is left as it is; allow it to be written first")

        def fill(file: IO[bytes]) -> None:
            file.write(data)
            if sys.platform != "win32" and (held.st_uid, held.st_gid) != _owner_of(file):
                os.fchown(file.fileno(), held.st_uid, held.st_gid)

        write_whole(target, fill, mode=S_IMODE(held.st_mode))
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}; mend its permissions") from None


def _owner_of(file: IO[bytes]) -> tuple[int, int]:
    held = os.fstat(file.fileno())
    return held.st_uid, held.st_gid


def _read(path: Path) -> bytes:
    """Raises: ConfigError."""
    try:
        if not path.is_file():
            raise ConfigError("there is no such file", subject=str(path))
        with path.open("rb") as file:
            body = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", subject=str(path)) from None
    if len(body) > _MOST_BYTES:
        raise ConfigError("is larger than 5 MB, so it is hardly a list of feeds", subject=str(path))
    return body
