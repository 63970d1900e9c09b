"""Source type `page`: the pages that an index page links to. Also reads a single page for the one-off command.

Fetches pages; the cleaner decides which words of a page are the statement.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.errors import FetchError
from digest.fetch.feed_parser import DocumentParser
from digest.interfaces import SourceSite
from digest.net import media_types
from digest.net.http import NO_VALIDATORS, HttpClient, Response
from digest.net.urls import normalise_url, redact_url
from digest.records import Failure, Fetched, FetchState, RawStatement, SeenItem, Validators

# Publishers correct statements in their first days without notice. A known page is fetched again after this time.
REREAD_INTERVAL = timedelta(days=1)


def read_page(url: str, http: HttpClient, now: datetime, *, browser: bool = False) -> RawStatement:
    """The page at `url`, which a person named. Ignores robots.txt. Raise FetchError if it cannot be read or is not text."""
    response = fetch_page(url, http, browser=browser, robots=False)
    return page_statement("", response.url, response, now)


def fetch_page(
    url: str, http: HttpClient, *, validators: Validators = NO_VALIDATORS, browser: bool = False, robots: bool = True
) -> Response:
    """The response for a page. Raise FetchError if it cannot be read, is empty, or is not text (a PDF, a picture)."""
    response = http.get(url, validators=validators, browser=browser, robots=robots, text_only=True)
    if not response.not_modified and not response.content.strip():
        raise FetchError(f"{redact_url(url)}: is empty")
    return response


def page_statement(source: str, link: str, response: Response, now: datetime) -> RawStatement:
    """A page as a raw statement. Title and date are left to the cleaner, which finds them on the page."""
    is_text = media_types.is_text(response.media_type)
    return RawStatement(
        source=source,
        key=normalise_url(link),
        link=link,
        content=response.content,
        media_type=response.media_type if is_text else media_types.from_bytes(response.content),
        charset=response.charset,
        fetched=now,
        address=response.url,
    )


@dataclass(frozen=True, slots=True)
class PageSource:
    """Implements Source for the index page at `address`. `links` is the CSS selector of the links to statements.

    At most `max_pages` links are read. A known page is fetched again, at most once a day, as long as the index links to it.
    `browser`: requests imitate a browser.
    """

    name: str
    address: str
    links: str
    http: HttpClient
    parser: DocumentParser
    browser: bool = False
    max_pages: int = 50

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
        key = f"index:{normalise_url(self.address)}"
        # The index is fetched even if it did not change when its pages are due again.
        is_due = key not in state.seen or now - state.seen[key].read_at >= REREAD_INTERVAL
        validators = NO_VALIDATORS if is_due else state.validators
        response = fetch_page(self.address, self.http, validators=validators, browser=self.browser)
        if response.not_modified:
            return Fetched((), state, unchanged=True)
        links = self._links(response)
        reader = IndexReader(self, state, now)
        for link in links:
            reader.read(link)
        return reader.fetched(SeenItem(key, _fingerprint(response.content), now), response.validators, listed=len(links))

    def _links(self, response: Response) -> tuple[str, ...]:
        """The links of the index page, each once, in document order. Raise FetchError if there are none."""
        found = self.parser.extract_links(response.content, response.url, self.links, response.charset)
        links = [link for link in found if normalise_url(link) != normalise_url(response.url)]
        if not links:
            raise FetchError(f"{redact_url(self.address)}: no link matches the selector '{self.links}'")
        return tuple(links[: self.max_pages])


class IndexReader:
    """Reads the pages that an index page links to, and collects what is new or changed since `state`."""

    def __init__(self, source: PageSource, state: FetchState, now: datetime) -> None:
        self._source = source
        self._state = state
        self._now = now
        self._statements: list[RawStatement] = []
        self._failures: list[Failure] = []
        self._seen: dict[str, SeenItem] = {}
        self._names: list[str] = []

    def read(self, link: str) -> None:
        """Fetch the page at `link` if it is new or due again, and collect it if it is new or changed."""
        key = normalise_url(link)
        known = self._state.seen.get(key)
        if known is not None and self._now - known.read_at < REREAD_INTERVAL:
            return
        source = self._source
        validators = known.validators if known else NO_VALIDATORS
        try:
            response = fetch_page(link, source.http, validators=validators, browser=source.browser)
        except FetchError as error:
            self._failures.append(Failure(redact_url(link), "reading the page", str(error), source.name))
            return
        fingerprint = known.item if known and response.not_modified else _fingerprint(response.content)
        if known is None or known.item != fingerprint:
            self._statements.append(page_statement(source.name, link, response, self._now))
        self._seen[key] = SeenItem(key, fingerprint, self._now, response.validators)
        self._names.append(redact_url(link))

    def fetched(self, index: SeenItem, validators: Validators, listed: int) -> Fetched:
        """The result of the fetch. `index` and `validators` are those of the index page; it has `listed` links."""
        # Without validators the next fetch gets the index again, and with it the pages that failed.
        kept = NO_VALIDATORS if self._failures else validators
        return Fetched(
            tuple(self._statements),
            FetchState(kept, {**self._state.seen, **self._seen, index.key: index}),
            tuple(self._failures),
            tuple(self._names),
            listed=listed,
        )


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
