"""The moment that a written date names. Reads the forms that governments use; guesses nothing."""

from __future__ import annotations

import re
from datetime import MAXYEAR, UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from digest.text.lang import LANGUAGES

_MONTHS = {
    name: number
    for language in LANGUAGES
    for number, spellings in enumerate(language.months, start=1)
    for name in spellings.split()
}
_CLOCK = r"(?:,?\s+(?:at\s+)?(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap])\.?m\b\.?)?"
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK, re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:(?:of|de)\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})" + _CLOCK, re.IGNORECASE
)
_YEARS = range(2, MAXYEAR)
_ANY_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b", re.IGNORECASE)


def moment(written: str, timezone: str) -> datetime | None:
    """The moment that `written` names, in UTC: ISO 8601, RFC 5322 or "July 4, 2021 3:30 PM". None if it names none.

    Where it has no zone of its own it is in `timezone`; where it has no clock time it is midnight there.
    """
    found = _iso(written) or _rfc(written) or _in_words(written)
    if found is None:
        return None
    try:
        aware = found if found.tzinfo else found.replace(tzinfo=ZoneInfo(timezone))
        return usable(aware)
    except (OverflowError, ValueError, KeyError, OSError):
        return None


def usable(found: datetime | None) -> datetime | None:
    """The moment in UTC; None if it is so near the end of all calendars that it has no civil date in some zone."""
    return found.astimezone(UTC) if found and found.year in _YEARS else None


def bare_day(published: datetime | None, timezone: str) -> date | None:
    """The civil date of a moment that is midnight to the second in `timezone` or in UTC, as a date without an hour is read
    and as many feeds write one; None for any other moment."""
    if published is None:
        return None
    there = (published.astimezone(zone) for zone in (ZoneInfo(timezone), UTC))
    return next((local.date() for local in there if local.time() == time.min), None)


def _iso(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written.strip())
    except ValueError:
        return None


def _rfc(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None


def _in_words(written: str) -> datetime | None:
    month_first, day_first = _MONTH_FIRST.search(written), _DAY_FIRST.search(written)
    if month_first and month_first[1].lower() in _MONTHS:
        month, day, year, *clock = month_first.groups()
    elif day_first and day_first[2].lower() in _MONTHS:
        day, month, year, *clock = day_first.groups()
    else:
        return None
    before = _ANY_CLOCK.search(written)
    if not clock[0] and before:
        clock = list(before.groups())  # "7.00 pm, 4 May 2021"
    hour = int(clock[0] or 0) % 12 + 12 * ((clock[2] or "").lower() == "p")
    try:
        return datetime(int(year), _MONTHS[month.lower()], int(day), hour, int(clock[1] or 0))  # noqa: DTZ001 - zone follows
    except ValueError:
        return None
