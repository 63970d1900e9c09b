"""The store in a SQLite file: pragmas, transactions, damage, copies, and the lock that admits one process. Holds no query.

`synchronous=FULL`: a lost "sent" mark would send a message twice, and NORMAL may lose the last commits on power loss (SQLite's
documentation of the pragma). `BEGIN IMMEDIATE`: a transaction that reads and then writes never fails halfway because another
connection wrote in between.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from digest.errors import BusyError, DigestError, LockedError, StoreError
from digest.store.damage_check import check_damage, is_as_noted, note_state
from digest.store.database_file import check_length, check_ownership, create_private_file, store_error
from digest.store.upgrade import is_newest, schema_version, upgrade

BUSY_TIMEOUT_SECONDS = 10
"""How long a transaction waits for one of another process."""


class SqliteBackend:
    """Implements Backend for the file `path`."""

    owner: int | None = None

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        self._is_checked = False

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.exists()

    def open(self, *, migrate: bool) -> sa.Engine:
        """The engine of the file. Nothing is written to a file that cannot be used."""
        self._is_checked = migrate or is_as_noted(self.path)
        engine = _engine(self.path)
        try:
            if migrate:
                create_private_file(self.path)
            check_ownership(self.path)
            self._prepare(engine, migrate=migrate)
        except (OSError, sa.exc.DatabaseError, sqlite3.Error) as error:
            engine.dispose()
            raise self.error("opening the database", error) from error
        except StoreError:
            engine.dispose()  # which removes the files that SQLite puts beside a database in use
            raise
        return engine

    def _prepare(self, engine: sa.Engine, *, migrate: bool) -> None:
        """Check the database and bring it to the newest schema. Nothing is written before all checks have passed."""
        version = self._version(engine) if self.path.exists() else None
        if migrate and version is not None and not is_as_noted(self.path):
            check_damage(engine, self.path)
        if not is_newest(version):
            with engine.begin() as connection:
                upgrade(connection, self.name, version, migrate=migrate)
        with closing(engine.raw_connection()) as raw:
            raw.execute("PRAGMA journal_mode=WAL")  # writes to the file, which keeps it

    def _version(self, engine: sa.Engine) -> str | None:
        with engine.begin() as connection:
            return schema_version(connection, self.name)

    def close(self, engine: sa.Engine, *, is_whole: bool) -> None:
        """Close all connections, and note that the file needs no check if nothing changes it."""
        engine.dispose()
        if is_whole and self._is_checked:
            note_state(self.path)

    def lock(self) -> AbstractContextManager[None]:
        """A lock on a file beside the database."""
        return exclusive(self.path.with_name(self.path.name + ".lock"))

    def sending(self) -> AbstractContextManager[None]:
        """Nobody writes to a file beside the holder of its lock."""
        raise BusyError(f"{self.path}: another digest process is running; exiting")

    def copy_to(self, path: Path) -> None:
        """Copy the file by SQLite's backup interface."""
        try:
            check_ownership(self.path)
            create_private_file(path)
            with closing(sqlite3.connect(self.path)) as original, closing(sqlite3.connect(path)) as copy:
                check_length(self.path, original.execute("PRAGMA page_size").fetchone()[0])
                original.backup(copy)
        except (OSError, sqlite3.Error) as error:
            raise self.error("copying the database", error) from error

    def copy_for_now(self, path: Path) -> None:
        """Copy the file and its write-ahead log as they are, while nobody can write.

        A copy of a file that needs no check needs none, either. `cp` shares the blocks where the file system can. It runs in a
        process of its own: a file that this one closes would take the locks of SQLite with it (POSIX).
        """
        is_whole = is_as_noted(self.path)
        try:
            check_ownership(self.path)
            with closing(sqlite3.connect(self.path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None)) as original:
                original.execute("BEGIN IMMEDIATE")
                for suffix in ("", "-wal"):
                    if (file := self.path.with_name(self.path.name + suffix)).exists():
                        create_private_file(target := path.with_name(path.name + suffix))
                        subprocess.run(["cp", "--", file, target], check=True, capture_output=True, text=True)
        except (OSError, sqlite3.Error) as error:
            raise self.error("copying the database", error) from error
        except subprocess.CalledProcessError as error:
            raise StoreError(f"{self.path}: while copying the database: {error.stderr.strip()}") from error
        if is_whole:
            note_state(path)

    def size(self) -> int:
        """The size of the file with its write-ahead log."""
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def start_erasing(self, connection: sa.Connection) -> None:
        """Overwrite with zeros what is deleted."""
        connection.exec_driver_sql("PRAGMA secure_delete=ON")

    def finish_erasing(self, engine: sa.Engine) -> None:
        """Move what the write-ahead log holds into the database, and empty the log."""
        with closing(engine.raw_connection()) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def error(self, doing: str, error: Exception) -> DigestError:
        """The error with the message of SQLite itself."""
        return store_error(self.path, doing, error)


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_TIMEOUT_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _set_pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy begins the transactions, not the sqlite3 module
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a lock on the file `path`, which is created if needed. The kernel releases it when the process ends, even if killed.

    Raise BusyError at once if another process holds it, StoreError if the file cannot be opened.
    """
    try:
        create_private_file(path)
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        raise StoreError(f"{path}: while opening the lock: {error.strerror}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise LockedError(f"{path}: another digest process is running; exiting") from None
    try:
        yield
    finally:
        os.close(handle)
