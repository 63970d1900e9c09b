"""The deliver step: delivers the outbox rows that are due and settles those that may or may not have arrived.

The content of a row was sealed earlier; nothing is rendered here. Each state is stored before the action it stands for, so a
killed process leaves only the doubt that SMTP itself cannot avoid: between the final dot and its reply (RFC 1047).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from digest.errors import ConfigError, DeliveryError
from digest.interfaces import Channel, Clock
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

    A channel reads secrets when it delivers: a run that delivers nothing needs no password.
    """

    store: SqlStore
    channels: Mapping[str, Channel]

    def run(self, report: RunReport, clock: Clock, stopped: Callable[[], bool] = lambda: False) -> RunReport:
        """Settle uncertain rows by the configured policy, then deliver every row that is due.

        `stopped` is called before each row; when it returns True the other rows stay due. If a channel cannot be used, its
        rows stay due, the other channels deliver, and the ConfigError is raised at the end.
        """
        uncertain = tuple(row for row in self.store.uncertain_outgoing() if not self._settle(row, clock()))
        report = replace(report, uncertain=uncertain)
        unusable: ConfigError | None = None
        for row in self.store.due_outgoing(clock()):
            if stopped():
                break
            try:
                receipt = self._deliver(row, clock)
            except ConfigError as error:
                unusable = error
                continue
            report = replace(report, delivered=(*report.delivered, (row, receipt)))
        if unusable:
            raise unusable
        return report

    def _settle(self, row: Outgoing, now: datetime) -> bool:
        """Whether the row is no longer uncertain: it is marked as sent, or due again with the same bytes."""
        channel = self.channels.get(row.target.channel)
        policy = channel.on_uncertain(row) if channel else "hold"
        if policy == "hold" or is_postponed(row.not_before, now):
            return False
        if channel and policy == "probe" and (found := _was_delivered(channel, row)) is not False:
            return bool(found) and self.store.mark_outgoing(row.id, OutboxState.SENT, now, "found by its Message-ID")
        if row.doubts >= MAX_DOUBTS:
            return False
        return self.store.mark_outgoing(row.id, OutboxState.PENDING, now, f"sent again, the same bytes: {row.detail}")

    def _deliver(self, row: Outgoing, clock: Clock) -> Receipt:
        """Deliver one row and store the result. Raise ConfigError, before anything is stored, if its channel is unusable."""
        channel = self.channels.get(row.target.channel)
        if channel is None:
            return Receipt(OutboxState.PENDING, f"the configuration has no {row.target.channel} any more")
        delivery = channel.delivery(row)
        if delivery is None:
            return Receipt(OutboxState.PENDING, f"the configuration has no {row.target.address} any more")
        self.store.mark_outgoing(row.id, OutboxState.SENDING, clock())
        receipt = delivery.deliver(row, lambda: self._mark_committing(row, clock))
        retry_at = next_attempt(row.attempts + 1, clock()) if receipt.state is OutboxState.PENDING else None
        if receipt.state is OutboxState.PENDING and retry_at is None:
            receipt = replace(receipt, state=OutboxState.DEAD)
        if receipt.state is OutboxState.UNCERTAIN:
            retry_at = next_attempt(1, clock())
        self.store.mark_outgoing(row.id, receipt.state, clock(), receipt.detail, retry_at)
        return receipt

    def _mark_committing(self, row: Outgoing, clock: Clock) -> None:
        self.store.mark_outgoing(row.id, OutboxState.COMMITTING, clock())


def _was_delivered(channel: Channel, row: Outgoing) -> bool | None:
    """Whether the message has arrived; None if that cannot be found out now."""
    try:
        sent_check = channel.sent_check()
        return sent_check.was_delivered(row) if sent_check else None
    except (ConfigError, DeliveryError) as error:
        log.warning("outbox %d: %s", row.id, error)
        return None
