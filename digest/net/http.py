"""One careful GET: checked addresses, bounded size and time, one request at a time to a host. The only room, with its
`dialer.py`, that imports the HTTP library.

Keeps no cookies, follows no proxy of the environment, sends no credentials, unpacks gzip only. Knows nothing of feeds or
pages, and stores nothing.
"""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpcore2
import httpx2

from digest import __version__
from digest.errors import FetchError
from digest.net import media_types
from digest.net.body import Body, BodyError
from digest.net.dialer import Dialer, RefusedError, Resolve, UnknownHostError, addresses_of
from digest.net.ip_policy import Network
from digest.net.rate_limit import Host, Hosts, RestingError
from digest.net.robots import Permissions
from digest.net.urls import shown
from digest.records import Validators

AGENT = f"digest/{__version__} (+reads government statements, at most one page a second)"
# Some government sites answer 403 to every agent that is no browser.
BROWSER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_BROWSER_HEADERS = {"Accept-Language": "en-US,en;q=0.5", "Upgrade-Insecure-Requests": "1"}
_BROWSER_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WITH_CONTENT = frozenset({200, 203})
# A server that asks for more than a day of rest is asked again tomorrow.
_LONGEST_REST = timedelta(days=1)
_HIGHEST_PORT = 65535
NO_VALIDATORS = Validators()
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """How the web is read. Times in seconds, sizes in bytes.

    `deadline` is for a whole response, redirects included; `patience` for one address to accept a connection; `interval`
    the least time between two requests to one host. Networks in `allow_private` may be read although they are not public,
    at any port; public addresses only at `ports`. `robots`: honour robots.txt where a reader asks for it.
    """

    deadline: float = 30.0
    patience: float = 10.0
    most_bytes: int = 10 * 1024 * 1024
    redirects: int = 5
    interval: float = 1.0
    user_agent: str = AGENT
    browser_agent: str = BROWSER_AGENT
    allow_private: tuple[Network, ...] = ()
    ports: tuple[int, ...] = (80, 443)
    robots: bool = True


DEFAULT_SETTINGS = HttpSettings()


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered: `url` after redirects, and the whole content, unpacked; nothing if `not_modified`."""

    url: str
    status: int
    content: bytes
    media_type: str = ""
    charset: str = ""
    validators: Validators = NO_VALIDATORS
    not_modified: bool = False


class StatusError(FetchError):
    """A server answered, but with a status that brings no content."""

    def __init__(self, message: str, status: int, retry_at: datetime | None) -> None:
        super().__init__(message, retry_at)
        self.status = status


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer of one server, before redirects are followed."""

    status: int
    headers: Mapping[str, str]
    content: bytes = b""


def utc_now() -> datetime:
    """The time of day, which Retry-After needs; everything else goes by a clock that never jumps."""
    return datetime.now(UTC)


