"""Spanish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

SPANISH = LanguageWords(
    "es",
    function_words=frozenset("el la los las de y en que del por con una un para se al es su como más".split()),
    months=tuple("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()),
)
