"""Files that are no database of this program, or a damaged one: refused with one line, and not changed by a byte."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.cli.parser import main
from digest.errors import BusyError, StoreError
from digest.store import sqlite_backend
from digest.store.sql_store import SqlStore

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def own_database(path: Path) -> None:
    """A database of this program in which a few pages are used."""
    with closing(SqlStore(path)) as store:
        for _ in range(200):
            store.end_run(store.start_run(NOW), 0, "nothing " * 20, NOW)


def database_with(*statements: str) -> Callable[[Path], None]:
    """A function that makes a database of another program with SQL."""

    def make(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return make


def newer(path: Path) -> None:
    """A database of a later version."""
    own_database(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def cut(size: int) -> Callable[[Path], None]:
    """A function that makes a database of which the last `size` bytes are missing."""

    def make(path: Path) -> None:
        own_database(path)
        content = path.read_bytes()
        path.write_bytes(content[: len(content) - size])

    return make


def overwritten(path: Path) -> None:
    """A database with a page of noise."""
    own_database(path)
    content = bytearray(path.read_bytes())
    for position in range(3 * 4096, 4 * 4096):
        content[position] = position * 31 % 251
    path.write_bytes(content)


BOOKMARKS = "CREATE TABLE bookmarks (url)"
UNUSABLE = {
    "another program": (database_with(BOOKMARKS), "is the database of another program (tables: bookmarks)"),
    "another program, write-ahead log": (database_with("PRAGMA journal_mode=WAL", BOOKMARKS), "of another program"),
    "another program with Alembic": (
        database_with("CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('0004')", BOOKMARKS),
        "is the database of another program (tables: alembic_version, bookmarks)",
    ),
    "another program with a table of the same name": (database_with("CREATE TABLE statement (line)"), "of another program"),
    "text": (lambda path: path.write_text("store: digest.db\n" * 100, "utf-8"), "file is not a database"),
    "newer": (newer, "made by a newer version of digest (schema 9999"),
    "without its second half": (cut(60_000), "the database is damaged"),
    "without its last bytes": (cut(100), "the database is damaged (its last page is incomplete)"),
    "with a page of noise": (overwritten, "the database is damaged"),
}


def fingerprints(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.parametrize("kind", UNUSABLE)
def test_an_unusable_file_is_refused_with_one_line_and_not_changed(kind: str, tmp_path: Path) -> None:
    make, expected = UNUSABLE[kind]
    path = tmp_path / "other.db"
    make(path)
    before = fingerprints(tmp_path)
    for _ in range(2):
        with closing(SqlStore(path)) as store, pytest.raises(StoreError) as raised:
            store.start_run(NOW)
        assert expected in str(raised.value)
        assert str(raised.value).startswith(f"{path}: ")
        assert "\n" not in str(raised.value)
    assert fingerprints(tmp_path) == before


@pytest.mark.parametrize("kind", ["another program", "newer", "without its last bytes"])
@pytest.mark.parametrize("command", [("run", "--only", "collect"), ("preview",)])
def test_the_commands_say_so_and_end_with_74(
    kind: str, command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, expected = UNUSABLE[kind]
    make(tmp_path / "other.db")
    before = fingerprints(tmp_path)["other.db"]
    (tmp_path / "digest.yaml").write_text(
        "store: other.db\nsources: [{name: a, files: 'in/*.txt'}]\ndigests: {m: {deliver: [{file: '{day}.md'}]}}\n", "utf-8"
    )
    assert main(["--config", str(tmp_path / "digest.yaml"), *command]) == 74
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"digest: error: {tmp_path / 'other.db'}: ")
    assert expected in line
    assert fingerprints(tmp_path)["other.db"] == before


@pytest.mark.parametrize("content", [None, b""])
def test_a_missing_or_empty_file_becomes_a_database(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    if content is not None:
        path.write_bytes(content)
    with closing(SqlStore(path)) as store:
        assert store.start_run(NOW) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_database_whose_last_run_was_killed_opens_with_what_its_log_holds(tmp_path: Path) -> None:
    """As a kill leaves it: everything is in the write-ahead log, and the file itself is nearly empty."""
    running = SqlStore(tmp_path / "digest.db")
    running.start_run(NOW)
    (tmp_path / "killed").mkdir()
    for name in ("digest.db", "digest.db-wal"):
        (tmp_path / "killed" / name).write_bytes((tmp_path / name).read_bytes())
    running.close()
    with closing(SqlStore(tmp_path / "killed" / "digest.db")) as store:
        assert len(store.last_runs(5)) == 1


@contextmanager
def held_by_another_program(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@pytest.mark.parametrize("make", [own_database, lambda path: None], ids=["in use", "new"])
def test_a_database_that_another_program_holds_is_busy(
    make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_backend, "BUSY_TIMEOUT_SECONDS", 0)
    path = tmp_path / "digest.db"
    make(path)
    expected = pytest.raises(BusyError, match=r"digest\.db: while .*: another program holds the database")
    with held_by_another_program(path), closing(SqlStore(path)) as store, expected:
        store.start_run(NOW)
    with closing(SqlStore(path)) as store:
        assert store.start_run(NOW) >= 1


def test_a_database_that_is_held_in_the_middle_of_a_run_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_backend, "BUSY_TIMEOUT_SECONDS", 0)
    path = tmp_path / "digest.db"
    with closing(SqlStore(path)) as store:
        number = store.start_run(NOW)
        with held_by_another_program(path), pytest.raises(BusyError, match="while logging the end of a run"):
            store.end_run(number, 0, "", NOW)
        store.end_run(number, 0, "", NOW)
