"""Decides which addresses may be connected to. Pure; resolves nothing and connects to nothing.

``ipaddress.is_global`` alone is not enough: it calls multicast, site-local, NAT64 and, on older Pythons, 6to4 addresses
global, and each of them can lead to an inner network. So whole ranges that embed or translate IPv4 are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# IANA special-purpose registries and the RFCs named: what is_global lets through on some supported Python.
_REFUSED: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "of this network"),  # RFC 791
        ("100.64.0.0/10", "of a carrier's shared range"),  # RFC 6598
        ("192.0.0.0/24", "reserved for protocols"),  # RFC 6890; holds metadata services
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


def parsed(address: str) -> Address:
    """The address written as `address`, an IPv4-mapped one as the IPv4 address that it stands for.

    A zone ("fe80::1%eth0") is dropped. Raise ValueError if it is no address.
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return found


def is_within(address: Address, networks: Iterable[Network]) -> bool:
    """Whether one of `networks` holds `address`."""
    return any(address.version == network.version and address in network for network in networks)


def refusal(address: Address) -> str:
    """Why nobody may connect to `address` ("loopback", ...); empty if it is public."""
    for network, kind in _REFUSED:
        if is_within(address, (network,)):
            return kind
    for kind in ("unspecified", "loopback", "link_local", "multicast", "reserved"):
        if getattr(address, f"is_{kind}"):
            return kind.replace("_", "-")
    return "" if address.is_global else "private"
