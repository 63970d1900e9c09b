"""The months and weekdays of a text; the days and years beside them are numbers, see `quantities.py`. Pure.

English names and their usual short forms. "May" and "March" count only where they cannot be the verb.
"""

from __future__ import annotations

import re

from digest.text.lang.en import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS

_MONTH = "|".join(name.capitalize() for name in MONTHS + MONTH_ABBREVIATIONS)
_DAY = "|".join(name.capitalize() for name in WEEKDAYS)
_NAME = re.compile(rf"\b(?:(?P<month>{_MONTH})|(?P<day>{_DAY}))s?\b")
_NUMERIC = re.compile(r"\b(?:(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?:\d{4}|\d{2})|\d{4}-(?P<iso>\d{2})-\d{2})\b")


def dates(text: str) -> frozenset[str]:
    """The months and weekdays that are named, in lower case; of a numeric date every month that it may mean."""
    named = {name for match in _NAME.finditer(text) if (name := _named(match))}
    numeric = {
        MONTHS[int(number) - 1]
        for match in _NUMERIC.finditer(text)
        for number in match.group("a", "b", "iso")
        if number and 1 <= int(number) <= 12
    }
    return frozenset(named | numeric)


def _named(match: re.Match[str]) -> str:
    if match["day"]:
        return match["day"].lower()
    return next(month for month in MONTHS if month.startswith(match["month"].lower()[:3]))
