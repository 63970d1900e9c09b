"""Source type `page`: the pages that an index page links to. Also reads a single page for the one-off command.

Fetches pages; the cleaner decides which words of a page are the statement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from digest.errors import FetchError
from digest.fetch.feed_parser import DocumentParser, LinkList, ListedLink
from digest.fetch.page_reader import PageReader, fetch_page, page_statement
from digest.fetch.paging import INCOMPLETE, is_known, list_key, next_address, page_address, was_incomplete
from digest.fetch.seen_items import remembered
from digest.interfaces import SourceSite
from digest.net.http import NO_VALIDATORS, HttpClient, Response
from digest.net.urls import normalise_url, redact_url
from digest.records import AwaitedPage, Failure, Fetched, FetchState, RawStatement, SeenItem, Validators
from digest.schedule import is_recent

# Publishers correct statements in their first days without notice. A known page is fetched again after this time.
REREAD_INTERVAL = timedelta(days=1)


def read_page(url: str, http: HttpClient, now: datetime, *, browser: bool = False) -> RawStatement:
    """The page at `url`, which a person named. Ignores robots.txt. Raise FetchError if it cannot be read or is not text."""
    response = fetch_page(url, http, browser=browser, robots=False)
    return page_statement("", response.url, response, now)


@dataclass(frozen=True, slots=True)
class PageSource:
    """Implements Source for the index page at `address`. `links` is the CSS selector of the links to statements.

    At most `max_pages` links are read. A known page is fetched again, at most once a day, as long as the index links to it. At
    most `index_pages` pages of the index are read (see `page_address`); `following` is the CSS selector of the link to the next
    one. `browser`: requests imitate a browser.
    """

    name: str
    address: str
    links: str
    http: HttpClient
    parser: DocumentParser
    browser: bool = False
    max_pages: int = 50
    index_pages: int = 1
    following: str = ""

    @property
    def site(self) -> SourceSite:
        """The site of the index page."""
        return SourceSite(self.address, self.browser)

    def check_offline(self) -> str:
        """Nothing: the page is on the web."""
        return ""

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """The pages that are new, or changed since they were last read.

        Raise FetchError if the index page cannot be read, or if `links` matches nothing on it.
        """
        key = list_key(self.address)
        # The index is fetched even if it did not change when its pages are due again.
        is_due = key not in state.seen or not is_recent(state.seen[key].read_at, now, REREAD_INTERVAL)
        validators = NO_VALIDATORS if is_due or was_incomplete(state, key) else state.validators
        response = self._get(page_address(self.address, 1, 0), validators)
        reader = IndexReader(self, state, now)
        if response.not_modified:
            return reader.unchanged()
        return reader.read_all(SeenItem(key, fingerprint_of(response.content), now, response.validators), self._pages(response))

    def _get(self, address: str, validators: Validators = NO_VALIDATORS) -> Response:
        return fetch_page(address, self.http, validators=validators, browser=self.browser)

    def _pages(self, first: Response) -> Iterator[tuple[ListedLink, ...]]:
        """Yield the links of each page of the index with the dates beside them. Raise FetchError if one cannot be read."""
        listed, read = self._links(first), {first.url}
        if not listed.links:
            raise FetchError(f"{redact_url(self.address)}: no link matches the selector '{self.links}'")
        yield listed.links
        offset = len(listed.links)
        for number in range(2, self.index_pages + 1):
            address = next_address(self.address, listed.following, number, offset)
            if not address or address in read:
                return
            read.add(address)
            listed = self._links(self._get(address))
            if not listed.links:
                return
            offset += len(listed.links)
            yield listed.links

    def _links(self, response: Response) -> LinkList:
        """The links of a page of the index, each once, in order."""
        found = self.parser.extract_links(
            response.content, response.url, self.links, charset=response.charset, following=self.following
        )
        links = (listed for listed in found.links if normalise_url(listed.link) != normalise_url(response.url))
        return LinkList(tuple(islice(links, self.max_pages)), found.following)


class IndexReader:
    """Reads the pages that an index page links to, and collects what is new or changed since `state`."""

    def __init__(self, source: PageSource, state: FetchState, now: datetime) -> None:
        self._source = source
        self._state = state
        self._now = now
        self._list_failures: list[Failure] = []
        self._has_links_left = False
        pages = 2 * source.max_pages  # as many awaited pages as links
        self._pages = PageReader(source.name, source.http, state, now, browser=source.browser, max_pages=pages)
        self._statements: list[RawStatement] = []
        self._seen: dict[str, SeenItem] = {}

    def unchanged(self) -> Fetched:
        """The result for an index page that has not changed: the awaited pages that can be read now."""
        self._read_awaited()
        return replace(self._fetched(self._state.validators), unchanged=not self._statements)

    def read_all(self, index: SeenItem, pages: Iterator[tuple[ListedLink, ...]]) -> Fetched:
        """The result for an index with the links of these pages, which are read as far as they may hold something new.

        Raise FetchError if the first page cannot be read. If another one cannot, the next fetch reads them all again.
        """
        listed = list(next(pages))
        self._read_links(listed)
        try:
            while self._may_go_on(index.key, listed[-1]) and (more := next(pages, ())):
                self._read_links(more)
                listed += more
        except FetchError as error:
            self._list_failures.append(
                Failure(redact_url(self._source.address), "reading the index", str(error), self._source.name)
            )
        keys = {normalise_url(each.link) for each in listed}
        self._pages.forget_unlisted(keys)
        self._read_awaited()
        is_complete = not self._list_failures and not self._has_links_left
        self._seen[index.key] = replace(index, item=index.item if is_complete else INCOMPLETE, validators=NO_VALIDATORS)
        return replace(self._fetched(index.validators if is_complete else NO_VALIDATORS, keys), listed=len(listed))

    def _may_go_on(self, index: str, last: ListedLink) -> bool:
        """Whether the next page of the index may hold something new: if the last link is new, but not at the first fetch."""
        if was_incomplete(self._state, index):
            return True
        return index in self._state.seen and not is_known(normalise_url(last.link), self._state)

    def _read_links(self, links: Iterable[ListedLink]) -> None:
        for listed in links:
            self._read(listed)

    def _read(self, listed: ListedLink) -> None:
        """Ask for the page at a link if it is new or due again, and collect it if it is new or changed."""
        key = normalise_url(listed.link)
        known = self._state.seen.get(key)
        is_known = known is not None and is_recent(known.read_at, self._now, REREAD_INTERVAL)
        if is_known or key in self._state.awaited:
            return
        if known is None and self._pages.is_exhausted:
            self._has_links_left = True
            return
        page = AwaitedPage(key, listed.link, self._now, self._now, dates=(listed.date,) if listed.date else ())
        self._ask(page, known.validators if known else NO_VALIDATORS)

    def _read_awaited(self) -> None:
        for page in self._pages.due():
            self._ask(page, NO_VALIDATORS)

    def _ask(self, page: AwaitedPage, validators: Validators) -> None:
        response = self._pages.ask(page, validators)
        if response is None:
            return
        known = self._state.seen.get(page.key)
        fingerprint = known.item if known and response.not_modified else fingerprint_of(response.content)
        if known is None or known.item != fingerprint:
            statement = page_statement(self._source.name, page.link, response, self._now)
            self._statements.append(replace(statement, dates=page.dates))
        self._seen[page.key] = SeenItem(page.key, fingerprint, self._now, response.validators)

    def _fetched(self, validators: Validators, listed: Collection[str] | None = None) -> Fetched:
        """The result of the fetch. `listed` are the keys of all links of the index page; None if that is not known."""
        known = self._state.seen
        seen = remembered(known, self._seen, known if listed is None else listed, self._now)
        return Fetched(
            tuple(self._statements),
            FetchState(validators, seen, self._pages.awaited),
            (*self._list_failures, *self._pages.failures),
            tuple(self._pages.read),
            waiting=self._pages.waiting,
            has_more=self._has_links_left,
        )


def fingerprint_of(content: bytes) -> str:
    """The SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
