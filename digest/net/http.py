"""HTTP client for untrusted hosts: GET with checked addresses, limited size and time, and one request at a time to a host.

Only this module and `dialer.py` import the HTTP library. The client keeps no cookies, uses no proxy from the environment, sends
no credentials and decompresses gzip only. It knows nothing about feeds or pages, and stores nothing.
"""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
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
from digest.net.robots import RobotsCache
from digest.net.urls import redact_url
from digest.records import Validators

USER_AGENT = f"digest/{__version__} (+reads government statements, at most one page a second)"
# Some government sites answer 403 to every user agent that is not a browser.
BROWSER_USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WITH_CONTENT = frozenset({200, 203})
_MAX_PORT = 65535
# Servers should accept 8,000 octets (RFC 9110, section 4.1). Matching a longer URL against a hostile robots.txt is expensive.
_MAX_URL_LENGTH = 8_000
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


class StatusError(FetchError):
    """A server answered with a `status` that brings no content."""

    def __init__(self, message: str, status: int, retry_at: datetime | None) -> None:
        super().__init__(message, retry_at)
        self.status = status


@dataclass(frozen=True, slots=True)
class _RawResponse:
    """One response of one server, before redirects are followed."""

    status: int
    headers: Mapping[str, str]
    content: bytes = b""


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
            ssl_context=httpx2.create_ssl_context(trust_env=False),
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
        self, url: str, *, validators: Validators = NO_VALIDATORS, browser: bool = False, accept: str = "", robots: bool = False
    ) -> Response:
        """The response to one GET, with redirects followed; `not_modified` if `validators` still hold.

        `browser` sends the headers of a browser. `robots` checks robots.txt first. Raise FetchError if the address must not be
        read, or if no complete response with content arrives; its `retry_at` is when the server wants to be asked again.
        """
        if robots and self.settings.robots:
            self._robots.check(str(_checked(url)))
        response = self._follow(url, self._headers(validators, accept, browser=browser))
        # A 304 should repeat the validators (RFC 9110, section 15.4.5). If it does not, the old ones still hold.
        dropped = response.not_modified and response.validators == NO_VALIDATORS
        return replace(response, validators=validators) if dropped else response

    def _headers(self, validators: Validators, accept: str, *, browser: bool) -> dict[str, str]:
        user_agent = self.settings.browser_agent if browser else self.settings.user_agent
        return request_headers(user_agent, accept, validators, browser=browser)

    def _follow(self, url: str, headers: dict[str, str]) -> Response:
        """The response at the end of the redirects, all within one deadline."""
        target = _checked(url)
        seconds = self.settings.deadline
        for _ in range(self.settings.max_redirects + 1):
            raw, spent = self._request_in_slot(target, headers, seconds)
            seconds -= spent
            if raw.status not in _REDIRECTS or not raw.headers.get("location"):
                return self._response(target, raw, conditional="If-None-Match" in headers or "If-Modified-Since" in headers)
            target = _redirect_target(target, raw.headers["location"])
        raise FetchError(f"{redact_url(url)}: more than {self.settings.max_redirects} redirects")

    def _request_in_slot(self, target: httpx2.URL, headers: dict[str, str], seconds: float) -> tuple[_RawResponse, float]:
        """One request as soon as the rate limit allows it, and the seconds it took."""
        try:
            with self._rate_limiter.slot(target.netloc.decode("ascii", "replace")) as host:
                started = self._clock()
                raw = self._request(target, headers, started + seconds, host)
                self._back_off_if_asked(host, raw)
                spent = self._clock() - started
                log.debug("%s: status %s, %s bytes, %.1f s", redact_url(str(target)), raw.status, len(raw.content), spent)
                return raw, spent
        except BackOffError as error:
            until = self._now() + timedelta(seconds=error.seconds)
            raise FetchError(f"{redact_url(str(target))}: {error}", until) from error

    def _request(self, target: httpx2.URL, headers: dict[str, str], deadline: float, host: HostState) -> _RawResponse:
        """One request and its response, which must be complete at `deadline`. Raise FetchError."""
        try:
            raw = self._exchange(target, headers, deadline)
        except httpcore2.TimeoutException as error:
            self._rate_limiter.record_timeout(host)
            raise FetchError(f"{redact_url(str(target))}: no complete response in time") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, RefusedError, UnknownHostError, BodyError) as error:
            raise FetchError(f"{redact_url(str(target))}: {_reason(error)}") from error
        self._rate_limiter.record_answer(host)
        return raw

    def _exchange(self, target: httpx2.URL, headers: Mapping[str, str], deadline: float) -> _RawResponse:
        """Send the request and read the response; its body only if the status is one with content."""
        timeouts = {"connect": deadline, "read": deadline, "write": deadline, "pool": self.settings.deadline}
        request = httpcore2.Request(
            "GET",
            httpcore2.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path),
            headers=[
                (b"Host", target.netloc),
                *((name.encode(), value.encode("ascii", "replace")) for name, value in headers.items()),
            ],
            extensions={"timeout": timeouts},
        )
        with closing(self._open(request)) as response:
            found = httpx2.Headers(response.headers)
            if response.status not in _WITH_CONTENT:
                return _RawResponse(response.status, found)
            body = Body(self.settings.max_bytes, found.get("content-encoding", "").strip().lower())
            for chunk in response.iter_stream():
                body.add(chunk)
            return _RawResponse(response.status, found, body.content())

    def _open(self, request: httpcore2.Request) -> httpcore2.Response:
        """The start of a response. Sends the request again if the connection breaks before it: a server may close a kept-alive
        connection at the moment when it is used again (RFC 9112, section 9.3.1)."""
        try:
            return self._pool.handle_request(request)
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError):
            return self._pool.handle_request(request)

    def _response(self, target: httpx2.URL, raw: _RawResponse, *, conditional: bool) -> Response:
        """The response for the caller. Raise StatusError for a status without content."""
        validators = response_validators(raw.headers)
        if raw.status == 304 and conditional:
            return Response(str(target), 304, b"", validators=validators, not_modified=True)
        if raw.status not in _WITH_CONTENT:
            wanted = retry_at(raw.status, raw.headers, self._now())
            raise StatusError(f"{redact_url(str(target))}: status {raw.status}", raw.status, wanted)
        media_type, charset = media_types.from_header(raw.headers.get("content-type", ""))
        return Response(str(target), raw.status, raw.content, media_type, charset, validators)

    def _back_off_if_asked(self, host: HostState, raw: _RawResponse) -> None:
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


