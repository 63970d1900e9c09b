"""Turns: one request at a time to a host, never too soon after the last, and none while it wants or needs a rest.

Waits (the clock and the sleep are passed in) and counts; sends nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from digest.errors import DigestError

# A host that let this many requests in a row run into their deadline is left alone for a while, so that a feed with fifty
# pages on it does not hold up a worker for fifty deadlines.
MOST_SILENT = 3
REST_SECONDS = 300.0


class RestingError(DigestError):
    """A host is not to be asked now; the message is a reason, `seconds` how long it lasts."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(slots=True)
class Host:
    """What is known of one host, times by the clock of `Hosts`."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    next_request: float = 0.0
    rests_until: float = 0.0
    reason: str = ""
    silent: int = 0


class Hosts:
    """The hosts that are being read; safe to use from several threads."""

    def __init__(self, interval: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        """`interval` is the least number of seconds between two requests to one host."""
        self._interval = interval
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, name: str) -> Iterator[Host]:
        """Wait for the turn to ask host `name`, and hold it. Raise RestingError if the host is not to be asked now."""
        host = self._host(name)
        with host.lock:
            now = self._clock()
            if now < host.rests_until:
                raise RestingError(host.reason, host.rests_until - now)
            if now < host.next_request:
                self._sleep(host.next_request - now)
            try:
                yield host
            finally:
                host.next_request = self._clock() + self._interval

    def rest(self, host: Host, seconds: float, reason: str) -> None:
        """Leave `host` alone for `seconds`."""
        host.rests_until = self._clock() + seconds
        host.reason = reason

    def answered(self, host: Host) -> None:
        """`host` gave an answer, of whatever kind."""
        host.silent = 0

    def unanswered(self, host: Host) -> None:
        """`host` let a request run into its deadline."""
        host.silent += 1
        if host.silent >= MOST_SILENT:
            self.rest(host, REST_SECONDS, f"not asked again so soon: it did not answer {host.silent} times in a row")

    def _host(self, name: str) -> Host:
        with self._lock:
            return self._hosts.setdefault(name, Host())
