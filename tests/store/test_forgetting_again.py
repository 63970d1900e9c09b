"""What was forgotten after a backup was made is forgotten again when it is restored: in a file, and in PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from digest.cli.parser import main
from digest.records import PostgresPlace
from digest.store import schema
from digest.store.compression import message_of
from digest.store.database import open_database
from tests.monitor.watched_installation import READER, WatchedInstallation, watched_installation
from tests.postgres_server import PostgresServer, as_written

DAY = 24
OTHER = "other@example.org"


@pytest.fixture(params=["file", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | PostgresPlace]:
    """A store that does not exist yet."""
    if request.param == "file":
        yield tmp_path / "var" / "digest.db"
        return
    if shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    server: PostgresServer = request.getfixturevalue("postgres")
    place = server.new_place()
    yield place
    for name in (place.schema, *_put_aside(place)):
        server.drop(PostgresPlace(place.url, name))


def _put_aside(place: PostgresPlace) -> list[str]:
    from digest.store.postgres_connection import connect

    with closing(connect(place)) as connection:
        query = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)"
        return [name for (name,) in connection.execute(query, (f"{place.schema}_before",))]


@pytest.fixture
def installation(tmp_path: Path, place: Path | PostgresPlace) -> Iterator[WatchedInstallation]:
    """Two statements were told to one reader, and a backup was made."""
    with watched_installation(tmp_path) as found:
        found.configure("{name: folder, files: in/*.txt}")
        lines = (found.folder / "digest.yaml").read_text("utf-8").splitlines()
        delivered = "\n".join(lines[1:]).replace("deliver: [", "deliver: [{file: 'out/{day}.md'}, ")
        found.write_configuration(f'store: "{as_written(place)}"\n{delivered}\n')
        found.publish("railways")
        assert found.run() == 0
        assert command(found, "backup", "backup") == 0
        yield found


def command(installation: WatchedInstallation, *words: str) -> int:
    installation.close()
    files = [str(installation.folder / word) if word == "backup" and number else word for number, word in enumerate(words)]
    return main(["--config", str(installation.folder / "digest.yaml"), *files])


def change_reader(installation: WatchedInstallation, before: str, after: str) -> None:
    text = (installation.folder / "digest.yaml").read_text("utf-8")
    installation.write_configuration(text.replace(before, after))


def stored(place: Path | PostgresPlace) -> tuple[list[str], list[str]]:
    """The texts of the statements in a store, and its messages and files with their addresses."""
    engine = open_database(place)
    try:
        with engine.begin() as connection:
            texts = [body["text"] for body in connection.execute(sa.select(schema.revision.c.body)).scalars()]
            rows = connection.execute(sa.select(schema.outbox).order_by(schema.outbox.c.id)).all()
            return texts, [f"{row.address} {row.state} {message_of(row.content).decode('utf-8', 'replace')}" for row in rows]
    finally:
        engine.dispose()


def railways(installation: WatchedInstallation, place: Path | PostgresPlace) -> str:
    """The key of the statement on railways."""
    installation.close()
    engine = open_database(place)
    try:
        with engine.begin() as connection:
            keys = connection.execute(sa.select(schema.statement.c.key)).scalars()
            return str(next(key for key in keys if "railways" in key))
    finally:
        engine.dispose()


def test_a_statement_that_was_forgotten_since_does_not_return(
    installation: WatchedInstallation, place: Path | PostgresPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(installation, "forget", railways(installation, place)) == 0
    assert command(installation, "restore", "backup") == 0
    assert "forgotten again: 1 statements, 0 addresses" in capsys.readouterr().out
    texts, rows = stored(place)
    assert [("railways" in text, "fisheries" in text) for text in texts] == [(False, True)]
    assert not any("railways" in row for row in rows)
    installation.publish("harbours")
    assert installation.run(DAY) == 0
    assert not any("railways" in text for text in (*stored(place)[0], *stored(place)[1]))
    assert "fisheries" in (installation.folder / "out" / "2026-11-23.md").read_text("utf-8")
    assert "railways" not in (installation.folder / "out" / "2026-11-23.md").read_text("utf-8")
    mails = [content.decode() for to, content in installation.mail.messages if to == READER]
    assert [("railways" in mail, "harbours" in mail) for mail in mails] == [(True, False), (False, True)]


def test_its_bytes_are_not_in_the_restored_file(installation: WatchedInstallation, place: Path | PostgresPlace) -> None:
    if not isinstance(place, Path):
        pytest.skip("PostgreSQL has files of its own")
    assert command(installation, "forget", railways(installation, place)) == 0
    assert command(installation, "restore", "backup") == 0
    assert b"met about railways" not in place.read_bytes()
    with closing(sqlite3.connect(place)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_it_is_forgotten_again_by_the_second_restore_too(
    installation: WatchedInstallation, place: Path | PostgresPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(installation, "forget", railways(installation, place)) == 0
    for _ in range(2):
        assert command(installation, "restore", "backup") == 0
        assert "forgotten again: 1 statements" in capsys.readouterr().out
        assert not any("railways" in text for text in stored(place)[0])


def test_an_address_that_was_forgotten_since_does_not_return(
    installation: WatchedInstallation, place: Path | PostgresPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(stored(place)[1])
    change_reader(installation, READER, OTHER)
    assert command(installation, "forget", READER) == 0
    assert command(installation, "restore", "backup") == 0
    assert "forgotten again: 0 statements, 1 addresses" in capsys.readouterr().out
    rows = stored(place)[1]
    assert len(rows) == before
    assert not any(READER in row for row in rows)
    assert next(row for row in rows if row.startswith("forgotten-")).split()[1] == "sent"
    installation.publish("harbours")
    assert installation.run(DAY) == 0
    assert [to for to, _ in installation.mail.messages] == [READER, OTHER]


def test_who_was_forgotten_and_is_a_reader_again_keeps_what_was_sent_since(
    installation: WatchedInstallation, place: Path | PostgresPlace
) -> None:
    change_reader(installation, READER, OTHER)
    assert command(installation, "forget", READER) == 0
    change_reader(installation, OTHER, READER)
    installation.publish("harbours")
    assert installation.run(DAY) == 0
    assert command(installation, "restore", "backup") == 0
    rows = stored(place)[1]
    assert [row.split()[1] for row in rows if row.startswith(READER)] == ["sent"]
    assert installation.run(DAY + 1) == 0
    assert len(installation.mail.messages) == 2


def test_nothing_forgotten_is_known_without_the_newer_database(
    installation: WatchedInstallation, place: Path | PostgresPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    if not isinstance(place, Path):
        pytest.skip("a file can be moved away")
    installation.close()
    place.unlink()
    assert command(installation, "restore", "backup", "--sent-until", "now") == 0
    assert "what was forgotten since the backup is not known: forget it again" in capsys.readouterr().out
