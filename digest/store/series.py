"""Store methods for series: the earlier statements of the series of a statement, and what editions said of its words.

Titles are indexed when they are first needed, each once, so that the cost follows what is new and not the size of the store.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import sqlalchemy as sa

from digest.records import Edition, Statement, Wording
from digest.serialise.relation_json import wording_from_json, wording_to_json
from digest.serialise.statement_json import statement_from_json
from digest.store import schema
from digest.store.database import Database
from digest.store.dialects import insert
from digest.store.statement_conditions import is_current
from digest.text.series_key import name_key, series_key

_MAX_EARLIER = 12
"""Earlier statements of a series that are read: a year of a monthly one."""

_MIN_FORMULAS = 3
"""Statements of a series from which formulas are looked for."""

_MAX_TITLES = 400
"""Latest titles of a source among which one is looked for that a statement follows: two weeks of the largest sources."""

_MAX_LATEST = 60
"""Latest statements of a source that say which phrases are common to all its series."""

Around: TypeAlias = tuple[tuple[Statement, ...], tuple[Statement, ...]]
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


class SeriesMixin(Database):
    """The statements of one form that a source publishes again and again."""

    def around_in_series(self, keys: Sequence[str], as_of: datetime) -> dict[str, Around]:
        """For each of the statements with these keys: the earlier ones of its series, the latest first, and others.

        None is under embargo at `as_of`. Those of a series have the title, or its capitalised words, apart from dates and
        numbers. The others are of the same source, and only read if there are enough of the series to find formulas.
        """
        with self._transaction("reading the series of statements") as connection:
            _index_titles(connection)
            latest: dict[str, tuple[Statement, ...]] = {}
            return {key: _around(connection, key, as_of, latest) for key in keys}

    def latest_titles(self, source: str, since: datetime, as_of: datetime) -> tuple[tuple[str, str], ...]:
        """Key and title of the latest statements of a source that were first seen from `since` on, the latest first.

        Titles are in lower case, without numbers.
        """
        statement = schema.statement.c
        query = (
            _current(statement.key, schema.series.c.title_key, as_of=as_of)
            .join(schema.series, schema.series.c.statement == statement.id)
            .where(statement.source == source, statement.first_seen >= since)
            .limit(_MAX_TITLES)
        )
        with self._transaction("reading the titles of a source") as connection:
            _index_titles(connection)
            return tuple((row.key, row.title_key) for row in connection.execute(query))

    def latest_statements(self, sources: Sequence[str], since: datetime, as_of: datetime, limit: int) -> tuple[Statement, ...]:
        """The latest statements of these sources that were first seen from `since` on, not more than `limit`."""
        statement = schema.statement.c
        of_source = sa.select(statement.id).where(statement.source == sa.bindparam("of"), statement.first_seen >= since)
        newest = of_source.order_by(statement.id.desc()).limit(limit)
        with self._transaction("reading the latest statements") as connection:
            # Source by source, and without bodies: to find the latest of several at once, SQLite would sort all that they have.
            found = [number for source in sources for number in connection.execute(newest, {"of": source}).scalars()]
            query = _current(statement.key, statement.source, schema.revision.c.body, as_of=as_of)
            latest = query.where(statement.id.in_(sorted(found, reverse=True)[:limit]))
            return tuple(_statement(row) for row in connection.execute(latest))

    def current_statements(self, keys: Collection[str], as_of: datetime) -> tuple[Statement, ...]:
        """The statements with these keys, as they are now."""
        columns = (schema.statement.c.key, schema.statement.c.source, schema.revision.c.body)
        with self._transaction("reading statements") as connection:
            query = _current(*columns, as_of=as_of).where(schema.statement.c.key.in_(keys))
            return tuple(_statement(row) for row in connection.execute(query))


def _current(*columns: sa.ColumnElement[Any], as_of: datetime) -> sa.Select[Any]:
    """Query: `columns` of statements and their current revisions, the latest first, none under embargo at `as_of`."""
    embargo = schema.revision.c.embargo
    return (
        sa.select(*columns)
        .select_from(schema.statement)
        .join(schema.revision, is_current())
        .where(embargo.is_(None) | (embargo <= as_of))
        .order_by(schema.statement.c.id.desc())
    )


def _statement(row: Any) -> Statement:
    return statement_from_json(row.key, row.source, row.body)


def _around(connection: sa.Connection, key: str, as_of: datetime, latest: dict[str, tuple[Statement, ...]]) -> Around:
    """What stands around a statement; `latest` keeps what was read of each source."""
    earlier = _earlier(connection, key, as_of)
    if len(earlier) < _MIN_FORMULAS:
        return earlier, ()
    source = earlier[0].source
    if source not in latest:
        latest[source] = _latest(connection, source, as_of)
    series = {series_key(earlier[0].title), ""}
    return earlier, tuple(each for each in latest[source] if each.key != key and series_key(each.title) not in series)


def _index_titles(connection: sa.Connection) -> None:
    """Index the titles of the statements that were stored since the last call."""
    last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(schema.series.c.statement), 0))).scalar_one()
    title = schema.revision.c.body["title"].as_string()
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
        connection.execute(insert(connection, schema.series).on_conflict_do_nothing(), rows)


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
    own = statement_from_json(key, this.source, this.body)
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
    return [statement_from_json(row.key, row.source, row.body) for row in connection.execute(query)]


def _latest(connection: sa.Connection, source: str, as_of: datetime) -> tuple[Statement, ...]:
    embargo = schema.revision.c.embargo
    query = (
        sa.select(schema.statement.c.key, schema.revision.c.body)
        .join(schema.revision, is_current())
        .where(schema.statement.c.source == source, embargo.is_(None) | (embargo <= as_of))
        .order_by(schema.statement.c.id.desc())
        .limit(_MAX_LATEST)
    )
    return tuple(statement_from_json(row.key, source, row.body) for row in connection.execute(query))


def _published(statement: Statement) -> datetime:
    return statement.published or _NEVER


def save_wording(connection: sa.Connection, edition: Edition, number: int, revisions: Sequence[int]) -> None:
    """Store what the edition with the id `number` says of the words of its entries, which are these revisions."""
    for entry, revision in zip(edition.entries, revisions, strict=True):
        if entry.wording:
            values = {"edition": number, "revision": revision, "body": wording_to_json(entry.wording)}
            connection.execute(sa.insert(schema.wording).values(values))


def sealed_wording(connection: sa.Connection, number: int) -> dict[int, Wording]:
    """What the edition with the id `number` says of the words of its entries, by the id of the revision."""
    query = sa.select(schema.wording.c.revision, schema.wording.c.body).where(schema.wording.c.edition == number)
    return {row.revision: wording_from_json(row.body) for row in connection.execute(query)}
