"""Decides whether "03/04/2026" is the third of April or the fourth of March. Pure; reads one table of the package tzdata.

The publisher's country tells: the region of the language tag, or the country of the time zone. So does a language that is
written in one order everywhere. Where they disagree or say nothing, the order is unknown, and such a date is none: a wrong day
is worse.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from importlib import resources

from digest.text.month_names import base_language

# CLDR's short formats of dates: the United States and what follows it write the month first, these others write the year first
# or in more than one order, all the rest write the day first.
_MONTH_FIRST_COUNTRIES = frozenset("US AS FM GU MH MP PR PW UM VI".split())
_UNCERTAIN_COUNTRIES = frozenset("BT BZ CA CN HU IR JP KE KP KR LT MN PA PH SE TW ZA".split())
_UNCERTAIN_LANGUAGES = frozenset("en fa hu ja ko lt mn und zh".split())


class NumberOrder(Enum):
    """The order of day and month in a date of two small numbers and a year."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"


def number_order(language: str, zone_name: str) -> NumberOrder:
    """Return the order in which a publisher with this language tag and this IANA time zone writes; either may be empty."""
    orders = {_order_of_language(language), _order_of_country(_countries().get(zone_name, ""))} - {NumberOrder.UNKNOWN}
    return orders.pop() if len(orders) == 1 else NumberOrder.UNKNOWN


def _order_of_language(tag: str) -> NumberOrder:
    region = tag.partition("-")[2].upper()
    if len(region) == 2:
        return _order_of_country(region)
    code = base_language(tag)
    return NumberOrder.UNKNOWN if not code or code in _UNCERTAIN_LANGUAGES else NumberOrder.DAY_FIRST


def _order_of_country(country: str) -> NumberOrder:
    if not country or country in _UNCERTAIN_COUNTRIES:
        return NumberOrder.UNKNOWN
    return NumberOrder.MONTH_FIRST if country in _MONTH_FIRST_COUNTRIES else NumberOrder.DAY_FIRST


@cache
def _countries() -> Mapping[str, str]:
    """Return the ISO 3166 code of the country of each IANA zone, from the table of the package tzdata."""
    table = (resources.files("tzdata.zoneinfo") / "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {zone: country for country, _place, zone, *_comment in rows}
