"""Which facts are alarms, what each says, and the exit code of a health check."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from digest.monitor.alarm_rules import AlarmLimits, find_alarms, possible_alarms, strict_exit_code
from digest.monitor.facts import DueEdition, Facts
from digest.records import Alarm, AlarmKind, FetchStatus, OutboxState, SourceReport
from digest.store.operator import Queue

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LIMITS = AlarmLimits()


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def source(hours: float, name: str = "ministry") -> SourceReport:
    return SourceReport(name, name, FetchStatus.FAILED, reason="status 503", failing_since=ago(hours))


def queue(hours: float, state: OutboxState = OutboxState.PENDING, channel: str = "email", count: int = 1) -> Queue:
    return Queue(channel, state, count, ago(hours), (7,), "451 later")


def due(hours: float) -> DueEdition:
    return DueEdition("morning", date(2026, 11, 23), ago(hours))


@pytest.mark.parametrize(
    ("facts", "kind", "subject", "code"),
    [
        (Facts(sources=(source(24),)), AlarmKind.SOURCE_DEAD, "ministry", 69),
        (Facts(queues=(queue(6),)), AlarmKind.MAIL_PENDING, "email", 75),
        (Facts(queues=(queue(6, OutboxState.UNCERTAIN),)), AlarmKind.MAIL_PENDING, "email", 75),
        (Facts(queues=(queue(6, channel="file"),)), AlarmKind.MAIL_PENDING, "file", 75),
        (Facts(queues=(queue(6, OutboxState.DEAD),)), AlarmKind.MAIL_REFUSED, "email", 75),
        (Facts(due=(due(3),)), AlarmKind.EDITION_LATE, "morning", 75),
        (Facts(steps={"deliver": ago(26)}), AlarmKind.NOT_RUN, "deliver", 75),
        (Facts(unended={"deliver": ago(26)}), AlarmKind.NOT_RUN, "deliver", 75),
    ],
)
def test_each_fact_becomes_an_alarm_after_its_hours_and_not_before(
    facts: Facts, kind: AlarmKind, subject: str, code: int
) -> None:
    (alarm,) = find_alarms(facts, LIMITS, NOW)
    assert (alarm.kind, alarm.subject, alarm.exit_code) == (kind, subject, code)
    assert alarm.message
    assert alarm.advice
    assert find_alarms(facts, LIMITS, NOW - timedelta(minutes=1)) == ()
    assert strict_exit_code([alarm]) == code


def test_what_is_well_is_no_alarm() -> None:
    well = SourceReport("ministry", "Ministry", FetchStatus.READ, last_new=ago(1000))
    assert find_alarms(Facts(sources=(well,), steps={"collect": ago(1)}), LIMITS, NOW) == ()
    assert strict_exit_code(()) == 0


def test_several_states_of_one_channel_are_one_alarm_that_counts_all() -> None:
    facts = Facts(queues=(queue(7, count=3), queue(9, OutboxState.UNCERTAIN)))
    (alarm,) = find_alarms(facts, LIMITS, NOW)
    assert alarm.message.startswith("4 messages wait")
    assert alarm.since == ago(9)


def test_what_is_wrong_for_a_short_time_keeps_an_alarm_from_being_over() -> None:
    facts = Facts(sources=(source(1),), queues=(queue(0.1),), due=(due(0.1),), steps={"collect": ago(1)})
    assert find_alarms(facts, LIMITS, NOW) == ()
    assert {alarm.kind for alarm in possible_alarms(facts, LIMITS, NOW)} == {
        AlarmKind.SOURCE_DEAD,
        AlarmKind.MAIL_PENDING,
        AlarmKind.EDITION_LATE,
    }


def test_a_time_that_a_wrong_clock_stored_in_the_future_is_no_alarm() -> None:
    assert find_alarms(Facts(sources=(source(-5),), queues=(queue(-5),)), LIMITS, NOW) == ()


def test_what_waits_to_be_tried_again_goes_before_what_cannot_be_reached() -> None:
    alarms = find_alarms(Facts(sources=(source(100),), queues=(queue(100),)), LIMITS, NOW)
    assert [alarm.exit_code for alarm in alarms] == [75, 69]
    assert strict_exit_code(alarms) == 75


def test_the_advice_for_a_source_with_a_quotation_mark_in_its_name_is_still_a_command() -> None:
    (alarm,) = find_alarms(Facts(sources=(source(30, "the minister's page"),)), LIMITS, NOW)
    assert "digest sources test 'the minister'\"'\"'s page'" in alarm.advice


def test_that_nothing_runs_is_one_alarm_and_that_one_step_fails_another() -> None:
    steps = ("collect", "summarise", "compile", "deliver")
    (alarm,) = find_alarms(Facts(steps=dict.fromkeys(steps, ago(30))), LIMITS, NOW)
    assert (alarm.subject, alarm.since) == ("run", ago(30))
    failing = Facts(steps=dict.fromkeys(steps[:3], ago(1)), unended={"deliver": ago(40)})
    assert [alarm.subject for alarm in find_alarms(failing, LIMITS, NOW)] == ["deliver"]


def test_alarms_are_told_apart_by_kind_and_subject() -> None:
    alarm = Alarm(AlarmKind.NOT_RUN, "collect", NOW, "m")
    assert alarm.key == ("not_run", "collect")
