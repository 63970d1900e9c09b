"""A backup is whole, and a restored database sends nothing again and loses nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest.cli.parser import main
from digest.store.compression import message_of
from tests.monitor.watched_installation import READER, WatchedInstallation, watched_installation

DAY = 24


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[WatchedInstallation]:
    with watched_installation(tmp_path) as found:
        found.configure("{name: folder, files: in/*.txt}")
        yield found


def command(installation: WatchedInstallation, *words: str) -> int:
    installation.close()
    return main(["--config", str(installation.folder / "digest.yaml"), *words])


def back_up(installation: WatchedInstallation) -> str:
    path = str(installation.folder / "backup.db")
    assert command(installation, "backup", path) == 0
    return path


def database(installation: WatchedInstallation) -> Path:
    return installation.folder / "var" / "digest.db"


def told(installation: WatchedInstallation) -> list[str]:
    """What readers were told, one text a mail."""
    return [content.decode("utf-8", "replace") for to, content in installation.mail.messages if to == READER]


def test_a_backup_is_a_database_that_only_its_owner_can_read_and_replaces_nothing(
    installation: WatchedInstallation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(installation, "backup", "backup.db") == 66
    installation.run()
    path = Path(back_up(installation))
    assert path.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert command(installation, "backup", str(path)) == 64
    assert "is there already" in capsys.readouterr().err
    assert sorted(file.name for file in path.parent.glob("backup*")) == ["backup.db"]


def test_the_database_of_yesterday_sends_nothing_again_and_loses_nothing(installation: WatchedInstallation) -> None:
    installation.run()
    backup = back_up(installation)
    installation.publish("railways")
    installation.run(DAY)
    assert len(told(installation)) == 2
    installation.publish("harbours")  # published after the last edition, before the restore
    assert command(installation, "restore", backup) == 0
    for hour in range(DAY + 1, 4 * DAY, 6):
        assert installation.run(hour) == 0
    mails = told(installation)
    assert [("railways" in mail, "harbours" in mail) for mail in mails] == [(False, False), (True, False), (False, True)]
    kept = list(database(installation).parent.glob("*before-restore*"))
    assert kept != []


def test_what_waited_in_the_newer_database_is_sent_once_with_the_same_bytes(installation: WatchedInstallation) -> None:
    installation.run()
    backup = back_up(installation)
    installation.publish("railways")
    installation.mail.answers["CONNECT"] = "554 down"
    assert installation.run(DAY) == 75
    with closing(sqlite3.connect(database(installation))) as store:
        ((sealed,),) = store.execute("SELECT content FROM outbox WHERE state = 'pending'").fetchall()
    installation.mail.answers.clear()
    assert command(installation, "restore", backup) == 0
    for hour in range(DAY + 1, 2 * DAY, 6):
        assert installation.run(hour) == 0
    assert len(told(installation)) == 2
    received = [content for to, content in installation.mail.messages if to == READER][1]
    assert received.replace(b"\r\n", b"\n").replace(b"\n..", b"\n.") == message_of(sealed).replace(b"\r\n", b"\n")


def test_who_has_unsubscribed_since_the_backup_stays_away(installation: WatchedInstallation) -> None:
    installation.run()
    backup = back_up(installation)
    with closing(sqlite3.connect(database(installation))) as store:
        store.execute("INSERT INTO unsubscribed VALUES ('morning', ?, '2026-11-23T08:00:00.000000+00:00')", (READER,))
        store.commit()
    assert command(installation, "restore", backup) == 0
    installation.publish("railways")
    installation.run(DAY)
    assert len(told(installation)) == 1


def test_an_edit_after_the_restore_is_told(installation: WatchedInstallation) -> None:
    installation.run()
    backup = back_up(installation)
    installation.publish("railways")
    installation.run(DAY)
    assert command(installation, "restore", backup) == 0
    installation.run(DAY + 1)
    path = installation.folder / "in" / "railways.txt"
    path.write_text(path.read_text("utf-8").replace("The ministers met", "The ministers quarrelled"), "utf-8")
    installation.run(2 * DAY)
    assert "quarrelled" in told(installation)[2]


def test_without_the_newer_database_one_has_to_say_until_when_it_was_sent(
    installation: WatchedInstallation, capsys: pytest.CaptureFixture[str]
) -> None:
    installation.run()
    backup = back_up(installation)
    installation.publish("railways")
    installation.run(DAY)
    database(installation).unlink()
    assert command(installation, "restore", backup) == 64
    assert "--sent-until" in capsys.readouterr().err
    assert command(installation, "restore", backup, "--sent-until", "2026-11-24T07:30") == 0
    assert installation.run(DAY + 1) == 0
    assert len(told(installation)) == 2
    installation.run(2 * DAY)
    assert "railways" in told(installation)[2]  # told again rather than lost


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "is no backup of digest"), (b"no database" * 1000, "is not a backup of digest")]
)
def test_what_is_no_backup_is_named_and_changes_nothing(
    content: bytes, said: str, installation: WatchedInstallation, capsys: pytest.CaptureFixture[str]
) -> None:
    installation.run()
    installation.close()
    (installation.folder / "backup.db").write_bytes(content)
    before = database(installation).read_bytes()
    assert command(installation, "restore", str(installation.folder / "backup.db")) == 74
    printed = capsys.readouterr().err
    assert said in printed
    assert "damaged" not in printed
    assert database(installation).read_bytes() == before
    assert {file.name for file in database(installation).parent.iterdir()} <= {
        "digest.db", "digest.db.lock", "digest.db.checked", "digest.db-wal", "digest.db-shm",
    }  # fmt: skip


def test_the_backup_of_another_installation_is_refused(installation: WatchedInstallation, tmp_path: Path) -> None:
    installation.run()
    backup = Path(back_up(installation))
    with closing(sqlite3.connect(backup)) as copy:
        copy.execute("UPDATE setting SET value = 'other' WHERE name = 'secret'")
        copy.commit()
    assert command(installation, "restore", str(backup)) == 74


def test_a_forgotten_address_is_nowhere_in_the_database(
    installation: WatchedInstallation, capsys: pytest.CaptureFixture[str]
) -> None:
    installation.run()
    assert command(installation, "forget", READER) == 64
    assert "remove it first" in capsys.readouterr().err
    text = (installation.folder / "digest.yaml").read_text("utf-8")
    installation.write_configuration(text.replace(READER, "other@example.org"))
    assert command(installation, "forget", READER.upper()) == 0
    for file in database(installation).parent.iterdir():
        assert READER.encode() not in file.read_bytes(), file
    assert command(installation, "outbox", "--json") == 0
    assert '"state": "sent"' in capsys.readouterr().out
