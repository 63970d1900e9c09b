"""Addresses written by strangers -> addresses fit to be clicked, or nothing. Pure: resolves and opens nothing."""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

import idna

LONGEST = 2_000
"""Characters of the longest link that is kept: what all browsers and mail programs open."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?")


def web_link(link: str) -> str:
    """`link` taken apart and built again, or "" when it is no http or https address.

    The host is lower case and in ASCII (IDNA 2008 with UTS #46, as browsers do), user name and password are dropped, and
    everything that could end an attribute or a Markdown link is percent-encoded.
    """
    try:
        parts = urlsplit(link.strip())
        authority = _authority(parts)
        rebuilt = urlunsplit((parts.scheme, authority, _path(parts), _encoded(parts.query), _encoded(parts.fragment)))
    except ValueError:  # includes UnicodeError and idna.IDNAError
        return ""
    return rebuilt if authority and len(rebuilt) <= LONGEST else ""


def host(link: str) -> str:
    """The host of an address made by `web_link`; names of mixed script stay in their ASCII form."""
    return urlsplit(link).hostname or ""


def _authority(parts: SplitResult) -> str:
    name = parts.hostname or ""
    if parts.scheme not in _DEFAULT_PORTS or not name or "\\" in parts.netloc:
        return ""
    shown = f"[{IPv6Address(name.partition('%')[0])}]" if ":" in name else _ascii(name)
    return shown if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{shown}:{parts.port}"


def _ascii(name: str) -> str:
    encoded = name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    if not _NAME.fullmatch(encoded):
        raise ValueError(f"{name!r} is not a host name")
    return encoded


def _path(parts: SplitResult) -> str:
    return _encoded(parts.path) or "/"


def _encoded(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe="%/:@!&'*+,;=?-._~")
