"""A feed as a source: new and changed items, with the text that the feed holds or the page that it links to.

Does not decide what an item means (`items.py`) nor how a feed document is parsed (`parser.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from digest.errors import FetchError
from digest.fetch.feed_item import Feed, FeedItem
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.index_page import get_page, page_statement
from digest.net.http import NO_VALIDATORS, HttpClient, Response
from digest.net.urls import redact_url
from digest.records import Failure, Fetched, FetchState, RawStatement, SeenItem

ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
# A first look at a long feed of links takes its pages over several fetches, so that it holds up no run for an hour.
MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed at `address`. `full_text`: its items are known to hold the whole text, or never to; None judges each item.

    `browser` asks as a browser would. Feeds are parsed by `parser`, or by a process that lives for one fetch.
    """

    name: str
    address: str
    http: HttpClient
    browser: bool = False
    full_text: bool | None = None
    parser: DocumentParser | None = None

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """The items that are new, or changed in the feed. Raise FetchError if the feed cannot be read.

        An item whose page cannot be read is a failure, and tried again at the next fetch.
        """
        response = self.http.get(self.address, validators=state.validators, browser=self.browser, accept=ACCEPT)
        if response.not_modified:
            return Fetched((), state, unchanged=True)
        feed = self._parse(response)
        round_ = _Round(self, state, now)
        for item in feed.items:
            round_.take(item)
        # Without validators the next fetch gets the whole feed, and with it the items that are still to be read.
        kept = NO_VALIDATORS if round_.failures or round_.left_over else response.validators
        seen = MappingProxyType({**state.seen, **round_.seen})
        return Fetched(
            tuple(round_.statements),
            FetchState(kept, seen),
            tuple(round_.failures),
            tuple(round_.names),
            listed=len(feed.items),
        )

    def _parse(self, response: Response) -> Feed:
        charset = f"; charset={response.charset}" if response.charset else ""
        kind = f"{response.media_type}{charset}" if response.media_type else ""
        if self.parser is not None:
            return self.parser.parse(response.content, redact_url(self.address), content_type=kind, base=response.url)
        with DocumentParser() as parser:
            return parser.parse(response.content, redact_url(self.address), content_type=kind, base=response.url)


class _Round:
    """One reading of the items of a feed."""

    def __init__(self, source: FeedSource, state: FetchState, now: datetime) -> None:
        self._source = source
        self._state = state
        self._now = now
        self._pages = 0
        self.left_over = False
        self.statements: list[RawStatement] = []
        self.failures: list[Failure] = []
        self.seen: dict[str, SeenItem] = {}
        self.names: list[str] = []  # of what was read, as its failures are named

    def take(self, item: FeedItem) -> None:
        """Add the item if it is new or changed."""
        key, mark = item.key(self._source.name), item.fingerprint
        known = self._state.seen.get(key)
        if known is not None and known.item == mark:
            return
        if text := item.text(whole=self._source.full_text):
            self.statements.append(item.statement(self._source.name, text, self._now))
            self._remember(item, SeenItem(key, mark, self._now))
        elif item.link:
            self._read_page(item, key, mark, known)
        else:
            self.failures.append(item.failure(self._source.name, "the item holds neither a text nor a link"))

    def _read_page(self, item: FeedItem, key: str, mark: str, known: SeenItem | None) -> None:
        if self._pages >= MOST_PAGES:
            self.left_over = True
            return
        self._pages += 1
        source = self._source
        validators = known.validators if known else NO_VALIDATORS
        try:
            response = get_page(item.link, source.http, validators=validators, browser=source.browser)
        except FetchError as error:
            self.failures.append(item.failure(source.name, str(error)))
            return
        if not response.not_modified:
            self.statements.append(item.with_page(page_statement(source.name, item.link, response, self._now)))
        self._remember(item, SeenItem(key, mark, self._now, response.validators))

    def _remember(self, item: FeedItem, seen: SeenItem) -> None:
        self.seen[seen.key] = seen
        self.names.append(item.name(self._source.name))
