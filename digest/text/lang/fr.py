"""French word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

FRENCH = LanguageWords(
    "fr",
    function_words=frozenset("le la les de des et du en une un que pour dans est par sur qui au aux ce".split()),
    months=tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
)
