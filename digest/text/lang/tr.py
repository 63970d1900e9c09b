"""Turkish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

TURKISH = LanguageWords(
    "tr",
    abbreviations=frozenset(
        """
        alb alm apt ar.gör av bkz bşk cad çev doç dr fr gen gn.kur hz korg krş m.ö m.s mah müh ord org öğr örn prof sn şti
        tel tğm tümg ütğm yrd yzb
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        bl c fık m md no s sy şek
        """.split()
    ),
    sentence_openers=frozenset(
        """
        bu o biz ben ve ancak ama ayrıca bunun her bir daha en
        """.split()
    ),
    stop_after_numbers=True,
)
