"""Which addresses are public: the tables of IANA, and IPv4 addresses in every disguise."""

from __future__ import annotations

import random
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address, ip_network

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


# All blocks of the IANA special-purpose registries (2025) that are not globally reachable or not to be fetched from.
# Source: https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry
SPECIAL = """
0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.0/29
192.0.0.8/32 192.0.0.9/32 192.0.0.10/32 192.0.0.170/32 192.0.0.171/32 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16
198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32
::1/128 ::/128 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32 2001:1::1/128 2001:1::2/128 2001:1::3/128
2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28 2001:30::/28 2001:db8::/32 2002::/16 3fff::/20
5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8 ::/96
""".split()


@pytest.mark.parametrize("block", SPECIAL)
def test_every_special_block_is_refused_from_end_to_end(block: str) -> None:
    network = ip_network(block)
    chosen = random.Random(block)
    offsets = [0, network.num_addresses - 1, *(chosen.randrange(network.num_addresses) for _ in range(200))]
    assert not any(is_public(network[offset]) for offset in offsets)


PUBLIC_V4 = [block for block in range(1, 224) if block not in (10, 100, 127, 168, 169, 172, 192, 198, 203)]


@pytest.mark.parametrize("n", [2_000, pytest.param(100_000, marks=pytest.mark.long)])
def test_random_private_addresses_in_seven_embeddings(n: int) -> None:
    chosen = random.Random(4)
    blocks = [IPv4Network(block) for block in PRIVATE]
    for _ in range(n):
        block = chosen.choice(blocks)
        number = int(block.network_address) + chosen.randrange(block.num_addresses)
        embedded = [embedding | number for embedding in EMBEDDINGS.values()]
        assert not is_public(IPv4Address(number))
        assert not any(is_public(IPv6Address(address)) for address in (*embedded, (0x2002 << 112) | (number << 80)))


@pytest.mark.parametrize("n", [1_000, pytest.param(10_000, marks=pytest.mark.long)])
def test_random_public_addresses_are_all_accepted(n: int) -> None:
    chosen = random.Random(5)
    for _ in range(n):
        number = chosen.choice(PUBLIC_V4) << 24 | chosen.getrandbits(24)
        assert is_public(IPv4Address(number))
        assert is_public(
            IPv6Address((0x2600 + chosen.randrange(0x400)) << 112 | chosen.getrandbits(112) & ~(0xFFFF << 32))
        )
