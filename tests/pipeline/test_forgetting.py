"""A statement that is forgotten is nowhere: in no database, file, site or message to come; and it does not return."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.app import App, build
from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.compile.site_links import statement_path
from digest.config.loader import load_settings
from digest.errors import NotFoundError, UsageError
from digest.pipeline.forgetting import StatementForgetter
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from digest.records import OutboxState, RelationKind
from tests.fakes import FirstSentence
from tests.website.history import History, a_statement, files_of

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
SECRET = "The zebra was given asylum"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Installation:
    """Three statements in a folder, an edition in a file, on a site, and a mail that waits for a server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "digest.yaml"
        (folder / "in").mkdir()
        self.say("zebra", f"{SECRET} on Monday in Paris. It is well.")
        self.say("otter", "The otters were counted again on Tuesday in Rome. There are nine.")
        self.path.write_text(
            "store: digest.db\nsources: [{name: a, files: in/*}]\n"
            "digests: {morning: {deliver: [{file: 'out/{day}.md'}, {site: site, search: false}, {email: [b@example.org]}]}}\n"
            f"mail: {{host: 127.0.0.1, port: {free_port()}, security: none, from: a@example.org, timeout: 1}}\n"
        )

    def say(self, name: str, text: str) -> None:
        (self.folder / "in" / f"{name}.txt").write_text(text, "utf-8")

    def open(self) -> App:
        return replace(build(load_settings(self.path)), summariser=FirstSentence(), fallback=None)

    def run(self, days: int = 0) -> RunReport:
        with self.open() as app:
            return run_once(app.pipeline, lambda: NOW + timedelta(days=days), tracker(quiet=True))

    def key(self, name: str) -> str:
        with self.open() as app:
            keys = app.store.published_stamps(["morning"])
        return next(key for key in keys if name in key)

    def forget(self, name: str) -> None:
        assert main(["--config", str(self.path), "forget", self.key(name)]) == 0

    def holders(self, text: str) -> list[str]:
        """The files of the installation, but for what its source publishes, that hold a text."""
        found = (path for path in self.folder.rglob("*") if path.is_file() and "in" not in path.parts[-2:-1])
        return sorted(path.name for path in found if text.encode() in path.read_bytes())


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    made = Installation(tmp_path)
    made.run()
    return made


def test_it_is_in_no_file_any_more_and_the_rest_is_as_it_was(installation: Installation) -> None:
    assert {"digest.db", "2026-11-23.md", "2026-11-23.html"} <= set(installation.holders(SECRET))
    installation.forget("zebra")
    installation.run()
    assert installation.holders(SECRET) == []
    assert "otters were counted" in (installation.folder / "out" / "2026-11-23.md").read_text("utf-8")
    assert "2026-11-23.html" in installation.holders("otters were counted")


def test_a_message_that_waits_is_sent_without_it(installation: Installation) -> None:
    with installation.open() as app:
        (waiting,) = (row for row in app.store.due_outgoing(NOW + timedelta(days=1)) if row.target.channel == "email")
        assert b"zebra" in waiting.content
    installation.forget("zebra")
    with installation.open() as app:
        (waiting,) = (row for row in app.store.due_outgoing(NOW + timedelta(days=1)) if row.target.channel == "email")
    assert b"zebra" not in waiting.content
    assert b"otters" in waiting.content


def test_a_message_that_was_sent_is_not_sent_again(installation: Installation) -> None:
    with installation.open() as app:
        (row,) = (row for row in app.store.outbox() if row.target.channel == "email")
        app.store.mark_outgoing(row.id, OutboxState.SENT, NOW)
    installation.forget("zebra")
    with installation.open() as app:
        assert not app.store.resend(row.id, NOW)
        assert [each.state for each in app.store.outbox() if each.id == row.id] == [OutboxState.SENT]


