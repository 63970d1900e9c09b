"""Source type `feed`: new and changed items of an RSS, Atom or JSON feed, with the text from the feed or from their pages.

`item_reader.py` reads the items, `feed_item.py` decides what an item means, `feed_parser.py` how a feed document is parsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.fetch.feed_document import Feed
from digest.fetch.feed_item import FullText
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.item_reader import ItemReader
from digest.fetch.rereading import is_due
from digest.interfaces import SourceSite
from digest.net.http import NO_VALIDATORS, HttpClient, Response
from digest.net.urls import redact_url
from digest.records import Fetched, FetchState

ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class FeedSource:
    """Implements Source for the feed at `address`. `browser`: requests imitate a browser. `full_text`: see FullText."""

    name: str
    address: str
    http: HttpClient
    parser: DocumentParser
    browser: bool = False
    full_text: FullText = "auto"

    @property
    def site(self) -> SourceSite:
        """The site of the feed."""
        return SourceSite(self.address, self.browser)

    def check_offline(self) -> str:
        """Nothing: the feed is on the web."""
        return ""

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """The items that are new, or changed in the feed. Raise FetchError if the feed cannot be read.

        An item whose page cannot be read is a failure; its page is asked for again later, also if the feed has not changed. A
        page that was read is read again, because a correction may leave its item as it was.
        """
        # Only the whole feed says what its pages are about, so it is asked for even if it has not changed.
        validators = NO_VALIDATORS if any(is_due(seen, now) for seen in state.seen.values()) else state.validators
        response = self.http.get(self.address, validators=validators, browser=self.browser, accept=ACCEPT)
        reader = ItemReader(self, state, now)
        if response.not_modified:
            return reader.unchanged()
        return reader.read_all(self._parse(response), response.validators)

    def _parse(self, response: Response) -> Feed:
        charset = f"; charset={response.charset}" if response.charset else ""
        content_type = f"{response.media_type}{charset}" if response.media_type else ""
        subject = redact_url(self.address)
        return self.parser.parse_feed(response.content, subject, content_type=content_type, base=response.url)
