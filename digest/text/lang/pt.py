"""Portuguese word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

PORTUGUESE = LanguageWords(
    "pt",
    function_words=frozenset("o a os as de e do da que em para com um uma no na dos das ao não".split()),
    months=tuple("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()),
)
