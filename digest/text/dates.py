"""Parses dates as governments and feeds write them. Pure; needs no clock and never guesses.

`find_date` looks for a date in a line of a page and reads months in every language of `text/lang`. `parse_feed_date` is
stricter: the whole text must be a date, as in feeds, in English or in digits.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from digest.text.lang import LANGUAGES
from digest.text.lang.en import MONTHS

_MONTH_NUMBERS = {
    name: number
    for language in LANGUAGES
    for number, spellings in enumerate(language.months, start=1)
    for name in spellings.split()
}
_YEARS = range(2, MAXYEAR)  # a moment in year 1 or 9999 has no civil date in some time zone

_TIME_AFTER = r"(?:,?\s+(?:at\s+)?(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap])\.?m\b\.?)?"
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _TIME_AFTER, re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:(?:of|de)\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})" + _TIME_AFTER,
    re.IGNORECASE,
)
_TIME_ANYWHERE = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b", re.IGNORECASE)

_FEED_MONTH = rf"(?P<month>{'|'.join(month[:3] for month in MONTHS)})[a-z]{{0,6}}\.?"
_FEED_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
_FEED_TIME = rf"(?:[,T\s]+(?:(?:at|-)\s+)?{_FEED_CLOCK}\s*(?P<half>[ap]\.?m\.?)?)?"
_FEED_ZONE = r"\s*(?P<zone>z|utc|gmt|[ecmp][sd]t|[+-]\d{2}:?\d{2})?"
_FEED_WEEKDAY = r"(?:[a-z]{2,9}\.?,?\s+)?"
_FEED_FORMS = tuple(
    re.compile(f"{_FEED_WEEKDAY}{form}{_FEED_TIME}{_FEED_ZONE}", re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_FEED_MONTH},?[\s-]+(?P<year>\d{{4}})",
        rf"{_FEED_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        r"(?P<first>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year>\d{4})",
    )
)
_MAX_FEED_DATE = 100  # characters that are read; no date is longer
_HOURS_BEHIND_UTC = {"e": 5, "c": 6, "m": 7, "p": 8}  # the zones of North America: RFC 822, section 5.1


def find_date(text: str, zone_name: str) -> datetime | None:
    """Return the moment that `text` names, in UTC: ISO 8601, RFC 5322 or "July 4, 2021 at 3:30 PM"; None if it names none.

    A date without a time zone is in `zone_name`, an IANA name. A date without a time of day is midnight there.
    """
    found = _iso(text) or _rfc(text) or _in_words(text)
    if found is None:
        return None
    try:
        return to_utc(found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone_name)))
    except (OverflowError, ValueError, KeyError, OSError):
        return None


def parse_feed_date(text: str) -> datetime | None:
    """Return the moment that `text` names, in UTC; None if it is no date or may be two.

    "25/12/2025" is a date, "12/05/2025" is ambiguous. A date without a time zone counts as UTC: the caller, who knows the
    publisher, decides the civil day.
    """
    line = " ".join(text[:_MAX_FEED_DATE].split())
    for form in _FEED_FORMS:
        if found := form.fullmatch(line):
            return _feed_moment(found.groupdict())
    return None


def from_timestamp(seconds: int | None) -> datetime | None:
    """Return `seconds` since 1970 as a moment in UTC; None without a number or if no calendar holds it."""
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def to_utc(moment: datetime | None) -> datetime | None:
    """Return an aware moment in UTC; None if it is so near an end of the calendar that some zone has no civil date for it."""
    return moment.astimezone(UTC) if moment and moment.year in _YEARS else None


def date_of_midnight(published: datetime | None, zone_name: str) -> date | None:
    """Return the civil date of a moment that is exactly midnight in `zone_name` or in UTC; None for any other moment.

    Midnight stands for a date without a time of day: `find_date` reads it so, and many feeds write it so.
    """
    if published is None:
        return None
    local_times = (published.astimezone(zone) for zone in (ZoneInfo(zone_name), UTC))
    return next((local.date() for local in local_times if local.time() == time.min), None)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def _rfc(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


def _in_words(text: str) -> datetime | None:
    month_first, day_first = _MONTH_FIRST.search(text), _DAY_FIRST.search(text)
    if month_first and month_first[1].lower() in _MONTH_NUMBERS:
        month, day, year, *clock = month_first.groups()
    elif day_first and day_first[2].lower() in _MONTH_NUMBERS:
        day, month, year, *clock = day_first.groups()
    else:
        return None
    before = _TIME_ANYWHERE.search(text)
    if not clock[0] and before:
        clock = list(before.groups())  # "7.00 pm, 4 May 2021"
    hour = _hour_of_24(_int(clock[0]), clock[2] or "a")
    try:
        return datetime(int(year), _MONTH_NUMBERS[month.lower()], int(day), hour, _int(clock[1]))  # noqa: DTZ001 - zone follows
    except ValueError:
        return None


def _feed_moment(parts: dict[str, str | None]) -> datetime | None:
    month_and_day = _feed_day(parts)
    hour = _feed_hour(parts)
    if month_and_day is None or hour is None:
        return None
    try:
        start = datetime(_int(parts["year"]), *month_and_day, tzinfo=_feed_zone(parts["zone"] or ""))
        return (start + timedelta(hours=hour, minutes=_int(parts["minute"]), seconds=_int(parts["second"]))).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _feed_day(parts: dict[str, str | None]) -> tuple[int, int] | None:
    """Return month and day; None if "first/other" can be read both ways."""
    if month := parts.get("month"):
        return _MONTH_NUMBERS[month.lower()], _int(parts["day"])
    if parts.get("number"):
        return _int(parts["number"]), _int(parts["day"])
    first, other = _int(parts["first"]), _int(parts["other"])
    if first == other or other > 12:
        return first, other
    return (other, first) if first > 12 else None


def _feed_hour(parts: dict[str, str | None]) -> int | None:
    """Return the hour from 0 to 24: 24:00 is the end of the day (ISO 8601), which some feeds write as midnight."""
    hour, half = _int(parts["hour"]), parts["half"] or ""
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = _hour_of_24(hour, half)
    past_midnight = hour > 24 or (hour == 24 and (_int(parts["minute"]) or _int(parts["second"])))
    return None if past_midnight or _int(parts["minute"]) > 59 or _int(parts["second"]) > 60 else hour


def _feed_zone(name: str) -> timezone:
    if name[:1] in {"+", "-"} and name:
        offset = timedelta(hours=int(name[1:3]), minutes=int(name[-2:]))
        return timezone(offset if name[0] == "+" else -offset)
    if name[:1].lower() in _HOURS_BEHIND_UTC and name[1:2].lower() in {"s", "d"}:
        return timezone(-timedelta(hours=_HOURS_BEHIND_UTC[name[0].lower()] - (name[1].lower() == "d")))
    return UTC


def _hour_of_24(hour: int, half: str) -> int:
    """Return an hour of a 12-hour clock as one of 24; `half` begins with "a" or "p"."""
    return hour % 12 + (12 if half[:1].lower() == "p" else 0)


def _int(digits: str | None) -> int:
    return int(digits or 0)
