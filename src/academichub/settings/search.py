"""The settings of search by meaning from what was given in [search]. Pure.

Owns what concerns several keys at once: what each encoder needs.
"""

from __future__ import annotations

from academichub.settings import SearchSettings
from academichub.settings.given import Given, Origin
from academichub.settings.keys import build_key
from academichub.settings.llm import ReadKey

__all__ = ["build_search"]

_NEEDS = {"endpoint": ("base_url", "model"), "sentence-transformers": ("model",)}


def build_search(given: Given, read_key: ReadKey) -> tuple[SearchSettings, dict[str, Origin]]:
    """The settings, and where the key came from, as "search.api_key". A key is kept for an endpoint alone.

    Raises: ConfigError when the encoder lacks what it needs, or the file of the key cannot be used.
    """
    settings = SearchSettings()
    encoder = given.values.get("encoder", settings.encoder)
    base_url, model = given.values.get("base_url"), given.values.get("model")
    for name in _NEEDS.get(encoder, ()):
        if name not in given.values:
            raise given.mistake(name, f'is missing; encoder = "{encoder}" needs it')
    secret, origins = build_key(given, read_key, base_url or "") if encoder == "endpoint" else (None, {})
    return SearchSettings(encoder, base_url, model, secret), origins
