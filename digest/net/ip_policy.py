"""Decides which IP addresses may be connected to. Pure: resolves no name and opens no connection.

`ipaddress.is_global` alone is not enough: it says True for multicast, site-local, NAT64 and, on older Pythons, 6to4 addresses,
and each of them can lead to an internal network. Therefore all ranges that embed or translate IPv4 addresses are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# From the IANA special-purpose registries and the RFCs named: ranges for which is_global is True on some supported Python.
_REFUSED_RANGES: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "of this network"),  # RFC 791
        ("100.64.0.0/10", "of a carrier's shared range"),  # RFC 6598
        ("192.0.0.0/24", "reserved for protocols"),  # RFC 6890; contains metadata services
        ("192.88.99.0/24", "a 6to4 relay"),  # RFC 7526
        ("::/96", "an embedded IPv4 address"),  # RFC 4291, deprecated
        ("::ffff:0:0:0/96", "a translated IPv4 address"),  # RFC 2765
        ("64:ff9b::/96", "a NAT64 address"),  # RFC 6052
        ("64:ff9b:1::/48", "a NAT64 address"),  # RFC 8215
        ("100::/64", "discarded"),  # RFC 6666
        ("2001::/32", "a Teredo address"),  # RFC 4380
        ("2001:db8::/32", "for documentation"),  # RFC 3849
        ("2002::/16", "a 6to4 address"),  # RFC 3056
        ("3fff::/20", "for documentation"),  # RFC 9637
        ("5f00::/16", "a segment identifier"),  # RFC 9602
        ("fec0::/10", "site-local"),  # RFC 3879
    )
)


def parse_address(text: str) -> Address:
    """The IP address in `text`; an IPv4-mapped IPv6 address becomes its IPv4 address, and a zone ("fe80::1%eth0") is dropped.

    Raise ValueError if it is not an address.
    """
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def is_within(address: Address, networks: Iterable[Network]) -> bool:
    """Whether `address` belongs to one of `networks`."""
    return any(address.version == network.version and address in network for network in networks)


def refusal_reason(address: Address) -> str:
    """Why `address` must not be connected to ("loopback", "private", ...); empty if it is public."""
    for network, kind in _REFUSED_RANGES:
        if is_within(address, (network,)):
            return kind
    for kind in ("unspecified", "loopback", "link_local", "multicast", "reserved"):
        if getattr(address, f"is_{kind}"):
            return kind.replace("_", "-")
    return "" if address.is_global else "private"
