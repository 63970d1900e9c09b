"""No failure is silent: what each kind of trouble is on stderr, in metrics, exit code, at the heartbeat and in mailboxes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.monitor.watched_installation import (
    DEAD,
    OPERATOR_ADDRESS,
    READER,
    WatchedInstallation,
    watched_installation,
)

FOLDER = "{name: folder, files: in/*.txt}"
DAY = 24


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[WatchedInstallation]:
    with watched_installation(tmp_path) as found:
        found.configure(FOLDER)
        yield found


def dead(*numbers: int) -> list[str]:
    return [DEAD.format(n=number) for number in numbers]


def test_a_good_run_says_nothing_and_calls_the_heartbeat(installation: WatchedInstallation) -> None:
    assert installation.run() == 0
    assert installation.log == []
    assert installation.hook.paths == ["/ping"]
    assert installation.subjects() == []
    assert installation.metric('digest_runs_total{exit_code="0"}') == 1
    assert installation.metric('digest_outbox_rows{state="sent"}') == 1


def test_a_mail_server_that_is_dead_for_six_days_is_told_at_once_daily_by_alarm_and_when_it_is_well(
    installation: WatchedInstallation,
) -> None:
    installation.mail.answers["CONNECT"] = "554 down"
    told: dict[int, list[str]] = {}
    for day in range(6):
        installation.publish(f"day {day}")
        for hour in range(0, DAY, 3):
            assert installation.run(DAY * day + hour) == 75
            if installation.log:
                told[DAY * day + hour] = installation.events
    assert told.pop(0) == ["outbox_pending"]
    assert told.pop(6) == ["alarm"]
    assert set(told) == {DAY * day + hour for day in range(1, 6) for hour in (0, 6)}
    assert installation.mail.received == []
    assert installation.metric('digest_alarm_since_timestamp_seconds{kind="mail_pending",subject="email"}') is not None
    assert installation.metric('digest_outbox_oldest_seconds{channel="email",state="pending"}') == (6 * DAY - 3) * 3600
    assert installation.hook.paths == ["/ping/fail"] * (6 * 8 - 2)  # from the alarm on; before, a run is only to be repeated
    assert b"554 down" in installation.hook.bodies[-1]

    installation.mail.answers.clear()
    assert installation.run(6 * DAY + 4) == 0
    assert installation.hook.paths[-1] == "/ping"
    assert len(installation.subjects(READER)) == 6
    assert [subject.split(":")[1] for subject in installation.subjects()] == [" alarm", " well again"]
    assert "554 down" in installation.body(0)
    assert "Next: look at the server" in installation.body(0)
    assert installation.run(6 * DAY + 5) == 0
    assert len(installation.subjects()) == 2


def test_all_sources_dead_postpones_the_edition_and_tells_the_operator(installation: WatchedInstallation) -> None:
    installation.configure(*dead(1, 2))
    assert installation.run() == 69
    assert installation.events == ["source_failed", "source_failed", "sources_failed", "edition_postponed"]
    assert {line["source"] for line in installation.log[:2]} == {"dead1", "dead2"}
    assert installation.log[0].items() >= {"kind": "reading the source", "count": 1, "level": "warning"}.items()
    assert installation.log[2].items() >= {"count": 2, "exit_code": 69}.items()
    assert installation.hook.paths == []
    codes = {installation.run(hour) for hour in range(3, DAY + 1, 3)}
    assert codes == {69}
    assert [subject.split(":")[1:3] for subject in installation.subjects()] == [[" alarm", " morning"], [" alarm", " dead1"]]
    assert "dead2" in installation.body(1)
    assert installation.hook.paths[-1] == "/ping/fail"
    assert (installation.metric('digest_edition_late_seconds{digest="morning"}') or 0) >= DAY * 3600
    assert installation.metric('digest_source_failing_seconds{source="dead1"}') == DAY * 3600
    installation.configure(FOLDER)
    assert installation.run(DAY + 1) == 0
    assert installation.subjects()[2:] == ["digest: well again: dead1, and 2 more"]


def test_most_sources_dead_ends_with_69_although_the_edition_goes_out(installation: WatchedInstallation) -> None:
    installation.configure(FOLDER, *dead(1, 2))
    assert installation.run() == 69
    assert installation.subjects(READER) != []
    assert "sources_failed" in installation.events


def test_a_dead_source_among_many_is_a_warning_and_becomes_an_alarm(installation: WatchedInstallation) -> None:
    installation.configure(FOLDER, *dead(1))
    assert installation.run() == 0
    assert installation.events == ["source_failed"]
    assert installation.run(1) == 0
    assert installation.log == []
    assert installation.run(DAY) == 0
    assert installation.events == ["source_failed", "edition_skipped", "alarm"]
    assert installation.log[-1]["level"] == "error"
    assert installation.subjects() == [
        "digest: alarm: dead1: cannot be read: http://127.0.0.1:1/feed: no connection: connection refused"
    ]


@pytest.mark.parametrize(("empty", "arrived"), [("skip", 1), ("outage", 2), ("send", 2)])
def test_readers_are_told_of_an_outage_if_configured(empty: str, arrived: int, installation: WatchedInstallation) -> None:
    installation.configure(FOLDER, *dead(1), empty=empty)
    installation.run()
    installation.run(DAY)
    assert len(installation.subjects(READER)) == arrived


def test_an_empty_edition_without_an_outage_is_skipped(installation: WatchedInstallation) -> None:
    installation.configure(FOLDER, empty="outage")
    installation.run()
    assert installation.run(DAY) == 0
    assert len(installation.subjects(READER)) == 1
    assert installation.log == []


def test_readers_are_told_that_no_source_could_be_read_all_day(installation: WatchedInstallation) -> None:
    installation.configure(*dead(1), empty="outage")
    assert installation.run() == 69
    assert installation.run(12) == 69
    assert installation.subjects(READER) == []
    installation.run(DAY)
    assert len(installation.subjects(READER)) == 1


def test_a_source_that_comes_and_goes_is_told_once_a_day(installation: WatchedInstallation) -> None:
    told = 0
    for hour in range(12):
        installation.configure(FOLDER, *(dead(1) if hour % 2 else dead()))
        installation.run(hour)
        told += installation.events.count("source_failed")
    assert told == 1


def test_a_refused_reader_is_told_and_becomes_an_alarm_until_it_is_decided(installation: WatchedInstallation) -> None:
    installation.mail.answers[f"RCPT {READER}"] = "550 no such user"
    assert installation.run() == 74
    assert installation.events == ["outbox_failed"]
    assert installation.hook.paths == ["/ping/fail"]
    assert installation.run(1) == 74
    assert installation.log == []
    assert installation.run(7) == 74
    assert installation.subjects() == ["digest: alarm: email: 1 message was refused for good: 550 no such user"]


def test_an_operator_who_is_refused_is_not_written_to_again_and_again(installation: WatchedInstallation) -> None:
    installation.mail.answers |= {f"RCPT {address}": "550 no such user" for address in (READER, OPERATOR_ADDRESS)}
    installation.run()
    for hour in range(6, 3 * DAY, 6):
        assert installation.run(hour) in (74, 75)
    assert installation.mail.received == []
    rows = installation.metric('digest_outbox_rows{state="failed"}')
    assert rows == 2


def test_an_operator_who_has_left_the_configuration_gets_nothing_more(installation: WatchedInstallation) -> None:
    installation.mail.answers["CONNECT"] = "554 down"
    installation.run()
    installation.run(7)
    installation.configure(FOLDER, admin="new@example.org")
    installation.mail.answers.clear()
    assert installation.run(12) == 0
    assert installation.subjects() == []
    assert installation.subjects("new@example.org") == ["digest: well again: email"]


def test_a_heartbeat_that_cannot_be_called_is_a_warning(installation: WatchedInstallation) -> None:
    installation.hook.answers[:] = [500]
    assert installation.run() == 0
    assert installation.events == ["heartbeat_not_called"]
    assert len(installation.hook.paths) == 3


def test_metrics_that_cannot_be_written_are_a_warning(installation: WatchedInstallation) -> None:
    (installation.folder / "metrics").write_text("a file, where a folder is to be", "utf-8")
    assert installation.run() == 0
    assert installation.events == ["metrics_not_written"]
    assert installation.hook.paths == ["/ping"]


def test_a_store_that_cannot_be_written_is_an_error_at_every_run_and_fails_the_heartbeat(
    installation: WatchedInstallation,
) -> None:
    (installation.folder / "var").write_text("a file, where a folder is to be", "utf-8")
    for _ in range(2):
        assert installation.run() == 74
        assert [line["level"] for line in installation.log] == ["warning", "error"]
        assert "while opening" in installation.log[1]["message"]
    assert installation.hook.paths == ["/ping/fail"] * 2


def test_a_secret_that_cannot_be_read_is_told_once_a_day_and_alarms(installation: WatchedInstallation) -> None:
    text = (installation.folder / "digest.yaml").read_text("utf-8")
    installation.write_configuration(text.replace("timeout: 5", "username: x, password_file: missing"))
    told = []
    for hour in range(0, 2 * DAY, 3):
        assert installation.run(hour) == 78
        told += [(hour, line["event"]) for line in installation.log if "password" in line["message"]]
    assert [hour for hour, _ in told] == [0, DAY]
    assert installation.hook.paths == ["/ping/fail"] * 16
    kinds = {"mail_pending": "email", "not_run": "deliver"}
    for kind, subject in kinds.items():
        assert installation.metric(f'digest_alarm_since_timestamp_seconds{{kind="{kind}",subject="{subject}"}}') is not None
