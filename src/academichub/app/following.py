"""Lists of feeds in and out: what of a file of OPML is followed from now on, and what is followed as such a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from academichub.adapters.files import write_document
from academichub.app.hub import system_clock
from academichub.durable import write_whole
from academichub.errors import ConfigError, ParseError
from academichub.settings import Settings
from academichub.settings.file import FILE_NAME, settings_with_feeds
from academichub.settings.following import Choice, Wanted, choose_feeds
from academichub.settings.source_checks import SOURCES
from academichub.sources.catalogue import load_catalogue
from academichub.sources.feed import configured
from academichub.sources.opml import ListedFeed, parse_opml, render_opml
from academichub.taxonomy import OTHER

__all__ = ["export_feeds", "import_feeds", "write_list"]

_MOST_BYTES = 5_000_000  # a list of a thousand feeds has 200 kB


def import_feeds(settings: Settings, environ: Mapping[str, str], path: Path) -> Choice:
    """Follow the feeds of a list from now on; all of them that may be, or, where anything fails, none.

    Raises: ConfigError where the list, or hub.toml with what it adds, cannot be read, or that cannot be written.
    """
    try:
        listed = parse_opml(_read(path), str(path))
    except ParseError as error:
        raise ConfigError(error.message, subject=str(path)) from None
    choice = choose_feeds(
        [Wanted(feed.url, feed.name, feed.folders) for feed in listed],
        {source.id: source.url for source in configured(settings)},
        {journal.id: journal.feed for journal in load_catalogue().values() if journal.feed is not None},
        {*SOURCES, *(feed.id for feed in settings.sources.feed)},
        settings.fetch.allow_hosts,
    )
    if choice.added:
        _write(settings.home / FILE_NAME, settings_with_feeds(settings.home, environ, choice.added))
    return choice


def export_feeds(settings: Settings, clock: Callable[[], datetime] = system_clock) -> tuple[str, int]:
    """The followed feeds as OPML, and how many there are. What is followed through an API has no place in it."""
    feeds = [
        ListedFeed(
            source.url,
            source.label,
            (source.field,) if source.field != OTHER else (),
            f"{urlsplit(source.url).scheme}://{urlsplit(source.url).netloc}/",
        )
        for source in configured(settings)
    ]
    return render_opml(feeds, "AcademicHub", clock()), len(feeds)


def write_list(text: str, path: Path) -> None:
    """Write a list to a file, whole or not at all. Raises: PublishError."""
    write_document(text.encode(), path)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all; a link is followed. Raises: ConfigError."""
    try:
        write_whole(path.resolve(), lambda file: file.write(data))
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}; mend its permissions") from None


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
