"""Backup and restore: a copy of the database, and what the copy must learn of what was sent after it was made.

A restored database does not know the editions that were sealed later, and would make and send them again. So their rows of the
outbox are carried over from the database that was in use, with the fingerprints of what they told, and who has unsubscribed.
Statements are not: the sources give them again.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from digest.errors import StoreError, UsageError
from digest.store.damage_check import note_of
from digest.store.database import open_database
from digest.store.database_file import store_error
from digest.store.sql_store import SqlStore

_NEW_EDITIONS = """
INSERT INTO edition (digest, slot, sealed_at, size, body)
SELECT digest, slot, sealed_at, size, body FROM newer.edition AS theirs
WHERE NOT EXISTS (SELECT 1 FROM edition WHERE edition.digest = theirs.digest AND edition.slot = theirs.slot)
"""
_TOLD = """
INSERT OR IGNORE INTO told_before_restore (digest, fingerprint)
SELECT theirs.digest, text.fingerprint FROM newer.member AS theirs
JOIN newer.revision AS text ON text.id = theirs.revision JOIN newer.edition AS issue ON issue.id = theirs.edition
JOIN edition AS mine ON mine.digest = issue.digest AND mine.slot = issue.slot
WHERE NOT EXISTS (SELECT 1 FROM member WHERE member.edition = mine.id)
"""
_COLUMNS = "digest, slot, channel, address, format, content, state, attempts, not_before, detail, changed_at, doubts, queued_at"
_SAME = """
mine.digest = theirs.digest AND mine.slot = theirs.slot AND mine.channel = theirs.channel AND mine.address = theirs.address
AND (mine.edition IS NOT NULL AND theirs.edition IS NOT NULL OR mine.content = theirs.content OR length(theirs.content) = 0)
"""
_STATES = f"""
UPDATE outbox AS mine SET (state, attempts, not_before, detail, changed_at, doubts) =
(SELECT state, attempts, not_before, detail, changed_at, doubts FROM newer.outbox AS theirs WHERE {_SAME})
WHERE EXISTS (SELECT 1 FROM newer.outbox AS theirs WHERE {_SAME})
"""
_ROWS = f"""
INSERT INTO outbox (edition, {_COLUMNS})
SELECT (SELECT id FROM edition WHERE edition.digest = theirs.digest AND edition.slot = theirs.slot), {_COLUMNS}
FROM newer.outbox AS theirs WHERE NOT EXISTS (SELECT 1 FROM outbox AS mine WHERE {_SAME})
"""
_LEFT = "INSERT OR IGNORE INTO unsubscribed SELECT * FROM newer.unsubscribed"


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What was carried over into a restored database: editions, rows of the outbox, recipients who have unsubscribed."""

    editions: int
    rows: int
    left: int


def back_up(store: SqlStore, path: Path) -> int:
    """Write a copy of the database to the new file `path`, whole or not at all; return its size.

    The program may go on working meanwhile. Raise UsageError if the file exists, StoreError if it cannot be written.
    """
    _file(store)
    if os.path.lexists(path):
        raise UsageError(f"{path}: is there already; name another file, or remove it")
    partial = path.with_name(f"{path.name}.part")
    try:
        partial.unlink(missing_ok=True)
        store.copy_to(partial)
        _check(partial)
        partial.rename(path)
        return path.stat().st_size
    except OSError as error:
        raise store_error(path, "writing the backup", error) from error
    finally:
        partial.unlink(missing_ok=True)


def restore(store: SqlStore, backup: Path, now: datetime) -> tuple[Path | None, CarriedOver]:
    """Put `backup` in the place of the database, with what was sent since. Hold the lock of the store.

    The database that was in use is kept beside it, under the path that is returned; None if there was none. Raise StoreError,
    with everything as it was, if one of the two cannot be read, or if they are not of the same installation.
    """
    fresh = _file(store).with_name(f"{_file(store).name}.restoring")
    fresh.unlink(missing_ok=True)
    try:
        SqlStore(backup, migrate=False).copy_to(fresh)
        _check_has_tables(backup, fresh)
        open_database(fresh).dispose()
        carried = _carry_over(store, fresh) if store.exists else CarriedOver(0, 0, 0)
        _check(fresh)
        kept = _put_aside(store, now)
        fresh.rename(_file(store))
        return kept, carried
    except (OSError, sqlite3.Error) as error:
        raise store_error(_file(store), "restoring the database", error) from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)


def _file(store: SqlStore) -> Path:
    """The file of the store. Raise UsageError if it is none."""
    if not isinstance(store.place, Path):
        raise UsageError(f"{store.name}: is no file: back it up and restore it with pg_dump and pg_restore")
    return store.place


def _carry_over(store: SqlStore, fresh: Path) -> CarriedOver:
    """Carry over into `fresh` what the database that is in use has sent."""
    newer = fresh.with_name(f"{_file(store).name}.newer")
    newer.unlink(missing_ok=True)
    try:
        store.copy_to(newer)
        open_database(newer).dispose()
        with closing(sqlite3.connect(fresh, isolation_level=None)) as database:
            database.execute("ATTACH ? AS newer", (str(newer),))
            _check_same_installation(database, fresh)
            database.execute("BEGIN IMMEDIATE")
            editions = database.execute(_NEW_EDITIONS).rowcount
            database.execute(_TOLD)
            database.execute(_STATES)
            rows = database.execute(_ROWS).rowcount
            left = database.execute(_LEFT).rowcount
            database.execute("COMMIT")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return CarriedOver(editions, rows, left)
    finally:
        for suffix in ("", "-wal", "-shm"):
            newer.with_name(newer.name + suffix).unlink(missing_ok=True)


def _check_same_installation(database: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError if the two databases have different secrets."""
    query = "SELECT count(DISTINCT value) FROM (SELECT * FROM setting UNION SELECT * FROM newer.setting) WHERE name = 'secret'"
    if database.execute(query).fetchone()[0] > 1:
        raise StoreError(f"{path}: is the backup of another installation; move the present database away to restore it anyway")


def _check_has_tables(path: Path, copy: Path) -> None:
    """Raise StoreError if the copy of `path` is empty: it would be a new database, which knows nothing of what was sent."""
    with closing(sqlite3.connect(copy)) as database:
        if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise StoreError(f"{path}: is empty, so it is no backup of digest")


def _put_aside(store: SqlStore, now: datetime) -> Path | None:
    """Rename the database that is in use and the files beside it; return its new path, or None if there was none.

    The write-ahead log of a database that is lost must go, too: SQLite would read it into the restored one.
    """
    store.close()
    had_database = store.exists
    kept = _file(store).with_name(f"{_file(store).name}.before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    for suffix in ("-wal", "-shm", ""):
        file = _file(store).with_name(_file(store).name + suffix)
        if file.exists():
            file.rename(kept.with_name(kept.name + suffix))
    note_of(_file(store)).unlink(missing_ok=True)
    return kept if had_database else None


def _check(path: Path) -> None:
    """Raise StoreError if the copy is damaged."""
    with closing(sqlite3.connect(path)) as copy:
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreError(f"{path}: the copy is damaged ({found})")
