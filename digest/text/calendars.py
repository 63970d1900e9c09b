"""Turns years and days of other calendars into civil dates: Buddhist, Solar Hijri (Iran), Minguo (Taiwan), Japanese eras. Pure.

Lunar calendars (Islamic, Hebrew, Chinese) depend on tables or on sightings, and are not read.
"""

from __future__ import annotations

import re
from datetime import date

ERAS = {"民國": 1911, "民国": 1911, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before the first year of each era."""

_BUDDHIST_YEARS = range(2400, 2700)  # 1857 to 2156; no other calendar has reached them
_SOLAR_HIJRI_YEARS = range(1300, 1500)  # 1921 to 2120
_BUDDHIST_OFFSET = 543
_BUDDHIST_SIGNS = frozenset({"th", "Asia/Bangkok"})
_SOLAR_HIJRI_SIGNS = frozenset({"fa", "ps", "Asia/Tehran", "Asia/Kabul"})
_SOLAR_HIJRI_EPOCH = 226_894  # the ordinal of the day before the first: 1 Farvardin 1403 is 20 March 2024
_SOLAR_HIJRI_MONTHS = (
    ("فروردین", "حمل"),
    ("اردیبهشت", "ثور"),
    ("خرداد", "جوزا"),
    ("تیر", "سرطان"),
    ("مرداد", "اسد"),
    ("شهریور", "سنبله"),
    ("مهر", "میزان"),
    ("آبان", "عقرب"),
    ("آذر", "قوس"),
    ("دی", "جدی"),
    ("بهمن", "دلو"),
    ("اسفند", "حوت"),
)
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE_NUMBER = re.compile("[〇零一二三四五六七八九十]+(?=[年月日])")


def civil_date(year: int, month: int, day: int, language: str, zone_name: str) -> date | None:
    """Return the civil date; None if there is no such day. `language` and `zone_name` tell which calendar a high year is of."""
    signs = {language.partition("-")[0], zone_name}
    if year in _BUDDHIST_YEARS:
        year = year - _BUDDHIST_OFFSET if signs & _BUDDHIST_SIGNS else 0
    if year in _SOLAR_HIJRI_YEARS:
        return solar_hijri_date(year, month, day) if signs & _SOLAR_HIJRI_SIGNS else None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def solar_hijri_month(name: str) -> int | None:
    """Return the number of a month of the Solar Hijri calendar by its Iranian or Afghan name, 1 to 12."""
    plain = name.translate(str.maketrans("يك", "یک"))
    return next((number for number, names in enumerate(_SOLAR_HIJRI_MONTHS, 1) if plain in names), None)


def solar_hijri_date(year: int, month: int, day: int) -> date | None:
    """Return the civil date of a day of the Solar Hijri calendar.

    Leap years by the cycle of 33 years with 8 leap years, which agrees with the astronomical calendar from 1244 to 1473.
    """
    is_leap = year % 33 in {1, 5, 9, 13, 17, 22, 26, 30}
    days = 31 if month <= 6 else 30 if month <= 11 or is_leap else 29
    if not (1 <= month <= 12 and 1 <= day <= days):
        return None
    leap_days = (8 * (year + 15)) // 33 - 3
    return date.fromordinal(_SOLAR_HIJRI_EPOCH + 365 * (year - 1) + leap_days + _days_before_month(month) + day)


def _days_before_month(month: int) -> int:
    return 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)


def with_digits(text: str) -> str:
    """Return `text` with the Chinese numerals before 年, 月 and 日 as digits: "二〇二六年十月三日" is "2026年10月3日"."""
    return _CHINESE_NUMBER.sub(lambda found: _from_chinese(found[0]), text)


def _from_chinese(numeral: str) -> str:
    if "十" not in numeral:
        return numeral.translate(_CHINESE_DIGITS)
    tens, _, ones = numeral.partition("十")
    return f"{tens.translate(_CHINESE_DIGITS) or '1'}{ones.translate(_CHINESE_DIGITS) or '0'}"
