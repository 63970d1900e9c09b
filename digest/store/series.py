"""Store methods for series: the earlier statements of the series of a statement, and what editions said of its words.

Titles are indexed when they are first needed, each once, so that the cost follows what is new and not the size of the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from digest import serialise
from digest.records import Edition, Statement, Wording
from digest.store import schema
from digest.store.database import Database
from digest.store.statements import is_current
from digest.text.series_key import name_key, series_key

_MAX_EARLIER = 12
"""Earlier statements of a series that are read: a year of a monthly one."""

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


class SeriesMixin(Database):
    """The statements of one form that a source publishes again and again."""

    def earlier_in_series(self, keys: Sequence[str], as_of: datetime) -> dict[str, tuple[Statement, ...]]:
        """The earlier statements of the series of each of the statements with these keys, the latest first.

        None is under embargo at `as_of`. They have the title, or its capitalised words, apart from dates and numbers.
        """
        with self._transaction("reading the series of statements") as connection:
            _index_titles(connection)
            return {key: _earlier(connection, key, as_of) for key in keys}


def _index_titles(connection: sa.Connection) -> None:
    """Index the titles of the statements that were stored since the last call."""
    last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(schema.series.c.statement), 0))).scalar_one()
    title = sa.func.json_extract(schema.revision.c.body, "$.title")
    query = (
        sa.select(schema.statement.c.id, title.label("title"))
        .join(schema.revision, is_current())
        .where(schema.statement.c.id > last)
        .order_by(schema.statement.c.id)
    )
    rows = [
        {"statement": row.id, "title_key": series_key(row.title or ""), "name_key": name_key(row.title or "")}
        for row in connection.execute(query)
    ]
    if rows:
        connection.execute(insert(schema.series).on_conflict_do_nothing(), rows)


def _earlier(connection: sa.Connection, key: str, as_of: datetime) -> tuple[Statement, ...]:
    query = (
        sa.select(schema.statement.c.id, schema.statement.c.source, schema.series, schema.revision.c.body)
        .join(schema.series, schema.series.c.statement == schema.statement.c.id)
        .join(schema.revision, is_current())
        .where(schema.statement.c.key == key)
    )
    this = connection.execute(query).first()
    if this is None:
        return ()
    found = _with_key(connection, this, schema.series.c.title_key, this.title_key, as_of)
    if not found:
        found = _with_key(connection, this, schema.series.c.name_key, this.name_key, as_of)
    own = serialise.statement_from_json(key, this.source, this.body)
    before = [each for each in found if _published(each) < (own.published or datetime.now(UTC)) or not each.published]
    return tuple(sorted(before, key=_published, reverse=True))


def _with_key(connection: sa.Connection, this: Any, column: sa.Column[Any], key: str, as_of: datetime) -> list[Statement]:
    """Return the latest other statements of the source with a key, as far as they are not under embargo."""
    if not key:
        return []
    embargo = schema.revision.c.embargo
    query = (
        sa.select(schema.statement.c.key, schema.statement.c.source, schema.revision.c.body)
        .join(schema.series, schema.series.c.statement == schema.statement.c.id)
        .join(schema.revision, is_current())
        .where(column == key, schema.statement.c.source == this.source, schema.statement.c.id != this.id)
        .where(embargo.is_(None) | (embargo <= as_of))
        .order_by(schema.statement.c.id.desc())
        .limit(_MAX_EARLIER)
    )
    return [serialise.statement_from_json(row.key, row.source, row.body) for row in connection.execute(query)]


def _published(statement: Statement) -> datetime:
    return statement.published or _NEVER


def save_wording(connection: sa.Connection, edition: Edition, number: int, revisions: Sequence[int]) -> None:
    """Store what the edition with the id `number` says of the words of its entries, which are these revisions."""
    for entry, revision in zip(edition.entries, revisions, strict=True):
        if entry.wording:
            values = {"edition": number, "revision": revision, "body": serialise.wording_to_json(entry.wording)}
            connection.execute(sa.insert(schema.wording).values(values))


def sealed_wording(connection: sa.Connection, number: int) -> dict[int, Wording]:
    """What the edition with the id `number` says of the words of its entries, by the id of the revision."""
    query = sa.select(schema.wording.c.revision, schema.wording.c.body).where(schema.wording.c.edition == number)
    return {row.revision: serialise.wording_from_json(row.body) for row in connection.execute(query)}
