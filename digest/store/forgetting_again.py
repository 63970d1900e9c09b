"""What a restored database forgets: statements and addresses that were forgotten after its backup was made.

The database that was in use knows them by their marks (`forgotten_marks.py`). Its rows of the outbox hold no more than may be
held, so the restored database takes their content over. `newer` is its schema, or the name under which its file is attached.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from digest.store import schema
from digest.store.forgotten import editions_with, take_out
from digest.store.forgotten_marks import address_mark, document_mark, guid_mark, remember_marks, statement_mark
from digest.store.outbox import take_address_out

SAME_ROW = """
mine.digest = theirs.digest AND mine.slot = theirs.slot AND mine.channel = theirs.channel AND mine.address = theirs.address
AND (mine.edition IS NOT NULL AND theirs.edition IS NOT NULL OR mine.content = theirs.content OR length(theirs.content) = 0)
"""
"""Condition: a row of the restored outbox and one of the newer are of one message."""

_LOST_ROWS = f"""
SELECT mine.id, mine.address FROM outbox AS mine WHERE mine.channel = 'email'
AND NOT EXISTS (SELECT 1 FROM {{newer}}.outbox AS theirs WHERE {SAME_ROW})
"""
_LOST_LEAVERS = """
SELECT mine.address FROM unsubscribed AS mine WHERE NOT EXISTS
(SELECT 1 FROM {newer}.unsubscribed AS theirs WHERE theirs.digest = mine.digest AND theirs.address = mine.address)
"""
_KEPT_CONTENTS = f"""
SELECT mine.id FROM outbox AS mine
WHERE mine.edition = {{edition}} AND EXISTS (SELECT 1 FROM {{newer}}.outbox AS theirs WHERE {SAME_ROW})
"""


def newer_marks(connection: sa.Connection, newer: str) -> frozenset[str]:
    """The marks of what the newer database has forgotten."""
    return frozenset(connection.exec_driver_sql(f"SELECT mark FROM {newer}.forgotten").scalars())


def forget_addresses_again(connection: sa.Connection, newer: str, marks: frozenset[str], now: datetime) -> int:
    """Forget the addresses that have a mark; return how many they are. Call it before rows are carried over.

    Somebody who was forgotten and is a reader again has rows in the newer database: those are kept.
    """
    rows = connection.exec_driver_sql(_LOST_ROWS.format(newer=newer)).all()
    lost = {row.id: row.address for row in rows if address_mark(row.address) in marks}
    for number in lost:
        take_address_out(connection, schema.outbox.c.id == number, now)
    left = connection.exec_driver_sql(_LOST_LEAVERS.format(newer=newer)).scalars().all()
    leavers = {address for address in left if address_mark(address) in marks}
    for address in leavers:
        connection.execute(sa.delete(schema.unsubscribed).where(schema.unsubscribed.c.address == address))
    return len({address.lower() for address in (*lost.values(), *leavers)})


def forget_statements_again(connection: sa.Connection, newer: str, marks: frozenset[str], now: datetime) -> int:
    """Forget the statements that have a mark; return how many they are. Call it after contents are carried over."""
    keys = _marked_statements(connection, marks)
    for key in keys:
        take_out(connection, key, _kept_contents(connection, newer, key), now)
    remember_marks(connection, marks)
    return len(keys)


def _marked_statements(connection: sa.Connection, marks: frozenset[str]) -> tuple[str, ...]:
    """The keys of the statements with a mark, except for that of their words: another statement may have the same."""
    if not marks:
        return ()
    statement, reading = schema.statement.c, schema.reading.c
    query = sa.select(statement.key, reading.source, reading.document, reading.guid).join_from(
        schema.statement, schema.reading, isouter=True
    )
    return tuple(
        dict.fromkeys(
            row.key
            for row in connection.execute(query.order_by(statement.id))
            if not marks.isdisjoint(_marks(row.key, row.source, row.document, row.guid))
        )
    )


def _marks(key: str, source: str | None, document: str | None, guid: str | None) -> set[str]:
    marks = {statement_mark(key)}
    marks |= {document_mark(document)} if document else set()
    return marks | ({guid_mark(source, guid)} if source and guid else set())


def _kept_contents(connection: sa.Connection, newer: str, key: str) -> dict[int, bytes]:
    """The contents of the editions with a statement, by the ids of their rows, as they were carried over: without it."""
    row = schema.outbox.c
    contents: dict[int, bytes] = {}
    for edition in editions_with(connection, key):
        kept = connection.exec_driver_sql(_KEPT_CONTENTS.format(newer=newer, edition=edition)).scalars().all()
        query = sa.select(row.id, row.content).where(row.id.in_(kept), schema.HAS_MESSAGE)
        contents |= {each.id: each.content for each in connection.execute(query)}
    return contents
