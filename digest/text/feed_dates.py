"""Reads the dates that feeds print and feedparser does not know. Pure; needs no clock.

A date is read only where it can mean one thing: "12/05/2025" is no date, "25/12/2025" is. A date without a zone is taken
as UTC; the civil day in the publisher's zone is decided later, by those who know the publisher.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split("|"), 1)}
_MONTH = rf"(?P<month>{_NAMES})[a-z]{{0,6}}\.?"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
_TIME = rf"(?:[,T\s]+(?:(?:at|-)\s+)?{_CLOCK}\s*(?P<half>[ap]\.?m\.?)?)?"
_ZONE = r"\s*(?P<zone>z|utc|gmt|[ecmp][sd]t|[+-]\d{2}:?\d{2})?"
_WEEKDAY = r"(?:[a-z]{2,9}\.?,?\s+)?"
_FORMS = tuple(
    re.compile(f"{_WEEKDAY}{date}{_TIME}{_ZONE}", re.IGNORECASE | re.ASCII)
    for date in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        r"(?P<first>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year>\d{4})",
    )
)
# RFC 822, section 5.1: the zones of North America; hours before UTC.
_HOURS = {"e": 5, "c": 6, "m": 7, "p": 8}


def parse_date(text: str) -> datetime | None:
    """The moment that `text` names, in UTC; None if it names none, or may name two."""
    plain = " ".join(text[:100].split())
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _moment(found.groupdict())
    return None


def from_seconds(seconds: int | None) -> datetime | None:
    """`seconds` since 1970 as a moment in UTC; None if there is none or no calendar holds it."""
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _moment(parts: dict[str, str | None]) -> datetime | None:
    day = _day(parts)
    hour = _hour(parts)
    if day is None or hour is None:
        return None
    try:
        start = datetime(int(parts["year"] or 0), *day, tzinfo=_zone(parts["zone"] or ""))
        return (start + timedelta(hours=hour, minutes=_int(parts["minute"]), seconds=_int(parts["second"]))).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _day(parts: dict[str, str | None]) -> tuple[int, int] | None:
    """Month and day; None if "first/other" can be read both ways."""
    if month := parts.get("month"):
        return _MONTHS[month.lower()], _int(parts["day"])
    if parts.get("number"):
        return _int(parts["number"]), _int(parts["day"])
    first, other = _int(parts["first"]), _int(parts["other"])
    if first == other or other > 12:
        return first, other
    return (other, first) if first > 12 else None


def _hour(parts: dict[str, str | None]) -> int | None:
    """The hour from 0 to 24; 24:00 is the end of the day (ISO 8601), which some feeds write as midnight."""
    hour, half = _int(parts["hour"]), (parts["half"] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    over = hour > 24 or (hour == 24 and (_int(parts["minute"]) or _int(parts["second"])))
    return None if over or _int(parts["minute"]) > 59 or _int(parts["second"]) > 60 else hour


def _zone(name: str) -> timezone:
    if name[:1] in {"+", "-"} and name:
        offset = timedelta(hours=int(name[1:3]), minutes=int(name[-2:]))
        return timezone(offset if name[0] == "+" else -offset)
    if name[:1].lower() in _HOURS and name[1:2].lower() in {"s", "d"}:
        return timezone(-timedelta(hours=_HOURS[name[0].lower()] - (name[1].lower() == "d")))
    return UTC


def _int(text: str | None) -> int:
    return int(text or 0)
