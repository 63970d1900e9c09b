"""Finds the months and weekdays of a text. Pure.

The days and years beside them are numbers: see `numbers.py`. English names and their usual abbreviations, capitalised, so that
the verbs "may" and "march" do not count.
"""

from __future__ import annotations

import re

from digest.text.lang.en import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS

_MONTH = "|".join(name.capitalize() for name in MONTHS + MONTH_ABBREVIATIONS)
_DAY = "|".join(name.capitalize() for name in WEEKDAYS)
_NAME = re.compile(rf"\b(?:(?P<month>{_MONTH})|(?P<day>{_DAY}))s?\b")
_NUMERIC = re.compile(r"\b(?:(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?:\d{4}|\d{2})|\d{4}-(?P<iso>\d{2})-\d{2})\b")


def date_words(text: str) -> frozenset[str]:
    """The months and weekdays named in `text`, in lower case; for a numeric date every month that it may mean."""
    named = {_full_name(match) for match in _NAME.finditer(text)}
    numeric = {
        MONTHS[int(number) - 1]
        for match in _NUMERIC.finditer(text)
        for number in match.group("a", "b", "iso")
        if number and 1 <= int(number) <= 12
    }
    return frozenset(named | numeric)


def _full_name(match: re.Match[str]) -> str:
    if match["day"]:
        return match["day"].lower()
    return next(month for month in MONTHS if month.startswith(match["month"].lower()[:3]))
