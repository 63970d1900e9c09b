"""Backup and restore: a copy of the database, which learns what was sent after it was made (`carry_over.py`).

Here for files; `postgres_restoring.py` does the same in PostgreSQL.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from digest.errors import StoreError, UsageError
from digest.store.carry_over import CarriedOver, carry_over, check_same_installation
from digest.store.damage_check import note_of
from digest.store.database import open_database
from digest.store.database_file import store_error
from digest.store.sql_store import SqlStore
from digest.store.sqlite_backend import SqliteBackend

ARCHIVE_MARK = b"PGDMP"
"""How a file of pg_dump begins (its format `custom`)."""

DATABASE_MARK = b"SQLite format 3\0"
"""How a SQLite database begins."""


def back_up(store: SqlStore, path: Path) -> int:
    """Write a copy of the database to the new file `path`, whole or not at all; return its size.

    The program may go on working meanwhile. Raise UsageError if the file exists, StoreError if it cannot be written.
    """
    if os.path.lexists(path):
        raise UsageError(f"{path}: is there already; name another file, or remove it")
    partial = path.with_name(f"{path.name}.part")
    try:
        partial.unlink(missing_ok=True)
        _write_backup(store, partial)
        partial.rename(path)
        return path.stat().st_size
    except OSError as error:
        raise store_error(path, "writing the backup", error) from error
    finally:
        partial.unlink(missing_ok=True)


def _write_backup(store: SqlStore, path: Path) -> None:
    if isinstance(store.place, Path):
        store.copy_to(path)
        _check(path)
    else:
        from digest.store.postgres_archive import write_archive

        write_archive(store.place, path)


def restore(store: SqlStore, backup: Path, now: datetime) -> tuple[str, CarriedOver]:
    """Put `backup` in the place of the database, with what was sent since. Hold the lock of the store.

    The database that was in use is kept beside it, under the name that is returned; "" if there was none. Raise StoreError,
    with everything as it was, if one of the two cannot be read, or if they are not of the same installation.
    """
    if isinstance(store.place, Path):
        kept, carried = _restore_file(store, store.place, backup, now)
        return str(kept or ""), carried
    from digest.store.postgres_restoring import restore_schema

    store.close()
    return restore_schema(store.backend, backup, now)


def _restore_file(store: SqlStore, path: Path, backup: Path, now: datetime) -> tuple[Path | None, CarriedOver]:
    fresh = path.with_name(f"{path.name}.restoring")
    fresh.unlink(missing_ok=True)
    try:
        copy_backup(backup, fresh)
        carried = _carry_over(store, path, fresh, now) if store.exists else CarriedOver()
        _check(fresh)
        kept = _put_aside(store, path, now)
        fresh.rename(path)
        return kept, carried
    except (OSError, sqlite3.Error, sa.exc.DatabaseError) as error:
        raise store_error(path, "restoring the database", error) from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)


def copy_backup(backup: Path, fresh: Path) -> None:
    """Copy the backup of a file to the new file `fresh`, with the newest schema. Raise StoreError if it is no such backup."""
    if is_archive(backup):
        raise StoreError(f"{backup}: is the backup of a store in PostgreSQL, and can be restored into one only")
    _check_is_database(backup)
    SqlStore(backup, migrate=False).copy_to(fresh)
    _check_has_tables(backup, fresh)
    open_database(fresh).dispose()


def is_archive(backup: Path) -> bool:
    """Whether a file was written by pg_dump. Raise StoreError if it cannot be read."""
    return _beginning(backup).startswith(ARCHIVE_MARK)


def _check_is_database(backup: Path) -> None:
    found = _beginning(backup)
    if found and found != DATABASE_MARK:
        raise StoreError(f"{backup}: is not a backup of digest; name a file that digest backup has written")


def _beginning(backup: Path) -> bytes:
    try:
        with backup.open("rb") as file:
            return file.read(len(DATABASE_MARK))
    except OSError as error:
        raise store_error(backup, "reading the backup", error) from error


def _carry_over(store: SqlStore, path: Path, fresh: Path, now: datetime) -> CarriedOver:
    """Carry over into `fresh` what the database that is in use has sent and forgotten."""
    newer = path.with_name(f"{path.name}.newer")
    newer.unlink(missing_ok=True)
    try:
        store.copy_to(newer)
        open_database(newer).dispose()
        return _learn(fresh, newer, now)
    finally:
        for suffix in ("", "-wal", "-shm"):
            newer.with_name(newer.name + suffix).unlink(missing_ok=True)


def _learn(fresh: Path, newer: Path, now: datetime) -> CarriedOver:
    backend = SqliteBackend(fresh)
    engine = backend.open(migrate=True)
    try:
        with engine.connect() as connection:
            connection.connection.cursor().execute("ATTACH ? AS newer", (str(newer),))  # not possible within a transaction
            with connection.begin():
                backend.start_erasing(connection)
                check_same_installation(connection, "newer", str(fresh))
                carried = carry_over(connection, "newer", now)
        backend.finish_erasing(engine)
        return carried
    finally:
        engine.dispose()


def _check_has_tables(path: Path, copy: Path) -> None:
    """Raise StoreError if the copy of `path` is empty: it would be a new database, which knows nothing of what was sent."""
    with closing(sqlite3.connect(copy)) as database:
        if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise StoreError(f"{path}: is empty, so it is no backup of digest")


def _put_aside(store: SqlStore, path: Path, now: datetime) -> Path | None:
    """Rename the database that is in use and the files beside it; return its new path, or None if there was none.

    The write-ahead log of a database that is lost must go, too: SQLite would read it into the restored one.
    """
    store.close()
    had_database = store.exists
    kept = path.with_name(f"{path.name}.before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    for suffix in ("-wal", "-shm", ""):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.rename(kept.with_name(kept.name + suffix))
    note_of(path).unlink(missing_ok=True)
    return kept if had_database else None


def _check(path: Path) -> None:
    """Raise StoreError if the copy is damaged."""
    with closing(sqlite3.connect(path)) as copy:
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreError(f"{path}: the copy is damaged ({found})")
