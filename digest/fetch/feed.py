"""Source type `feed`: new and changed items of an RSS, Atom or JSON feed, with the text from the feed or from their pages.

`feed_item.py` decides what an item means, `feed_parser.py` how a feed document is parsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from digest.errors import FetchError
from digest.fetch.feed_item import Feed, FeedItem
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.index_page import fetch_page, page_statement
from digest.interfaces import SourceSite
from digest.net.http import NO_VALIDATORS, HttpClient, Response
from digest.net.urls import redact_url
from digest.records import Failure, Fetched, FetchState, RawStatement, SeenItem, Validators

ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
# The first fetch of a long feed of links reads its pages over several runs, so that it does not hold up one run for an hour.
MAX_PAGES = 100


@dataclass(frozen=True, slots=True)
class FeedSource:
    """Implements Source for the feed at `address`. `browser`: requests imitate a browser."""

    name: str
    address: str
    http: HttpClient
    parser: DocumentParser
    browser: bool = False

    @property
    def site(self) -> SourceSite:
        """The site of the feed."""
        return SourceSite(self.address, self.browser)

    def check_offline(self) -> str:
        """Nothing: the feed is on the web."""
        return ""

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """The items that are new, or changed in the feed. Raise FetchError if the feed cannot be read.

        An item whose page cannot be read is a failure, and is tried again at the next fetch.
        """
        response = self.http.get(self.address, validators=state.validators, browser=self.browser, accept=ACCEPT)
        if response.not_modified:
            return Fetched((), state, unchanged=True)
        feed = self._parse(response)
        reader = FeedReader(self, state, now)
        for item in feed.items:
            reader.read(item)
        return reader.fetched(response.validators, listed=len(feed.items))

    def _parse(self, response: Response) -> Feed:
        charset = f"; charset={response.charset}" if response.charset else ""
        content_type = f"{response.media_type}{charset}" if response.media_type else ""
        subject = redact_url(self.address)
        return self.parser.parse_feed(response.content, subject, content_type=content_type, base=response.url)


class FeedReader:
    """Reads the items of one feed document, and collects what is new or changed since `state`."""

    def __init__(self, source: FeedSource, state: FetchState, now: datetime) -> None:
        self._source = source
        self._state = state
        self._now = now
        self._pages = 0
        self._has_pages_left = False
        self._statements: list[RawStatement] = []
        self._failures: list[Failure] = []
        self._seen: dict[str, SeenItem] = {}
        self._names: list[str] = []

    def read(self, item: FeedItem) -> None:
        """Collect the item if it is new or changed. Fetches its page if the feed does not have its text."""
        key, fingerprint = item.key(self._source.name), item.fingerprint
        known = self._state.seen.get(key)
        if known is not None and known.item == fingerprint:
            return
        if text := item.text():
            self._statements.append(item.to_statement(self._source.name, text, self._now))
            self._remember(item, SeenItem(key, fingerprint, self._now))
        elif item.link:
            self._read_page(item, key, fingerprint, known)
        else:
            self._failures.append(item.failure(self._source.name, "the item has neither a text nor a link"))

    def fetched(self, validators: Validators, listed: int) -> Fetched:
        """The result of the fetch. `validators` are those of the feed document, `listed` is the number of its items."""
        # Without validators the next fetch gets the whole feed, and with it the items that are still to be read.
        kept = NO_VALIDATORS if self._failures or self._has_pages_left else validators
        return Fetched(
            tuple(self._statements),
            FetchState(kept, MappingProxyType({**self._state.seen, **self._seen})),
            tuple(self._failures),
            tuple(self._names),
            listed=listed,
        )

    def _read_page(self, item: FeedItem, key: str, fingerprint: str, known: SeenItem | None) -> None:
        if self._pages >= MAX_PAGES:
            self._has_pages_left = True
            return
        self._pages += 1
        source = self._source
        validators = known.validators if known else NO_VALIDATORS
        try:
            response = fetch_page(item.link, source.http, validators=validators, browser=source.browser)
        except FetchError as error:
            self._failures.append(item.failure(source.name, str(error)))
            return
        if not response.not_modified:
            self._statements.append(item.with_page(page_statement(source.name, item.link, response, self._now)))
        self._remember(item, SeenItem(key, fingerprint, self._now, response.validators))

    def _remember(self, item: FeedItem, seen: SeenItem) -> None:
        self._seen[seen.key] = seen
        self._names.append(item.name(self._source.name))
