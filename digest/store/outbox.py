"""Store methods of the deliver stage: the outbox, and the recipients who have unsubscribed.

A row of the outbox holds the final bytes for one target. Its state is committed before and after each step of a delivery, so a
crash leaves at most one question open: whether a row in state COMMITTING arrived. See `OutboxState`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from digest.records import SETTLED, Format, OutboxState, Outgoing, Target
from digest.schedule import MAX_RETRY_DELAY
from digest.store import schema
from digest.store.compression import compress, message_of
from digest.store.database import Database
from digest.store.dialects import insert
from digest.store.forgotten_marks import address_mark, remember_marks

RELEASED: dict[str, None] = {"owner": None, "leased_until": None}
"""The values of a row that nobody owns."""

FORGOTTEN = "forgotten-"
"""How the address of a row begins whose recipient is no longer known; its number follows."""


class OutboxMixin(Database):
    """Rows to deliver, and who no longer wants any. `number` is the id of a row."""

    def due_outgoing(self, now: datetime) -> tuple[Outgoing, ...]:
        """Rows to deliver now, oldest first."""
        return self._rows_with_content(is_due(now))

    def due_rows(self, now: datetime) -> tuple[Outgoing, ...]:
        """The same without content: there may be more of them than fit into memory with it."""
        return self._rows_without_content(is_due(now))[::-1]

    def open_outgoing(self) -> tuple[Outgoing, ...]:
        """Rows in trouble, oldest first, without content: tried in vain, uncertain, or failed and not acknowledged."""
        tried = is_in(OutboxState.PENDING) & (schema.outbox.c.attempts > 0)
        in_trouble = tried | is_in(OutboxState.UNCERTAIN, OutboxState.FAILED, OutboxState.DEAD)
        return self._rows_without_content(in_trouble)[::-1]

    def uncertain_outgoing(self) -> tuple[Outgoing, ...]:
        """Rows that may or may not have arrived, oldest first."""
        return self._rows_with_content(is_in(OutboxState.UNCERTAIN))

    def _rows_with_content(self, condition: sa.ColumnElement[bool]) -> tuple[Outgoing, ...]:
        with self._transaction("reading the outbox") as connection:
            rows = connection.execute(sa.select(schema.outbox).where(condition).order_by(schema.outbox.c.id))
            return tuple(outgoing_from_row(row) for row in rows)

    def outbox(self, states: Collection[OutboxState] = tuple(OutboxState), since: date | None = None) -> tuple[Outgoing, ...]:
        """The rows in one of `states`, of editions of the day `since` and later; newest first, without their content."""
        is_since = sa.true() if since is None else schema.outbox.c.slot >= since.isoformat()
        return self._rows_without_content(is_in(*states) & is_since)

    def outgoing(self, number: int) -> Outgoing | None:
        """The row `number` without its content; None if there is no such row."""
        return next(iter(self._rows_without_content(schema.outbox.c.id == number)), None)

    def count_outgoing(self) -> int:
        """The number of all rows."""
        with self._transaction("reading the outbox") as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(schema.outbox)).scalar_one()

    def _rows_without_content(self, condition: sa.ColumnElement[bool]) -> tuple[Outgoing, ...]:
        columns = [column for column in schema.outbox.c if column.name != "content"]
        is_dropped = (sa.func.length(schema.outbox.c.content) == 0).label("is_dropped")
        with self._transaction("reading the outbox") as connection:
            rows = connection.execute(sa.select(*columns, is_dropped).where(condition).order_by(schema.outbox.c.id.desc()))
            return tuple(replace(_outgoing(row, b""), is_dropped=row.is_dropped) for row in rows)

    def mark_outgoing(
        self, number: int, state: OutboxState, now: datetime, detail: str = "", not_before: datetime | None = None
    ) -> bool:
        """Set the state of a row, why it has it, and when it may be tried again; nobody owns it then (`claims.py`).

        Return False if there is no such row, or if another process delivers it.
        """
        return self._update_row(number, marked(state, now, detail, not_before))

    def resend(self, number: int, now: datetime) -> bool:
        """Make a row as new, so that it is delivered once more. Return False if there is no such row with a message."""
        fresh = {"state": str(OutboxState.PENDING), "attempts": 0, "doubts": 0, "not_before": None, "queued_at": now}
        return self._update_row(number, {**fresh, "detail": "by hand: resend", "changed_at": now}, schema.HAS_MESSAGE)

    def _update_row(self, number: int, values: dict[str, Any], *conditions: sa.ColumnElement[bool]) -> bool:
        owner = schema.outbox.c.owner
        is_free = owner.is_(None) if self.backend.owner is None else owner.is_(None) | (owner == self.backend.owner)
        with self._transaction("updating the outbox", alone=False) as connection:
            change = sa.update(schema.outbox).where(schema.outbox.c.id == number, is_free, *conditions)
            return connection.execute(change.values(values | RELEASED)).rowcount == 1

    def unsubscribe(self, slug: str, address: str, now: datetime) -> None:
        """Remember that `address` has unsubscribed from the digest `slug`, and cancel its mail that is not sent yet."""
        theirs = (
            schema.outbox.c.channel == "email",
            schema.outbox.c.digest == slug,
            sa.func.lower(schema.outbox.c.address) == address.lower(),
        )
        waiting = is_in(OutboxState.PENDING, OutboxState.UNCERTAIN, OutboxState.FAILED, OutboxState.DEAD)
        values = {"state": str(OutboxState.CANCELLED), "detail": "the recipient has unsubscribed", "changed_at": now}
        with self._transaction("unsubscribing a recipient") as connection:
            row = insert(connection, schema.unsubscribed).values(digest=slug, address=address, at=now)
            connection.execute(row.on_conflict_do_nothing())
            connection.execute(sa.update(schema.outbox).where(*theirs, waiting).values(values))

    def forget_address(self, address: str, now: datetime) -> int:
        """Remove `address`, and what was or is to be sent to it, by mail; return the number of rows. Nothing waits for it then.

        That a message was sent is kept, without its content and recipient. The bytes are overwritten in the file. A hash of the
        address stays, by which it is forgotten again if an older backup is restored.
        """
        theirs = (schema.outbox.c.channel == "email") & (sa.func.lower(schema.outbox.c.address) == address.lower())
        left = sa.func.lower(schema.unsubscribed.c.address) == address.lower()
        with self._erasing_transaction("forgetting an address") as connection:
            rows = take_address_out(connection, theirs, now)
            rows += connection.execute(sa.delete(schema.unsubscribed).where(left)).rowcount
            if rows:
                remember_marks(connection, [address_mark(address)])
        return rows

    def unsubscribed(self, slug: str | None) -> frozenset[str]:
        """The addresses that have unsubscribed from the digest `slug`, or from any if it is None, as they were given."""
        with self._transaction("reading who has unsubscribed") as connection:
            query = sa.select(schema.unsubscribed.c.address)
            query = query if slug is None else query.where(schema.unsubscribed.c.digest == slug)
            return frozenset(connection.execute(query).scalars())


def save_outgoing(connection: sa.Connection, rows: Sequence[Outgoing], edition: int | None, now: datetime) -> None:
    """Queue `rows` with their final bytes: of the edition with this id, or messages to the operator if it is None."""
    if rows:
        connection.execute(sa.insert(schema.outbox), [_values(row, edition, now) for row in rows])


def _values(row: Outgoing, edition: int | None, now: datetime) -> dict[str, Any]:
    return {
        "edition": edition,
        "digest": row.digest,
        "slot": row.slot.isoformat(),
        "channel": row.target.channel,
        "address": row.target.address,
        "format": str(row.target.format),
        "content": compress(row.content),
        "state": str(OutboxState.PENDING),
        "attempts": 0,
        "changed_at": now,
        "queued_at": now,
    }


def take_address_out(connection: sa.Connection, rows: sa.ColumnElement[bool], now: datetime) -> int:
    """Remove address and content from `rows` of the outbox, and cancel what waits; return how many they are."""
    waiting = schema.outbox.c.state.not_in([str(state) for state in SETTLED])
    cancelled = {"state": str(OutboxState.CANCELLED), "changed_at": now, **RELEASED}
    connection.execute(sa.update(schema.outbox).where(rows, waiting).values(cancelled))
    blank = {"address": forgotten_address(), "content": b"", "detail": "the address was forgotten"}
    number: int = connection.execute(sa.update(schema.outbox).where(rows).values(blank)).rowcount
    return number


def forgotten_address() -> sa.ColumnElement[str]:
    """What stands for the address of a row of the outbox once it is forgotten."""
    return sa.literal(FORGOTTEN) + sa.cast(schema.outbox.c.id, sa.String)


def marked(state: OutboxState, now: datetime, detail: str, not_before: datetime | None) -> dict[str, Any]:
    """The values of a row that gets a state. SENDING counts an attempt, UNCERTAIN a doubt."""
    values: dict[str, Any] = {"state": str(state), "detail": detail, "changed_at": now, "not_before": not_before}
    if state is OutboxState.SENDING:
        values["attempts"] = schema.outbox.c.attempts + 1
    if state is OutboxState.UNCERTAIN:
        values["doubts"] = schema.outbox.c.doubts + 1
    return values


def is_due(now: datetime) -> sa.ColumnElement[bool]:
    """Condition: the row is to be delivered now.

    A row that was postponed in the future, or by more than MAX_RETRY_DELAY, is due, too: a wrong clock has postponed it.
    """
    not_before, set_at = schema.outbox.c.not_before, schema.outbox.c.changed_at
    is_unsound = (set_at > now) | (not_before > now + MAX_RETRY_DELAY)
    return is_ready(now) | (is_in(OutboxState.PENDING) & is_unsound)


def is_ready(now: datetime) -> sa.ColumnElement[bool]:
    """Condition: the row is pending, and was not postponed to a time after `now`."""
    not_before = schema.outbox.c.not_before
    return is_in(OutboxState.PENDING) & (not_before.is_(None) | (not_before <= now))


def is_in(*states: OutboxState) -> sa.ColumnElement[bool]:
    """Condition: the row is in one of `states`."""
    return schema.outbox.c.state.in_([str(state) for state in states])


def outgoing_from_row(row: Any) -> Outgoing:
    """A row of the table with its content."""
    return _outgoing(row, message_of(row.content))


def _outgoing(row: Any, content: bytes) -> Outgoing:
    return Outgoing(
        digest=row.digest,
        slot=date.fromisoformat(row.slot),
        target=Target(row.channel, row.address, Format(row.format)),
        content=content,
        id=row.id,
        state=OutboxState(row.state),
        attempts=row.attempts,
        not_before=row.not_before,
        detail=row.detail,
        doubts=row.doubts,
        changed_at=row.changed_at,
        queued_at=row.queued_at,
    )
