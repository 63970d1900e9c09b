"""Store methods that drop what is kept no longer: messages, bytes as published, addresses of readers who have left.

Each call is one short transaction over a few rows, so that nobody waits for it. What is still needed is never dropped: a
message that is not settled, the bytes of a text that its source still lists. Statements, editions and who was told what stay:
without them something would be told twice. What was dropped is counted with it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from digest.records import SETTLED
from digest.store import schema
from digest.store.database import Database
from digest.store.dialects import upsert
from digest.store.operator import add_to_tally
from digest.store.outbox import FORGOTTEN, forgotten_address
from digest.store.tally_names import DROPPED, DROPPED_BYTES, DROPPED_MESSAGES, DROPPED_READERS

_KEPT_ON = "retention"
"""The setting with the day on which everything that was due was dropped last."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to whom editions of a digest were sent."""

    digest: str
    channel: str
    address: str


class RetentionMixin(Database):
    """Drops at most `limit` of what is older than `before`, the oldest first; each method returns how much that was."""

    def retention_is_due(self, today: date) -> bool:
        """Whether nothing was dropped today yet."""
        query = sa.select(schema.setting.c.value).where(schema.setting.c.name == _KEPT_ON)
        with self._transaction("reading when old data was dropped") as connection:
            return connection.execute(query).scalar() != today.isoformat()

    def note_retention(self, today: date) -> None:
        """Store that everything that was due today is dropped."""
        with self._transaction("storing that old data was dropped") as connection:
            upsert(connection, schema.setting, {"name": _KEPT_ON}, {"value": today.isoformat()})

    def drop_messages(self, before: datetime, limit: int) -> int:
        """Drop messages that are settled since `before`. Their rows stay, and say so."""
        row = schema.outbox.c
        old = (row.slot < before.date().isoformat(), row.changed_at < before, row.state.in_(_settled()))
        query = sa.select(row.id).where(schema.HAS_MESSAGE, *old).order_by(row.slot).limit(limit)
        with self._transaction("dropping old messages") as connection:
            return _blank(connection, schema.outbox, query, {"content": b""}, DROPPED_MESSAGES)

    def drop_published_bytes(self, before: datetime, limit: int) -> int:
        """Drop the bytes of texts that were seen before `before`, and that their source lists no more.

        What is listed may be read again: its bytes tell whether the publisher has changed it, or only our reading of it.
        """
        revision = schema.revision.c
        query = (
            sa.select(revision.id)
            .where(schema.HAS_BYTES, revision.seen_at < before, ~_is_listed())
            .order_by(revision.seen_at)
            .limit(limit)
        )
        with self._transaction("dropping published bytes") as connection:
            return _blank(connection, schema.revision, query, {"raw": b""}, DROPPED_BYTES)

    def drop_failed_bytes(self, before: datetime) -> int:
        """Drop the bytes of documents that could not be used and were not seen since `before`; return their number."""
        failure = schema.failure.c
        old = sa.update(schema.failure).where(failure.last_at < before, failure.raw.is_not(None)).values(raw=None)
        with self._transaction("dropping published bytes") as connection:
            dropped: int = connection.execute(old).rowcount
            add_to_tally(connection, DROPPED, DROPPED_BYTES, dropped)
            return dropped

    def mail_readers(self, before: datetime) -> tuple[Reader, ...]:
        """Everybody to whom a settled message was sent by mail before `before`, and whose address is still known."""
        row = schema.outbox.c
        query = (
            sa.select(row.digest, row.channel, row.address)
            .distinct()
            .where(
                row.channel == "email", row.changed_at < before, row.state.in_(_settled()), ~row.address.startswith(FORGOTTEN)
            )
        )
        with self._transaction("reading who was sent editions") as connection:
            return tuple(Reader(*found) for found in connection.execute(query))

    def drop_readers(self, readers: Collection[Reader], before: datetime) -> int:
        """Remove the addresses of `readers` from settled rows, with the messages; return the number of rows.

        The bytes are overwritten in the file. Who has unsubscribed stays known, so that nobody is written to again.
        """
        row = schema.outbox.c
        values = {"address": forgotten_address(), "content": b"", "detail": "the reader has left"}
        dropped = 0
        with self._erasing_transaction("dropping the addresses of readers who have left") as connection:
            for each in readers:
                theirs = (row.digest == each.digest, row.channel == each.channel, row.address == each.address)
                old = (row.changed_at < before, row.state.in_(_settled()))
                dropped += connection.execute(sa.update(schema.outbox).where(*theirs, *old).values(values)).rowcount
            add_to_tally(connection, DROPPED, DROPPED_READERS, dropped)
        return dropped


def _settled() -> list[str]:
    return [str(state) for state in SETTLED]


def _is_listed() -> sa.ColumnElement[bool]:
    """Condition: a source lists the document of the revision, or has in the last 30 days."""
    reading, seen, statement = schema.reading.c, schema.seen.c, schema.statement.c
    is_same = (seen.source == reading.source) & seen.key.in_((statement.key, reading.document))
    read = sa.select(sa.true()).where(seen.source == reading.source, is_same).correlate(schema.reading, schema.statement)
    return (
        sa.select(sa.true())
        .select_from(schema.reading)
        .join(schema.statement, statement.id == reading.statement)
        .where(reading.statement == schema.revision.c.statement, read.exists())
        .correlate(schema.revision)
        .exists()
    )


def _blank(connection: sa.Connection, table: sa.Table, query: sa.Select[int], values: dict[str, Any], what: str) -> int:
    """Set `values` in the rows that `query` names; count and return how many they are."""
    numbers = connection.execute(query).scalars().all()
    if numbers:
        connection.execute(sa.update(table).where(table.c.id.in_(numbers)).values(values))
        add_to_tally(connection, DROPPED, what, len(numbers))
    return len(numbers)
