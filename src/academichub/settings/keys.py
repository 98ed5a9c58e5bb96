"""The key of one service from what was given in its table: the variable, else the file it names. Pure.

Owns that no key travels in the clear. The keys of several language models are llm.py's affair.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from academichub.settings import Secret
from academichub.settings.given import Given, Layer, Origin
from academichub.settings.llm import ReadKey, is_near

__all__ = ["build_key"]


def build_key(
    given: Given, read_key: ReadKey, address: str, *, named: str = "base_url"
) -> tuple[Secret | None, dict[str, Origin]]:
    """The key, and where it came from, as "search.api_key". `address`, the value of `named`, is where it is sent.

    Raises: ConfigError when the file of the key cannot be used, or the key would travel in the clear.
    """
    secret, origins = _key(given, read_key)
    parts = urlsplit(address)
    if secret is not None and parts.scheme == "http" and not is_near(parts.hostname or ""):
        problem = f"the key would travel in the clear to {parts.hostname}; begin the address with https://"
        raise given.mistake(named, problem)
    return secret, origins


def _key(given: Given, read_key: ReadKey) -> tuple[Secret | None, dict[str, Origin]]:
    name = f"{given.table}.api_key"
    if "api_key" in given.values:
        return given.values["api_key"], {name: given.origins["api_key"]}
    if "api_key_file" not in given.values:
        return None, {}
    try:
        path, secret = read_key(given.values["api_key_file"])
    except ValueError as error:
        raise given.mistake("api_key_file", str(error)) from None
    return secret, {name: Origin(Layer.KEY_FILE, path)}
