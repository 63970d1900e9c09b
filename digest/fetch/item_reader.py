"""Reads the items of a document that lists statements: which are new or changed, with their text or from their pages.

Feeds, sitemaps and answers of interfaces (JSON) are such documents; `feed_item.py` decides what an item means.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from digest.errors import FetchError
from digest.fetch.feed_document import Feed
from digest.fetch.feed_item import FeedItem, FullText, strip_tags
from digest.fetch.index_page import fingerprint_of
from digest.fetch.page_reader import PageReader, announced_statement, fetch_page
from digest.fetch.rereading import MAX_REREADS, is_due
from digest.fetch.seen_items import remembered
from digest.net.http import NO_VALIDATORS, HttpClient, Response
from digest.net.urls import normalise_url, redact_url
from digest.records import AwaitedPage, Failure, Fetched, FetchState, RawStatement, SeenItem, Validators, instead_of_page

log = logging.getLogger(__name__)

# The first fetch of a long list of links reads its pages over several runs, so that it does not hold up one run for an hour.
MAX_PAGES = 100


class ItemSource(Protocol):
    """What a reader of items needs to know of their source. `full_text`: see FullText."""

    @property
    def name(self) -> str:
        """The name of the source in the configuration."""
        ...

    @property
    def http(self) -> HttpClient:
        """The client that reads pages."""
        ...

    @property
    def browser(self) -> bool:
        """Whether requests imitate a browser."""
        ...

    @property
    def full_text(self) -> FullText:
        """Whether the items have the whole text of their statements."""
        ...


class ItemReader:
    """Reads the items of one feed document, and collects what is new or changed since `state`.

    `has_items_left`: it has more items than pages may be read in one fetch.
    """

    def __init__(self, source: ItemSource, state: FetchState, now: datetime) -> None:
        self._source = source
        self._state = state
        self._now = now
        self._pages = PageReader(source.name, source.http, state, now, browser=source.browser, max_pages=MAX_PAGES)
        self.has_items_left = False
        self._statements: list[RawStatement] = []
        self._failures: list[Failure] = []
        self._seen: dict[str, SeenItem] = {}
        self._known: list[tuple[FeedItem, SeenItem]] = []
        self._names: list[str] = []

    @property
    def is_complete(self) -> bool:
        """Whether all items could be read."""
        return not self._failures and not self.has_items_left

    def unchanged(self) -> Fetched:
        """The result for a feed that has not changed: the awaited pages that can be read now."""
        self._read_awaited()
        return replace(self._fetched(self._state.validators), unchanged=not self._statements)

    def read_all(self, feed: Feed, validators: Validators, also_listed: Collection[str] = ()) -> Fetched:
        """The result for a feed with the `validators` of its document. `also_listed`: the keys of more items that it has."""
        for item in feed.items:
            self._read(item)
        listed = {*(item.key(self._source.name) for item in feed.items), *also_listed}
        self._pages.forget_unlisted(listed)
        self._read_awaited()
        self._read_again(listed)
        # Without validators the next fetch gets the whole feed, and with it the items that are still to be read.
        kept = validators if self.is_complete else NO_VALIDATORS
        return replace(self._fetched(kept, listed), listed=len(feed.items))

    def _read(self, item: FeedItem) -> None:
        """Collect the item if it is new or changed. Fetches its page if the feed does not have its text."""
        key, fingerprint = item.key(self._source.name), item.fingerprint
        known = self._state.seen.get(key) or self._seen_at_link(item)
        if known is not None and known.item == fingerprint:
            if item.link and not item.text(self._source.full_text):
                self._known.append((item, known))
            return
        if text := item.text(self._source.full_text):
            self._statements.append(item.to_statement(self._source.name, text, self._now))
            self._pages.forget(key)
            self._remember(item, SeenItem(key, fingerprint, self._now))
        elif item.link:
            self._read_page(item, known)
        else:
            self._failures.append(item.failure(self._source.name, "the item has neither a text nor a link"))

    def _read_page(self, item: FeedItem, known: SeenItem | None) -> None:
        """Ask for the page of an item, or wait for it. The text of the feed stands in for a page that was never read."""
        from_feed = None if known else self._from_feed(item)
        page = item.page(self._source.name, self._now, _least_length(from_feed))
        awaited = self._state.awaited.get(page.key)
        if awaited is not None and awaited.item == page.item:
            return
        if awaited is not None:
            self._pages.announce(page)
            if from_feed:
                self._statements.append(_instead_of_page(from_feed, awaited.reason))
        elif self._pages.is_exhausted:
            self.has_items_left = True
        elif response := self._pages.ask(page, known.validators if known else NO_VALIDATORS):
            self._take(page, response, from_feed)
        elif from_feed:
            self._statements.append(_instead_of_page(from_feed, self._pages.failures[-1].reason))

    def _seen_at_link(self, item: FeedItem) -> SeenItem | None:
        """The same item, seen when it was the only one at its link, or by a version that kept session ids in keys."""
        known = self._state.seen.get(normalise_url(item.link))
        return known if known is not None and known.item == item.fingerprint else None

    def _from_feed(self, item: FeedItem) -> RawStatement | None:
        """The text that the feed has of an item, as a statement; None if it is only a teaser, or must not be used."""
        text = "" if self._source.full_text == "page" else item.text_instead_of_page()
        return item.to_statement(self._source.name, text, self._now) if text else None

    def _read_awaited(self) -> None:
        for page in self._pages.due():
            if response := self._pages.ask(page):
                self._take(page, response, None)

    def _read_again(self, listed: Collection[str]) -> None:
        """Read the pages that are due again, the longest unread first, and none that the feed no longer lists."""
        for key, seen in self._state.seen.items():
            if seen.first_at is not None and key not in listed:
                self._seen[key] = replace(seen, first_at=None)
        due = sorted((known for known in self._known if is_due(known[1], self._now)), key=lambda known: known[1].read_at)
        for item, seen in due[:MAX_REREADS]:
            self._read_page_again(item, seen)

    def _read_page_again(self, item: FeedItem, seen: SeenItem) -> None:
        """Collect the page of a known item if it has changed. That it fails is no news: it was read before."""
        page = item.page(self._source.name, self._now)
        first_at = min(seen.first_at or self._now, self._now)
        read = replace(seen, key=page.key, read_at=self._now, first_at=first_at)
        try:
            response = fetch_page(page.link, self._source.http, validators=seen.validators, browser=self._source.browser)
        except FetchError as error:
            log.info("%s: not read again: %s", redact_url(page.link), error)
        else:
            content = seen.page if response.not_modified else fingerprint_of(response.content)
            if content != seen.page:
                statement = announced_statement(self._source.name, page, response, self._now)
                self._statements.append(replace(statement, is_reread=True))
            read = replace(read, validators=response.validators, page=content)
        self._seen[page.key] = read

    def _take(self, page: AwaitedPage, response: Response, from_feed: RawStatement | None) -> None:
        """Collect a page that was read, and remember its item."""
        if not response.not_modified:
            statement = announced_statement(self._source.name, page, response, self._now)
            self._statements.append(replace(statement, from_feed=from_feed))
        known = self._state.seen.get(page.key)
        content = known.page if known and response.not_modified else fingerprint_of(response.content)
        self._seen[page.key] = SeenItem(page.key, page.item, self._now, response.validators, self._now, content)

    def _remember(self, item: FeedItem, seen: SeenItem) -> None:
        self._seen[seen.key] = seen
        self._names.append(item.name(self._source.name))

    def _fetched(self, validators: Validators, listed: Collection[str] | None = None) -> Fetched:
        """The result of the fetch. `listed` are the keys of all items that the source lists; None if that is not known."""
        known = self._state.seen
        seen = remembered(known, self._seen, known if listed is None else listed, self._now)
        return Fetched(
            tuple(self._statements),
            FetchState(validators, seen, self._pages.awaited),
            (*self._failures, *self._pages.failures),
            (*self._names, *self._pages.read),
            waiting=self._pages.waiting,
            has_more=self.has_items_left,
        )


def _least_length(from_feed: RawStatement | None) -> int:
    """Half of the characters of the feed's text: a page with less is a stub, or holds the beginning only."""
    return len(strip_tags(from_feed.content.decode("utf-8"))) // 2 if from_feed else 0


def _instead_of_page(from_feed: RawStatement, reason: str) -> RawStatement:
    return replace(from_feed, note=instead_of_page(reason))
