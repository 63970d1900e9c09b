"""Source type `sitemap`: the pages that a sitemap, or the sitemaps of an index, name.

A sitemap names everything that a site ever published. Read are the pages that are dated within some days, or have come since
the sitemap was first read; the others are noted, so that an edit of an old page is no news. `sitemap_parser.py` parses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.errors import FetchError
from digest.fetch.feed_document import Feed
from digest.fetch.feed_item import FeedItem, FullText
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.index_page import fingerprint_of
from digest.fetch.item_reader import ItemReader
from digest.fetch.rereading import is_due
from digest.fetch.sitemap_parser import Sitemap, SitemapEntry
from digest.interfaces import SourceSite
from digest.net.http import NO_VALIDATORS, HttpClient, Response
from digest.net.site import same_site
from digest.net.urls import document_key, normalise_url, redact_url
from digest.records import Failure, Fetched, FetchState, SeenItem, Validators
from digest.schedule import is_recent
from digest.text.title import plain_title

ACCEPT = "application/xml, text/xml;q=0.9, */*;q=0.5"
MAX_SITEMAPS = 20
"""Sitemaps of an index that are read in one fetch, the newest ones."""
WHOLE_INTERVAL = timedelta(days=1)
"""How often all sitemaps are read although they have not changed: only then is it known what is no longer named."""
_UNREAD = ""  # the fingerprint of a sitemap that an index named and that was never read


@dataclass(frozen=True, slots=True)
class SitemapSource:
    """Implements Source for the sitemap, or the index of sitemaps, at `address`.

    `patterns` choose addresses (see `holds_pattern`; empty: all). Pages dated more than `days` before the last fetch are not
    news. `browser`: requests imitate a browser.
    """

    name: str
    address: str
    http: HttpClient
    parser: DocumentParser
    patterns: tuple[str, ...] = ()
    days: int = 7
    browser: bool = False

    @property
    def site(self) -> SourceSite:
        """The site of the sitemap."""
        return SourceSite(self.address, self.browser)

    @property
    def full_text(self) -> FullText:
        """A sitemap has no text."""
        return "page"

    def check_offline(self) -> str:
        """Nothing: the sitemap is on the web."""
        return ""

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """The pages that are new, or changed by what the sitemap says. Raise FetchError if no sitemap can be read."""
        return _SitemapFetch(self, state, now).fetched()


class _SitemapFetch:
    """One fetch: reads the documents, chooses among their entries, and leaves the pages to an ItemReader."""

    def __init__(self, source: SitemapSource, state: FetchState, now: datetime) -> None:
        self._source = source
        self._state = state
        self._now = now
        self._reader = ItemReader(source, state, now)
        self._documents: dict[str, SeenItem] = {}
        self._noted: dict[str, SeenItem] = {}
        self._items: dict[str, FeedItem] = {}
        self._failures: list[Failure] = []
        self._listed: list[str] = []
        self._is_partial = False
        top = state.seen.get(_key(source.address))
        is_old = top is None or not is_recent(top.read_at, now, WHOLE_INTERVAL)
        self._is_whole = is_old or any(is_due(seen, now) for seen in state.seen.values())

    def fetched(self) -> Fetched:
        """What the documents name, read."""
        source = self._source
        response = self._get(source.address, self._state.validators)
        if response.not_modified:
            return self._reader.unchanged()
        sitemap = self._parse(response, source.address)
        if sitemap.is_index:
            if not self._read_index(sitemap.entries):
                return self._reader.unchanged()
        else:
            self._choose(sitemap.entries, source.address)
        self._documents[_key(source.address)] = SeenItem(_key(source.address), fingerprint_of(response.content), self._now)
        # Only a whole reading tells what is gone.
        also_listed = self._state.seen.keys() if self._is_partial else self._listed
        validators = NO_VALIDATORS if sitemap.is_index else response.validators
        return self._result(self._reader.read_all(Feed(tuple(self._items.values())), validators, also_listed))

    def _result(self, fetched: Fetched) -> Fetched:
        documents = self._documents
        if not self._reader.is_complete:  # the next fetch gets them again, and with them the pages that are still to be read
            documents = {key: replace(seen, validators=NO_VALIDATORS) for key, seen in documents.items()}
        state = replace(fetched.state, seen={**fetched.state.seen, **self._noted, **documents})
        return replace(fetched, state=state, failures=(*self._failures, *fetched.failures), listed=len(self._listed))

    def _get(self, address: str, validators: Validators) -> Response:
        conditional = NO_VALIDATORS if self._is_whole else validators
        return self._source.http.get(address, validators=conditional, browser=self._source.browser, accept=ACCEPT)

    def _parse(self, response: Response, address: str) -> Sitemap:
        return self._source.parser.parse_sitemap(
            response.content, redact_url(address), self._source.patterns, base=response.url, charset=response.charset
        )

    def _read_index(self, named: Iterable[SitemapEntry]) -> bool:
        """Read the sitemaps of an index. Return False if none of them has changed. Raise FetchError if none can be read."""
        named = tuple(named)
        changed = [self._read_sitemap(entry.link) for entry in self._recent_sitemaps(named)]
        if self._failures and not any(changed):
            raise FetchError(f"{redact_url(self._source.address)}: none of its sitemaps can be read: {self._failures[0]}")
        self._is_partial = not all(changed) or len(changed) < len(named)
        return any(changed) or not changed

    def _recent_sitemaps(self, named: tuple[SitemapEntry, ...]) -> tuple[SitemapEntry, ...]:
        """The sitemaps that may name something new, at most MAX_SITEMAPS; the others are noted as unread."""
        for entry in named:
            self._documents.setdefault(
                _key(entry.link), self._known(entry.link) or SeenItem(_key(entry.link), _UNREAD, self._now)
            )
        recent = tuple(entry for entry in named if entry.moment is None or entry.moment >= self._since(entry.link))
        if len(recent) > MAX_SITEMAPS:
            reason = (
                f"names {len(recent)} sitemaps, and only {MAX_SITEMAPS} were read: give the address of the one with statements"
            )
            self._failures.append(self._failure(self._source.address, reason))
        return recent[:MAX_SITEMAPS]

    def _read_sitemap(self, address: str) -> bool:
        """Read one sitemap of an index. Return whether it was read and has changed."""
        known = self._known(address)
        try:
            response = self._get_of_index(address, known.validators if known else NO_VALIDATORS)
            entries = () if response.not_modified else self._entries(response, address)
        except FetchError as error:
            self._failures.append(self._failure(address, str(error)))
            return False
        if response.not_modified:
            return False
        self._choose(entries, address)
        key = _key(address)
        self._documents[key] = SeenItem(key, fingerprint_of(response.content), self._now, response.validators)
        return True

    def _get_of_index(self, address: str, validators: Validators) -> Response:
        if not same_site(address, self._source.address):
            raise FetchError("is on another site than its index")
        return self._get(address, validators)

    def _entries(self, response: Response, address: str) -> tuple[SitemapEntry, ...]:
        sitemap = self._parse(response, address)
        if sitemap.is_index:
            raise FetchError("is an index within an index: give its address as a source of its own")
        return sitemap.entries

    def _choose(self, entries: Iterable[SitemapEntry], sitemap: str) -> None:
        """Choose the entries to read, and note the others."""
        known = self._known(sitemap)
        is_first = _key(self._source.address) not in self._state.seen or (known is not None and known.item == _UNREAD)
        since = self._since(sitemap)
        for entry in entries:
            item = _item(entry)
            key = item.key(self._source.name)
            self._listed.append(key)
            is_new = not is_first if entry.moment is None else entry.moment >= since
            if key in self._state.awaited or self._was_read(key, is_new=is_new):
                self._items.setdefault(document_key(item.link), item)
            elif key not in self._state.seen:
                self._noted[key] = SeenItem(key, item.fingerprint, self._now)

    def _was_read(self, key: str, *, is_new: bool) -> bool:
        """Whether the page of an entry was read before; of one that was not even noted, whether it `is_new`."""
        seen = self._state.seen.get(key)
        return bool(seen.page) if seen else is_new

    def _since(self, sitemap: str) -> float:
        """The moment after which pages of a sitemap are news: some days before it was last read."""
        known = self._known(sitemap)
        read_at = min(known.read_at, self._now) if known else self._now
        return (read_at - timedelta(days=self._source.days)).timestamp()

    def _known(self, sitemap: str) -> SeenItem | None:
        return self._state.seen.get(_key(sitemap))

    def _failure(self, address: str, reason: str) -> Failure:
        subject = redact_url(address)
        return Failure(subject, "reading the sitemap", reason.removeprefix(f"{subject}: "), self._source.name)


def _key(address: str) -> str:
    return f"sitemap:{normalise_url(address)}"


def _item(entry: SitemapEntry) -> FeedItem:
    """An entry as an item. The date of the last change is no date of publication."""
    return FeedItem(
        id="",
        link=entry.link,
        title=plain_title(entry.title),
        content="",
        content_is_html=False,
        summary="",
        language=entry.language,
        dates=(entry.published, ""),
        changed=entry.changed,
    )
