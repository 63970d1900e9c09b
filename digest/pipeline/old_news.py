"""Decides which statements of a fetch are no news, because they are old. Pure.

The collect step stores the reason with the statement; no edition takes it, and the status of its day names the reason. A new
source does not flood the next edition: what is older than the day before its first try is no news, but for the latest day that
it has. That goes for all that it listed at first, also where a page could be read only later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from digest.records import Statement


@dataclass(frozen=True, slots=True)
class NewsRule:
    """From when on the statements of a source are news.

    `first_tried`: when the source was first tried, while it is read for the first time; None after that, or if everything that
    it has is to be told. `listed_first`: the same for the statements, by key, that it listed then and that could not be read.
    `latest`: the latest day of what was read of it before.
    """

    since: date | None = None
    max_age: timedelta | None = None
    first_tried: datetime | None = None
    listed_first: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))
    latest: date | None = None

    def old_news(self, statements: Iterable[Statement], now: datetime) -> Iterator[str]:
        """For each statement why it is no news; empty if it is."""
        found = tuple(statements)
        days = (self.latest, *map(day_of, found))
        latest = max(filter(None, days), default=None)
        for statement in found:
            is_embargoed = statement.embargo is not None and statement.embargo > now
            yield "" if is_embargoed else self._reason(statement, latest, now)

    def _reason(self, statement: Statement, latest: date | None, now: datetime) -> str:
        day, first_tried = day_of(statement), self.first_tried or self.listed_first.get(statement.key)
        if day and self.since and day < self.since:
            return f"it was published before {self.since}, the `since` of its source"
        if day and self.max_age and day < (now - self.max_age).date():
            return f"it was published more than {self.max_age.days} days before it was first seen, the `max_age` of its source"
        if first_tried is None:
            return ""
        # One day more: the day of a publisher may be that before the day in UTC.
        tried = first_tried.date() - timedelta(days=1)
        begin = min(latest or tried, tried)
        if day is None:
            return "it has no date and was there when its source was first read"
        return f"its source is new, and it was published before {begin}" if day < begin else ""


def day_of(statement: Statement) -> date | None:
    """Return the day of the publisher, or that of the time in UTC; None without a date."""
    return statement.day or (statement.published.date() if statement.published else None)
