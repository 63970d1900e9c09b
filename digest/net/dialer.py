"""Connects to checked addresses only, and gives up at a moment, however the bytes trickle in.

The part of `http.py` that touches sockets. The address that was checked is the address connected to, so a resolver that
answers differently the second time changes nothing. httpcore hands a ``timeout`` through to each call: here it is the
*moment*, by the clock passed in, at which the whole answer must be in, and each call waits only for what is left.
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
from digest.net.ip_policy import Network, is_within, parsed, refusal

Clock = Callable[[], float]
Resolve = Callable[[str, int], Sequence[str]]


class RefusedError(DigestError):
    """A host leads to an address, or a port, that must not be connected to; the message is a reason, without a subject."""


class UnknownHostError(DigestError):
    """A host has no address; the message is a reason, without a subject."""


def addresses_of(host: str, port: int) -> Sequence[str]:
    """The addresses of `host` as the system resolves it. Raise OSError if there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class TimedStream(httpcore2.NetworkStream):
    """A connection whose every call ends at the moment that it is given as ``timeout``."""

    def __init__(self, inner: httpcore2.NetworkStream, clock: Clock) -> None:
        self._inner = inner
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, left(timeout, self._clock))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, left(timeout, self._clock))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, left(timeout, self._clock))
        return TimedStream(secured, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Dialer(httpcore2.NetworkBackend):
    """Opens the connections of a pool."""

    def __init__(self, allowed: tuple[Network, ...], ports: tuple[int, ...], resolve: Resolve, patience: float, clock: Clock):
        """`allowed` networks may be connected to at any port, public addresses at `ports`.

        `patience` is how many seconds one address may take to accept a connection.
        """
        self._allowed = allowed
        self._ports = ports
        self._resolve = resolve
        self._patience = patience
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
        """A connection to the first address of `host` that accepts one. Raise RefusedError, UnknownHostError or an
        error of httpcore."""
        addresses = self._checked(host, port, left(timeout, self._clock))
        for address in addresses[:-1]:
            try:
                return self._connected(address, port, timeout)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connected(addresses[-1], port, timeout)

    def _connected(self, address: str, port: int, moment: float | None) -> httpcore2.NetworkStream:
        seconds = min(left(moment, self._clock), self._patience)
        return TimedStream(self._sockets.connect_tcp(address, port, seconds), self._clock)

    def _checked(self, host: str, port: int, seconds: float) -> tuple[str, ...]:
        """The addresses of `host`, every one of which may be connected to."""
        try:
            found = [parsed(address) for address in _within(seconds, self._resolve, host, port)]
        except (OSError, ValueError) as error:
            raise UnknownHostError("the host has no address") from error
        if not found:
            raise UnknownHostError("the host has no address")
        for address in found:
            if is_within(address, self._allowed):
                continue
            if kind := refusal(address):
                raise RefusedError(f"the host leads to {address}, which is {kind}")
            if port not in self._ports:
                raise RefusedError(f"port {port} is not one of {', '.join(map(str, self._ports))}")
        return tuple(map(str, found))


def left(moment: float | None, clock: Clock) -> float:
    """The seconds until `moment`. Raise ReadTimeout if it has passed."""
    if moment is None:
        raise httpcore2.ReadTimeout("no moment was set")
    seconds = moment - clock()
    if seconds <= 0:
        raise httpcore2.ReadTimeout("the moment has passed")
    return seconds


def _within(seconds: float, resolve: Resolve, host: str, port: int) -> Sequence[str]:
    """`resolve(host, port)`, or ConnectTimeout: the system's resolver has no deadline of its own, so it runs aside."""
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
