"""Stage 5 of a round: the rows of the outbox that are due, and what becomes of those that may or may not have arrived.

What a row holds was sealed: nothing is rendered here. Each step is committed before it is taken, so that a process that is
killed leaves no doubt but the one that SMTP itself cannot take away: between the final dot and its answer (RFC 1047).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from digest.app import App
from digest.errors import DeliveryError
from digest.interfaces import Clock
from digest.pipeline.report import RunReport
from digest.records import OutboxState, Outgoing, Receipt
from digest.schedule import next_try, waits

log = logging.getLogger(__name__)

MOST_DOUBTS = 3
"""A message of which so many copies may have arrived is not sent again: the server is at fault, and a person must look."""


def deliver(app: App, outcome: RunReport, clock: Clock, stopped: Callable[[], bool] = lambda: False) -> RunReport:
    """Settle what is uncertain, as the configuration asks, then hand out every row that is due.

    `stopped` is asked between two rows: what is left is due again.
    """
    waiting = tuple(row for row in app.store.uncertain() if not _settled(app, row, clock()))
    outcome = replace(outcome, uncertain=waiting)
    for row in app.store.due(clock()):
        if stopped():
            break
        outcome = replace(outcome, delivered=(*outcome.delivered, (row, _hand_out(app, row, clock))))
    return outcome


def _settled(app: App, row: Outgoing, now: datetime) -> bool:
    """Whether the doubt is over: the row is sent, or will be sent again with the same bytes."""
    policy = app.settings.mail.on_uncertain if app.settings.mail else "hold"
    if policy == "hold" or waits(row.not_before, now):
        return False
    if policy == "probe" and (found := _found(app, row)) is not False:
        return bool(found) and app.store.mark(row.id, OutboxState.SENT, now, "found by its Message-ID")
    if row.doubts >= MOST_DOUBTS:
        return False
    return app.store.mark(row.id, OutboxState.PENDING, now, f"sent again, the same bytes: {row.detail}")


def _found(app: App, row: Outgoing) -> bool | None:
    """Whether the message has arrived; None if that cannot be found out now."""
    if app.probe is None:
        return None
    try:
        return app.probe.was_delivered(row)
    except DeliveryError as error:
        log.warning("outbox %d: %s", row.id, error)
        return None


def _hand_out(app: App, row: Outgoing, clock: Clock) -> Receipt:
    delivery = app.deliveries.get(row.target.channel)
    if delivery is None:
        return Receipt(OutboxState.PENDING, f"the configuration has no {row.target.channel} any more")
    app.store.mark(row.id, OutboxState.SENDING, clock())
    receipt = delivery.deliver(row, lambda: _dotted(app, row, clock))
    again = next_try(row.attempts + 1, clock()) if receipt.state is OutboxState.PENDING else None
    if receipt.state is OutboxState.PENDING and again is None:
        receipt = replace(receipt, state=OutboxState.DEAD)
    if receipt.state is OutboxState.UNCERTAIN:
        again = next_try(1, clock())
    app.store.mark(row.id, receipt.state, clock(), receipt.detail, again)
    return receipt


def _dotted(app: App, row: Outgoing, clock: Clock) -> None:
    app.store.mark(row.id, OutboxState.COMMITTING, clock())
