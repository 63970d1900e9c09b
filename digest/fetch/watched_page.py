"""Source type `watch`: one standing page whose every change is a revision of one statement: a fact sheet, travel advice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from digest.fetch.index_page import fingerprint_of
from digest.fetch.page_reader import fetch_page, page_statement
from digest.interfaces import SourceSite
from digest.net.http import HttpClient
from digest.net.urls import normalise_url, redact_url
from digest.records import Fetched, FetchState, SeenItem


@dataclass(frozen=True, slots=True)
class WatchedPageSource:
    """Implements Source for the page at `address`. `browser`: requests imitate a browser.

    The page is one statement for ever: its address is its GUID, so that it stays the same one however much of it changes.
    """

    name: str
    address: str
    http: HttpClient
    browser: bool = False

    @property
    def site(self) -> SourceSite:
        """The site of the page."""
        return SourceSite(self.address, self.browser)

    def check_offline(self) -> str:
        """Nothing: the page is on the web."""
        return ""

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """The page, unless its bytes are those of the last fetch. Raise FetchError if it cannot be read."""
        response = fetch_page(self.address, self.http, validators=state.validators, browser=self.browser)
        if response.not_modified:
            return Fetched((), state, unchanged=True)
        key, fingerprint = normalise_url(self.address), fingerprint_of(response.content)
        known = state.seen.get(key)
        page = replace(page_statement(self.name, self.address, response, now), guid=key)
        found = () if known is not None and known.item == fingerprint else (page,)
        seen = {key: SeenItem(key, fingerprint, now, response.validators)}
        return Fetched(found, FetchState(response.validators, seen), read=(redact_url(self.address),), listed=1)
