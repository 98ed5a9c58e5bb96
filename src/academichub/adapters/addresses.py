"""Which IP addresses are public: the only ones that are fetched from unless a setting allows more. Pure.

`ipaddress.is_global` alone is not enough: on Python 3.11.7 it is true for ::127.0.0.1, 64:ff9b::7f00:1, 2002:7f00:1::,
fec0::1, 192.0.0.8, 192.88.99.1, multicast, 3fff::1 and 5f00::1. So IPv4 has a table of what is refused and IPv6 one of
what is allowed, and an IPv4 address carried inside an IPv6 one is judged too.

Source: IANA IPv4 and IPv6 Special-Purpose Address Registries; RFC 6052 (NAT64), RFC 5214 (ISATAP).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

__all__ = ["is_public", "parse_ip"]

_REFUSED_V4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT; 100.100.100.200 is a cloud's metadata service
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's host, reachable from inside it alone
        "169.254.0.0/16",  # link-local; 169.254.169.254 is the metadata service of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_GLOBAL_V6 = IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP_MARKS = (0x0000_5EFE, 0x0200_5EFE)


def parse_ip(text: str) -> IPv4Address | IPv6Address | None:
    """An IP address in its usual form (an IPv6 zone such as %eth0 is kept), else None."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether the address is that of a host on the public internet.

    A mapped address and one of the well-known NAT64 prefix are as public as the IPv4 address they carry, for behind
    NAT64 every host of the IPv4 internet has such an address.
    """
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in block for block in _REFUSED_V4)
    if address in _MAPPED or address in _NAT64:
        return is_public(_low_half(address))
    if address not in _GLOBAL_V6 or not address.is_global or any(address in block for block in _REFUSED_V6):
        return False
    return not _is_isatap(address) or is_public(_low_half(address))


def _is_isatap(address: IPv6Address) -> bool:
    return (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP_MARKS


def _low_half(address: IPv6Address) -> IPv4Address:
    return IPv4Address(int(address) & 0xFFFF_FFFF)
