"""HTTP client for untrusted hosts: GET with checked addresses, limited size and time, and one request at a time to a host.

Only this module, `dialer.py` and `redirects.py` import the HTTP library. The client keeps no cookies beyond a chain of
redirects, uses no proxy from the environment, sends no credentials and decompresses gzip only. It knows nothing about feeds or
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
from functools import cache
from typing import Self

import httpcore2
import httpx2

from digest import __version__
from digest.errors import FetchError
from digest.net import media_types
from digest.net.body import Body, BodyError
from digest.net.dialer import Dialer, RefusedError, Resolver, UnknownHostError, resolve_host
from digest.net.headers import request_headers, response_validators, retry_at
from digest.net.ip_policy import Network
from digest.net.rate_limit import BackOffError, HostState, RateLimiter
from digest.net.redirects import RawResponse, RedirectChain, checked_url
from digest.net.robots import RobotsCache
from digest.net.urls import redact_url
from digest.records import Validators

USER_AGENT = f"digest/{__version__} (+reads government statements, at most one page a second)"
# Some government sites answer 403 to every user agent that is not a browser.
BROWSER_USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_WITH_CONTENT = frozenset({200, 203})
NO_VALIDATORS = Validators()
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """Settings of the HTTP client. Times are in seconds, sizes in bytes.

    `deadline` is for a whole response, redirects included. `connect_timeout` is for one address to accept a connection.
    `interval` is the minimum time between two requests to one host. Networks in `allow_private` may be connected to although
    they are not public, at any port; public addresses only at `ports`. `robots`: obey robots.txt where the caller asks for it.
    """

    deadline: float = 30.0
    connect_timeout: float = 10.0
    max_bytes: int = 10 * 1024 * 1024
    max_redirects: int = 5
    interval: float = 1.0
    user_agent: str = USER_AGENT
    browser_agent: str = BROWSER_USER_AGENT
    allow_private: tuple[Network, ...] = ()
    ports: tuple[int, ...] = (80, 443)
    robots: bool = True


DEFAULT_SETTINGS = HttpSettings()


@dataclass(frozen=True, slots=True)
class Response:
    """A response: `url` after redirects, and the whole content, decompressed. The content is empty if `not_modified`."""

    url: str
    status: int
    content: bytes
    media_type: str = ""
    charset: str = ""
    validators: Validators = NO_VALIDATORS
    not_modified: bool = False


class UnsupportedTypeError(FetchError):
    """A body is of a type that was not asked for. `validators` are those of the response."""

    def __init__(self, message: str, validators: Validators) -> None:
        super().__init__(message)
        self.validators = validators


class StatusError(FetchError):
    """The server of `address`, where redirects ended, answered with a `status` that brings no content."""

    def __init__(self, message: str, status: int, retry_at: datetime | None, address: str = "") -> None:
        super().__init__(message, retry_at)
        self.status = status
        self.address = address


@dataclass(frozen=True, slots=True)
class _Request:
    """One request of a chain. `readable_only`: the body is not needed if its type is not read."""

    target: httpx2.URL
    headers: Mapping[str, str]
    readable_only: bool = False


@cache
def _ssl_context() -> ssl.SSLContext:
    """The certificates that are trusted. For all clients of the process: to load them takes 30 ms, and changes nothing else."""
    return httpx2.create_ssl_context(trust_env=False)


def utc_now() -> datetime:
    """The current time, for Retry-After. Everything else uses a monotonic clock."""
    return datetime.now(UTC)


class HttpClient:
    """Fetches addresses. Thread-safe: threads that want the same host wait for each other. Close it after use."""

    def __init__(
        self,
        settings: HttpSettings = DEFAULT_SETTINGS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        *,
        resolve: Resolver = resolve_host,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.settings = settings
        self._clock = clock
        self._now = now
        self._rate_limiter = RateLimiter(settings.interval, clock, sleep)
        self._robots = RobotsCache(self._fetch_robots_txt, clock, settings.user_agent)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_ssl_context(),
            max_connections=None,
            max_keepalive_connections=64,
            keepalive_expiry=5.0,
            network_backend=Dialer(settings.allow_private, settings.ports, resolve, settings.connect_timeout, clock),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all open connections."""
        self._pool.close()

    def get(
        self,
        url: str,
        *,
        validators: Validators = NO_VALIDATORS,
        browser: bool = False,
        accept: str = "",
        robots: bool = False,
        readable_only: bool = False,
    ) -> Response:
        """The response to one GET, with redirects followed; `not_modified` if `validators` still hold.

        `browser` sends the headers of a browser. `robots` checks robots.txt first. Raise FetchError if the address must not be
        read, or if no complete response with content arrives; its `retry_at` is when the server wants to be asked again. With
        `readable_only`, raise UnsupportedTypeError for a body of a type that is not read, after its first bytes.
        """
        if robots and self.settings.robots:
            self._robots.check(str(checked_url(url)))
        response = self._follow(url, self._headers(validators, accept, browser=browser), readable_only=readable_only)
        # A 304 should repeat the validators (RFC 9110, section 15.4.5). If it does not, the old ones still hold.
        dropped = response.not_modified and response.validators == NO_VALIDATORS
        return replace(response, validators=validators) if dropped else response

    def _headers(self, validators: Validators, accept: str, *, browser: bool) -> dict[str, str]:
        user_agent = self.settings.browser_agent if browser else self.settings.user_agent
        return request_headers(user_agent, accept, validators, browser=browser)

    def _follow(self, url: str, headers: dict[str, str], *, readable_only: bool = False) -> Response:
        """The response at the end of the redirects, all within one deadline."""
        chain = RedirectChain(url)
        seconds = self.settings.deadline
        for _ in range(self.settings.max_redirects + 1):
            request = _Request(chain.target, chain.headers(headers), readable_only)
            raw, spent = self._request_in_slot(request, seconds)
            seconds -= spent
            if not chain.follow(raw):
                response = self._response(request, raw)
                return replace(response, validators=NO_VALIDATORS) if chain.refreshed else response
        raise FetchError(f"{redact_url(url)}: more than {self.settings.max_redirects} redirects")

    def _request_in_slot(self, request: _Request, seconds: float) -> tuple[RawResponse, float]:
        """One request as soon as the rate limit allows it, and the seconds it took."""
        target = request.target
        try:
            with self._rate_limiter.slot(target.netloc.decode("ascii", "replace")) as host:
                started = self._clock()
                raw = self._request(request, started + seconds, host)
                self._back_off_if_asked(host, raw)
                spent = self._clock() - started
                log.debug("%s: status %s, %s bytes, %.1f s", redact_url(str(target)), raw.status, len(raw.content), spent)
                return raw, spent
        except BackOffError as error:
            until = self._now() + timedelta(seconds=error.seconds)
            raise FetchError(f"{redact_url(str(target))}: {error}", until) from error

    def _request(self, request: _Request, deadline: float, host: HostState) -> RawResponse:
        """One request and its response, which must be complete at `deadline`. Raise FetchError."""
        target = request.target
        try:
            raw = self._exchange(request, deadline)
        except httpcore2.TimeoutException as error:
            self._rate_limiter.record_timeout(host)
            raise FetchError(f"{redact_url(str(target))}: no complete response in time") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, RefusedError, UnknownHostError, BodyError) as error:
            raise FetchError(f"{redact_url(str(target))}: {_reason(error)}") from error
        self._rate_limiter.record_answer(host)
        return raw

    def _exchange(self, request: _Request, deadline: float) -> RawResponse:
        """Send the request and read the response; its body only if the status is one with content."""
        with closing(self._open(self._sendable(request, deadline))) as response:
            found = httpx2.Headers(response.headers)
            if response.status not in _WITH_CONTENT:
                return RawResponse(response.status, found)
            body = Body(self.settings.max_bytes, found.get("content-encoding", ""))
            for chunk in response.iter_stream():
                body.add(chunk)
                if request.readable_only and body.start and not media_types.is_readable(media_types.from_bytes(body.start)):
                    return RawResponse(response.status, found, body.start)
            return RawResponse(response.status, found, body.content())

    def _sendable(self, request: _Request, deadline: float) -> httpcore2.Request:
        """The request of the HTTP library."""
        target = request.target
        timeouts = {"connect": deadline, "read": deadline, "write": deadline, "pool": self.settings.deadline}
        return httpcore2.Request(
            "GET",
            httpcore2.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path),
            headers=[
                (b"Host", target.netloc),
                *((name.encode(), value.encode("ascii", "replace")) for name, value in request.headers.items()),
            ],
            extensions={"timeout": timeouts},
        )

    def _open(self, request: httpcore2.Request) -> httpcore2.Response:
        """The start of a response. Sends the request again if the connection breaks before it: a server may close a kept-alive
        connection at the moment when it is used again (RFC 9112, section 9.3.1)."""
        try:
            return self._pool.handle_request(request)
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError):
            return self._pool.handle_request(request)

    def _response(self, request: _Request, raw: RawResponse) -> Response:
        """The response for the caller. Raise StatusError for a status without content, or UnsupportedTypeError."""
        target = request.target
        validators = response_validators(raw.headers)
        if raw.status == 304 and not request.headers.keys().isdisjoint({"If-None-Match", "If-Modified-Since"}):
            return Response(str(target), 304, b"", validators=validators, not_modified=True)
        if raw.status not in _WITH_CONTENT:
            wanted = retry_at(raw.status, raw.headers, self._now())
            raise StatusError(f"{redact_url(str(target))}: status {raw.status}", raw.status, wanted, str(target))
        kind = media_types.from_bytes(raw.content)
        if request.readable_only and not media_types.is_readable(kind):
            raise UnsupportedTypeError(f"{redact_url(str(target))}: is {kind}, which cannot be read", validators)
        media_type, charset = media_types.from_header(raw.headers.get("content-type", ""))
        return Response(str(target), raw.status, raw.content, media_type, charset, validators)

    def _back_off_if_asked(self, host: HostState, raw: RawResponse) -> None:
        """Skip a host for as long as its Retry-After header asks."""
        now = self._now()
        if until := retry_at(raw.status, raw.headers, now):
            seconds = (until - now).total_seconds()
            self._rate_limiter.back_off(host, seconds, f"skipped: Retry-After until {until:%H:%M:%S} UTC")

    def _fetch_robots_txt(self, url: str) -> bytes:
        """The robots.txt at `url`; empty if its host has none or forbids reading it (RFC 9309, section 2.3.1.3)."""
        try:
            return self._follow(url, self._headers(NO_VALIDATORS, "text/plain", browser=False)).content
        except StatusError as error:
            if 400 <= error.status < 500 and error.status != 429:
                return b""
            raise


def _reason(error: Exception) -> str:
    """Why there was no response, in a few words."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {cause.verify_message}"
    if isinstance(error, httpcore2.ConnectError):
        return f"no connection: {cause.strerror if isinstance(cause, OSError) and cause.strerror else error}".lower()
    if isinstance(error, httpcore2.ProtocolError | httpcore2.NetworkError):
        return f"no valid response: {str(error) or 'the connection was cut'}".lower()
    return str(error)
