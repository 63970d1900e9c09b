"""Russian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

RUSSIAN = LanguageWords(
    "ru",
    months=tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
    abbreviations=frozenset(
        """
        акад англ бывш ген гл гос доц зам изд инж исп канд лейт м-р макс мин-во напр обл осн отв офиц пл пом пос ред респ
        св сек ср т.е тел ул фр
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        г гл п пп р рис с ст стр табл т янв февр мар апр авг сент окт нояб дек
        """.split()
    ),
    sentence_openers=frozenset(
        """
        в на и но по с из за для при он она они это этот эта эти мы как также так если когда после до от к однако что все
        """.split()
    ),
)
