"""Opens the SQLite database: pragmas, migrations, transactions, and the lock that admits one process. Holds no query.

`synchronous=FULL`: a lost "sent" mark would send a message twice, and NORMAL may lose the last commits on power loss (SQLite's
documentation of the pragma). `BEGIN IMMEDIATE`: a transaction that reads and then writes never fails halfway because another
connection wrote in between.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from digest.errors import BusyError, StoreError
from digest.store import schema

BUSY_TIMEOUT_SECONDS = 10
"""How long a transaction waits for one of another process."""


class Database:
    """The SQLite file `path`, opened and migrated on first use. Subclasses add the queries, one short transaction a method.

    With `migrate=False`, a missing or older database raises StoreError instead of being created or migrated.
    """

    def __init__(self, path: Path, *, migrate: bool = True) -> None:
        self.path = path
        self._migrate = migrate
        self._engine: sa.Engine | None = None

    def close(self) -> None:
        """Close all connections. The next use opens the file again."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    @property
    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.exists()

    def lock(self) -> AbstractContextManager[None]:
        """Return a context that holds the lock of the store; hold it while writing. Raise BusyError if another process does."""
        return exclusive(self.path.with_name(self.path.name + ".lock"))

    @contextmanager
    def _transaction(self, doing: str) -> Iterator[sa.Connection]:
        """Run one transaction: commit at the end, roll back on any exception. A database error becomes a StoreError."""
        if self._engine is None:
            self._engine = open_database(self.path, migrate=self._migrate)
        try:
            with self._engine.begin() as connection:
                yield connection
        except (sa.exc.DatabaseError, OSError) as error:
            raise StoreError(f"{self.path}: while {doing}: {_reason(error)}") from error


def open_database(path: Path, *, migrate: bool = True) -> sa.Engine:
    """Return the engine of the SQLite file `path`, created and migrated if needed. Raise StoreError if it cannot be used."""
    try:
        if migrate:
            path.parent.mkdir(parents=True, exist_ok=True)
        engine = _engine(path)
        version = _version(engine) if path.exists() else None
        if version != schema.HEAD:
            _upgrade(engine, path, version, migrate=migrate)
    except (OSError, sa.exc.DatabaseError) as error:
        raise StoreError(f"{path}: while opening the database: {_reason(error)}") from error
    return engine


def _reason(error: Exception) -> str:
    """The message of the database itself, without the SQL and the link that SQLAlchemy adds."""
    return str(getattr(error, "orig", None) or error)


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_TIMEOUT_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _set_pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy begins the transactions, not the sqlite3 module
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _version(engine: sa.Engine) -> str | None:
    """The migration that the database is at; None if it is empty."""
    with engine.begin() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


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
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
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
