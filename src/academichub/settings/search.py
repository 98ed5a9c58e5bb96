"""The settings of search by meaning from what was given in [search]. Pure.

Owns what concerns several keys at once: what each encoder needs, and that no key travels in the clear.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from academichub.settings import SearchSettings, Secret
from academichub.settings.given import Given, Layer, Origin
from academichub.settings.llm import ReadKey, is_near
from academichub.settings.table import SEARCH

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
    secret, origins = _key(given, read_key) if encoder == "endpoint" else (None, {})
    parts = urlsplit(base_url or "")
    if secret is not None and parts.scheme == "http" and not is_near(parts.hostname or ""):
        problem = f"the key would travel in the clear to {parts.hostname}; begin the address with https://"
        raise given.mistake("base_url", problem)
    return SearchSettings(encoder, base_url, model, secret), origins


def _key(given: Given, read_key: ReadKey) -> tuple[Secret | None, dict[str, Origin]]:
    if "api_key" in given.values:
        return given.values["api_key"], {f"{SEARCH}.api_key": given.origins["api_key"]}
    if "api_key_file" not in given.values:
        return None, {}
    try:
        path, secret = read_key(given.values["api_key_file"])
    except ValueError as error:
        raise given.mistake("api_key_file", str(error)) from None
    return secret, {f"{SEARCH}.api_key": Origin(Layer.KEY_FILE, path)}
