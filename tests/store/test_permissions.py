"""The store belongs to its owner alone: it holds addresses, messages, and the secret of the unsubscribe links."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.store.sql_store import SqlStore

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each umask in turn."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    """The permission bits of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_only_the_owner_can_read_what_the_store_creates(tmp_path: Path) -> None:
    path = tmp_path / "var" / "digest.db"
    with closing(SqlStore(path)) as store, store.lock():
        store.start_run(NOW)
        created = {file.name: mode(file) for file in path.parent.iterdir()}
        copy = tmp_path / "copy.db"
        store.copy_to(copy)
        store.copy_for_now(tmp_path / "short-lived.db")
    assert created == dict.fromkeys(("digest.db", "digest.db-wal", "digest.db-shm", "digest.db.lock"), 0o600)
    assert mode(path.parent) == 0o700
    assert mode(copy) == 0o600
    assert {mode(file) for file in tmp_path.glob("short-lived*")} == {0o600}


def test_what_exists_keeps_its_permissions(tmp_path: Path) -> None:
    """An administrator may let a group read the store: `digest check` warns, but nothing takes it back."""
    path = tmp_path / "digest.db"
    SqlStore(path).close()
    tmp_path.chmod(0o755)
    with closing(SqlStore(path)) as store:
        store.start_run(NOW)
    path.chmod(0o640)
    with closing(SqlStore(path)) as store:
        store.start_run(NOW)
    assert (mode(path), mode(tmp_path)) == (0o640, 0o755)
