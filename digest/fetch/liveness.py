"""Checks whether the page of a statement still exists. Does not decide whether the statement was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from digest.errors import FetchError
from digest.interfaces import SourceSite
from digest.net.http import HttpClient, StatusError
from digest.net.site import same_site

_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class WebLivenessCheck:
    """Implements LivenessCheck by one GET for the page. `sites` has the sources on the web by name."""

    http: HttpClient
    sites: Mapping[str, SourceSite]

    def is_gone(self, source: str, link: str) -> bool | None:
        """True if the server answers 404 or 410, False if it returns a page, None for any other status.

        None, without a request, for a page on another host than its source: only the publisher can withdraw a page, and no
        site to which it redirects. Raise
        FetchError if the host does not answer, so that the caller can skip its other pages.
        """
        site = self.sites.get(source)
        if site is None or _host(link) != _host(site.address):
            return None
        try:
            self.http.get(link, browser=site.browser, robots=True)
        except StatusError as error:
            return True if error.status in _GONE and same_site(link, error.address) else None
        return False


def _host(url: str) -> str:
    """The host without "www."."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError as error:
        raise FetchError(f"{url!r}: not an address") from error
