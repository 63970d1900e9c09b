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

    def help(self, clock: Clock, stopped: Callable[[], bool] = lambda: False) -> RunReport:
        """Deliver rows that are due beside another process, which decides on what is uncertain, refused or unwanted."""
        delivered, unusable = self._deliver_all(clock, stopped, leads=False)
        if unusable:
            raise unusable
        return RunReport(delivered=tuple(delivered))

    def run(self, report: RunReport, clock: Clock, stopped: Callable[[], bool] = lambda: False) -> RunReport:
        """Settle uncertain rows by the configured policy, then deliver every row that is due.

        `stopped` is called before each row; when it returns True the other rows stay due. If a channel cannot be used, its
        rows stay due, the other channels deliver, and the ConfigError is raised at the end.
        """
        self._cancel_unwanted(clock())
        uncertain = tuple(row for row in self.store.uncertain_outgoing() if not self._settle(row, clock()))
        delivered, unusable = self._deliver_all(clock, stopped, leads=True)
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
        self, clock: Clock, stopped: Callable[[], bool], *, leads: bool
    ) -> tuple[list[tuple[Outgoing, Receipt]], ConfigError | None]:
        """Deliver the due rows; return the receipts, and the error of a channel that cannot be used.

        Rows of one channel in a row are delivered over as many connections as it has; the next channel waits for them. A row is
        claimed when its turn has come, so that another process may deliver the next one.
        """
        delivered: list[tuple[Outgoing, Receipt]] = []
        unusable: ConfigError | None = None
        with ExitStack() as opened:
            used: set[int] = set()
            last: dict[str, int] = {}

            def deliver_next(channel: Channel) -> tuple[Outgoing, Receipt] | None:
                nonlocal unusable
                delivery: Delivery | None = None
                with self._lock:
                    row = self.store.claim_outgoing(clock(), last.get(channel.name, 0), channel.name, leads=leads)
                    if row is None:
                        return None
                    last[channel.name] = row.id
                    try:
                        delivery = channel.delivery(row)
                    except ConfigError as error:
                        unusable = error
                    if delivery is None:  # the configuration has no such target any more, or it cannot be used
                        self.store.release_outgoing(row.id, clock())
                        return None
                    if id(delivery) not in used:
                        used.add(id(delivery))
                        opened.callback(delivery.close)
                receipt = self._deliver(row, delivery, clock)
                return (replace(row, content=b""), receipt) if receipt else None

            for name, rows in groupby(self.store.due_rows(clock()), key=lambda row: row.target.channel):
                if channel := self.channels.get(name):
                    delivered += at_once(deliver_next, [channel for _ in rows], channel.connections, stopped)
        return delivered, unusable

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

    def _deliver(self, row: Outgoing, delivery: Delivery, clock: Clock) -> Receipt | None:
        """Deliver a claimed row and store the result; None if another process has taken it over before it was sent.

        A conditional refusal is stored as PENDING until all rows have been tried.
        """
        try:
            receipt = delivery.deliver(row, lambda: self._commit(row, clock()))
        except _TakenOverError:
            log.warning("outbox %d: not sent: it took so long that another process has taken it over", row.id)
            return None
        if receipt.is_conditional:
            receipt = replace(receipt, state=OutboxState.PENDING)
        retry_at = next_attempt(row.attempts, clock()) if receipt.state is OutboxState.PENDING else None
        if receipt.state is OutboxState.PENDING and retry_at is None:
            receipt = replace(receipt, state=OutboxState.DEAD)
        if receipt.state is OutboxState.UNCERTAIN:
            retry_at = next_attempt(1, clock())
        with self._lock:
            is_stored = self.store.finish_outgoing(row.id, receipt.state, clock(), receipt.detail, retry_at)
        if not is_stored:
            log.warning("outbox %d: %s, but another process had taken it over meanwhile", row.id, receipt.state)
        return receipt

    def _commit(self, row: Outgoing, now: datetime) -> None:
        """Store that the final dot comes next. Raise _TakenOverError if it must not."""
        with self._lock:
            if not self.store.commit_outgoing(row.id, now):
                raise _TakenOverError


class _TakenOverError(Exception):
    """The row is not this process's any more: the receiver must not get the final dot."""


def _was_delivered(channel: Channel, row: Outgoing) -> bool | None:
    """Whether the message has arrived; None if that cannot be found out now."""
    try:
        sent_check = channel.sent_check()
        return sent_check.was_delivered(row) if sent_check else None
    except (ConfigError, DeliveryError) as error:
        log.warning("outbox %d: %s", row.id, error)
        return None
