"""Reads until when a statement must not be published, from the line that names the embargo. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from digest.text.dates import DateContext, find_date

_DAY_ENDS_LAST = timedelta(hours=12)  # after UTC: in the zone farthest west


def read_embargo(line: str, context: DateContext) -> tuple[datetime | None, str]:
    """Return the end of the embargo that `line` names, in UTC, and a warning if it is in doubt; None if no date can be read.

    Where the hour cannot be read, because its zone is unknown, the embargo ends when the day is over everywhere.
    """
    if not line:
        return None, ""
    found = find_date(line, context)
    if found is None:
        return None, f"an embargo is named, but its moment cannot be read: {line!r}"
    if found.day and found.time_unread:
        end = datetime.combine(found.day + timedelta(days=1), time.min, UTC) + _DAY_ENDS_LAST
        return end, f"an embargo is named, but its hour cannot be read: {line!r}; it is kept until that day is over everywhere"
    return found.moment, ""
