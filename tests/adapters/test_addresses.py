"""Which addresses are public: the tables of IANA, and IPv4 addresses in every disguise."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from academichub.adapters.addresses import is_public

PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10"]

EMBEDDINGS = {
    "mapped": 0xFFFF << 32,
    "compatible": 0,
    "NAT64": 0x0064_FF9B << 96,
    "local NAT64": 0x0064_FF9B_0001 << 80,
    "Teredo": 0x2001_0000 << 96,
    "ISATAP, global": (0x2607_F8B0 << 96) | (0x0200_5EFE << 32),
    "ISATAP, link-local": (0xFE80 << 112) | (0x5EFE << 32),
}


@st.composite
def private_addresses(draw: st.DrawFn) -> IPv4Address:
    block = IPv4Network(draw(st.sampled_from(PRIVATE)))
    return block[draw(st.integers(0, block.num_addresses - 1))]


@settings(deadline=None)
@given(private_addresses(), st.sampled_from(sorted(EMBEDDINGS)))
def test_private_addresses_are_seen_through_every_embedding(address: IPv4Address, embedding: str) -> None:
    assert not is_public(address)
    assert not is_public(IPv6Address(EMBEDDINGS[embedding] | int(address)))
    assert not is_public(IPv6Address((0x2002 << 112) | (int(address) << 80)))  # 6to4


@settings(deadline=None)
@given(st.integers(0, 2**128 - 1))
@example(int(IPv6Address("2001:4860:4860::8888")))
def test_nothing_is_public_that_python_calls_private(number: int) -> None:
    address = IPv6Address(number)
    if is_public(address) and address.ipv4_mapped is None:
        assert address.is_global
        assert not address.is_multicast


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0",
        "0.255.255.255",
        "192.0.0.8",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%lo",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "100::1",
        "2001:db8::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "3fff::1",
        "5f00::1",
        "64:ff9b:1::808:808",
        "4000::1",
    ],
)
def test_special_blocks_are_refused(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "8.8.8.8",
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "198.17.0.1",
        "223.255.255.255",
        "168.63.129.17",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00:1450::1",
        "2003::1",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8",
        "2607:f8b0::200:5efe:808:808",
    ],
)
def test_public_addresses_are_not(text: str) -> None:
    assert is_public(ip_address(text))
