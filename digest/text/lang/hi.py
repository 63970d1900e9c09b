"""Hindi word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

HINDI = LanguageWords(
    "hi",
    abbreviations=frozenset(
        """
        डॉ प्रो श्री पं सं मो आर रु
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        क्र पृ
        """.split()
    ),
)
