"""Ordinary trouble with the mail server: what is refused to us is tried again, what is refused to a reader stays visible."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from digest.cli.output import trouble_lines
from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from digest.records import OutboxState
from tests.reliability.answering_server import AnsweringServer, answering_server
from tests.reliability.installation import MORNING, Installation

READERS = tuple(f"reader{number}@example.org" for number in range(5))
CONFIGURATION = """\
store: digest.db
sources: [{{name: folder, files: in/*.txt}}]
digests:
  morning:
    at: "07:00"
    deliver: [{{email: [{readers}]}}]
mail: {{host: 127.0.0.1, port: {port}, security: none, from: digest@example.org, timeout: {timeout}, username: digest,
  password_env: DIGEST_TEST_PASSWORD}}
"""


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_TEST_PASSWORD", "correct horse")


def install(folder: Path, server: AnsweringServer, readers: tuple[str, ...] = READERS, timeout: float = 10) -> Installation:
    installation = Installation.create(folder / "installation", server.port, "resend")
    configure(installation, server, readers, timeout)
    return installation


def configure(installation: Installation, server: AnsweringServer, readers: tuple[str, ...], timeout: float = 10) -> None:
    text = CONFIGURATION.format(readers=", ".join(readers), port=server.port, timeout=timeout)
    (installation.folder / "digest.yaml").write_text(text, "utf-8")


def run(installation: Installation, hours: float = 0) -> RunReport:
    with installation.app() as app:
        return run_once(app.pipeline, lambda: MORNING + timedelta(hours=hours), tracker(quiet=True))


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("CONNECT", "554 no service"),
        ("CONNECT", "421 too busy"),
        ("EHLO", "550 bad helo"),
        ("EHLO", "421 too many connections"),
        ("AUTH", "535 the password has expired"),
        ("AUTH", "454 try later"),
        ("MAIL", "550 sender rejected"),
        ("MAIL", "530 authentication required"),
        ("MAIL", "552 message too large"),
        ("RCPT", "550 quota exceeded"),
        ("RCPT", "554 5.7.1 relay access denied"),
        ("RCPT", "451 greylisted"),
        ("DATA", "554 no thanks"),
        ("DOT", "554 rejected as spam"),
        ("DOT", "550 5.4.5 daily sending quota exceeded"),
    ],
)
@pytest.mark.parametrize("hours", [0.5, 24])
def test_what_the_server_refuses_to_us_is_delivered_once_it_is_put_right(
    stage: str, answer: str, hours: float, tmp_path: Path
) -> None:
    with answering_server(**{stage: answer}) as server:
        installation = install(tmp_path, server)
        report = run(installation)
        assert report.exit_code == 75
        assert {row.state for row in report.troubled} == {OutboxState.PENDING}
        assert answer in "".join(trouble_lines(report))
        assert run(installation, 0.1).exit_code == 75  # nothing is due yet, and the trouble is told all the same
        assert server.received == []
        server.answers.clear()
        assert run(installation, hours).exit_code == 0
        assert sorted(server.received) == sorted(READERS)


def test_a_refused_login_is_tried_once_a_run(tmp_path: Path) -> None:
    with answering_server(AUTH="535 wrong password") as server:
        run(install(tmp_path, server))
        assert server.logins == 1


@pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"])
def test_a_server_that_hangs_costs_a_run_at_most_two_connections(stage: str, tmp_path: Path) -> None:
    with answering_server(**{stage: ""}) as server:
        report = run(install(tmp_path, server, timeout=0.3))
        assert report.exit_code == 75
        assert 1 <= server.connections <= 2


def test_one_connection_carries_many_messages(tmp_path: Path) -> None:
    readers = tuple(f"reader{number}@example.org" for number in range(60))
    with answering_server() as server:
        assert run(install(tmp_path, server, readers)).exit_code == 0
        assert sorted(server.received) == sorted(readers)
        assert server.connections == 2


@pytest.mark.parametrize(("stage", "answer"), [("RCPT", "550 5.1.1 no such user"), ("DOT", "554 rejected")])
def test_a_refusal_of_one_reader_stays_in_exit_code_and_status_until_it_is_acknowledged(
    stage: str, answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = READERS[0]
    with answering_server(**{f"{stage} {refused}": answer}) as server:
        installation = install(tmp_path, server)
        assert run(installation).exit_code == 74
        assert sorted(server.received) == sorted(READERS[1:])
        assert run(installation, 1).exit_code == 74
        command = ["--config", str(installation.folder / "digest.yaml")]
        assert main([*command, "status"]) == 0
        (line,) = [line for line in capsys.readouterr().out.splitlines() if " failed " in line]
        assert main([*command, "outbox", "acknowledge", line.split()[1]]) == 0
        assert run(installation, 2).exit_code == 0


def test_a_single_reader_who_does_not_exist_is_refused(tmp_path: Path) -> None:
    with answering_server(RCPT="550 no such user") as server:
        assert run(install(tmp_path, server, READERS[:1])).exit_code == 74


def test_who_was_removed_gets_nothing_that_still_waited_and_who_was_added_nothing_of_before(tmp_path: Path) -> None:
    with answering_server(MAIL="451 later") as server:
        installation = install(tmp_path, server)
        run(installation)
        server.answers.clear()
        configure(installation, server, ("READER1@example.org", "new@example.org"))
        assert run(installation, 1).exit_code == 0
        assert server.received == [READERS[1]]
        with installation.app() as app:
            assert {row.state for row in app.store.outbox()} == {OutboxState.SENT, OutboxState.CANCELLED}


def test_who_is_still_listed_gets_what_waited_although_the_digest_was_renamed(tmp_path: Path) -> None:
    with answering_server(MAIL="451 later") as server:
        installation = install(tmp_path, server)
        run(installation)
        server.answers.clear()
        configure(installation, server, READERS[1:])
        path = installation.folder / "digest.yaml"
        path.write_text(path.read_text("utf-8").replace("morning:", "dawn:"), "utf-8")
        run(installation, 1)
        with installation.app() as app:
            waiting = {row.target.address: row.state for row in app.store.outbox() if row.digest == "dawn"}
    assert waiting == {READERS[0]: OutboxState.CANCELLED} | dict.fromkeys(READERS[1:], OutboxState.SENT)