class HttpClient:
    """Reads addresses; safe to use from several threads, which then wait for each other at the same host."""

    def __init__(
        self,
        settings: HttpSettings = DEFAULT_SETTINGS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        *,
        resolve: Resolve = addresses_of,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.settings = settings
        self._clock = clock
        self._now = now
        self._hosts = Hosts(settings.interval, clock, sleep)
        self._permissions = Permissions(self._robots_txt, clock, settings.user_agent)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            max_connections=None,
            max_keepalive_connections=64,
            keepalive_expiry=5.0,
            network_backend=Dialer(settings.allow_private, settings.ports, resolve, settings.patience, clock),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._pool.close()

    def get(
        self, url: str, *, validators: Validators = NO_VALIDATORS, browser: bool = False, accept: str = "", robots: bool = False
    ) -> Response:
        """The answer to one GET, redirects followed; `not_modified` if `validators` still hold.

        `browser` asks as a browser would, `robots` first asks whether the host wants its pages read by a program. Raise
        FetchError if the address may not be read or there is no whole answer with a content; its `retry_at` is when the
        server asked to be tried again.
        """
        if robots and self.settings.robots:
            self._permissions.check(str(_checked(url)))
        response = self._follow(url, self._headers(validators, accept, browser=browser))
        # A 304 should repeat the validators (RFC 9110, section 15.4.5); where it does not, the old ones still hold.
        forgotten = response.not_modified and response.validators == NO_VALIDATORS
        return replace(response, validators=validators) if forgotten else response

    def _headers(self, validators: Validators, accept: str, *, browser: bool) -> dict[str, str]:
        headers = {
            "User-Agent": self.settings.browser_agent if browser else self.settings.user_agent,
            "Accept": accept or (_BROWSER_ACCEPT if browser else "*/*"),
            "Accept-Encoding": "gzip",
            **(_BROWSER_HEADERS if browser else {}),
        }
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        return headers

    def _follow(self, url: str, headers: dict[str, str]) -> Response:
        """The answer at the end of the redirects, all within one deadline."""
        target = _checked(url)
        seconds = self.settings.deadline
        for _ in range(self.settings.redirects + 1):
            answer, spent = self._take_turn(target, headers, seconds)
            seconds -= spent
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                return self._response(target, answer, conditional="If-None-Match" in headers or "If-Modified-Since" in headers)
            target = _next(target, answer.headers["location"])
        raise FetchError(f"{shown(url)}: more than {self.settings.redirects} redirects")

    def _take_turn(self, target: httpx2.URL, headers: dict[str, str], seconds: float) -> tuple[_Answer, float]:
        """One request when its host may be asked, and the seconds it took."""
        try:
            with self._hosts.turn(target.netloc.decode("ascii", "replace")) as host:
                started = self._clock()
                answer = self._ask(target, headers, started + seconds, host)
                self._note_rest(host, answer)
                spent = self._clock() - started
                log.debug("%s: status %s, %s bytes, %.1f s", shown(str(target)), answer.status, len(answer.content), spent)
                return answer, spent
        except RestingError as error:
            retry_at = self._now() + timedelta(seconds=error.seconds)
            raise FetchError(f"{shown(str(target))}: {error}", retry_at) from error

    def _ask(self, target: httpx2.URL, headers: dict[str, str], moment: float, host: Host) -> _Answer:
        """One request and its answer, which must be in at `moment`. Raise FetchError."""
        try:
            answer = self._exchange(target, headers, moment)
        except httpcore2.TimeoutException as error:
            self._hosts.unanswered(host)
            raise FetchError(f"{shown(str(target))}: no whole answer in time") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, RefusedError, UnknownHostError, BodyError) as error:
            raise FetchError(f"{shown(str(target))}: {_reason(error)}") from error
        self._hosts.answered(host)
        return answer

    def _exchange(self, target: httpx2.URL, headers: Mapping[str, str], moment: float) -> _Answer:
        """Send the request and take in the answer; the content only if it is one."""
        times = {"connect": moment, "read": moment, "write": moment, "pool": self.settings.deadline}
        request = httpcore2.Request(
            "GET",
            httpcore2.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path),
            headers=[
                (b"Host", target.netloc),
                *((name.encode(), value.encode("ascii", "replace")) for name, value in headers.items()),
            ],
            extensions={"timeout": times},
        )
        with closing(self._opened(request)) as response:
            found = httpx2.Headers(response.headers)
            if response.status not in _WITH_CONTENT:
                return _Answer(response.status, found)
            body = Body(self.settings.most_bytes, found.get("content-encoding", "").strip().lower())
            for chunk in response.iter_stream():
                body.add(chunk)
            return _Answer(response.status, found, body.whole())

    def _opened(self, request: httpcore2.Request) -> httpcore2.Response:
        """The beginning of an answer. Asked for twice if the connection breaks before it: a server may close one that was
        kept open at the very moment when we use it again (RFC 9112, section 9.3.1)."""
        try:
            return self._pool.handle_request(request)
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError):
            return self._pool.handle_request(request)

    def _response(self, target: httpx2.URL, answer: _Answer, *, conditional: bool) -> Response:
        """The answer as the caller gets it. Raise FetchError for a status without content."""
        validators = Validators(*(_sendable(answer.headers.get(name, "")) for name in ("etag", "last-modified")))
        if answer.status == 304 and conditional:
            return Response(str(target), 304, b"", validators=validators, not_modified=True)
        if answer.status not in _WITH_CONTENT:
            raise StatusError(f"{shown(str(target))}: status {answer.status}", answer.status, self._retry_at(answer))
        media_type, charset = media_types.of_header(answer.headers.get("content-type", ""))
        return Response(str(target), answer.status, answer.content, media_type, charset, validators)

    def _note_rest(self, host: Host, answer: _Answer) -> None:
        """Leave a host alone for as long as it asks for."""
        if retry_at := self._retry_at(answer):
            seconds = (retry_at - self._now()).total_seconds()
            self._hosts.rest(host, seconds, f"not asked: it asked to be left alone until {retry_at:%H:%M:%S} UTC")

    def _retry_at(self, answer: _Answer) -> datetime | None:
        """When a server that is overloaded asked to be tried again (RFC 9110, section 10.2.3); None if it did not."""
        wish = answer.headers.get("retry-after", "").strip()
        if answer.status not in {429, 503} or not wish:
            return None
        now = self._now()
        try:
            moment = now + timedelta(seconds=int(wish)) if wish.isdigit() else _utc(parsedate_to_datetime(wish))
        except (ValueError, OverflowError, TypeError):
            return None
        return min(max(moment, now), now + _LONGEST_REST)

    def _robots_txt(self, url: str) -> bytes:
        """The robots.txt at `url`; nothing if its host has none or keeps it to itself (RFC 9309, section 2.3.1.3)."""
        try:
            return self._follow(url, self._headers(NO_VALIDATORS, "text/plain", browser=False)).content
        except StatusError as error:
            if 400 <= error.status < 500 and error.status != 429:
                return b""
            raise


