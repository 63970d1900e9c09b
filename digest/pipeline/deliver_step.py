"""The deliver step: delivers the outbox rows that are due and settles those that may or may not have arrived.

The content of a row was sealed earlier; nothing is rendered here. Each state is stored before the action it stands for, so a
killed process leaves only the doubt that SMTP itself cannot avoid: between the final dot and its reply (RFC 1047).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING

from digest.errors import ConfigError, DeliveryError
from digest.interfaces import Channel, Clock, Delivery
from digest.pipeline.connections import at_once
from digest.pipeline.report import RunReport
from digest.records import OutboxState, Outgoing, Receipt
from digest.schedule import is_postponed, next_attempt

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

MAX_DOUBTS = 3
"""A message of which this many copies may have arrived is not sent again: the server is at fault, and a person must decide."""


@dataclass(frozen=True)
class DeliverStep:
    """Delivers each row by its channel, and settles it by the policy of that channel if it may have arrived.

    A channel reads secrets when it delivers: a run that delivers nothing needs no password. `unwanted` returns the
    rows whose target the configuration no longer has. Several threads deliver; one at a time uses the store.
    """

    store: SqlStore
    channels: Mapping[str, Channel]
    unwanted: Callable[[Sequence[Outgoing]], Sequence[Outgoing]] = lambda _: ()
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def run(self, report: RunReport, clock: Clock, stopped: Callable[[], bool] = lambda: False) -> RunReport:
        """Settle uncertain rows by the configured policy, then deliver every row that is due.

        `stopped` is called before each row; when it returns True the other rows stay due. If a channel cannot be used, its
        rows stay due, the other channels deliver, and the ConfigError is raised at the end.
        """
        self._cancel_unwanted(clock())
        uncertain = tuple(row for row in self.store.uncertain_outgoing() if not self._settle(row, clock()))
        delivered, unusable = self._deliver_all(clock, stopped)
        delivered = self._judge_refusals(delivered, clock)
        report = replace(report, uncertain=uncertain, delivered=(*report.delivered, *delivered))
        report = replace(report, troubled=self.store.open_outgoing())
        if unusable:
            raise unusable
        return report

    def _cancel_unwanted(self, now: datetime) -> None:
        """Cancel what waits for targets that the configuration no longer has, and close what was refused for them."""
        for row in self.unwanted((*self.store.due_rows(now), *self.store.open_outgoing())):
            detail = f"not in the configuration, or unsubscribed{f' (before: {row.detail})' if row.detail else ''}"
            self.store.mark_outgoing(row.id, OutboxState.CANCELLED, now, detail)

    def _deliver_all(
        self, clock: Clock, stopped: Callable[[], bool]
    ) -> tuple[list[tuple[Outgoing, Receipt]], ConfigError | None]:
        """Deliver the due rows; return the receipts, and the error of a channel that cannot be used.

        Rows of one channel in a row are delivered over as many connections as it has; the next channel waits for them.
        """
        delivered: list[tuple[Outgoing, Receipt]] = []
        unusable: ConfigError | None = None
        with ExitStack() as opened:
            used: set[int] = set()

            def deliver(row: Outgoing) -> tuple[Outgoing, Receipt] | None:
                nonlocal unusable
                try:
                    delivery = self._delivery(row)
                except ConfigError as error:
                    unusable = error
                    return None
                if delivery is None:
                    return None
                with self._lock:
                    if id(delivery) not in used:
                        used.add(id(delivery))
                        opened.callback(delivery.close)
                return row, self._deliver(row, delivery, clock)

            for name, rows in groupby(self.store.due_rows(clock()), key=lambda row: row.target.channel):
                connections = self.channels[name].connections if name in self.channels else 1
                delivered += at_once(deliver, rows, connections, stopped)
        return delivered, unusable

    def _delivery(self, row: Outgoing) -> Delivery | None:
        """What delivers the row; None, with the row cancelled, if the configuration has no such target any more."""
        channel = self.channels.get(row.target.channel)
        with self._lock:
            return channel.delivery(row) if channel else None

    def _judge_refusals(self, delivered: list[tuple[Outgoing, Receipt]], clock: Clock) -> list[tuple[Outgoing, Receipt]]:
        """Tell refusals of single rows from a receiver that refuses everything, and store the former as FAILED.

        A refusal is the row's own if the channel accepted another message in this run, or if the row was alone and the answer
        names its recipient. Else the row stays PENDING: the receiver may be refusing us.
        """
        channels = [row.target.channel for row, _ in delivered]
        accepting = {row.target.channel for row, receipt in delivered if receipt.state is OutboxState.SENT}
        judged: list[tuple[Outgoing, Receipt]] = []
        for row, receipt in delivered:
            channel = row.target.channel
            is_own = channel in accepting or (channels.count(channel) == 1 and receipt.names_recipient)
            if receipt.is_conditional and receipt.state is OutboxState.PENDING and is_own:
                receipt = replace(receipt, state=OutboxState.FAILED)
                self.store.mark_outgoing(row.id, receipt.state, clock(), receipt.detail)
            judged.append((row, receipt))
        return judged

    def _settle(self, row: Outgoing, now: datetime) -> bool:
        """Whether the row is no longer uncertain: it is marked as sent, or due again with the same bytes."""
        channel = self.channels.get(row.target.channel)
        policy = channel.on_uncertain(row) if channel else "hold"
        if policy == "hold" or is_postponed(row.not_before, row.changed_at, now):
            return False
        if channel and policy == "probe" and (found := _was_delivered(channel, row)) is not False:
            return bool(found) and self.store.mark_outgoing(row.id, OutboxState.SENT, now, "found by its Message-ID")
        if row.doubts >= MAX_DOUBTS:
            return False
        return self.store.mark_outgoing(row.id, OutboxState.PENDING, now, f"sent again, the same bytes: {row.detail}")

    def _deliver(self, row: Outgoing, delivery: Delivery, clock: Clock) -> Receipt:
        """Deliver one row and store the result. A conditional refusal is stored as PENDING until all rows have been tried."""
        self._mark(row, OutboxState.SENDING, clock())
        with self._lock:
            content = self.store.with_content(row)
        receipt = delivery.deliver(content, lambda: self._mark(row, OutboxState.COMMITTING, clock()))
        if receipt.is_conditional:
            receipt = replace(receipt, state=OutboxState.PENDING)
        retry_at = next_attempt(row.attempts + 1, clock()) if receipt.state is OutboxState.PENDING else None
        if receipt.state is OutboxState.PENDING and retry_at is None:
            receipt = replace(receipt, state=OutboxState.DEAD)
        if receipt.state is OutboxState.UNCERTAIN:
            retry_at = next_attempt(1, clock())
        self._mark(row, receipt.state, clock(), receipt.detail, retry_at)
        return receipt

    def _mark(
        self, row: Outgoing, state: OutboxState, now: datetime, detail: str = "", not_before: datetime | None = None
    ) -> None:
        with self._lock:
            self.store.mark_outgoing(row.id, state, now, detail, not_before)


def _was_delivered(channel: Channel, row: Outgoing) -> bool | None:
    """Whether the message has arrived; None if that cannot be found out now."""
    try:
        sent_check = channel.sent_check()
        return sent_check.was_delivered(row) if sent_check else None
    except (ConfigError, DeliveryError) as error:
        log.warning("outbox %d: %s", row.id, error)
        return None
