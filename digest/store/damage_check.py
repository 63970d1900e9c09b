"""Checks a database for damage, unless nothing has changed the file since this program closed it.

The check reads the whole file. So its size and its time of change are noted beside it when it is closed; if they are the same
at the next start, no check is needed. After a crash they differ.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import sqlalchemy as sa

from digest.store.database_file import check_length, create_private_file, damaged


def note_of(path: Path) -> Path:
    """The file with the note on the database `path`."""
    return path.with_name(path.name + ".checked")


def is_as_noted(path: Path) -> bool:
    """Whether the database has not changed since it was closed by a program that knew it to be whole."""
    try:
        return note_of(path).read_text() == _state(path)
    except (OSError, ValueError):
        return False


def note_state(path: Path) -> None:
    """Note the state of a database that is whole and closed. A note that cannot be written costs a check, and nothing else."""
    with contextlib.suppress(OSError):
        create_private_file(note_of(path))
        note_of(path).write_text(_state(path))


def check_damage(engine: sa.Engine, path: Path) -> None:
    """Raise StoreError if a page of the database is damaged. Reads the whole file: 0.7 GB a second from memory."""
    with engine.begin() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        page_size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    if found != "ok":
        raise damaged(path, str(found))
    check_length(path, page_size)


def _state(path: Path) -> str:
    """Size and time of change of the file. With a write-ahead log beside it, the file alone says nothing: raise OSError."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise OSError(f"{log}: not written back yet")
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}\n"
