"""Which addresses may be asked at all, judged before a name is looked up. Pure.

One parser reads an address and everything after it (name lookup, connection, TLS, Host header) uses what it read, so
no two readings can differ. Messages never show the query or fragment of an address: keys travel there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from academichub.adapters.addresses import is_public, parse_ip
from academichub.errors import Refused
from academichub.settings import AllowedHost

__all__ = ["DEFAULT_PORTS", "Target", "Walls", "parse_location", "parse_target"]

DEFAULT_PORTS = {"http": 80, "https": 443}
_MAX_LENGTH = 8_000
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_BRACKETED = re.compile(r"\[[0-9A-Fa-f:.]+\](:[0-9]*)?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_QUOTED_ALREADY = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Target:
    """A well-formed address: `host` is in lower ASCII without a final dot, an IPv6 address without brackets."""

    scheme: str
    host: str
    port: int
    path: str  # with the query, as it is sent

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def shown(self) -> str:
        """For messages: without the query."""
        return f"{self.scheme}://{self.authority}{self.path.partition('?')[0]}"


def parse_target(url: str) -> Target:
    """Read an address that is to be fetched.

    Raises: Refused for anything but http and https, a user name, a host that is no plain name or IP address in its
    usual form, a port out of range, white space or control characters.
    """
    if len(url) > _MAX_LENGTH:
        raise Refused(f"an address of {len(url)} characters is not asked")
    if any(char <= " " or char == "\x7f" for char in url):
        raise Refused("the address holds white space or a control character")
    try:
        parts = urlsplit(url)
        port = parts.port
        path = quote(parts.path or "/", safe=_QUOTED_ALREADY)
        query = quote(parts.query, safe=_QUOTED_ALREADY)
    except ValueError:  # its message repeats the address, password included
        raise Refused("the address cannot be read") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise Refused(f"only http and https are fetched, not {parts.scheme[:20] or 'an address without a scheme'!r}")
    if "@" in parts.netloc:
        raise Refused("the address holds a user name, which is never sent")
    host = _parse_host(parts.netloc, parts.hostname or "")
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path)


def _parse_host(netloc: str, name: str) -> str:
    if netloc.startswith("["):
        address = parse_ip(name)
        if not isinstance(address, IPv6Address) or address.scope_id or not _BRACKETED.fullmatch(netloc):
            raise Refused("the host in brackets is not an IPv6 address")
        return str(address)
    try:
        host = name[:254].encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise Refused("the host is not a valid name") from None
    if not _HOST.fullmatch(host):
        raise Refused("the host is not a valid name")
    # getaddrinfo reads 127.1, 2130706433, 0x7f.1 and 0177.0.0.1 as loopback: no honest address is written so.
    if _NUMBER.fullmatch(host.rpartition(".")[2]) and not isinstance(parse_ip(host), IPv4Address):
        raise Refused(f"{host} is an unusual way to write an IP address")
    return host


def parse_location(base: Target, location: str) -> Target:
    """Where a redirect leads. Raises: Refused as parse_target does, and for a step from https down to http."""
    try:
        url = urljoin(base.url, quote(location.strip(), safe=_QUOTED_ALREADY + "\\^|"))
    except ValueError:
        raise Refused("it leads on to an address that cannot be read", subject=base.host) from None
    target = parse_target(url)
    if base.scheme == "https" and target.scheme == "http":
        raise Refused(f"it leads on from https to http ({target.shown}), which is not followed", subject=base.host)
    return target


@dataclass(frozen=True, slots=True)
class Walls:
    """What may be asked: public hosts on these ports, and the hosts that the settings allow."""

    ports: Collection[int]
    allowed: Sequence[AllowedHost] = ()

    def check_port(self, target: Target) -> None:
        """Raises: Refused for a port that nothing allows."""
        if target.port in self.ports or any(entry.port == target.port for entry in self.allowed):
            return
        raise Refused(f"port {target.port} is not asked; {_remedy(target)}", subject=target.host)

    def check_addresses(self, target: Target, addresses: Sequence[IPv4Address | IPv6Address]) -> None:
        """Raises: Refused when any of the addresses that the name stands for is not public, and not allowed."""
        for address in addresses:
            if any(entry.covers(target.host, address, target.port) for entry in self.allowed):
                continue
            if not is_public(address):
                where = "" if target.host == str(address) else f" ({address})"
                raise Refused(f"is not a host of the public internet{where}; {_remedy(target)}", subject=target.host)
            if target.port not in self.ports:
                raise Refused(f"port {target.port} is not asked; {_remedy(target)}", subject=target.host)


def _remedy(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return f'if it is yours, add "{host}:{target.port}" to allow_hosts under [fetch]'
