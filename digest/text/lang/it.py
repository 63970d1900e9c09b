"""Italian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

ITALIAN = LanguageWords(
    "it",
    function_words=frozenset("il la di e che in un per del della dei con una al nel le da è alla gli".split()),
    months=tuple("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()),
)
