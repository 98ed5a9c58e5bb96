"""The settings of language models from what was given in [llm] and [[llm.better]]. Pure.

Owns what concerns several keys at once: which model gets which key, that no key travels in the clear, that a cap of
cost has prices to count with. Reading the file of a key is key_file.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from academichub.settings import LlmSettings, ModelSettings, Secret
from academichub.settings.given import Given, Layer, Origin, table_shown
from academichub.settings.table import BETTER, LLM, SETTINGS

__all__ = ["ReadKey", "build_llm", "is_near", "is_same_server", "refusal_of_key"]

ReadKey = Callable[[str], tuple[str, Secret]]
"""From what `api_key_file` says to the file's whole path and the key in it.

Raises: ValueError with a sentence that names the file and what to do, without a word of what it holds.
"""

_NETWORKS = tuple(map(ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7")))
_BARE_NAME = re.compile(r"(?!0x)[a-z0-9_-]*[a-z][a-z0-9_-]*")  # digits alone and 0x… are addresses in disguise
_PORTS = {"http": 80, "https": 443}
_OF_MODEL = {part.name for part in fields(ModelSettings)}
_OF_LLM = {part.name for part in fields(LlmSettings)}


@dataclass(frozen=True, slots=True)
class _Key:
    secret: Secret
    origin: Origin


@dataclass(frozen=True, slots=True)
class _Asked:
    """One model: its table, and where it answers."""

    given: Given
    base_url: str
    key: _Key | None

    def settings(self) -> ModelSettings:
        values = {name: value for name, value in self.given.values.items() if name in _OF_MODEL}
        values["base_url"] = self.base_url
        values.setdefault("price_cached", values.get("price_in"))
        return ModelSettings(**values, key=self.key.secret if self.key else None)


def build_llm(first: Given, better: tuple[Given, ...], read_key: ReadKey) -> tuple[LlmSettings, dict[str, Origin]]:
    """The settings, and where the key of each model came from, as "llm.api_key" and "llm.better[0].api_key".

    Raises: ConfigError when the tables do not agree with each other, or the file of a key cannot be used.
    """
    asked = tuple(_asked(first, better, read_key))
    for model in asked:
        _check_way_of_key(model)
    _refuse_twins(asked)
    _check_prices(first, asked)
    own = {name: value for name, value in first.values.items() if name in _OF_LLM}
    origins = {f"{model.given.table}.api_key": model.key.origin for model in asked if model.key}
    return LlmSettings(models=tuple(model.settings() for model in asked), **own), origins


def refusal_of_key(table: str) -> str:
    """What is wrong with a key in a table of hub.toml."""
    of_another = "" if table == LLM or not table.startswith(LLM) else " (which is for the server of [llm] alone)"
    own = f"{LLM if table.startswith(LLM) else table}.api_key"
    variable = next(row.variable for row in SETTINGS if row.key == own)
    return (
        "a key has no place in hub.toml; put it into the environment variable "
        f"{variable}{of_another}, or into a file that api_key_file names"
    )


def is_same_server(one: str, other: str) -> bool:
    """Whether two base addresses are of one scheme, host and port."""
    return _server(one) == _server(other)


def is_near(host: str) -> bool:
    """Whether what is sent to a host, named as in an address, stays on this machine or in a private network."""
    try:
        address = ip_address(host)
    except ValueError:
        return host.endswith(".local") or _BARE_NAME.fullmatch(host) is not None
    return any(address in network for network in _NETWORKS)


def _server(base_url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(base_url)
    return parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme]


def _asked(first: Given, better: tuple[Given, ...], read_key: ReadKey) -> Iterator[_Asked]:
    key = _key_of_first(first, read_key)
    base_url = first.values["base_url"]
    yield _Asked(first, base_url, key)
    for table in better:
        own_url = table.values.get("base_url", base_url)
        shared = key if is_same_server(own_url, base_url) else None  # a key is never sent to another server
        yield _Asked(table, own_url, _key_in_file(table, read_key) or shared)


def _key_of_first(first: Given, read_key: ReadKey) -> _Key | None:
    if "api_key" in first.values:
        return _Key(first.values["api_key"], first.origins["api_key"])
    return _key_in_file(first, read_key)


def _key_in_file(given: Given, read_key: ReadKey) -> _Key | None:
    if "api_key_file" not in given.values:
        return None
    try:
        path, secret = read_key(given.values["api_key_file"])
    except ValueError as error:
        raise given.mistake("api_key_file", str(error)) from None
    return _Key(secret, Origin(Layer.KEY_FILE, path))


def _check_way_of_key(model: _Asked) -> None:
    parts = urlsplit(model.base_url)
    if model.key and parts.scheme == "http" and not is_near(parts.hostname or ""):
        problem = f"the key would travel in the clear to {parts.hostname}; begin the address with https://"
        raise model.given.mistake("base_url", problem)


def _refuse_twins(asked: tuple[_Asked, ...]) -> None:
    seen: set[tuple[str, str]] = set()
    for model in asked:
        name = (model.base_url, model.given.values["model"])
        if name in seen:
            raise model.given.mistake("model", f"{name[1]!r} is asked already at {name[0]}; remove one of the two")
        seen.add(name)


def _check_prices(first: Given, asked: tuple[_Asked, ...]) -> None:
    """Money can be counted only where every model has its prices."""
    for given in (model.given for model in asked if "daily_cost" in first.values):
        missing = [name for name in ("price_in", "price_out") if name not in given.values]
        if missing:
            which = (
                f"of {given.values['model']!r} in [[{BETTER}]]" if given is not first else f"in {table_shown('llm')}"
            )
            remedy = "or remove daily_cost (daily_tokens needs no prices)"
            problem = (
                f"needs the prices of every model; add {' and '.join(missing)} {which}, 0 if it costs nothing, {remedy}"
            )
            raise first.mistake("daily_cost", problem)
