"""Korean word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

KOREAN = LanguageWords(
    "ko",
    stop_after_numbers=True,
)
