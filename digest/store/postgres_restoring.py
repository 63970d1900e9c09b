"""Restores a store in PostgreSQL: in one transaction, so that the database is either as it was or restored.

The backup is filled into a schema of its own beside the one in use, learns what was sent since, and takes its name. A backup
that was made of a file is taken, too: so a store moves from SQLite to PostgreSQL.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql

from digest.errors import StoreError
from digest.store.backend import Backend
from digest.store.carry_over import CarriedOver, carry_over, check_same_installation
from digest.store.database import open_database
from digest.store.postgres_archive import schema_version_of, table_rows
from digest.store.postgres_backend import PostgresBackend, finish_upgrade
from digest.store.restoring import copy_backup, is_archive
from digest.store.row_copy import copy_rows
from digest.store.upgrade import is_newest, schema_version, upgrade

_VERSIONS = "alembic_version"


def restore_schema(backend: Backend, backup: Path, now: datetime) -> tuple[str, CarriedOver]:
    """Put `backup` in the place of the schema; return the name under which that is kept, or "", and what was carried over.

    Raise StoreError, with everything as it was, if one of the two cannot be read, or if they are not of the same installation.
    """
    assert isinstance(backend, PostgresBackend)
    engine = backend.new_engine()
    try:
        with engine.begin() as connection:
            kept, carried = _restore(connection, backend, backup, now)
        if carried.has_forgotten:
            backend.finish_erasing(engine)
        return kept, carried
    except (psycopg.Error, sa.exc.DatabaseError) as error:
        raise backend.error("restoring the database", error) from error
    finally:
        engine.dispose()


def _restore(connection: sa.Connection, backend: PostgresBackend, backup: Path, now: datetime) -> tuple[str, CarriedOver]:
    schema = backend.place.schema
    fresh, kept = f"{schema}_restoring", f"{schema}_before_restore_{now.astimezone(UTC):%Y%m%dt%H%M%Sz}"
    connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{fresh}" CASCADE')
    connection.exec_driver_sql(f'CREATE SCHEMA "{fresh}"')
    _use(connection, fresh)
    _fill(connection, backup)
    _use(connection, schema)
    version = schema_version(connection, backend.name)
    if version and not is_newest(version):
        upgrade(connection, backend.name, version, migrate=True)
    _use(connection, fresh)
    carried = CarriedOver()
    if version:
        check_same_installation(connection, schema, str(backup))
        carried = carry_over(connection, schema, now)
        connection.exec_driver_sql(f'ALTER SCHEMA "{schema}" RENAME TO "{kept}"')
    else:
        connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{schema}"')
    connection.exec_driver_sql(f'ALTER SCHEMA "{fresh}" RENAME TO "{schema}"')
    return (f"the schema {kept} of {backend.name}" if version else ""), carried


def _use(connection: sa.Connection, schema: str) -> None:
    """Let names of tables mean those of a schema, for the rest of the transaction."""
    connection.exec_driver_sql(f'SET LOCAL search_path TO "{schema}"')


def _fill(connection: sa.Connection, backup: Path) -> None:
    """Fill the empty schema in use with the rows of a backup, and bring it to the newest version."""
    if is_archive(backup):
        version = schema_version_of(backup)
        upgrade(connection, str(backup), None, migrate=True, to=version)
        tables = sa.inspect(connection).get_sorted_table_and_fkc_names()
        for table, _ in tables:
            if table and table != _VERSIONS:
                _copy_table(connection, backup, table)
        if not is_newest(version):
            upgrade(connection, str(backup), version, migrate=True)
    else:
        upgrade(connection, str(backup), None, migrate=True)
        _copy_file(connection, backup)
    finish_upgrade(connection)
    connection.exec_driver_sql("ANALYZE")


def _copy_table(connection: sa.Connection, archive: Path, table: str) -> None:
    driver: Any = connection.connection.driver_connection
    with table_rows(archive, table) as (columns, lines):
        if not columns:
            raise StoreError(f"{archive}: lacks the table {table}, so it is no whole backup of digest")
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        with driver.cursor() as cursor, cursor.copy(query) as copy:
            for line in lines:
                copy.write(line)


def _copy_file(connection: sa.Connection, backup: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="digest-restore-") as folder:
        path = Path(folder) / "backup.db"
        copy_backup(backup, path)
        engine = open_database(path)
        try:
            with engine.connect() as source:
                copy_rows(source, connection)
        finally:
            engine.dispose()
