"""The store in a schema of a PostgreSQL database: transactions, migration, and what readers copy. Holds no query of a step.

Transactions of all processes wait for each other, as they do in SQLite: the queries rely on ids that grow in the order of
commits. A transaction of the process that holds the lock of the store fails if the lock was lost meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from digest.errors import BusyError, ConfigError, DigestError, StoreError
from digest.records import PostgresPlace
from digest.store.row_copy import copy_rows
from digest.store.sqlite_backend import SqliteBackend
from digest.store.upgrade import is_newest, schema_version, upgrade

try:
    import psycopg

    from digest.store.postgres_connection import LOCKS_WITH_NUMBER, connect, held_token, leader_lock, lock_number
except ImportError as error:
    raise ConfigError("a store in PostgreSQL needs more: pip install 'digest[postgres]'") from error

_ALONE = "SELECT pg_advisory_xact_lock(%s)"
_TOKEN = f"SELECT EXISTS (SELECT FROM {LOCKS_WITH_NUMBER})"
_ALONE_WITH_TOKEN = f"""
SELECT CASE WHEN pg_advisory_xact_lock(%s)::text = '' THEN EXISTS (SELECT FROM {LOCKS_WITH_NUMBER}) END
"""
"""CASE: the token is looked for once the other transactions have ended."""

_WITH_TEXTS = "revision summary edition member wording failure awaited outbox unsubscribed".split()
"""The tables that hold texts of statements, or addresses."""

_OTHER_COLLATION = """
SELECT table_name, column_name, character_maximum_length FROM information_schema.columns
WHERE table_schema = current_schema() AND data_type IN ('character varying', 'text') AND collation_name IS DISTINCT FROM 'C'
"""


class PostgresBackend:
    """Implements Backend for the schema of `place`."""

    def __init__(self, place: PostgresPlace) -> None:
        self.place = place
        self.name = place.name
        self.owner: int | None = None

    def exists(self) -> bool:
        """Whether the schema has tables of this program."""
        try:
            with closing(connect(self.place)) as connection:
                found = connection.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchone()
                return bool(found and found[0])
        except psycopg.Error as error:
            raise self.error("opening the database", error) from error

    def open(self, *, migrate: bool) -> sa.Engine:
        """The engine of the schema, which is made if it is missing."""
        try:
            with closing(connect(self.place)) as connection:
                self._check_server(connection)
                if migrate:
                    self._make_schema(connection)
            self._prepare(migrate=migrate)
        except (psycopg.Error, sa.exc.DatabaseError) as error:
            raise self.error("opening the database", error) from error
        return self.new_engine()

    def close(self, engine: sa.Engine, *, is_whole: bool) -> None:
        """Close all connections."""
        engine.dispose()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """The lock of the store, for all hosts. Every transaction until the end of the context checks that it is still held."""
        try:
            with leader_lock(self.place) as self.owner:
                yield
        except psycopg.Error as error:
            raise self.error("taking the lock", error) from error
        finally:
            self.owner = None

    @contextmanager
    def sending(self) -> Iterator[None]:
        """A token without the lock."""
        try:
            with held_token(self.place) as self.owner:
                yield
        except psycopg.Error as error:
            raise self.error("connecting", error) from error
        finally:
            self.owner = None

    def copy_to(self, path: Path) -> None:
        """Copy all rows into a new SQLite file, as they are at one moment."""
        target = SqliteBackend(path).open(migrate=True)
        source = self.new_engine(alone=False)
        try:
            with source.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True) as reading:
                if not is_newest(schema_version(reading, self.name)):
                    raise StoreError(f"{self.name}: no database yet, or one of another version: `digest run` migrates it")
                with target.begin() as writing:
                    copy_rows(reading, writing)
        except sa.exc.DatabaseError as error:
            raise self.error("copying the database", error) from error
        finally:
            source.dispose()
            target.dispose()

    def copy_for_now(self, path: Path) -> None:
        """The same as `copy_to`."""
        self.copy_to(path)

    def size(self) -> int:
        """The bytes of the tables with their indexes."""
        query = "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class WHERE relnamespace = %s::regnamespace"
        try:
            with closing(connect(self.place)) as connection:
                row = connection.execute(f"{query} AND relkind = 'r'".encode(), (self.place.schema,)).fetchone()
                return int(row[0]) if row else 0
        except psycopg.Error as error:
            raise self.error("reading the size of the database", error) from error

    def start_erasing(self, connection: sa.Connection) -> None:
        """Nothing: old rows stay until `finish_erasing`."""

    def finish_erasing(self, engine: sa.Engine) -> None:
        """Write the tables anew without the old rows. What the server archives (its write-ahead log) stays."""
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(_WITH_TEXTS)}")

    def error(self, doing: str, error: Exception) -> DigestError:
        """The error with the message of the server, in one line."""
        cause = getattr(error, "orig", None) or error
        said = " ".join(str(cause).split())
        if isinstance(cause, psycopg.errors.LockNotAvailable):
            return BusyError(f"{self.name}: while {doing}: another process holds the database")
        return StoreError(f"{self.name}: while {doing}: {said}")

    def new_engine(self, *, alone: bool = True) -> sa.Engine:
        """An engine; with `alone`, each transaction begins by waiting for those of all other processes."""
        engine = sa.create_engine("postgresql+psycopg://", creator=self._connect, pool_pre_ping=True)
        if alone:
            sa.event.listen(engine, "begin", self._begin)
        return engine

    def _connect(self) -> psycopg.Connection[Any]:
        connection = connect(self.place)
        connection.autocommit = False
        return connection

    def _begin(self, connection: sa.Connection) -> None:
        number = lock_number("transaction", self.place.schema)
        is_shared = connection.get_execution_options().get("is_shared", False)
        if self.owner is None:
            if not is_shared:
                connection.exec_driver_sql(_ALONE, (number,))
            return
        query, values = (_TOKEN, (self.owner,)) if is_shared else (_ALONE_WITH_TOKEN, (number, self.owner))
        if not connection.exec_driver_sql(query, values).scalar():
            raise BusyError(f"{self.name}: the lock is lost (its connection broke): another host may be working; stopping here")

    def _check_server(self, connection: psycopg.Connection[Any]) -> None:
        """Raise StoreError if the server or the encoding of the database is of no use."""
        if connection.info.server_version < 140000:
            raise StoreError(f"{self.name}: PostgreSQL {connection.info.server_version // 10000} is too old: 14 is needed")
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise StoreError(f"{self.name}: its encoding is {encoding}: create the database with ENCODING 'UTF8'")

    def _make_schema(self, connection: psycopg.Connection[Any]) -> None:
        schema = self.place.schema
        with connection.transaction():
            connection.execute(_ALONE.encode(), (lock_number("transaction", schema),))
            if connection.execute("SELECT FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone() is None:
                connection.execute(f'CREATE SCHEMA "{schema}"'.encode())

    def _prepare(self, *, migrate: bool) -> None:
        """Bring the schema to the newest version, in one transaction."""
        engine = self.new_engine()
        try:
            with engine.begin() as connection:
                version = schema_version(connection, self.name)
                if not is_newest(version):
                    upgrade(connection, self.name, version, migrate=migrate)
                    finish_upgrade(connection)
        finally:
            engine.dispose()  # a connection keeps plans of queries over the tables as they were


def finish_upgrade(connection: sa.Connection) -> None:
    """Let texts sort by their bytes, as in SQLite, and each table go on counting after its last id."""
    types: dict[str, list[str]] = {}
    for table, column, length in connection.exec_driver_sql(_OTHER_COLLATION):
        kind = f"varchar({length})" if length else "varchar"
        types.setdefault(table, []).append(f'ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"')
    for table, changes in types.items():
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {", ".join(changes)}')
    continue_ids(connection)


def continue_ids(connection: sa.Connection) -> None:
    """Let each table go on counting after its last id."""
    for table in sa.inspect(connection).get_table_names():
        sequence = connection.exec_driver_sql(_SEQUENCE, (table,)).scalar()
        if sequence:
            connection.exec_driver_sql(f"SELECT setval('{sequence}', coalesce(max(id), 0) + 1, false) FROM \"{table}\"")


_SEQUENCE = """
SELECT pg_get_serial_sequence(table_name, column_name) FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = %s AND column_name = 'id'
"""
