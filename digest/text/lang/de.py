"""German word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

GERMAN = LanguageWords(
    "de",
    function_words=frozenset("der die das und in den von zu mit des im für auf ist dem eine nicht ein sich wir".split()),
    months=tuple("januar februar märz april mai juni juli august september oktober november dezember".split()),
)
