"""Copies of the database: they hold all that was committed, whatever is still in the write-ahead log."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.errors import BusyError, StoreError
from digest.store import sqlite_backend
from digest.store.damage_check import is_as_noted
from digest.store.sql_store import SqlStore

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
COPY = pytest.mark.parametrize("copy", [SqlStore.copy_to, SqlStore.copy_for_now], ids=["copy_to", "copy_for_now"])


def runs(path: Path) -> int:
    """The number of runs in a copy, after a check of all its pages."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        number: int = connection.execute("SELECT count(*) FROM run").fetchone()[0]
        return number


@COPY
def test_a_copy_holds_what_the_log_holds(copy: Callable[[SqlStore, Path], None], tmp_path: Path) -> None:
    with closing(SqlStore(tmp_path / "digest.db")) as store:
        for _ in range(50):
            store.end_run(store.start_run(NOW), 0, "nothing " * 20, NOW)
        assert (tmp_path / "digest.db-wal").stat().st_size > 0
        copy(store, tmp_path / "copy.db")
        store.start_run(NOW)
    assert runs(tmp_path / "copy.db") == 50
    assert runs(tmp_path / "digest.db") == 51


@COPY
def test_what_is_not_committed_is_not_copied(copy: Callable[[SqlStore, Path], None], tmp_path: Path) -> None:
    with closing(SqlStore(tmp_path / "digest.db")) as store:
        store.start_run(NOW)
        with closing(sqlite3.connect(store.place, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("DELETE FROM run")
            other.execute("ROLLBACK")
        copy(store, tmp_path / "copy.db")
    assert runs(tmp_path / "copy.db") == 1


def test_a_short_lived_copy_waits_until_nobody_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_backend, "BUSY_TIMEOUT_SECONDS", 0.1)
    with closing(SqlStore(tmp_path / "digest.db")) as store:
        store.start_run(NOW)
    with closing(sqlite3.connect(store.place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError, match="another program holds the database"):
            store.copy_for_now(tmp_path / "copy.db")


def test_a_copy_of_a_database_that_needs_no_check_needs_none(tmp_path: Path) -> None:
    path, copy = tmp_path / "digest.db", tmp_path / "copy.db"
    with closing(SqlStore(path)) as store:
        store.start_run(NOW)
    store.copy_for_now(copy)
    assert is_as_noted(copy)
    path.touch()
    store.copy_for_now(other := tmp_path / "other.db")
    assert not is_as_noted(other)


def test_a_copy_that_cannot_be_written_is_told_with_the_reason(tmp_path: Path) -> None:
    with closing(SqlStore(tmp_path / "digest.db")) as store:
        store.start_run(NOW)
    (tmp_path / "copy.db").mkdir()
    (tmp_path / "copy.db" / "digest.db").mkdir()
    with pytest.raises(StoreError, match="while copying the database"):
        store.copy_for_now(tmp_path / "copy.db")
