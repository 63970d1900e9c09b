"""The word lists of each language, one file a language. To add one, write its file and name it in `LANGUAGES`."""

from __future__ import annotations

from digest.text.lang.ar import ARABIC
from digest.text.lang.bg import BULGARIAN
from digest.text.lang.bn import BENGALI
from digest.text.lang.ca import CATALAN
from digest.text.lang.cs import CZECH
from digest.text.lang.da import DANISH
from digest.text.lang.de import GERMAN
from digest.text.lang.el import GREEK
from digest.text.lang.en import ENGLISH
from digest.text.lang.es import SPANISH
from digest.text.lang.et import ESTONIAN
from digest.text.lang.fa import PERSIAN
from digest.text.lang.fi import FINNISH
from digest.text.lang.fr import FRENCH
from digest.text.lang.he import HEBREW
from digest.text.lang.hi import HINDI
from digest.text.lang.hr import CROATIAN
from digest.text.lang.hu import HUNGARIAN
from digest.text.lang.id import INDONESIAN
from digest.text.lang.it import ITALIAN
from digest.text.lang.ja import JAPANESE
from digest.text.lang.ko import KOREAN
from digest.text.lang.language_words import LanguageWords
from digest.text.lang.lt import LITHUANIAN
from digest.text.lang.lv import LATVIAN
from digest.text.lang.nl import DUTCH
from digest.text.lang.no import NORWEGIAN
from digest.text.lang.pl import POLISH
from digest.text.lang.pt import PORTUGUESE
from digest.text.lang.ro import ROMANIAN
from digest.text.lang.ru import RUSSIAN
from digest.text.lang.sk import SLOVAK
from digest.text.lang.sl import SLOVENIAN
from digest.text.lang.sr import SERBIAN
from digest.text.lang.sv import SWEDISH
from digest.text.lang.th import THAI
from digest.text.lang.tr import TURKISH
from digest.text.lang.uk import UKRAINIAN
from digest.text.lang.ur import URDU
from digest.text.lang.vi import VIETNAMESE
from digest.text.lang.zh import CHINESE

LANGUAGES = (
    *(ENGLISH, FRENCH, SPANISH, PORTUGUESE, GERMAN, ITALIAN, DUTCH),
    *(RUSSIAN, POLISH, UKRAINIAN, TURKISH, HINDI, KOREAN, CZECH),
    *(SWEDISH, NORWEGIAN, DANISH, FINNISH, HUNGARIAN, ROMANIAN, GREEK),
    *(BULGARIAN, CROATIAN, SLOVAK, SLOVENIAN, CATALAN, ESTONIAN, LATVIAN),
    *(LITHUANIAN, SERBIAN, ARABIC, PERSIAN, HEBREW, BENGALI, URDU),
    *(THAI, VIETNAMESE, INDONESIAN, CHINESE, JAPANESE),
)
"""Every language with word lists. Where a text fits two of them equally well, `text/language.py` takes the earlier one."""

_BY_CODE = {language.code: language for language in LANGUAGES}


def words_of(code: str) -> LanguageWords:
    """Return the words of the language with a code ("de"); a record without words for a language that has no file."""
    return _BY_CODE.get(code) or LanguageWords(code)
