"""Dutch word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

DUTCH = LanguageWords(
    "nl",
    function_words=frozenset("de het een van en in op te dat is voor met zijn aan door niet er bij".split()),
)