def _checked(url: str) -> httpx2.URL:
    """The address, parsed. Raise FetchError if it is none, names another scheme than http(s), or holds credentials."""
    try:
        target = httpx2.URL(url)
    except (httpx2.InvalidURL, TypeError, ValueError) as error:
        raise FetchError(f"{shown(url)}: not an address") from error
    if target.scheme not in {"http", "https"}:
        raise FetchError(f"{shown(url)}: not an http or https address")
    if target.userinfo:
        raise FetchError(f"{shown(url)}: holds a user name or password, which is not sent")
    if not target.host or "\\" in url:
        raise FetchError(f"{shown(url)}: names no host")
    if (target.port or 0) > _HIGHEST_PORT:
        raise FetchError(f"{shown(url)}: names no port that there is")
    return target.copy_with(fragment=None)


def _next(target: httpx2.URL, location: str) -> httpx2.URL:
    """Where a redirect leads. Raise FetchError."""
    try:
        return _checked(str(target.join(location)))
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"{shown(str(target))}: redirects to no address") from error
    except FetchError as error:
        raise FetchError(f"{shown(str(target))}: redirects to {error}") from error


def _sendable(validator: str) -> str:
    """A validator as it came, nothing if it cannot be sent back in a header."""
    return validator if validator.isascii() and validator.isprintable() and len(validator) <= 1000 else ""


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _reason(error: Exception) -> str:
    """Why there was no answer, in a few words."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {cause.verify_message}"
    if isinstance(error, httpcore2.ConnectError):
        return f"no connection: {cause.strerror if isinstance(cause, OSError) and cause.strerror else error}".lower()
    if isinstance(error, httpcore2.ProtocolError | httpcore2.NetworkError):
        return f"no valid answer: {str(error) or 'the connection was cut'}".lower()
    return str(error)
