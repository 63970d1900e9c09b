"""Store methods by which several processes deliver rows at the same time: each row belongs to one of them.

A process owns the rows that it has claimed until it stores how they ended, its connection to the database ends, or its lease
does, by the clock of the database. Whoever has lost a row cannot mark it any more. In a file only one process works, so nobody
owns a row: what is left in the middle of a delivery is abandoned.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest.records import OutboxState, Outgoing
from digest.store import schema
from digest.store.outbox import RELEASED, OutboxMixin, is_due, is_in, is_ready, marked, outgoing_from_row

LEASE_SECONDS = 20 * 60
"""How long a row may take to be sent, and as long again for the answer to it: an SMTP server has ten minutes for that
(`smtp_session.py`)."""

_ENDED = sa.text(
    "NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted "
    "AND (classid::bigint << 32) | objid::bigint = outbox.owner)"
)
_row = schema.outbox.c


class ClaimsMixin(OutboxMixin):
    """The rows that this process delivers. `number` is the id of a row."""

    def claim_outgoing(self, now: datetime, after: int, channel: str, *, leads: bool) -> Outgoing | None:
        """Claim the first row that is due, with an id above `after` and of a channel, and mark it SENDING.

        None if there is none. The row has the attempt counted that begins now. Only who holds the lock (`leads`) takes rows
        that a wrong clock has postponed: the clocks of two hosts differ.
        """
        is_free = is_due(now) if leads else is_ready(now)
        wanted = is_free & (_row.id > after) & (_row.channel == channel)
        first = sa.select(_row.id).where(wanted).order_by(_row.id).limit(1).with_for_update(skip_locked=True)
        with self._transaction("claiming a row of the outbox", alone=False) as connection:
            values: dict[str, Any] = {
                "state": str(OutboxState.SENDING),
                "changed_at": now,
                "not_before": None,
                "attempts": _row.attempts + 1,
            }
            claim = sa.update(schema.outbox).where(_row.id == first.scalar_subquery())
            claim = claim.values(values | self._lease(connection)).returning(*_row)
            found = connection.execute(claim).first()
        return None if found is None else outgoing_from_row(found)

    def release_outgoing(self, number: int, now: datetime) -> None:
        """Give a claimed row back that was not tried."""
        values = {"state": str(OutboxState.PENDING), "attempts": _row.attempts - 1, "changed_at": now, **RELEASED}
        with self._transaction("giving a row of the outbox back", alone=False) as connection:
            mine = (_row.id == number) & is_in(OutboxState.SENDING) & self._is_mine()
            connection.execute(sa.update(schema.outbox).where(mine).values(values))

    def commit_outgoing(self, number: int, now: datetime) -> bool:
        """Mark a claimed row COMMITTING, for a new lease. Return False if it is not this process's any more: do not send it."""
        with self._transaction("updating the outbox", alone=False) as connection:
            values = {"state": str(OutboxState.COMMITTING), "changed_at": now}
            mine = (_row.id == number) & is_in(OutboxState.SENDING) & self._is_mine()
            change = sa.update(schema.outbox).where(mine).values(values | self._lease(connection))
            return connection.execute(change).rowcount == 1

    def finish_outgoing(
        self, number: int, state: OutboxState, now: datetime, detail: str = "", not_before: datetime | None = None
    ) -> bool:
        """Store how the delivery of a claimed row ended, as `mark_outgoing` does.

        Return False, and store nothing, if the row is not this process's any more; but that it was sent is stored all the same
        if nobody knew that.
        """
        is_unknown = is_in(OutboxState.UNCERTAIN) if state is OutboxState.SENT else sa.false()
        return self._update_row(number, marked(state, now, detail, not_before), self._is_mine() | is_unknown)

    def recover_outbox(self, now: datetime, wait_until: datetime) -> int:
        """Settle what processes left behind that are gone; return the number of rows. Call it with the lock of the store held.

        SENDING becomes PENDING: the receiver cannot have the message. COMMITTING becomes UNCERTAIN, to be decided after
        `wait_until`: the receiver may have it. Rows of a process that is alive are left to it until its lease ends.
        """
        interrupted = {"state": str(OutboxState.PENDING), "detail": "interrupted: the process ended before it was sent"}
        uncertain = {
            "state": str(OutboxState.UNCERTAIN),
            "detail": "interrupted: the process ended at the final dot",
            "doubts": _row.doubts + 1,
            "not_before": wait_until,
        }
        recovered = 0
        with self._transaction("recovering the outbox") as connection:
            for state, values in ((OutboxState.SENDING, interrupted), (OutboxState.COMMITTING, uncertain)):
                change = sa.update(schema.outbox).where(is_in(state), _is_abandoned(connection))
                recovered += connection.execute(change.values(**values, **RELEASED, changed_at=now)).rowcount
        return recovered

    def _lease(self, connection: sa.Connection) -> dict[str, Any]:
        """Who owns a row from now on, and until when. Nobody in a file, where only one process works."""
        if self.backend.owner is None:
            return dict(RELEASED)
        return {"owner": self.backend.owner, "leased_until": _clock() + LEASE_SECONDS}

    def _is_mine(self) -> sa.ColumnElement[bool]:
        return _row.owner.is_(None) if self.backend.owner is None else _row.owner == self.backend.owner


def _clock() -> sa.ColumnElement[float]:
    """The time of PostgreSQL's clock, in seconds since 1970."""
    return sa.cast(sa.extract("epoch", sa.func.clock_timestamp()), sa.Float)


def _is_abandoned(connection: sa.Connection) -> sa.ColumnElement[bool]:
    """Condition: nobody delivers the row, which is in the middle of a delivery."""
    if connection.dialect.name != "postgresql":
        return sa.true()
    return _row.owner.is_(None) | (_row.leased_until < _clock()) | _ENDED