def _checked(url: str) -> httpx2.URL:
    """The address, parsed. Raise FetchError if it is not an http(s) address, or contains credentials."""
    try:
        target = httpx2.URL(url)
    except (httpx2.InvalidURL, TypeError, ValueError) as error:
        raise FetchError(f"{redact_url(url)}: not an address") from error
    if len(str(target)) > _MAX_URL_LENGTH:
        raise FetchError(f"{redact_url(url)}: longer than {_MAX_URL_LENGTH:,} characters")
    if target.scheme not in {"http", "https"}:
        raise FetchError(f"{redact_url(url)}: not an http or https address")
    if target.userinfo:
        raise FetchError(f"{redact_url(url)}: contains a user name or password, which is never sent")
    if not target.host or "\\" in url:
        raise FetchError(f"{redact_url(url)}: has no host")
    if (target.port or 0) > _MAX_PORT:
        raise FetchError(f"{redact_url(url)}: the port is above {_MAX_PORT}")
    return target.copy_with(fragment=None)


def _redirect_target(target: httpx2.URL, location: str) -> httpx2.URL:
    """Where a redirect leads. Raise FetchError."""
    try:
        return _checked(str(target.join(location)))
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"{redact_url(str(target))}: redirects to something that is not an address") from error
    except FetchError as error:
        raise FetchError(f"{redact_url(str(target))}: redirects to {error}") from error


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
