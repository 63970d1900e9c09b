"""Decides where a response leads: by status and Location, by the header Refresh, or by `<meta http-equiv="refresh">`. Pure.

Every address of a chain is checked like the first one.
"""

from __future__ import annotations

from dataclasses import dataclass

import httpx2

from digest.errors import FetchError
from digest.net import media_types
from digest.net.cookies import ChainCookies
from digest.net.meta_refresh import refresh_header_target, refresh_target
from digest.net.urls import redact_url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
_MAX_PORT = 65535
# Servers should accept 8,000 octets (RFC 9110, section 4.1). Matching a longer URL against a hostile robots.txt is expensive.
_MAX_URL_LENGTH = 8_000


@dataclass(frozen=True, slots=True)
class RawResponse:
    """One response of one server, before redirects are followed."""

    status: int
    headers: httpx2.Headers
    content: bytes = b""


class RedirectChain:
    """The chain of redirects that begins at one URL. `target` is the address to request next.

    `refreshed`: a page has forwarded to the target. Its validators say nothing about the first address then.
    """

    def __init__(self, url: str) -> None:
        """Raise FetchError if `url` is not an http(s) address, or contains credentials."""
        self.target = checked_url(url)
        self.refreshed = False
        self._cookies = ChainCookies()

    def headers(self, headers: dict[str, str]) -> dict[str, str]:
        """`headers`, and the cookies that the host of the target has set in this chain."""
        cookies = self._cookies.header(str(self.target))
        return headers | {"Cookie": cookies} if cookies else headers

    def follow(self, raw: RawResponse) -> bool:
        """Whether `raw`, the response of the target, leads on; `target` is then the next one. Raise FetchError."""
        has_new_cookie = self._cookies.store(str(self.target), raw.headers.get_list("set-cookie"))
        if raw.status in _REDIRECTS and raw.headers.get("location"):
            self.target = _joined(self.target, raw.headers["location"])
            return True
        location = _refresh(raw)
        if not location:
            return False
        target = _joined(self.target, location)
        if target == self.target and not has_new_cookie:
            return False  # a page that reloads itself
        self.target, self.refreshed = target, True
        return True


def checked_url(url: str) -> httpx2.URL:
    """The address, parsed. Raise FetchError if it is not an http(s) address, or contains credentials."""
    try:
        target = httpx2.URL(url)
    except (httpx2.InvalidURL, TypeError, ValueError) as error:
        raise FetchError(f"{redact_url(url)}: not an address") from error
    if len(str(target)) > _MAX_URL_LENGTH:
        raise FetchError(f"{redact_url(url)}: longer than {_MAX_URL_LENGTH:,} characters")
    if target.scheme not in {"http", "https"}:
        raise FetchError(f"{redact_url(url)}: not an http or https address")
    if target.userinfo:
        raise FetchError(f"{redact_url(url)}: contains a user name or password, which is never sent")
    if not target.host or "\\" in url:
        raise FetchError(f"{redact_url(url)}: has no host")
    if (target.port or 0) > _MAX_PORT:
        raise FetchError(f"{redact_url(url)}: the port is above {_MAX_PORT}")
    return target.copy_with(fragment=None)


def _refresh(raw: RawResponse) -> str:
    """Where a page forwards to, as written; empty if it does not, or is no page."""
    if raw.status != 200 or media_types.from_header(raw.headers.get("content-type", ""))[0] not in _PAGES:
        return ""
    return refresh_header_target(raw.headers.get("refresh", "")) or refresh_target(raw.content)


def _joined(target: httpx2.URL, location: str) -> httpx2.URL:
    """Where a redirect leads. Raise FetchError."""
    try:
        return checked_url(str(target.join(location)))
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"{redact_url(str(target))}: redirects to something that is not an address") from error
    except FetchError as error:
        raise FetchError(f"{redact_url(str(target))}: redirects to {error}") from error
