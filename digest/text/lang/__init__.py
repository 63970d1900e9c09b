"""The word lists of each language, one file a language. To add one, write its file and name it in `LANGUAGES`."""

from __future__ import annotations

from digest.text.lang.de import GERMAN
from digest.text.lang.en import ENGLISH
from digest.text.lang.es import SPANISH
from digest.text.lang.fr import FRENCH
from digest.text.lang.hi import HINDI
from digest.text.lang.it import ITALIAN
from digest.text.lang.ko import KOREAN
from digest.text.lang.nl import DUTCH
from digest.text.lang.pl import POLISH
from digest.text.lang.pt import PORTUGUESE
from digest.text.lang.ru import RUSSIAN
from digest.text.lang.tr import TURKISH
from digest.text.lang.uk import UKRAINIAN

LANGUAGES = (
    *(ENGLISH, FRENCH, SPANISH, PORTUGUESE, GERMAN, ITALIAN, DUTCH),
    *(RUSSIAN, POLISH, UKRAINIAN, TURKISH, HINDI, KOREAN),
)
"""Every language with word lists. Where a text fits two of them equally well, `text/language.py` takes the earlier one."""
