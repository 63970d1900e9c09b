"""The retention step: drops what is kept no longer. Once a day, after everything else, a few rows at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.config.keep_settings import KeepSettings
    from digest.store.retention import Reader
    from digest.store.sql_store import SqlStore

log = logging.getLogger(__name__)

BATCH = 500
"""Rows that one transaction changes: a program that waits for it waits for milliseconds."""

READER_DELAY = timedelta(days=30)
"""The address of a reader who has left is removed so long after the last message: who was taken off the list by mistake can be
put back, and is told of withdrawals as before."""


@dataclass(frozen=True)
class RetentionStep:
    """Drops what `keep` says. `left` returns those of the readers who get no edition of that digest any more."""

    store: SqlStore
    keep: KeepSettings
    left: Callable[[Sequence[Reader], date], Sequence[Reader]]

    def run(self, now: datetime, stopped: Callable[[], bool]) -> None:
        """Drop everything that is due, unless that was done today. `stopped` is called before each transaction."""
        if not self.store.retention_is_due(now.date()):
            return
        dropped = self._drop_messages(now, stopped), self._drop_bytes(now, stopped), self._drop_readers(now)
        if not stopped():
            self.store.note_retention(now.date())
        if any(dropped):
            messages, texts, readers = dropped
            log.info("dropped %d messages, the bytes of %d texts and %d addresses of readers", messages, texts, readers)

    def _drop_messages(self, now: datetime, stopped: Callable[[], bool]) -> int:
        period = self.keep.messages
        return _all(lambda limit: self.store.drop_messages(now - period, limit), stopped) if period else 0

    def _drop_bytes(self, now: datetime, stopped: Callable[[], bool]) -> int:
        period = self.keep.bytes
        if not period:
            return 0
        failed = self.store.drop_failed_bytes(now - period)
        return failed + _all(lambda limit: self.store.drop_published_bytes(now - period, limit), stopped)

    def _drop_readers(self, now: datetime) -> int:
        if self.keep.readers == "forever":
            return 0
        before = now - READER_DELAY
        left = self.left(self.store.mail_readers(before), now.date())
        return self.store.drop_readers(left, before) if left else 0


def _all(drop: Callable[[int], int], stopped: Callable[[], bool]) -> int:
    """Call `drop` with a limit until it drops less; return how much it has dropped."""
    total = 0
    while not stopped():
        dropped = drop(BATCH)
        total += dropped
        if dropped < BATCH:
            break
    return total
