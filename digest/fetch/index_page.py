"""Pages: those that an index page links to, and a single one for the one-off command.

Reads; which of a page's words are the statement is decided by the next stage.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.errors import FetchError
from digest.fetch.feed_parser import DocumentParser
from digest.net import media_types
from digest.net.http import NO_VALIDATORS, HttpClient, Response
from digest.net.urls import normalise_url, redact_url
from digest.records import Failure, Fetched, FetchState, RawStatement, SeenItem, Validators

# Statements are corrected in their first days, without notice; a page is asked again no more often than this.
READ_AGAIN = timedelta(days=1)


def read_page(url: str, http: HttpClient, now: datetime, *, browser: bool = False) -> RawStatement:
    """The page at `url`, as a person asked for it. Raise FetchError if it cannot be read or is no text."""
    response = get_page(url, http, browser=browser, robots=False)
    return page_statement("", response.url, response, now)


def get_page(
    url: str, http: HttpClient, *, validators: Validators = NO_VALIDATORS, browser: bool = False, robots: bool = True
) -> Response:
    """The answer for a page. Raise FetchError if it cannot be read, or is a PDF, a picture or anything else but text."""
    response = http.get(url, validators=validators, browser=browser, robots=robots)
    if response.not_modified:
        return response
    found = media_types.from_bytes(response.content)
    if not media_types.is_text(found):
        raise FetchError(f"{redact_url(url)}: is {found}, which cannot be read")
    if not response.content.strip():
        raise FetchError(f"{redact_url(url)}: is empty")
    return response


def page_statement(source: str, link: str, response: Response, now: datetime) -> RawStatement:
    """A page as a statement; title and date are on the page itself."""
    return RawStatement(
        source=source,
        key=normalise_url(link),
        link=link,
        content=response.content,
        media_type=response.media_type
        if media_types.is_text(response.media_type)
        else media_types.from_bytes(response.content),
        charset=response.charset,
        fetched=now,
    )


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page that lists statements. `links` is the CSS selector of its links, of which at most `most` are read.

    A page that is known is read again, at most once a day, as long as the index links to it. The index is read by `parser`, or
    by a process that lives for one fetch.
    """

    name: str
    address: str
    links: str
    http: HttpClient
    browser: bool = False
    most: int = 50
    parser: DocumentParser | None = None

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """The pages that are new, or changed since they were last read. Raise FetchError if the index cannot be read, or
        no longer holds what `links` selects."""
        index = f"index:{normalise_url(self.address)}"
        due = index not in state.seen or now - state.seen[index].read_at >= READ_AGAIN
        validators = NO_VALIDATORS if due else state.validators
        response = get_page(self.address, self.http, validators=validators, browser=self.browser)
        if response.not_modified:
            return Fetched((), state, unchanged=True)
        found = self._links(response)
        round_ = _Round(self, state, now)
        round_.read(found)
        seen = {**state.seen, **round_.seen, index: SeenItem(index, _fingerprint(response.content), now)}
        kept = NO_VALIDATORS if round_.failures else response.validators
        return Fetched(
            tuple(round_.statements),
            FetchState(kept, seen),
            tuple(round_.failures),
            tuple(round_.names),
            listed=len(found),
        )

    def _links(self, response: Response) -> tuple[str, ...]:
        """The addresses that the index links to, each once, in its order. Raise FetchError if there are none."""
        found = [link for link in self._parsed(response) if normalise_url(link) != normalise_url(response.url)]
        if not found:
            raise FetchError(f"{redact_url(self.address)}: no link fits the selector '{self.links}'")
        return tuple(found[: self.most])

    def _parsed(self, response: Response) -> tuple[str, ...]:
        if self.parser is not None:
            return self.parser.links(response.content, response.url, self.links, response.charset)
        with DocumentParser() as parser:
            return parser.links(response.content, response.url, self.links, response.charset)


class _Round:
    """One reading of the pages that an index lists."""

    def __init__(self, source: PageSource, state: FetchState, now: datetime) -> None:
        self._source = source
        self._state = state
        self._now = now
        self.statements: list[RawStatement] = []
        self.failures: list[Failure] = []
        self.seen: dict[str, SeenItem] = {}
        self.names: list[str] = []  # of what was read, as its failures are named

    def read(self, links: tuple[str, ...]) -> None:
        for link in links:
            known = self._state.seen.get(normalise_url(link))
            if known is None or self._now - known.read_at >= READ_AGAIN:
                self._read(link, known)

    def _read(self, link: str, known: SeenItem | None) -> None:
        source = self._source
        validators = known.validators if known else NO_VALIDATORS
        try:
            response = get_page(link, source.http, validators=validators, browser=source.browser)
        except FetchError as error:
            self.failures.append(Failure(redact_url(link), "reading the page", str(error), source.name))
            return
        mark = known.item if known and response.not_modified else _fingerprint(response.content)
        if known is None or known.item != mark:
            self.statements.append(page_statement(source.name, link, response, self._now))
        key = normalise_url(link)
        self.seen[key] = SeenItem(key, mark, self._now, response.validators)
        self.names.append(redact_url(link))


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
