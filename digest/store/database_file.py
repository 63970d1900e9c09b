"""The file of the database: creates it for its owner alone, tells whose it is, and turns database errors into ours.

Holds no query. A file that belongs to another program must not be changed at all, so it is looked at before SQLite opens it for
writing.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from digest.errors import BusyError, DigestError, StoreError
from digest.store.upgrade import check_tables

_HELD = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def create_private_file(path: Path) -> None:
    """Create `path`, empty, and its folder, unless they exist: readable by their owner only, whatever the umask.

    The files that SQLite puts beside a database get the permissions of the database. Raise OSError if it cannot be created.
    """
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        return
    try:
        os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


def check_ownership(path: Path) -> None:
    """Raise StoreError if `path` is a file of another program. A file that is missing or empty passes.

    The file is read without locks and without its write-ahead log, which leaves no trace beside it. If that cannot tell, as
    after a crash in the middle of a checkpoint, the file passes: SQLite then decides.
    """
    if not path.is_file() or not path.stat().st_size:
        return
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError:
        return
    check_tables(str(path), names)


def check_length(path: Path, page_size: int) -> None:
    """Raise StoreError if the last page of the database is incomplete: SQLite would read the missing bytes as zeros.

    A crash in the middle of a checkpoint can leave it so, but then the write-ahead log still holds the whole page.
    """
    log = path.with_name(path.name + "-wal")
    has_log = log.exists() and log.stat().st_size > 0
    if path.stat().st_size % page_size and not has_log:
        raise damaged(path, "its last page is incomplete")


def damaged(path: Path, found: str) -> StoreError:
    """The error for a damaged database; `found` says what is wrong."""
    return StoreError(f"{path}: the database is damaged ({' '.join(found.split())}); restore it from a backup")


def store_error(path: Path, doing: str, error: Exception) -> DigestError:
    """The error that a user sees: BusyError if another program holds the database, else StoreError.

    It has the message of the database itself, without the SQL and the link that SQLAlchemy adds.
    """
    cause = getattr(error, "orig", None) or error
    # The lower byte is the primary code: https://www.sqlite.org/rescode.html#primary_result_codes_versus_extended_result_codes
    code = (getattr(cause, "sqlite_errorcode", 0) or 0) & 0xFF
    if code in _HELD:
        return BusyError(f"{path}: while {doing}: another program holds the database")
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(path, str(cause))
    return StoreError(f"{path}: while {doing}: {cause}")
