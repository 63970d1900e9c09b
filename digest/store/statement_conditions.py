"""Query parts that the other modules share: which revision of a statement is current, and which sources show a statement."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from digest.store import schema


def is_current() -> sa.ColumnElement[bool]:
    """Condition: the revision is the current one of the statement."""
    same_statement = schema.revision.c.statement == schema.statement.c.id
    return same_statement & (schema.revision.c.fingerprint == schema.statement.c.current)


def shown_by(sources: Sequence[str]) -> sa.ColumnElement[bool]:
    """Condition: the statement belongs to one of `sources`, or one of them has read it, too."""
    reading = schema.reading.c
    also_read = sa.exists().where(reading.statement == schema.statement.c.id, reading.source.in_(sources))
    return schema.statement.c.source.in_(sources) | also_read


def display_source(connection: sa.Connection, statement: int, owner: str, sources: Sequence[str]) -> str:
    """The one of `sources` under which a statement is listed: `owner`, or else the first that has read it."""
    if owner in sources:
        return owner
    query = sa.select(schema.reading.c.source).where(schema.reading.c.statement == statement)
    showing = set(connection.execute(query).scalars())
    return next((name for name in sources if name in showing), owner)
