"""Reads dates as publishers write them, in every language of `text/lang`. Pure; needs no clock and never guesses.

The one reader of the project. `parse_date` reads a text that is a date, as in feeds and metadata; `find_date` looks for one in
a line. What may be two days is none, unless the source's language or time zone tells which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digest.text.calendars import civil_date, solar_hijri_date, solar_hijri_month
from digest.text.clock_times import find_clock
from digest.text.date_forms import DateParts, find_forms, prepare, short_year_forms, spread_out
from digest.text.month_names import base_language, month_number, month_numbers, weekday_numbers
from digest.text.number_order import NumberOrder, number_order
from digest.text.time_zones import find_zone, is_zone_name

MIN_YEAR = 1990
"""No statement in a feed or on the web is older; an earlier date is the zero of a clock or a mistake."""

MAX_AHEAD = timedelta(days=1)
"""A publication lies in the future by the time zone at most, or by a clock that is wrong."""

MAX_DATE_LENGTH = 100  # characters of a text that is a date; with the name of its zone in brackets a date has 65
_MAX_LINE_LENGTH = 1_200  # of a line in which a date is sought: rules move no longer line
_MAX_WORDS_BEFORE = 40  # characters before the date in a text that is a date: a weekday, "Updated on"
_MAX_WORDS_BETWEEN = 25  # characters between a date and the time that belongs to it: ", Tuesday, at "
_LAST_YEAR = 9998  # a moment in year 1 or 9999 has no civil date in some time zone

_EPOCH = re.compile(r"(\d{9,10}(?:\.\d{1,9})?)|(\d{12,13})")
_WORD = re.compile(r"[^\W\d_](?:[^\s\d,;:/()\[\]|<>+_،-]|-(?=[^\W\d_]))*")
_OFFSET = r"(?:(?:UTC|GMT|utc|gmt)\s?)?[+-]\d{1,2}(?::?\d{2})?(?![\d:])"
_ZONE_NAME = r"\(?[^\W\d_]{1,7}(?:\s(?:[Ss]tandard\s|[Ee]uropean\s)?[Tt]ime\b|/[A-Za-z_/]{3,30})?\)?"
_ZONE = re.compile(rf"(?P<space>[\s,]*)(?P<zone>{_OFFSET}|{_ZONE_NAME})")
_OWN_PLACE = re.compile(r"\s*\[[\w/+-]{3,40}\]|\s[A-Z]{3,5}$")  # Java and Go write the zone behind its offset
_REMARK = re.compile(r"\s*\([^()]{2,60}\)$")
_THAI = re.compile("[\u0e00-\u0e7f]")
TAIL_WORDS = frozenset("г года року р r d године godine години leta".split())
"""Words behind a date that say that its last number is a year."""


@dataclass(frozen=True, slots=True)
class DateContext:
    """What is known of a source that writes dates: its IANA time zone and its language tag, empty if unknown.

    The zone is that of dates without one; both help to read a date that may be two.
    """

    zone: str = "UTC"
    language: str = ""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as read: `moment` in UTC, and `day`, the publisher's civil date, if no time of day is known.

    Midnight, as written or in the source's zone, stands for a date without a time: many feeds write it so. `time_unread`: a
    time was written, but it is impossible or its zone is unknown. Then `moment` is the midnight before.
    """

    moment: datetime
    day: date | None = None
    time_unread: bool = False


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a prepared line: where it starts, where it and its time end, and what it says."""

    start: int
    end: int
    date: WrittenDate


@dataclass(frozen=True, slots=True)
class _Time:
    """A time of day in a line; `since_midnight` is None if there is no such time, `zone` is the name beside it."""

    start: int
    end: int
    since_midnight: timedelta | None
    zone: str


def parse_date(text: str, context: DateContext) -> WrittenDate | None:
    """Return the date that `text` is; None if it is none or may be two days.

    Before the date there may be a weekday or words without digits; behind it a time, a zone and a remark in brackets. A number
    of 9 or 10 digits is seconds since 1970, one of 12 or 13 milliseconds.
    """
    line = prepare(text[:MAX_DATE_LENGTH])
    if number := _EPOCH.fullmatch(line):
        return _from_epoch(float(number[1]) if number[1] else int(number[2]) / 1000)
    line = spread_out(line)
    for parts in short_year_forms(line) + find_forms(line):
        if day := _civil_day(parts, line, context):
            time = _time_beside(parts, line, whole=True)
            is_possible = time is None or time.since_midnight is not None
            return _written(day, time, context) if is_possible and _is_alone(parts, time, line) else None
    return None


def find_date(text: str, context: DateContext) -> WrittenDate | None:
    """Return the first date in `text`, with the time of day beside it; None if there is none."""
    found = next(find_dates(prepare(text[:_MAX_LINE_LENGTH]), context), None)
    return found.date if found else None


def find_dates(line: str, context: DateContext) -> Iterator[FoundDate]:
    """Yield the dates in the prepared `line`, in order; none within another."""
    end = 0
    for parts in find_forms(line):
        if parts.start < end or not (day := _civil_day(parts, line, context)):
            continue
        time = _time_beside(parts, line, whole=False)
        if date := _written(day, time, context):
            end = max(parts.end, time.end if time else 0)
            yield FoundDate(parts.start + _word_before_month(parts, line), end, date)


def is_plausible(moment: datetime, now: datetime, ahead: timedelta = MAX_AHEAD) -> bool:
    """Whether something published at `moment` can have been read at `now`."""
    return moment.year >= MIN_YEAR and moment <= now + ahead


def to_utc(moment: datetime | None) -> datetime | None:
    """Return an aware moment in UTC; None if it is so near an end of the calendar that some zone has no civil date for it."""
    return moment.astimezone(UTC) if moment and 1 < moment.year <= _LAST_YEAR else None


def date_of_midnight(published: datetime | None, zone_name: str) -> date | None:
    """Return the civil date of a moment that is exactly midnight in `zone_name` or in UTC; None for any other moment.

    For moments of which only the value is known, not how they were written: midnight stands for a date without a time of day.
    """
    if published is None:
        return None
    local_times = (published.astimezone(zone) for zone in (ZoneInfo(zone_name), UTC))
    return next((local.date() for local in local_times if local.time() == time.min), None)


def _from_epoch(seconds: float) -> WrittenDate | None:
    try:
        return WrittenDate(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _civil_day(parts: DateParts, line: str, context: DateContext) -> date | None:
    """Return the civil date of `parts`; None if there is no such day, or if it may be another."""
    language = "th" if _THAI.search(line) else base_language(context.language)
    weekday = _weekday_beside(parts, line)
    if parts.month:
        if month := solar_hijri_month(parts.month):
            return solar_hijri_date(parts.year, month, parts.day)
        if number := _month(parts.month, language, weekday):
            return civil_date(parts.year, number, parts.day, language, context.zone)
        return _day_on(weekday, parts, language, context)
    if parts.number:
        return civil_date(parts.year, parts.number, parts.day, language, context.zone)
    return _ordered_day(parts, language, weekday, context)


def _month(name: str, language: str, weekday: str) -> int | None:
    """Return the number of the month in `name`, which may begin or end with another word."""
    names = (name, name.rpartition(" ")[2], name.partition(" ")[0])
    return next((number for part in names if (number := month_number(part, language, weekday))), None)


def _day_on(weekday: str, parts: DateParts, language: str, context: DateContext) -> date | None:
    """Return the only day on `weekday` that a name of several months can mean: "Út, 3. lis 2026" is no Tuesday in October."""
    named = weekday_numbers(weekday)
    months = month_numbers(parts.month)
    found = (civil_date(parts.year, number, parts.day, language, context.zone) for number in months)
    days = {day for day in found if day and day.weekday() in named}
    return days.pop() if len(days) == 1 else None


def _word_before_month(parts: DateParts, line: str) -> int:
    """Return the length of a word that stands before the month but is no part of it: "Published May 3, 2026"."""
    first, space, last = parts.month.partition(" ")
    is_apart = (
        space and line.startswith(parts.month, parts.start) and not month_number(parts.month, "") and month_number(last, "")
    )
    return len(first) + 1 if is_apart else 0


def _ordered_day(parts: DateParts, language: str, weekday: str, context: DateContext) -> date | None:
    """Return the date of two numbers and a year: the only day that they can mean, by calendar, weekday or country."""
    first, second = parts.pair
    days = {
        order: day
        for order, month, number in ((NumberOrder.DAY_FIRST, second, first), (NumberOrder.MONTH_FIRST, first, second))
        if (day := civil_date(parts.year, month, number, language, context.zone))
    }
    if len(set(days.values())) > 1 and (named := weekday_numbers(weekday)):
        days = {order: day for order, day in days.items() if day.weekday() in named} or days
    if len(set(days.values())) == 1:
        return next(iter(days.values()))
    return days.get(number_order(context.language, context.zone))


def _weekday_beside(parts: DateParts, line: str) -> str:
    """Return the weekday that stands before or behind a date; empty if there is none."""
    before = [found[0] for found in _WORD.finditer(line[max(parts.start - _MAX_WORDS_BETWEEN, 0) : parts.start])][-2:]
    behind = [found[0] for found in _WORD.finditer(line[parts.end : parts.end + _MAX_WORDS_BETWEEN])][:1]
    phrases = (*reversed(before), " ".join(before), *behind)
    return next((phrase for phrase in phrases if weekday_numbers(phrase)), "")


def _time_beside(parts: DateParts, line: str, *, whole: bool) -> _Time | None:
    """Return the time of day that belongs to a date: inside it, behind it, or else before it."""
    if parts.clock:
        inside = _time_in(parts.clock, 0, after_date=True, whole=whole)
        return replace(inside, start=parts.start, end=parts.end) if inside else None
    behind = _time_in(line[parts.end :], parts.end, after_date=True, whole=whole)
    if behind and behind.start - parts.end <= _MAX_WORDS_BETWEEN:
        return behind
    return _time_in(line[: parts.start], 0, after_date=False, whole=whole)


def _time_in(text: str, offset: int, *, after_date: bool, whole: bool) -> _Time | None:
    """Return the first time of day in `text`, which starts at `offset` of its line, with the zone behind it.

    In a text that is a date (`whole`) every word behind the time is the name of a zone, known or not.
    """
    clock = find_clock(text, after_date=after_date)
    if clock is None:
        return None
    zone, end = "", clock.end
    if (found := _ZONE.match(text, clock.end)) and _is_zone(found, is_exact=clock.is_exact, whole=whole):
        zone, end = found["zone"], found.end()
    if place := _OWN_PLACE.match(text, end):
        zone, end = zone or place[0].strip(" []"), place.end()
    return _Time(offset + clock.start, offset + end, clock.since_midnight, zone)


def _is_zone(found: re.Match[str], *, is_exact: bool, whole: bool) -> bool:
    name = found["zone"]
    if name[0] in "+-":  # not the end of a period: "10:00-11:30"
        return whole or is_exact or (len(name) == len("+0100") and ":" not in name)
    if whole:
        is_day = weekday_numbers(name.strip("()")) and not (name.isupper() and is_zone_name(name))  # "CET", "čet"
        return not is_day and name.lower() not in TAIL_WORDS
    return (name.isupper() or " " in name or name[-1].isdigit()) and (is_zone_name(name) or name[-1].isdigit())


def _is_alone(parts: DateParts, time: _Time | None, line: str) -> bool:
    """Whether nothing stands in `line` but a date, its time, and words that can stand around them."""
    spans = sorted([(parts.start, parts.end), (time.start, time.end)] if time else [(parts.start, parts.end)])
    before, behind = line[: spans[0][0]], line[spans[-1][1] :]
    between = line[spans[0][1] : spans[-1][0]]
    words_behind = (found[0] for found in _WORD.finditer(_REMARK.sub("", behind)))
    return (
        not any(character.isdigit() for character in before + between + behind)
        and len(before) <= _MAX_WORDS_BEFORE
        and len(between) <= _MAX_WORDS_BETWEEN
        and all(weekday_numbers(word) or word.strip(".").lower() in TAIL_WORDS for word in words_behind)
    )


def _written(day: date, time_of_day: _Time | None, context: DateContext) -> WrittenDate | None:
    """Return the moment in UTC of a civil date and a time of day; None if the source's zone is none."""
    try:
        source = ZoneInfo(context.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    midnight = to_utc(datetime.combine(day, time.min, source))
    if midnight is None:
        return None
    if time_of_day is None:
        return WrittenDate(midnight, day)
    zone = find_zone(time_of_day.zone, datetime.combine(day, time.min), source)
    if zone is None or time_of_day.since_midnight is None:
        return WrittenDate(midnight, day, time_unread=True)
    moment = (datetime.combine(day, time.min, zone) + time_of_day.since_midnight).astimezone(UTC)
    if not time_of_day.since_midnight:
        return WrittenDate(moment, day)
    in_utc = not datetime.combine(day, time.min, zone).utcoffset()
    local = moment.astimezone(source)
    return WrittenDate(moment, local.date() if in_utc and local.time() == time.min else None)
