"""Per-host rate limiting: one request at a time, a minimum interval, back-off after Retry-After or repeated timeouts.

Waits and counts; sends nothing. The clock and the sleep function are passed in.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from digest.errors import DigestError

# After this many timeouts in a row a host is skipped for a while. Otherwise a feed with fifty pages on it would hold up a
# worker for fifty deadlines.
MAX_TIMEOUTS = 3
BACK_OFF_SECONDS = 300.0


class BackOffError(DigestError):
    """A host must not be asked for another `seconds`. The message is the reason, without the host."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(slots=True)
class HostState:
    """What the rate limiter knows about one host. Times are by its clock; `timeouts` counts those in a row."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    next_request: float = 0.0
    blocked_until: float = 0.0
    reason: str = ""
    timeouts: int = 0


class RateLimiter:
    """Schedules the requests to each host. Thread-safe: threads that want the same host wait for each other."""

    def __init__(self, interval: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        """`interval` is the minimum number of seconds between two requests to one host."""
        self._interval = interval
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, HostState] = {}
        self._lock = threading.Lock()

    @contextmanager
    def slot(self, name: str) -> Iterator[HostState]:
        """Wait until host `name` may be asked, and hold its slot. Raise BackOffError if it must not be asked now."""
        host = self._host(name)
        with host.lock:
            now = self._clock()
            if now < host.blocked_until:
                raise BackOffError(host.reason, host.blocked_until - now)
            if now < host.next_request:
                self._sleep(host.next_request - now)
            try:
                yield host
            finally:
                host.next_request = self._clock() + self._interval

    def back_off(self, host: HostState, seconds: float, reason: str) -> None:
        """Skip `host` for `seconds`."""
        host.blocked_until = self._clock() + seconds
        host.reason = reason

    def record_answer(self, host: HostState) -> None:
        """Note that `host` answered, with any status."""
        host.timeouts = 0

    def record_timeout(self, host: HostState) -> None:
        """Note that a request to `host` timed out; back off after several in a row."""
        host.timeouts += 1
        if host.timeouts >= MAX_TIMEOUTS:
            self.back_off(host, BACK_OFF_SECONDS, f"skipped: the host did not answer {host.timeouts} times in a row")

    def _host(self, name: str) -> HostState:
        with self._lock:
            return self._hosts.setdefault(name, HostState())
