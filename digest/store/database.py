"""Opens the SQLite database: pragmas, migrations, transactions, and the lock that admits one process. Holds no query.

`synchronous=FULL`: a lost "sent" mark would send a message twice, and NORMAL may lose the last commits on power loss (SQLite's
documentation of the pragma). `BEGIN IMMEDIATE`: a transaction that reads and then writes never fails halfway because another
connection wrote in between.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from digest.errors import BusyError, StoreError
from digest.store import schema
from digest.store.damage_check import check_damage, is_as_noted, note_state
from digest.store.database_file import (
    check_length,
    check_ownership,
    check_tables,
    create_private_file,
    store_error,
)

BUSY_TIMEOUT_SECONDS = 10
"""How long a transaction waits for one of another process."""


class Database:
    """The SQLite file `path`, opened and migrated on first use. Subclasses add the queries, one short transaction a method.

    With `migrate=False`, a missing or older database raises StoreError instead of being created or migrated. A database that
    another program holds raises BusyError.
    """

    def __init__(self, path: Path, *, migrate: bool = True) -> None:
        self.path = path
        self._migrate = migrate
        self._engine: sa.Engine | None = None
        self._is_whole = False

    def close(self) -> None:
        """Close all connections. The next use opens the file again."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
            if self._is_whole:
                note_state(self.path)

    @property
    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.exists()

    def copy_to(self, path: Path) -> None:
        """Write a copy of the database to the new file `path`. Raise BusyError or StoreError if it cannot be read."""
        try:
            check_ownership(self.path)
            create_private_file(path)
            with closing(sqlite3.connect(self.path)) as original, closing(sqlite3.connect(path)) as copy:
                check_length(self.path, original.execute("PRAGMA page_size").fetchone()[0])
                original.backup(copy)
        except (OSError, sqlite3.Error) as error:
            raise store_error(self.path, "copying the database", error) from error

    def lock(self) -> AbstractContextManager[None]:
        """Return a context that holds the lock of the store; hold it while writing. Raise BusyError if another process does."""
        return exclusive(self.path.with_name(self.path.name + ".lock"))

    def _clear_log(self) -> None:
        """Move what the write-ahead log holds into the database, and empty the log."""
        if self._engine is not None:
            with closing(self._engine.raw_connection()) as raw:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _transaction(self, doing: str) -> Iterator[sa.Connection]:
        """Run one transaction: commit at the end, roll back on any exception.

        Raise BusyError if another program holds the database, StoreError for any other database error.
        """
        if self._engine is None:
            is_whole = self._migrate or is_as_noted(self.path)
            self._engine = open_database(self.path, migrate=self._migrate)
            self._is_whole = is_whole
        try:
            with self._engine.begin() as connection:
                yield connection
        except (sa.exc.DatabaseError, OSError) as error:
            self._is_whole = False
            raise store_error(self.path, doing, error) from error


def open_database(path: Path, *, migrate: bool = True) -> sa.Engine:
    """Return the engine of the SQLite file `path`, created and migrated if needed.

    Raise BusyError if another program holds the database, and StoreError if it cannot be used: it belongs to another program,
    was made by a newer version, or is damaged. Nothing is written to such a file.
    """
    engine = _engine(path)
    try:
        if migrate:
            create_private_file(path)
        check_ownership(path)
        _prepare(engine, path, migrate=migrate)
    except (OSError, sa.exc.DatabaseError, sqlite3.Error) as error:
        engine.dispose()
        raise store_error(path, "opening the database", error) from error
    except StoreError:
        engine.dispose()  # which removes the files that SQLite puts beside a database in use
        raise
    return engine


def _prepare(engine: sa.Engine, path: Path, *, migrate: bool) -> None:
    """Check the database and bring it to the newest schema. Nothing is written before all checks have passed."""
    version = _version(engine, path) if path.exists() else None
    if migrate and version is not None and not is_as_noted(path):
        check_damage(engine, path)
    if version != schema.HEAD:
        _upgrade(engine, path, version, migrate=migrate)
    with closing(engine.raw_connection()) as raw:
        raw.execute("PRAGMA journal_mode=WAL")  # writes to the file, which keeps it


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


def _version(engine: sa.Engine, path: Path) -> str | None:
    """The migration that the database is at; None if it is empty. Raise StoreError for a database of another program."""
    with engine.begin() as connection:
        tables = set(sa.inspect(connection).get_table_names())
        check_tables(path, tables)
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if tables else None


def _upgrade(engine: sa.Engine, path: Path, version: str | None, *, migrate: bool) -> None:
    """Run the missing migrations in one transaction."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreError(f"{path}: made by a newer version of digest (schema {version}, this one knows {schema.HEAD})")
    if not migrate:
        raise StoreError(f"{path}: no database yet, or one of an earlier version: `digest run` creates or migrates it")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


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
        raise BusyError(f"{path}: another digest process is running; exiting") from None
    try:
        yield
    finally:
        os.close(handle)
