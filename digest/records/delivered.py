"""The records of the deliver stage: rows of the outbox, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from digest.records.compiled import Target


class OutboxState(StrEnum):
    """The state of one row of the outbox; the values are stored. COMMITTING is stored just before the step after which the
    receiver may have the message (SMTP: the final dot). A row found COMMITTING after a crash may or may not have arrived
    (RFC 1047) and becomes UNCERTAIN. DEAD was tried for too long. ACKNOWLEDGED was FAILED or DEAD, and a person has seen
    it."""

    PENDING = "pending"
    SENDING = "sending"
    COMMITTING = "dotted"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    DEAD = "dead"
    CANCELLED = "cancelled"
    ACKNOWLEDGED = "acknowledged"


OPERATOR = "(admin)"
"""Stands for a digest in the rows of the outbox that are messages to the operator; no digest can have this name."""

SETTLED = frozenset({OutboxState.SENT, OutboxState.CANCELLED, OutboxState.ACKNOWLEDGED})
"""The states of a row about which nothing is left to do."""

UNSETTLED = frozenset(OutboxState) - SETTLED
"""The states of a row that waits for a run or for a person."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One row of the outbox: the final bytes for one target of a sealed edition. `id` is 0 until the row is stored.

    `doubts` counts the attempts that ended UNCERTAIN; `changed_at` is when state and `not_before` were set, `queued_at` since
    when it is to be delivered. A message to the operator belongs to no edition: its `digest` is OPERATOR.
    `is_dropped`: the final bytes are kept no longer.
    """

    digest: str
    slot: date
    target: Target
    content: bytes
    id: int = 0
    state: OutboxState = OutboxState.PENDING
    attempts: int = 0
    not_before: datetime | None = None
    detail: str = ""
    doubts: int = 0
    changed_at: datetime | None = None
    queued_at: datetime | None = None
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """The result of one attempt to deliver a row: `state` is SENT, PENDING (try again), FAILED or UNCERTAIN.

    `is_conditional`: FAILED only counts if the receiver accepted other messages, else it may have refused us, not this row.
    `names_recipient`: the answer is about the recipient itself, so it counts if there was no other message.
    """

    state: OutboxState
    detail: str = ""
    is_conditional: bool = False
    names_recipient: bool = False
