"""The watch step: tells the operator what is wrong, on stderr and by message. Runs after the others, even if one of them fails.

`trouble.py` decides which lines are due, `monitor/alarm_rules.py` what is an alarm. An alarm is told by a message when it is
raised and by another one when it is over. The messages are rows of the outbox, stored together with the change of the alarm.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.errors import BUG, DeliveryError, DigestError
from digest.pipeline.report import RunReport
from digest.pipeline.trouble import Trouble, alarm_trouble, to_forget, to_tell, troubles
from digest.records import Alarm, OperatorMessage, Outgoing

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

_ERRORS = frozenset({BUG, DeliveryError.exit_code})


@dataclass(frozen=True)
class WatchStep:
    """Tells what is wrong.

    `wrong` returns everything that could become an alarm, `overdue` what has lasted too long. `messages` returns the outbox
    rows of a message to the operator: none if nobody is configured. Times are shown in `zone`.
    """

    store: SqlStore
    wrong: Callable[[datetime], Sequence[Alarm]]
    overdue: Callable[[datetime], Sequence[Alarm]]
    messages: Callable[[OperatorMessage], tuple[Outgoing, ...]]
    zone: ZoneInfo

    def run(self, report: RunReport, now: datetime) -> bool:
        """Tell the troubles of a run and all alarms, and queue a message for each change. Return whether one was queued."""
        overdue = self.overdue(now)
        lines = [alarm_trouble(alarm, self._local(alarm.since)) for alarm in overdue]
        self._tell((*troubles(report), *lines), now)
        return self._change_alarms(overdue, now)

    def run_after_error(self, error: Exception, now: datetime) -> bool:
        """The same after a run that an error ended. The error itself is not told here, but it learns whether it is news."""
        if isinstance(error, DigestError):
            trouble = Trouble("run_failed", (type(error).__name__,), str(error), exit_code=error.exit_code)
            told = self.store.told_troubles()
            error.is_known = not to_tell([trouble], told, now)
            if not error.is_known:
                self.store.save_told(trouble.keys, (), now)
        return self.run(RunReport(), now)

    def tell_overdue(self, now: datetime) -> None:
        """Tell the alarms alone: for a run that did not begin because another one has not ended."""
        self._tell([alarm_trouble(alarm, self._local(alarm.since)) for alarm in self.overdue(now)], now)

    def _tell(self, found: Iterable[Trouble], now: datetime) -> None:
        told = self.store.told_troubles()
        new = to_tell(found, told, now)
        for trouble in new:
            level = logging.ERROR if trouble.exit_code in _ERRORS or trouble.event == "alarm" else logging.WARNING
            log.log(level, "%s", trouble.message, extra={"fields": trouble.fields})
        forgotten = to_forget(told, now)
        if new or forgotten:
            self.store.save_told([key for trouble in new for key in trouble.keys], forgotten, now)

    def _change_alarms(self, overdue: Sequence[Alarm], now: datetime) -> bool:
        """Store which alarms are new and which are over, with the messages that say so."""
        known = {alarm.key: alarm for alarm in self.store.raised_alarms()}
        still = {alarm.key for alarm in self.wrong(now)}
        raised = tuple(alarm for alarm in overdue if alarm.key not in known)
        ended = tuple(alarm for key, alarm in known.items() if key not in still)
        if not raised and not ended:
            return False
        rows = self.messages(OperatorMessage(now, str(self.zone), raised, ended))
        self.store.change_alarms(raised, ended, rows, now)
        for alarm in ended:
            fields = {"event": "alarm_ended", "kind": str(alarm.kind), "subject": alarm.subject}
            text = f"well again: {alarm.subject}: {alarm.message}; since {self._local(alarm.since)}"
            log.info("%s", text, extra={"fields": fields})
        return bool(rows)

    def _local(self, moment: datetime) -> str:
        return moment.astimezone(self.zone).strftime("%Y-%m-%d %H:%M %Z")
