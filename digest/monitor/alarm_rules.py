"""Which facts are alarms: what has been wrong for longer than the configuration allows. Pure; the clock is an argument."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.errors import DONE, BusyError, FetchError
from digest.monitor.facts import Facts
from digest.records import Alarm, AlarmKind, OutboxState

if TYPE_CHECKING:
    from digest.config.settings import Settings

_REFUSED = frozenset({OutboxState.FAILED, OutboxState.DEAD})


@dataclass(frozen=True, slots=True)
class AlarmLimits:
    """How long each thing may be wrong before it is an alarm."""

    source_dead: timedelta = timedelta(hours=24)
    mail_pending: timedelta = timedelta(hours=6)
    edition_late: timedelta = timedelta(hours=3)
    not_run: timedelta = timedelta(hours=26)


def alarm_limits(settings: Settings) -> AlarmLimits:
    """The limits of the configuration."""
    return AlarmLimits(**settings.alarms.limits)


def possible_alarms(facts: Facts, limits: AlarmLimits, now: datetime) -> tuple[Alarm, ...]:
    """Everything that is wrong, however short: an alarm that is not among these is over."""
    return find_alarms(facts, AlarmLimits(timedelta(), timedelta(), timedelta(), limits.not_run), now)


def find_alarms(facts: Facts, limits: AlarmLimits, now: datetime) -> tuple[Alarm, ...]:
    """The alarms at the time `now`: deliveries first, then editions, sources and steps, each kind from the longest on."""
    return (
        *_within(_queue_alarms(facts), limits.mail_pending, now),
        *_within(_edition_alarms(facts), limits.edition_late, now),
        *_within(_source_alarms(facts), limits.source_dead, now),
        *_within(_step_alarms(facts, limits.not_run, now), limits.not_run, now),
    )


def strict_exit_code(alarms: Iterable[Alarm]) -> int:
    """The exit code of a health check: that of what waits to be tried again, else that of what cannot be reached, else 0."""
    return max((alarm.exit_code for alarm in alarms), default=DONE)


def _within(alarms: Iterator[Alarm], limit: timedelta, now: datetime) -> list[Alarm]:
    return sorted((alarm for alarm in alarms if now - alarm.since >= limit), key=lambda alarm: alarm.since)


def _queue_alarms(facts: Facts) -> Iterator[Alarm]:
    """One alarm for each channel with rows that wait, and one for each with rows that were refused."""
    for kind, are_refused in ((AlarmKind.MAIL_PENDING, False), (AlarmKind.MAIL_REFUSED, True)):
        mine = [queue for queue in facts.queues if (queue.state in _REFUSED) is are_refused and queue.since]
        for channel in dict.fromkeys(queue.channel for queue in mine):
            queues = [queue for queue in mine if queue.channel == channel]
            number = sum(queue.count for queue in queues)
            since = min(queue.since for queue in queues if queue.since)
            detail = next((f": {queue.detail}" for queue in queues if queue.detail), "")
            ids = ", ".join(str(row) for queue in queues for row in queue.ids[:3])
            what = ("was", "were")[number > 1] + " refused for good" if are_refused else f"wait{'s' if number == 1 else ''}"
            message = f"{number} message{'' if number == 1 else 's'} {what}{detail}"
            yield Alarm(
                kind, channel, since, message, _queue_advice(channel, ids, are_refused=are_refused), BusyError.exit_code
            )


def _queue_advice(channel: str, ids: str, *, are_refused: bool) -> str:
    if are_refused:
        return f"`digest outbox` shows them ({ids}): resend, cancel or acknowledge each"
    where = "the folder and the disk" if channel == "file" else "the server with `digest check`"
    return f"look at {where}; each run tries again; `digest outbox` shows them ({ids})"


def _edition_alarms(facts: Facts) -> Iterator[Alarm]:
    for due in facts.due:
        message = f"the edition of {due.slot} is not made"
        advice = "`digest status` shows whether digest runs, and which sources cannot be read"
        yield Alarm(AlarmKind.EDITION_LATE, due.digest, due.since, message, advice, BusyError.exit_code)


def _source_alarms(facts: Facts) -> Iterator[Alarm]:
    for source in facts.unreadable:
        if source.failing_since:
            message = f"cannot be read: {source.reason}"
            advice = f"`digest sources test {shlex.quote(source.source)}` tries it now; correct its address, or remove it"
            yield Alarm(AlarmKind.SOURCE_DEAD, source.source, source.failing_since, message, advice, FetchError.exit_code)


def _step_alarms(facts: Facts, limit: timedelta, now: datetime) -> Iterator[Alarm]:
    """One alarm for each step that has not ended well for so long; one alone if that is all of them: then nothing runs."""
    ends = {**facts.steps, **facts.unended}
    overdue = {step: ended for step, ended in ends.items() if now - ended >= limit}
    advice = "see whether cron, the timer or the service still calls `digest run`, and what it says"
    if len(overdue) == len(ends) > 1:
        since = max(overdue.values())
        yield Alarm(AlarmKind.NOT_RUN, "run", since, "no run has ended well", advice, BusyError.exit_code)
        return
    for step, ended in overdue.items():
        message = f"the step {step} has not ended well"
        yield Alarm(AlarmKind.NOT_RUN, step, ended, message, advice, BusyError.exit_code)
