"""Decides which statements of a fetch are no news, because they are old. Pure.

The collect step stores the reason with the statement; no edition takes it, and the status of its day names the reason. A new
source does not flood the next edition: what is older than the day before its first try is no news, but for the latest day that
it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from digest.records import Statement


@dataclass(frozen=True, slots=True)
class NewsRule:
    """From when on the statements of a source are news.

    `first_tried`: when the source was first tried, if this is the first time that it is read; None after that, or if everything
    that it has is to be told.
    """

    since: date | None = None
    max_age: timedelta | None = None
    first_tried: datetime | None = None

    def old_news(self, statements: Iterable[Statement], now: datetime) -> Iterator[str]:
        """For each statement why it is no news; empty if it is."""
        found = tuple(statements)
        latest = max((day for statement in found if (day := _day(statement))), default=None)
        for statement in found:
            is_embargoed = statement.embargo is not None and statement.embargo > now
            yield "" if is_embargoed else self._reason(_day(statement), latest, now)

    def _reason(self, day: date | None, latest: date | None, now: datetime) -> str:
        if day and self.since and day < self.since:
            return f"it was published before {self.since}, the `since` of its source"
        if day and self.max_age and day < (now - self.max_age).date():
            return f"it was published more than {self.max_age.days} days before it was first seen, the `max_age` of its source"
        if self.first_tried is None:
            return ""
        # One day more: the day of a publisher may be that before the day in UTC.
        tried = self.first_tried.date() - timedelta(days=1)
        begin = min(latest or tried, tried)
        if day is None:
            return "it has no date and was there when its source was first read"
        return f"its source is new, and it was published before {begin}" if day < begin else ""


def _day(statement: Statement) -> date | None:
    """The day of the publisher, or that of the time in UTC; None without a date."""
    return statement.day or (statement.published.date() if statement.published else None)
