"""The key of the series that a title belongs to: the title without dates, numbers and ordinals. Pure.

Statements with one key are candidates only: whether they are of one series, their texts decide.
"""

from __future__ import annotations

import re

from digest.text.comparison import comparable_words
from digest.text.lang.en import ORDINALS
from digest.text.month_names import month_numbers, weekday_numbers

MAX_KEY = 300
"""Characters of a key; the longest titles begin alike only if they are of one series."""

_MIN_WORDS = 2
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|er|e|º|ª|\.)?(?![^\W\d_])|\d+")
_ROMAN = re.compile(r"[ivx]{2,}")
_COUNTED = frozenset("年月日第回号號期次一二三四五六七八九十")
_ORDINALS = frozenset(ORDINALS)
_CAPITALISED = re.compile(r"[^\W\d_]*[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯΑ-Ω][^\W_]*")


def series_key(title: str) -> str:
    """Return the words of a title without dates, numbers and ordinals, in lower case; empty if fewer than two are left."""
    words = [word for word in comparable_words(_NUMBER.sub(" ", title)) if not _counts(word)]
    return " ".join(words)[:MAX_KEY] if len(words) >= _MIN_WORDS else ""


def name_key(title: str) -> str:
    """Return only the capitalised ones of these words: "Bank Rate reduced to 4%" and "Bank Rate held" have one."""
    return series_key(" ".join(_CAPITALISED.findall(title)))


def _counts(word: str) -> bool:
    if word in _COUNTED or word in _ORDINALS or _ROMAN.fullmatch(word):
        return True
    return len(word) >= 3 and bool(month_numbers(word) or weekday_numbers(word))
