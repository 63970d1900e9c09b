"""Source type `json`: the statements that an interface lists in JSON, with their text or with links to their pages.

`json_items.py` reads an answer by the paths of its parts, `paging.py` says how many pages of the list are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from digest.errors import FetchError
from digest.fetch.feed_document import Feed, feed_from_response
from digest.fetch.feed_item import FeedItem, FullText
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.item_reader import ItemReader
from digest.fetch.paging import COMPLETE, INCOMPLETE, is_known, list_key, next_address, page_address, was_incomplete
from digest.fetch.rereading import is_due
from digest.interfaces import SourceSite
from digest.net.http import NO_VALIDATORS, HttpClient, Response
from digest.net.urls import redact_url
from digest.records import Failure, Fetched, FetchState, SeenItem, Validators
from digest.text.dates import DateContext, parse_date

ACCEPT = "application/json, application/*+json;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class JsonSource:
    """Implements Source for the interface at `address`, which may have places for the number of a page (see `page_address`).

    `paths` say where the parts of an item are (see `items_at`). At most `pages` pages are read. What is dated more than `days`
    before the last fetch is not news. `browser`: requests imitate a browser. `full_text`: see FullText.
    """

    name: str
    address: str
    paths: Mapping[str, tuple[str, ...]]
    http: HttpClient
    parser: DocumentParser
    pages: int = 1
    days: int = 7
    browser: bool = False
    full_text: FullText = "auto"

    @property
    def site(self) -> SourceSite:
        """The site of the interface."""
        return SourceSite(self.address, self.browser)

    def check_offline(self) -> str:
        """Nothing: the interface is on the web."""
        return ""

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """The items that are new or changed. Raise FetchError if the first page of the list cannot be read."""
        return _JsonFetch(self, state, now).fetched()


class _JsonFetch:
    """One fetch: reads the pages of the list, chooses among their items, and leaves these to an ItemReader."""

    def __init__(self, source: JsonSource, state: FetchState, now: datetime) -> None:
        self._source = source
        self._state = state
        self._key = list_key(source.address)
        self._was_incomplete = was_incomplete(state, self._key)
        self._now = now
        self._failures: list[Failure] = []
        self._last = state.seen.get(self._key)
        self._since = min(self._last.read_at if self._last else now, now) - timedelta(days=source.days)

    def fetched(self) -> Fetched:
        """What the interface lists, read."""
        reader = ItemReader(self._source, self._state, self._now)
        needs_all = self._was_incomplete or any(is_due(seen, self._now) for seen in self._state.seen.values())
        first = page_address(self._source.address, 1, 0)
        response = self._get(first, NO_VALIDATORS if needs_all else self._state.validators)
        if response.not_modified:
            return reader.unchanged()
        listed = self._all_items(response)
        chosen = Feed(tuple(item for item in listed.items if self._is_wanted(item)))
        found = reader.read_all(chosen, NO_VALIDATORS if self._failures else response.validators)
        is_complete = not self._failures and not reader.has_items_left
        read_at = self._now if is_complete or self._last is None else self._last.read_at
        mark = SeenItem(self._key, COMPLETE if is_complete else INCOMPLETE, read_at)
        state = replace(found.state, seen={**found.state.seen, self._key: mark})
        return replace(found, state=state, failures=(*self._failures, *found.failures), listed=len(listed.items))

    def _get(self, address: str, validators: Validators) -> Response:
        return self._source.http.get(address, validators=validators, browser=self._source.browser, accept=ACCEPT)

    def _all_items(self, first: Response) -> Feed:
        """The items of all pages that may hold something new, each once."""
        base = first.url
        items, following = self._parse(first)
        feed, number, read = _feed(items, base), 1, {first.url}
        while number < self._source.pages and self._may_go_on(feed):
            number += 1
            address = next_address(self._source.address, following, number, len(items))
            if not address or address in read:
                break
            read.add(address)
            try:
                more, following = self._parse(self._get(address, NO_VALIDATORS))
            except FetchError as error:
                subject = redact_url(address)
                reason = str(error).removeprefix(f"{subject}: ")
                self._failures.append(Failure(subject, f"reading page {number} of the list", reason, self._source.name))
                break
            items, before = [*items, *more], len(feed.items)
            feed = _feed(items, base)
            if len(feed.items) == before:
                break
        return feed

    def _parse(self, response: Response) -> tuple[list[dict[str, Any]], str]:
        subject = redact_url(response.url)
        paths = self._source.paths
        return self._source.parser.parse_json(response.content, subject, paths, base=response.url, charset=response.charset)

    def _may_go_on(self, feed: Feed) -> bool:
        """Whether the next page may hold something new: if the last item of this one is new."""
        if self._was_incomplete or not feed.items:
            return bool(feed.items)
        last = feed.items[-1]
        is_first = self._key not in self._state.seen
        moment = _moment(last)
        is_new = not is_known(last.key(self._source.name), self._state)
        return is_new and (moment >= self._since if moment else not is_first)

    def _is_wanted(self, item: FeedItem) -> bool:
        moment = _moment(item)
        return moment is None or moment >= self._since or is_known(item.key(self._source.name), self._state)


def _feed(items: list[dict[str, Any]], base: str) -> Feed:
    return feed_from_response({"link": "", "language": "", "items": items}, base)


def _moment(item: FeedItem) -> datetime | None:
    """When an item was published, exactly enough for choosing: a date without a zone is taken for UTC."""
    found = next(filter(None, (parse_date(date, DateContext()) for date in item.dates if date)), None)
    return found.moment if found else None
