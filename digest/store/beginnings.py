"""Store methods for the beginning of a source: when it was first tried, and whether all that it listed then has been read.

`pipeline/old_news.py` decides by it what is no news.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from digest.records import FetchStatus, Statement
from digest.serialise.statement_json import statement_from_json
from digest.store import schema
from digest.store.database import Database
from digest.store.dialects import insert


class BeginningsMixin(Database):
    """Knows the sources that have not been read before."""

    def first_tried(self, source: str, now: datetime) -> datetime | None:
        """When `source` was first tried, if it has not been read to its end and an edition has been sealed before; else None.

        Before the first edition nothing floods it, so everything is news.
        """
        row = sa.select(schema.source.c.unread_since).where(schema.source.c.name == source)
        with self._transaction("reading whether a source is new") as connection:
            if not connection.execute(sa.select(sa.exists().select_from(schema.edition))).scalar_one():
                return None
            known = connection.execute(row).first()
        first: datetime | None = now if known is None else known.unread_since
        return first

    def newest_statements(self, source: str, limit: int) -> tuple[Statement, ...]:
        """Return the current revisions of the last `limit` statements that were stored of `source`, newest first."""
        statement, revision = schema.statement.c, schema.revision.c
        query = (
            sa.select(statement.key, statement.source, revision.body)
            .join(schema.revision, (revision.statement == statement.id) & (revision.fingerprint == statement.current))
            .where(statement.source == source)
            .order_by(statement.id.desc())
            .limit(limit)
        )
        with self._transaction("reading the newest statements of a source") as connection:
            return tuple(statement_from_json(*row) for row in connection.execute(query))


def note_first_try(connection: sa.Connection, source: str, now: datetime) -> None:
    """Record since when a source is tried, if it was not tried before. The end of its first reading clears it."""
    values = {"name": source, "reading": str(FetchStatus.NEVER), "read_at": now, "unread_since": now}
    connection.execute(insert(connection, schema.source).values(values).on_conflict_do_nothing())
