"""What every command shares: the global options, the settings, the hub on show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import typer

from academichub.app import Hub, open_hub, open_sample, sample_is_published
from academichub.cli.terminal import Terminal
from academichub.errors import ConfigError
from academichub.publish.wording import Wording, wording
from academichub.settings import Settings, SourcesSettings
from academichub.settings.file import Loaded, home_folder, load_settings
from academichub.sources.feed import configured

__all__ = ["Session", "hoist_global_options", "needs_sample", "session_of"]

_WITH_VALUE = ("--home",)
_FLAGS = ("--debug",)


def hoist_global_options(words: list[str]) -> list[str]:
    """The words with the global options first, so that they may stand behind the command, too."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            rest += [word, *waiting]
        elif word in _FLAGS or word.startswith(tuple(f"{name}=" for name in _WITH_VALUE)):
            front.append(word)
        elif word in _WITH_VALUE:
            front += [word, *([value] if (value := next(waiting, None)) is not None else [])]
        else:
            rest.append(word)
    return front + rest


def needs_sample(hub: Hub) -> bool:
    """Whether the sample edition stands in for the reader's own: nothing is stored, and no followed source ever
    answered. Sources that answered and announced nothing have no edition to show, and that is said instead.
    """
    return bool(hub.sources) and not hub.store.days() and not any(s.succeeded_at for s in hub.store.statuses())


@dataclass(slots=True)
class Session(Terminal):
    """One run of the command line."""

    home: str | None
    environ: Mapping[str, str] = field(repr=False)  # a key may be in it

    @property
    def folder(self) -> Path:
        return home_folder(Path(self.home) if self.home else None, self.environ)

    def load(self) -> Loaded:
        """The settings, with every source they name looked up. Raises: ConfigError."""
        loaded = load_settings(self.folder, self.environ)
        for place, feed in enumerate(loaded.settings.sources.feed):
            try:
                tuple(configured(replace(loaded.settings, sources=SourcesSettings(feed=(feed,)))))
            except ConfigError as error:
                origin = loaded.origin(f"sources.feed[{place}].id")
                raise ConfigError(f"{origin}: [[sources.feed]] id: {error.message}") from None
        return loaded

    @property
    def settings(self) -> Settings:
        return self.load().settings

    def hub(self) -> Hub:
        """The reader's own hub. Raises: ConfigError, StoreError."""
        return open_hub(self.settings)

    def hub_on_show(self) -> Hub:
        """The reader's own hub; while that needs the sample, and the sample was published, the sample hub."""
        hub = self.hub()
        if not needs_sample(hub) or not sample_is_published(hub.settings):
            return hub
        self.say(wording(hub.settings.language)("edition.sample"))
        return open_sample(hub)

    def words(self, settings: Settings) -> Wording:
        return wording(settings.language)


def session_of(context: typer.Context) -> Session:
    session = context.obj
    assert isinstance(session, Session)
    return session
