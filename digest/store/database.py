"""Opens the database: pragmas, transactions, migration, and one process at a time. Knows no table but the version's.

`synchronous=FULL` because a lost "sent" mark is a second mail (SQLite's documentation of the pragma: NORMAL may lose the last
commits on power loss); `BEGIN IMMEDIATE` so that a transaction that reads first and writes then never has to give up midway.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from digest.errors import BusyError, StoreError
from digest.store import schema

BUSY_SECONDS = 10


def open_database(path: Path, *, migrate: bool = True) -> sa.Engine:
    """The engine of the SQLite file `path`, made and migrated when needed. Raise StoreError if it cannot be used."""
    try:
        if migrate:
            path.parent.mkdir(parents=True, exist_ok=True)
        engine = _engine(path)
        version = _version(engine) if path.exists() else None
        if version != schema.HEAD:
            _upgrade(engine, path, version, migrate=migrate)
    except (OSError, sa.exc.DatabaseError) as error:
        raise StoreError(f"{path}: while opening the database: {reason(error)}") from error
    return engine


def reason(error: Exception) -> str:
    """The database's own words, without SQLAlchemy's statement and link."""
    return str(getattr(error, "orig", None) or error)


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _version(engine: sa.Engine) -> str | None:
    with engine.begin() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _upgrade(engine: sa.Engine, path: Path, version: str | None, *, migrate: bool) -> None:
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
        raise StoreError(f"{path}: no database yet, or of an earlier version: `digest run` makes it")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock file beside the database. The kernel frees it when the process dies, however it dies.

    Raise BusyError at once if another process holds it.
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
        raise BusyError(f"{path}: another digest is at work; this one leaves") from None
    try:
        yield
    finally:
        os.close(handle)
