"""The cookies of one chain of redirects. Pure.

Some servers redirect to the same address until their cookie comes back: load balancers, and tests whether a browser is there. A
cookie goes back to the host that set it, within the chain only. It reaches no other host, and is forgotten at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from digest.net.urls import normalise_url

# RFC 6265, section 6.1, asks browsers for 50 cookies a host of 4,096 bytes each. A redirect that waits for its cookie sets one.
_MAX_COOKIES = 20
_MAX_LENGTH = 4_096
_MAX_HEADER_LENGTH = 8_000


class ChainCookies:
    """The cookies that were set in one chain of redirects."""

    def __init__(self) -> None:
        self._cookies: dict[tuple[str, str], tuple[str, bool]] = {}

    def store(self, url: str, set_cookies: Iterable[str]) -> bool:
        """Keep the cookies of a response from `url`: its Set-Cookie headers. Return whether one of them is new or changed."""
        before = dict(self._cookies)
        for line in set_cookies:
            pair, *attributes = (part.strip() for part in line.split(";"))
            name, equals, value = (part.strip() for part in pair.partition("="))
            if not equals or not name or not _is_sendable(pair):
                continue
            if any(attribute.lower().replace(" ", "").startswith(("max-age=0", "max-age=-")) for attribute in attributes):
                self._cookies.pop((_host(url), name), None)
            elif len(self._cookies) < _MAX_COOKIES or (_host(url), name) in self._cookies:
                self._cookies[_host(url), name] = (value, _is_secure(url))
        return self._cookies != before

    def header(self, url: str) -> str:
        """The Cookie header for a request to `url`; empty if its host has set none. A cookie of https is not sent to http."""
        own = [
            f"{name}={value}"
            for (host, name), (value, secure) in self._cookies.items()
            if host == _host(url) and (_is_secure(url) or not secure)
        ]
        return "; ".join(own)[:_MAX_HEADER_LENGTH]


def _host(url: str) -> str:
    """The host of `url`, with its port unless that is 80 or 443."""
    return urlsplit(normalise_url(url)).netloc


def _is_secure(url: str) -> bool:
    return urlsplit(url).scheme == "https"


def _is_sendable(pair: str) -> bool:
    return pair.isascii() and pair.isprintable() and len(pair) <= _MAX_LENGTH
