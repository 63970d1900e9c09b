"""Several connections to one mail server: each sends one message after the other, and all of them at a time."""

from __future__ import annotations

from collections.abc import Callable
from queue import LifoQueue

from digest.deliver.smtp import SmtpDelivery
from digest.deliver.smtp_session import ServerState, SmtpSettings
from digest.records import Outgoing, Receipt


class SmtpPool:
    """Implements Delivery for the channel "email" over several connections; as many threads may deliver at a time."""

    def __init__(self, settings: SmtpSettings, connections: int) -> None:
        state = ServerState()
        self._free: LifoQueue[SmtpDelivery] = LifoQueue()
        self._all = tuple(SmtpDelivery(settings, state) for _ in range(connections))
        for each in self._all:
            self._free.put(each)

    def deliver(self, row: Outgoing, before_commit: Callable[[], None]) -> Receipt:
        """As SmtpDelivery does, over the connection that was used last of those that are free."""
        delivery = self._free.get()
        try:
            return delivery.deliver(row, before_commit)
        finally:
            self._free.put(delivery)

    def close(self) -> None:
        """End the connections, and forget that the server failed."""
        for each in self._all:
            each.close()
