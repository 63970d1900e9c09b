"""`status`, `outbox` and `check` for programs: the documented JSON, the filters, and the health check."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.cli.parser import main
from tests.monitor.watched_installation import DEAD, OPERATOR_ADDRESS, READER, WatchedInstallation, watched_installation
from tests.reliability.installation import MORNING

FOLDER = "{name: folder, files: in/*.txt}"
ROW = {
    "id", "state", "digest", "slot", "channel", "address", "attempts", "detail", "dropped", "queued_at", "changed_at",
    "next_try",
}  # fmt: skip
HOURS_AGO = (datetime.now(UTC) - MORNING) / timedelta(hours=1)
"""The runs of these tests are at the present time, because the commands ask the real clock."""


@pytest.fixture
def broken(tmp_path: Path) -> Any:
    """An installation whose mail has waited, and one of whose sources has been dead, for two days."""
    with watched_installation(tmp_path) as found:
        found.mail.answers["CONNECT"] = "554 down"
        found.configure(FOLDER, DEAD.format(n=1))
        for days in (2, 0):
            found.run(HOURS_AGO - 24 * days)
        yield found


def command(installation: WatchedInstallation, *words: str) -> int:
    return main(["--config", str(installation.folder / "digest.yaml"), *words])


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_health_check_names_each_alarm_and_what_to_do(
    broken: WatchedInstallation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(broken, "status", "--strict") == 75
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["alarm", "mail_pending", "email:"],
        ["alarm", "source_dead", "dead1:"],
    ]
    assert all("; since 20" in line and "; next: " in line for line in lines)
    assert command(broken, "status") == 0
    assert capsys.readouterr().out.startswith("alarm    mail_pending email: ")


def test_the_health_check_of_a_dead_source_ends_with_69_and_of_nothing_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with watched_installation(tmp_path) as found:
        found.configure(FOLDER, DEAD.format(n=1))
        assert command(found, "status", "--strict") == 0
        assert capsys.readouterr().out == "no run yet\n"
        found.run(HOURS_AGO - 30)
        found.run(HOURS_AGO)
        assert command(found, "status", "--strict") == 69
        found.configure(FOLDER)
        capsys.readouterr()
        assert command(found, "status", "--strict") == 0
        assert capsys.readouterr().out == "ok       no alarm\n"


def test_the_health_check_notices_that_nothing_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with watched_installation(tmp_path) as found:
        found.configure(FOLDER)
        found.run(HOURS_AGO - 72)
        assert command(found, "status", "--strict") == 75
        assert {line.split()[1] for line in capsys.readouterr().out.splitlines()} == {"edition_late", "not_run"}


def test_status_as_json_has_the_documented_fields(broken: WatchedInstallation, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(broken, "status", "--json") == 0
    (status,) = objects(capsys)
    assert status.keys() == {
        "alarms", "runs", "steps", "sources", "failures", "digests", "outbox", "dropped", "unsubscribed",
    }  # fmt: skip
    assert status["alarms"][0].keys() == {"kind", "subject", "since", "message", "advice", "exit_code"}
    assert status["runs"][0].keys() == {"started_at", "ended_at", "exit_code", "report"}
    assert set(status["steps"]) == {"collect", "summarise", "compile", "deliver"}
    good, dead = status["sources"]
    assert good.keys() == {"name", "status", "reason", "failing_since", "last_new", "expected_by", "silent"}
    assert (good["status"], good["failing_since"], dead["status"]) == ("read", None, "failed")
    assert datetime.fromisoformat(dead["failing_since"]) < datetime.now(UTC) - timedelta(hours=40)
    assert status["digests"][0].keys() == {"name", "next_slot", "due_at", "late"}
    assert {row["state"] for row in status["outbox"]} == {"pending"}
    assert status["dropped"] == {"messages": 0, "bytes": 0, "readers": 0}
    assert command(broken, "status", "--json", "--strict") == 75
    assert objects(capsys)[0]["alarms"] == status["alarms"]


def test_the_day_as_json_has_one_object_a_statement(broken: WatchedInstallation, capsys: pytest.CaptureFixture[str]) -> None:
    day = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    assert command(broken, "status", "--day", day, "--json") == 0
    fates = [found for found in objects(capsys) if found["fate"] != "failed"]
    assert [found.keys() for found in fates] == [{"digest", "source", "title", "link", "fate", "reason"}]
    assert fates[0]["fate"] == "in edition"


def test_the_outbox_as_json_and_by_state_and_day(broken: WatchedInstallation, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(broken, "outbox", "--json") == 0
    rows = objects(capsys)
    assert all(row.keys() == ROW for row in rows)
    assert {(row["digest"], row["address"]) for row in rows} == {("morning", READER), ("(admin)", OPERATOR_ADDRESS)}
    assert command(broken, "outbox", "--state", "sent", "--json") == 0
    assert objects(capsys) == []
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    assert command(broken, "outbox", "--since", tomorrow) == 0
    assert capsys.readouterr().out == "no such row; --since YYYY-MM-DD lists earlier ones\n"
    assert command(broken, "outbox", "--state", "pending", "--since", "2020-01-01") == 0
    assert len(capsys.readouterr().out.splitlines()) == len(rows)


def test_check_as_json_has_one_object_a_part(broken: WatchedInstallation, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(broken, "check", "--offline", "--json") == 0
    parts = objects(capsys)
    assert all(part.keys() == {"part", "result", "found", "exit_code"} for part in parts)
    assert {part["result"] for part in parts} <= {"ok", "warning"}
    (broken.folder / "var" / "digest.db").write_bytes(b"no database" * 1000)
    code = command(broken, "check", "--offline", "--json")
    failed = [part for part in objects(capsys) if part["result"] == "failed"]
    assert [part["exit_code"] for part in failed] == [code] == [74]