def test_it_does_not_come_back_though_its_source_still_has_it(installation: Installation) -> None:
    installation.forget("zebra")
    installation.say("heron", "The heron was seen on Wednesday in Oslo. It flew away.")
    (installation.folder / "in" / "zebra.txt").touch()
    report = installation.run(days=1)
    (edition,) = report.editions
    assert [entry.statement.text[:9] for entry in edition.entries] == ["The heron"]
    assert installation.holders(SECRET) == []


def test_its_words_do_not_come_back_under_another_name(installation: Installation) -> None:
    installation.forget("zebra")
    installation.say("renamed", f"{SECRET} on Monday in Paris. It is well.")
    installation.say("heron", "The heron was seen on Wednesday in Oslo. It flew away.")
    (edition,) = installation.run(days=1).editions
    assert len(edition.entries) == 1
    assert installation.holders(SECRET) == []


def test_another_statement_with_the_same_beginning_is_still_told(installation: Installation) -> None:
    installation.forget("zebra")
    installation.say("other", "The zebra was given a name on Friday in Bonn. It is Fred.")
    (edition,) = installation.run(days=1).editions
    assert [entry.statement.text[:29] for entry in edition.entries] == ["The zebra was given a name on"]


def test_a_key_that_no_statement_has_is_named(installation: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(installation.path), "forget", "https://nowhere.example/"]) == NotFoundError.exit_code
    said = capsys.readouterr().err
    assert "no statement has the key or the address 'https://nowhere.example/'" in said
    assert said.count("\n") == 1


def test_a_mail_address_that_nothing_has_is_named(installation: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(installation.path), "forget", "nobody@example.org"]) == NotFoundError.exit_code
    assert "nobody@example.org: no message and no entry has this address" in capsys.readouterr().err


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path)
    yield made
    made.store.close()


def test_a_statement_is_named_by_its_key_or_by_its_address(history: History) -> None:
    page = "https://state.example/animals"
    history.tell(
        a_statement("zebra", key="tag:zebra"),
        a_statement("otter", "Otters were counted. Nine are.", key="tag:otter", link=page),
        a_statement("heron", "A heron was seen in Oslo. It flew.", key="tag:heron", link=page),
    )
    forgetter = StatementForgetter(history.store, {}, outgoing=None)  # type: ignore[arg-type]
    for name in ("tag:zebra", "https://state.example/zebra", "https://state.example/zebra#:~:text=The%20ministers"):
        assert forgetter.key_of(name) == "tag:zebra"
    with pytest.raises(UsageError, match=r"2 statements have the address .*tag:heron, tag:otter"):
        forgetter.key_of(page)


def test_what_others_say_of_it_is_forgotten_too(history: History, tmp_path: Path) -> None:
    history.tell(
        a_statement("zebra", f"{SECRET} in Paris. It is well."), a_statement("otter", "Otters were counted. Nine are.")
    )
    history.read(a_statement("heron", "A heron was seen in Oslo. It flew."))
    history.relate("heron", "zebra", RelationKind.FOLLOW_UP)
    history.withdraw("zebra")
    history.tell()
    history.publish(tmp_path / "site")
    key = "https://state.example/zebra"
    assert history.store.traces(key) is not None
    assert [slot.day for _, slot in history.store.traces(key).editions] == [23, 24]  # type: ignore[union-attr]
    history.store.forget_statement(key, {}, history.day)
    history.publish(tmp_path / "site")
    assert statement_path(key) not in files_of(tmp_path / "site")
    assert [path for path, content in files_of(tmp_path / "site").items() if b"zebra" in content] == []
    database = b"".join(path.read_bytes() for path in tmp_path.glob("digest.db*"))
    assert b"zebra" not in database
    second = history.store.sealed_edition("morning", history.slot - timedelta(days=1))
    assert second is not None
    assert second.withdrawn == ()
    assert [entry.relations for entry in second.entries] == [()]
    (tmp_path / "anew").mkdir()
    history.publish(tmp_path / "anew")
    assert files_of(tmp_path / "anew") == files_of(tmp_path / "site")
