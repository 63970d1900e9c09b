"""A backup of a store in PostgreSQL is whole, and a restored one sends nothing again and loses nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest.cli.parser import main
from digest.records import PostgresPlace
from digest.store.sql_store import SqlStore
from tests.monitor.watched_installation import READER, WatchedInstallation, watched_installation
from tests.postgres_server import PostgresServer, as_written

DAY = 24


@pytest.fixture
def place(postgres: PostgresServer) -> Iterator[PostgresPlace]:
    """A schema without tables. What restoring leaves beside it is removed."""
    if shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    place = postgres.new_place()
    yield place
    for schema in schemas(place):
        postgres.drop(PostgresPlace(place.url, schema))


@pytest.fixture
def installation(tmp_path: Path, place: PostgresPlace) -> Iterator[WatchedInstallation]:
    with watched_installation(tmp_path) as found:
        found.configure("{name: folder, files: in/*.txt}")
        use(found, place)
        yield found


def use(installation: WatchedInstallation, place: Path | PostgresPlace) -> None:
    """Name another store in the configuration."""
    lines = (installation.folder / "digest.yaml").read_text("utf-8").splitlines()
    installation.write_configuration("\n".join([f'store: "{as_written(place)}"', *lines[1:]]))


def schemas(place: PostgresPlace) -> list[str]:
    """The schema, and those with its name and something more."""
    from digest.store.postgres_connection import connect

    with closing(connect(place)) as connection:
        query = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s) ORDER BY nspname"
        return [name for (name,) in connection.execute(query, (place.schema,))]


def command(installation: WatchedInstallation, *words: str) -> int:
    installation.close()
    return main(["--config", str(installation.folder / "digest.yaml"), *words])


def back_up(installation: WatchedInstallation) -> str:
    path = str(installation.folder / "backup")
    assert command(installation, "backup", path) == 0
    return path


def told(installation: WatchedInstallation) -> list[str]:
    """What readers were told, one text a mail."""
    return [content.decode("utf-8", "replace") for to, content in installation.mail.messages if to == READER]


def test_the_database_of_yesterday_sends_nothing_again_and_loses_nothing(
    installation: WatchedInstallation, place: PostgresPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert installation.run() == 0
    backup = back_up(installation)
    assert Path(backup).stat().st_mode & 0o077 == 0
    installation.publish("railways")
    assert installation.run(DAY) == 0
    installation.mail.answers["CONNECT"] = "554 down"
    installation.publish("bridges")
    assert installation.run(2 * DAY) == 75
    installation.mail.answers.clear()
    installation.publish("harbours")  # published after the last edition, before the restore
    assert command(installation, "restore", backup) == 0
    assert f"is now the schema {place.schema}_before_restore_" in capsys.readouterr().out
    for hour in range(2 * DAY + 1, 5 * DAY, 6):
        assert installation.run(hour) == 0
    words = ("railways", "bridges", "harbours")
    assert [[word for word in words if word in mail] for mail in told(installation)] == [[], *([word] for word in words)]
    assert len(schemas(place)) == 2


def test_a_store_moves_from_a_file_to_postgresql_and_goes_on(installation: WatchedInstallation, place: PostgresPlace) -> None:
    use(installation, installation.folder / "digest.db")
    installation.publish("railways")
    installation.run()
    backup = back_up(installation)
    use(installation, place)
    assert command(installation, "restore", backup) == 64
    assert command(installation, "restore", backup, "--sent-until", "2026-11-23T08:00") == 0
    installation.publish("harbours")
    assert installation.run(DAY) == 0
    assert [("railways" in mail, "harbours" in mail) for mail in told(installation)] == [(True, False), (False, True)]


@pytest.mark.parametrize("kept", [0, 1000, -100])
def test_what_is_no_whole_backup_changes_nothing(
    kept: int, installation: WatchedInstallation, place: PostgresPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    installation.run()
    backup = Path(back_up(installation))
    backup.write_bytes(backup.read_bytes()[:kept])
    with closing(SqlStore(place)) as store:
        before = store.last_runs(9)
        assert command(installation, "restore", str(backup)) == 74
        assert store.last_runs(9) == before
    assert schemas(place) == [place.schema]
    assert capsys.readouterr().err.count("\n") == 1


def test_the_backup_of_another_installation_is_refused(
    installation: WatchedInstallation, postgres: PostgresServer, place: PostgresPlace
) -> None:
    installation.run()
    backup = back_up(installation)
    other = postgres.new_place()
    use(installation, other)
    installation.run()
    assert command(installation, "restore", backup) == 74
    assert schemas(other) == [other.schema]
    postgres.drop(other)


def test_a_backup_of_postgresql_is_not_restored_into_a_file(
    installation: WatchedInstallation, capsys: pytest.CaptureFixture[str]
) -> None:
    installation.run()
    backup = back_up(installation)
    use(installation, installation.folder / "digest.db")
    assert command(installation, "restore", backup, "--sent-until", "now") == 74
    assert "is the backup of a store in PostgreSQL" in capsys.readouterr().err


def test_without_the_programs_of_postgresql_a_backup_says_what_to_install(
    installation: WatchedInstallation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installation.run()
    monkeypatch.setenv("PATH", str(installation.folder))
    assert command(installation, "backup", str(installation.folder / "backup")) == 74
    assert "pg_dump: is not installed; backups of a store in PostgreSQL need its client programs" in capsys.readouterr().err
    assert list(installation.folder.glob("backup*")) == []


def test_the_commands_that_look_at_the_store_work(
    installation: WatchedInstallation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(installation, "status") == 0
    assert "no run yet" in capsys.readouterr().out
    installation.publish("railways")
    assert installation.run() == 0
    for words in (["status"], ["check", "--offline"], ["outbox"], ["preview", "--format", "text"], ["sources", "test"]):
        assert command(installation, *words) == 0, words
    printed = capsys.readouterr().out
    assert "1 row in the outbox" in printed
    assert "Talks of railways" not in printed  # it was told: nothing is new for the next edition
