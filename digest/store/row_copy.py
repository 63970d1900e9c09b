"""Copies all rows of a store from one database to another, of whichever kind."""

from __future__ import annotations

import sqlalchemy as sa

from digest.store import schema

_ROWS_AT_ONCE = 200
"""Rows that are held in memory: those of `revision` hold whole pages."""


def copy_rows(source: sa.Connection, target: sa.Connection) -> None:
    """Copy the rows of all tables. Both databases have the newest schema, and `target` has no rows."""
    for table in schema.metadata.sorted_tables:
        with source.execution_options(yield_per=_ROWS_AT_ONCE).execute(sa.select(table)) as rows:
            for part in rows.mappings().partitions():
                target.execute(sa.insert(table), [dict(row) for row in part])
