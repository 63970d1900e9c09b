"""Delivers a short message to a chat service or webhook with the library apprise. Renders nothing.

The address of a service is a secret: it holds the token. It is read when a message is delivered, and is never stored, logged
or shown. apprise reports success or failure only, so its HTTP requests are observed to tell a refusal from a server error, and
a connection that was never made from one that broke after the request was sent.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from importlib.util import find_spec
from typing import Any

from digest.errors import ConfigError
from digest.interfaces import Channel, UncertainPolicy
from digest.records import OutboxState, Outgoing, Receipt
from digest.secrets import Secret

_MIN_READ_TIMEOUT = 30.0
"""Seconds to wait for a response. apprise waits for 4, but giving up after the request was sent invites duplicates."""

_RETRIED = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
"""Client errors that a retry can fix (RFC 9110, RFC 8470, RFC 6585)."""

_observing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP request: the status of the response, or None without one; whether the service may have got the request."""

    status: int | None
    sent: bool = True


@dataclass(frozen=True, slots=True)
class NotifyService:
    """A chat service or webhook of the configuration: a function that reads its address, and its policy."""

    url: Callable[[], Secret]
    on_uncertain: UncertainPolicy = "resend"


class NotifyDelivery:
    """Implements Delivery for the service `name` at `url`."""

    def __init__(self, name: str, url: Secret) -> None:
        """Raise ConfigError if apprise is not installed, or does not know the address."""
        self._apprise = _apprise(name, url)

    @property
    def kind(self) -> str:
        """What the service is, for example "Slack"."""
        return str(self._apprise.services[0].service_name)

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        """Send title and body of `row.content` to the service.

        SENT for a 2xx response that the service means as success; PENDING for 5xx, 408, 425, 429 or if no connection could be
        made; FAILED for other responses, redirects included; UNCERTAIN if the request was sent and no response came.
        """
        title, _, body = row.content.decode("utf-8").partition("\n\n")
        before_commit()
        with _observed() as exchanges:
            accepted = bool(self._apprise.notify(title=title, body=body or title, body_format="text"))
        return receipt(exchanges, accepted=accepted)

    def close(self) -> None:
        """Nothing is open."""


def notify_channel(services: Mapping[tuple[str, str], NotifyService]) -> Channel:
    """The channel "notify" with `services`, by the digest and the address of their targets."""

    def service(row: Outgoing) -> NotifyService | None:
        return services.get((row.digest, row.target.address))

    def delivery(row: Outgoing) -> NotifyDelivery | None:
        found = service(row)
        return NotifyDelivery(row.target.address, found.url()) if found else None

    def on_uncertain(row: Outgoing) -> UncertainPolicy:
        found = service(row)
        return found.on_uncertain if found else "hold"

    def check(name: str, url: Callable[[], Secret]) -> Callable[[bool], str]:
        return lambda _: f"{NotifyDelivery(name, url()).kind}, not contacted"

    checks = {f"notify {name}": check(name, found.url) for (_, name), found in services.items()}
    return Channel("notify", delivery, on_uncertain, checks=checks)


def receipt(exchanges: list[Exchange], *, accepted: bool) -> Receipt:
    """The outcome of a delivery. If a service needs several requests, the first that failed decides."""
    if accepted:
        return Receipt(OutboxState.SENT)
    failed = next((exchange for exchange in exchanges if not _is_success(exchange)), None)
    if failed is None and exchanges:
        return Receipt(OutboxState.FAILED, "the service refused the message in its response")
    if failed is None:
        return Receipt(OutboxState.PENDING, "the service could not be reached, or its address is incomplete")
    if failed.status is None and failed.sent:
        return Receipt(OutboxState.UNCERTAIN, "no response after the request was sent")
    if failed.status is None:
        return Receipt(OutboxState.PENDING, "no connection to the service")
    is_temporary = failed.status >= 500 or failed.status in _RETRIED
    return Receipt(OutboxState.PENDING if is_temporary else OutboxState.FAILED, _status_text(failed.status))


def _is_success(exchange: Exchange) -> bool:
    return exchange.status is not None and exchange.status // 100 == 2


def _status_text(status: int) -> str:
    """For example "HTTP 404 Not Found". The text that the server sent is left out: it may repeat the secret."""
    if status // 100 == 3:
        return f"HTTP {status}: redirects are not followed, because they would take the secret elsewhere"
    phrases = {code.value: code.phrase for code in HTTPStatus}
    return f"HTTP {status} {phrases.get(status, '')}".rstrip()


def _apprise(name: str, url: Secret) -> Any:
    """apprise with one service, which follows no redirect. Raise ConfigError if `url` is not an address that apprise knows."""
    if find_spec("apprise") is None:
        raise ConfigError("notify: needs a package that is not installed: pip install 'digest[notify]'")
    import apprise

    for library in ("apprise", "urllib3"):  # both log addresses
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    # With a time limit of its own apprise would send in a thread, and leave it running when the limit has passed.
    asset = apprise.AppriseAsset(http_redirects=False, service_timeout=0, async_mode=False)
    service = apprise.Apprise.instantiate(url.reveal(), asset=asset)
    if service is None:
        raise ConfigError(f"notify: {name}: apprise knows no service with this address")
    service.socket_read_timeout = max(service.socket_read_timeout or 0, _MIN_READ_TIMEOUT)
    services = apprise.Apprise(asset=asset)
    services.add(service)
    return services


@contextmanager
def _observed() -> Iterator[list[Exchange]]:
    """The list to which each HTTP request that apprise makes is added, in order. No request follows a redirect.

    apprise calls `requests` in each of its plugins and has no hook there, so `requests.Session.send` is replaced meanwhile.
    """
    import requests

    exchanges: list[Exchange] = []
    session_class: Any = requests.Session
    original = session_class.send

    def send(session: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        try:
            response: requests.Response = original(session, request, **(options | {"allow_redirects": False}))
        except requests.RequestException as error:
            exchanges.append(Exchange(None, sent=_may_have_been_sent(error)))
            raise
        exchanges.append(Exchange(response.status_code))
        return response

    with _observing:
        session_class.send = send
        try:
            yield exchanges
        finally:
            session_class.send = original


def _may_have_been_sent(error: Exception) -> bool:
    """Whether the request may have reached the service: not if there was no connection, or TLS or the address failed."""
    from requests import exceptions
    from urllib3.exceptions import NewConnectionError

    before = (
        exceptions.ConnectTimeout,
        exceptions.SSLError,
        exceptions.ProxyError,
        exceptions.InvalidURL,
        exceptions.InvalidSchema,
        exceptions.InvalidHeader,
        exceptions.MissingSchema,
    )
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return not isinstance(error, before) and not isinstance(reason, NewConnectionError)
