"""Whether the page of a statement is still there: one polite GET, as when it was read. Decides nothing about withdrawals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from digest.errors import FetchError
from digest.net.http import HttpClient, StatusError

_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class SourceSite:
    """A source on the web: its address, and whether it has to be asked as a browser would."""

    address: str
    browser: bool = False


@dataclass(frozen=True, slots=True)
class WebLivenessCheck:
    """Implements Presence for the sources in `places`, by name."""

    http: HttpClient
    places: Mapping[str, SourceSite]

    def is_gone(self, source: str, link: str) -> bool | None:
        """True if the server says 404 or 410, False if it gives a page, None if it says neither.

        A page on another host than its source is not asked for: what a feed links to elsewhere is not the publisher's to
        withdraw. Raise FetchError if the host gives no answer at all, so that its other pages can be left alone.
        """
        place = self.places.get(source)
        if place is None or _host(link) != _host(place.address):
            return None
        try:
            self.http.get(link, browser=place.browser, robots=True)
        except StatusError as error:
            return True if error.status in _GONE else None
        return False


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError as error:
        raise FetchError(f"{address!r}: not an address") from error
