"""A database is read as a whole for damage only if something other than this program has changed it."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store.damage_check import is_as_noted, note_of
from digest.store.sql_store import SqlStore

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "digest.db"
    with closing(SqlStore(path)) as store:
        store.start_run(NOW)
    return path


def spoil(path: Path, *, keep_time: bool) -> None:
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 4 * 4096] = bytes(position * 31 % 251 for position in range(4096))
    path.write_bytes(content)
    if keep_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_database_that_another_program_changed_is_checked(path: Path) -> None:
    assert is_as_noted(path)
    spoil(path, keep_time=False)
    with closing(SqlStore(path)) as store, pytest.raises(StoreError, match="the database is damaged"):
        store.start_run(NOW)
    with closing(SqlStore(path)) as store, pytest.raises(StoreError, match="the database is damaged"):
        store.start_run(NOW)


def test_a_database_as_this_program_left_it_is_not_read_as_a_whole(path: Path) -> None:
    spoil(path, keep_time=True)
    with closing(SqlStore(path)) as store:
        store.start_run(NOW)


def test_a_store_that_only_reads_keeps_a_note_and_makes_none(path: Path) -> None:
    with closing(SqlStore(path, migrate=False)) as store:
        store.last_runs(1)
    assert is_as_noted(path)
    note_of(path).unlink()
    with closing(SqlStore(path, migrate=False)) as store:
        store.last_runs(1)
    assert not note_of(path).exists()


def test_a_store_that_writes_without_a_check_keeps_the_note_of_a_whole_database(path: Path) -> None:
    with closing(SqlStore(path, migrate=False)) as store:
        store.start_run(NOW)
    assert is_as_noted(path)


def test_a_database_in_use_or_after_a_crash_is_checked(path: Path) -> None:
    with closing(SqlStore(path)) as store:
        store.start_run(NOW)
        assert not is_as_noted(path)


@pytest.mark.parametrize("note", [b"", b"\xff\xfe", b"1 2\n", b"x" * 10_000])
def test_a_note_that_says_something_else_costs_a_check(path: Path, note: bytes) -> None:
    note_of(path).write_bytes(note)
    spoil(path, keep_time=True)
    with closing(SqlStore(path)) as store, pytest.raises(StoreError, match="the database is damaged"):
        store.start_run(NOW)


def test_a_note_that_cannot_be_written_stops_nothing(path: Path) -> None:
    note_of(path).unlink()
    note_of(path).mkdir()
    with closing(SqlStore(path)) as store:
        assert store.start_run(NOW) == 2
    with closing(SqlStore(path)) as store:
        assert store.start_run(NOW) == 3
