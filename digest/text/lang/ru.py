"""Russian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

RUSSIAN = LanguageWords(
    "ru",
    months=tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
)
