"""Asks for the pages of one fetch of a source, and remembers those that it must ask for again, with a growing delay.

A page that fails is kept as an `AwaitedPage` with all that its feed says of it, so that it can be read later although the feed
has not changed or no longer lists it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from digest.errors import FetchError
from digest.net import media_types
from digest.net.http import NO_VALIDATORS, HttpClient, Response, UnsupportedTypeError
from digest.net.urls import normalise_url, redact_url
from digest.records import AwaitedPage, Failure, FetchState, RawStatement, Validators
from digest.schedule import is_postponed, next_page_attempt

MAX_UNLISTED_WAIT = timedelta(days=30)
"""A page that its source no longer lists is given up this long after it failed first."""


def fetch_page(
    url: str, http: HttpClient, *, validators: Validators = NO_VALIDATORS, browser: bool = False, robots: bool = True
) -> Response:
    """The response for a page. Raise FetchError if it cannot be read, is empty, or is of a type that is not read."""
    response = http.get(url, validators=validators, browser=browser, robots=robots, readable_only=True)
    if not response.not_modified and not response.content.strip():
        raise FetchError(f"{redact_url(url)}: is empty")
    return response


def page_statement(source: str, link: str, response: Response, now: datetime) -> RawStatement:
    """A page as a raw statement. Title and date are left to the cleaner, which finds them on the page."""
    sniffed = media_types.from_bytes(response.content)
    is_text = media_types.is_text(response.media_type) and not media_types.is_document(sniffed)
    return RawStatement(
        source=source,
        key=normalise_url(link),
        link=link,
        content=response.content,
        media_type=response.media_type if is_text else sniffed,
        charset=response.charset,
        fetched=now,
        address=response.url,
    )


def announced_statement(source: str, page: AwaitedPage, response: Response, now: datetime) -> RawStatement:
    """`page` as a raw statement, with what its feed says of it."""
    return replace(
        page_statement(source, page.link, response, now),
        key=page.key,
        title=page.title,
        author=page.author,
        language=page.language,
        dates=page.dates,
        announced=page.announced,
        guid=page.guid,
        least_length=page.least_length,
    )


class PageReader:
    """Asks for pages of the source `name`. `failures` are those of this fetch, `read` the names of the pages that were read."""

    def __init__(self, name: str, http: HttpClient, state: FetchState, now: datetime, *, browser: bool, max_pages: int) -> None:
        self._name = name
        self._http = http
        self._browser = browser
        self._now = now
        self._left = max_pages
        self._awaited = dict(state.awaited)
        self._asked: set[str] = set()
        self.failures: list[Failure] = []
        self.read: list[str] = []

    @property
    def is_exhausted(self) -> bool:
        """Whether no more pages may be asked for in this fetch."""
        return self._left <= 0

    @property
    def awaited(self) -> Mapping[str, AwaitedPage]:
        """The pages that are still awaited, by key."""
        return self._awaited

    @property
    def waiting(self) -> tuple[Failure, ...]:
        """The earlier failures of awaited pages that were not asked for in this fetch."""
        return tuple(self._still_waiting(page) for key, page in self._awaited.items() if key not in self._asked)

    def announce(self, page: AwaitedPage) -> None:
        """Take over what a changed item says of an awaited page."""
        known = self._awaited[page.key]
        self._awaited[page.key] = replace(
            page,
            first_at=known.first_at,
            retry_at=known.retry_at,
            failures=known.failures,
            asked_at=known.asked_at,
            reason=known.reason,
            validators=known.validators,
            source_tried=known.source_tried,
        )

    def forget(self, key: str) -> None:
        """Wait no longer for the page with this key."""
        self._awaited.pop(key, None)

    def forget_unlisted(self, listed: Collection[str]) -> None:
        """Give up pages that failed long ago and that the source, which lists the keys `listed`, shows no more."""
        self._awaited = {
            key: page for key, page in self._awaited.items() if key in listed or self._now - page.first_at < MAX_UNLISTED_WAIT
        }

    def due(self) -> tuple[AwaitedPage, ...]:
        """The awaited pages to ask for now, as many as may be asked for in this fetch."""
        due = [
            page
            for key, page in self._awaited.items()
            if key not in self._asked and not is_postponed(page.retry_at, page.asked_at, self._now)
        ]
        return tuple(sorted(due, key=lambda page: page.retry_at)[: max(self._left, 0)])

    def ask(self, page: AwaitedPage, validators: Validators = NO_VALIDATORS) -> Response | None:
        """The response for `page`; None if it fails: then it is awaited. With `validators` it may be `not_modified`."""
        self._left -= 1
        self._asked.add(page.key)
        conditional = page.validators if page.failures else validators
        try:
            response = fetch_page(page.link, self._http, validators=conditional, browser=self._browser)
            if page.failures and response.not_modified:
                raise UnsupportedTypeError(page.reason, page.validators)
        except FetchError as error:
            self._fail(page, error)
            return None
        self.forget(page.key)
        self.read.append(redact_url(page.link))
        return response

    def _still_waiting(self, page: AwaitedPage) -> Failure:
        doing = f"waiting until {page.retry_at:%Y-%m-%d %H:%M} UTC to ask again"
        return Failure(redact_url(page.link), doing, page.reason, self._name)

    def _fail(self, page: AwaitedPage, error: FetchError) -> None:
        reason = str(error).removeprefix(f"{redact_url(page.link)}: ")
        doing = f"reading “{page.title}”" if page.title else "reading the page"
        self.failures.append(Failure(redact_url(page.link), doing, reason, self._name))
        self._awaited[page.key] = replace(
            page,
            first_at=min(page.first_at, self._now),
            failures=page.failures + 1,
            asked_at=self._now,
            retry_at=next_page_attempt(page.failures + 1, self._now, error.retry_at),
            reason=reason,
            validators=error.validators if isinstance(error, UnsupportedTypeError) else NO_VALIDATORS,
        )
