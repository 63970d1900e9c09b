"""Connects to checked addresses only, and enforces one deadline for a whole response, however slowly its bytes arrive.

This is the part of the HTTP client that touches sockets. It connects to the very address that it has checked, so a name server
that gives another answer the second time changes nothing. httpcore passes a ``timeout`` through to each call. Here it is a
*deadline* by the clock passed in: the time by which the whole response must have arrived. Each call waits only for the rest.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore2

from digest.errors import DigestError
from digest.net.ip_policy import Network, is_within, parse_address, refusal_reason

Clock = Callable[[], float]
Resolver = Callable[[str, int], Sequence[str]]
"""Takes a host and a port, and returns IP addresses. Raises OSError if there are none."""


class RefusedError(DigestError):
    """A host leads to an address or a port that must not be connected to. The message is the reason, without the host."""


class UnknownHostError(DigestError):
    """A host has no address. The message is the reason, without the host."""


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The IP addresses of `host` by the resolver of the system. Raise OSError if there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class DeadlineStream(httpcore2.NetworkStream):
    """A connection whose calls take a deadline as their ``timeout``. Each raises a timeout error of httpcore after it."""

    def __init__(self, inner: httpcore2.NetworkStream, clock: Clock) -> None:
        self._inner = inner
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes, at most `max_bytes`."""
        return self._inner.read(max_bytes, seconds_left(timeout, self._clock))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of `buffer`."""
        self._inner.write(buffer, seconds_left(timeout, self._clock))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection over TLS."""
        secured = self._inner.start_tls(ssl_context, server_hostname, seconds_left(timeout, self._clock))
        return DeadlineStream(secured, self._clock)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about a connection, such as its socket."""
        return self._inner.get_extra_info(info)


class Dialer(httpcore2.NetworkBackend):
    """Opens the connections of a pool."""

    def __init__(
        self, allowed: tuple[Network, ...], ports: tuple[int, ...], resolve: Resolver, connect_timeout: float, clock: Clock
    ) -> None:
        """Networks in `allowed` may be connected to at any port, public addresses at `ports`.

        `connect_timeout` is the number of seconds that one address may take to accept a connection.
        """
        self._allowed = allowed
        self._ports = ports
        self._resolve = resolve
        self._connect_timeout = connect_timeout
        self._clock = clock
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of `host` that accepts one.

        Raise RefusedError if any address of the host is refused, UnknownHostError if it has none, or an error of httpcore.
        """
        addresses = self._checked_addresses(host, port, seconds_left(timeout, self._clock))
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, timeout)

    def _connect(self, address: str, port: int, deadline: float | None) -> httpcore2.NetworkStream:
        seconds = min(seconds_left(deadline, self._clock), self._connect_timeout)
        return DeadlineStream(self._sockets.connect_tcp(address, port, seconds), self._clock)

    def _checked_addresses(self, host: str, port: int, seconds: float) -> tuple[str, ...]:
        """The addresses of `host`, all of which may be connected to."""
        try:
            found = [parse_address(address) for address in _resolve_within(seconds, self._resolve, host, port)]
        except (OSError, ValueError) as error:
            raise UnknownHostError("the host has no address") from error
        if not found:
            raise UnknownHostError("the host has no address")
        for address in found:
            if is_within(address, self._allowed):
                continue
            if reason := refusal_reason(address):
                raise RefusedError(f"the host leads to {address}, which is {reason}")
            if port not in self._ports:
                raise RefusedError(f"port {port} is not one of {', '.join(map(str, self._ports))}")
        return tuple(map(str, found))


def seconds_left(deadline: float | None, clock: Clock) -> float:
    """The seconds until `deadline`. Raise ReadTimeout if it has passed."""
    if deadline is None:
        raise httpcore2.ReadTimeout("no deadline was set")
    seconds = deadline - clock()
    if seconds <= 0:
        raise httpcore2.ReadTimeout("the deadline has passed")
    return seconds


def _resolve_within(seconds: float, resolve: Resolver, host: str, port: int) -> Sequence[str]:
    """`resolve(host, port)`, in a thread because the system's resolver has no deadline. Raise ConnectTimeout if it is late."""
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise httpcore2.ConnectTimeout("the host was not resolved in time") from None
    if isinstance(answer, Exception):
        raise answer
    return answer
