"""Store methods for failures of single documents, and of sources as a whole.

A failure is kept until its subject is read. A failure of a whole source has the source as its subject.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest.records import Failure, Fetched, RawStatement, Statement
from digest.store import schema
from digest.store.compression import compress
from digest.store.database import Database
from digest.store.dialects import insert


class FailuresMixin(Database):
    """What could not be read."""

    def save_failure(self, failure: Failure, now: datetime, raw: bytes | None = None) -> None:
        """Store that one document failed, with the bytes that could not be used."""
        with self._transaction("storing a failure") as connection:
            add_failure(connection, failure, now, raw)

    def open_failures(self, sources: Sequence[str]) -> tuple[Failure, ...]:
        """Every document of `sources` that failed and was not read since, whether or not an edition has listed it."""
        with self._transaction("reading failures") as connection:
            return tuple(failure_from_row(row) for row in connection.execute(document_failures(sources)))


def add_failure(connection: sa.Connection, failure: Failure, now: datetime, raw: bytes | None = None) -> None:
    """Store that `failure` happened, once more if it is known."""
    key = {"source": failure.source, "subject": failure.subject, "doing": failure.doing}
    values = {"reason": failure.reason, "last_at": now, "raw": None if raw is None else compress(raw)}
    query = insert(connection, schema.failure).values(key | values | {"first_at": now, "times": 1})
    repeated = values | {"times": schema.failure.c.times + 1}
    connection.execute(query.on_conflict_do_update(index_elements=list(key), set_=repeated))


def read_subjects(fetched: Fetched, cleaned: Sequence[tuple[RawStatement, Statement]]) -> set[str]:
    """The subjects whose earlier failures are over: everything that was read, except what could not be cleaned this time."""
    done = {name for raw, _ in cleaned for name in (raw.key, raw.link)}
    not_cleaned = {raw.link or raw.key for raw in fetched.statements} - done
    awaited = {name for page in fetched.state.awaited.values() for name in (page.link, page.key)}
    return (done | set(fetched.read)) - not_cleaned - awaited


def failing_sources(connection: sa.Connection) -> set[str]:
    """The sources of which something could not be read, and was not read since."""
    return set(connection.execute(sa.select(schema.failure.c.source).distinct()).scalars())


def clear_failures(connection: sa.Connection, source: str, subjects: Collection[str]) -> None:
    """Delete the failures of `subjects`, which have been read since."""
    # One row a statement: `subjects` may be longer than the number of parameters that SQLite allows.
    mine = schema.failure.c.source == source
    failed = set(connection.execute(sa.select(schema.failure.c.subject).where(mine)).scalars())
    for subject in failed.intersection(subjects):
        connection.execute(sa.delete(schema.failure).where(mine, schema.failure.c.subject == subject))
        told = schema.told_failure.c
        connection.execute(sa.delete(schema.told_failure).where(told.source == source, told.subject == subject))


def document_failures(sources: Sequence[str]) -> sa.Select[Any]:
    """Query of the failures of single documents. A failure of a whole source has the source as its subject."""
    failure = schema.failure.c
    query = sa.select(schema.failure).where(failure.source.in_(sources), failure.subject != failure.source)
    return query.order_by(failure.source, failure.subject)


def is_told(slug: str) -> sa.ColumnElement[bool]:
    """Condition: an edition of the digest `slug` has told the failure, and the document was not read since."""
    told, failure = schema.told_failure.c, schema.failure.c
    same = (told.source == failure.source) & (told.subject == failure.subject) & (told.doing == failure.doing)
    return sa.exists().where(told.digest == slug, same)


def failure_from_row(row: Any) -> Failure:
    """The Failure of a row of the table `failure`."""
    return Failure(row.subject, row.doing, row.reason, row.source)
