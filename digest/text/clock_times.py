"""Finds a time of day beside a date: "3:30 PM", "18h38", "kl. 9.00", "14 Uhr", "오후 3시 30분", "noon". Pure; reads no zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

_AM = r"a\.?\s?m\b\.?|午前|上午|凌晨|早上|오전|(?<=\s)ص(?!\w)|π\.?\s?μ\b\.?|sáng\b"
_PM = r"p\.?\s?m\b\.?|午後|下午|晚上|오후|(?<=\s)م(?!\w)|μ\.?\s?μ\b\.?|chiều\b|tối\b"
_HALF = rf"(?P<am>{_AM})|(?P<pm>{_PM})"
_SECONDS = r"(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
_START = r"(?<![\d.:/+-])"  # not inside a number, a date or an offset
_END = r"(?![\d:])"
_WORDS_BEFORE = r"(?:\b(?:at|kl|klo|um|alle ore|ore|ora|à|às|las|saat|godz|о|в|v|lúc|เวลา)\b\.?\s*|T)"
_WORDS_AFTER = r"(?:uhr|hrs?|hours?|hod|น|horas|бүгін|בשעה)\b\.?"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_START}(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}}){_SECONDS}{_END}",
        rf"{_START}(?P<hour>\d{{1,2}})\s?[時时点點시]\s?(?:(?P<minute>\d{{1,2}})\s?[分분]?(?:\s?(?P<second>\d{{1,2}})\s?[秒초])?)?",
        rf"{_START}(?P<hour>\d{{1,2}})\s?h(?:\s?(?P<minute>\d{{2}}))?(?!\w)",
        rf"{_WORDS_BEFORE}(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}})(?:\.(?P<second>\d{{2}}))?{_END}",
        rf"{_START}(?P<hour>\d{{1,2}})(?:\.(?P<minute>\d{{2}}))?(?=\s?(?:{_AM}|{_PM}|{_WORDS_AFTER}))",
        rf"(?<=T)(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?P<second>\d{{2}})?{_END}",
        rf"{_START}(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?=\s?(?:hrs?|hours|gmt|utc|z)\b)",
        r"(?:\b12(?:[:.]00)?\s)?\b(?P<noon>noon|midday)\b",
    )
)
_POINT_ALONE = re.compile(r"[\s,|-]{1,4}(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?:\.(?P<second>\d{2}))?(?![\d.:])")
_BEFORE_HALF = re.compile(rf"(?:{_HALF})\s*$", re.IGNORECASE)
_AFTER_HALF = re.compile(rf"\s*(?:{_HALF})", re.IGNORECASE)
_AFTER_WORD = re.compile(rf"\s*{_WORDS_AFTER}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day at `start` to `end` of its text. `since_midnight` is None if there is no such time: "25:00", "13:00 PM".

    `is_exact`: it was written with seconds or after the "T" of ISO 8601, so that a sign behind it begins an offset.
    """

    start: int
    end: int
    since_midnight: timedelta | None
    is_exact: bool = False


def find_clock(text: str, *, after_date: bool) -> ClockTime | None:
    """Return the first time of day in `text`. `after_date`: a date ends where `text` begins, so "9.00" there is a time."""
    if after_date and (found := _POINT_ALONE.match(text)):
        return _clock(text, found)
    matches = [found for form in _FORMS if (found := form.search(text))]
    return _clock(text, min(matches, key=lambda found: (found.start(), -found.end()))) if matches else None


def _clock(text: str, found: re.Match[str]) -> ClockTime:
    before, after = _BEFORE_HALF.search(text, 0, found.start()), _AFTER_HALF.match(text, found.end())
    word = _AFTER_WORD.match(text, found.end())
    half = after or before
    end = after.end() if after else word.end() if word else found.end()
    is_exact = bool(found.groupdict().get("second")) or text[: found.start() + 1].rstrip("0123456789").endswith("T")
    return ClockTime(before.start() if before else found.start(), end, _since_midnight(found.groupdict(), half), is_exact)


def _since_midnight(parts: dict[str, str | None], half: re.Match[str] | None) -> timedelta | None:
    """Return the time since midnight, up to 24:00, which ends a day (ISO 8601) and which some feeds write for midnight."""
    if parts.get("noon"):
        return timedelta(hours=12)
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half["pm"] else 0)
    time = timedelta(hours=hour, minutes=minute, seconds=second)
    return time if minute < 60 and second <= 60 and time <= timedelta(days=1) else None
