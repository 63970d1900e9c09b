"""What SQLite and PostgreSQL write differently in a query. SQLAlchemy Core writes all the rest for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

Insert: TypeAlias = sqlite.Insert | postgresql.Insert
Value = TypeVar("Value")


def insert(connection: sa.Connection, table: sa.Table) -> Insert:
    """An INSERT for the database of `connection`, with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def insert_new(connection: sa.Connection, table: sa.Table) -> Insert:
    """An INSERT of rows that are not there yet; the others stay. Built once a table: that takes longer than to carry it out."""
    return _insert_new(connection.dialect.name, table)


@cache
def _insert_new(dialect: str, table: sa.Table) -> Insert:
    query = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return query.on_conflict_do_nothing()


def upsert(connection: sa.Connection, table: sa.Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Insert a row, or update the one that has this key."""
    upsert_all(connection, table, tuple(key), [{**key, **values}])


def upsert_all(connection: sa.Connection, table: sa.Table, key: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns, or update those that have their values of `key`."""
    if rows:
        query = insert(connection, table)
        changed = {name: query.excluded[name] for name in rows[0] if name not in key}
        connection.execute(query.on_conflict_do_update(index_elements=list(key), set_=changed), rows)


def lesser(one: sa.ColumnElement[Value], other: sa.ColumnElement[Value]) -> sa.ColumnElement[Value]:
    """The lesser of two values; the second if the first is NULL."""
    return sa.case((one < other, one), else_=other)


class in_byte_order(FunctionElement[str]):
    """A text out of JSON that is compared by its bytes. Columns are, in both databases; a text out of JSON is not."""

    type = sa.String()
    inherit_cache = True


@compiles(in_byte_order)
def _as_it_is(element: in_byte_order, compiler: Any, **options: Any) -> str:
    text: str = compiler.process(element.clauses, **options)
    return text


@compiles(in_byte_order, "postgresql")
def _with_collation(element: in_byte_order, compiler: Any, **options: Any) -> str:
    return f'({compiler.process(element.clauses, **options)}) COLLATE "C"'
