"""Norwegian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

NORWEGIAN = LanguageWords(
    "no",
    months=tuple("januar februar mars april mai juni juli august september oktober november desember".split()),
    weekdays=(
        "mandag",
        "tirsdag",
        "onsdag",
        "torsdag",
        "fredag",
        "lørdag laurdag",
        "søndag sundag",
    ),
    date_labels=phrases(
        """
        publisert, publisert den, publiseringsdato, dato, pressemelding, nyhet, lagt ut
        """
    ),
    change_labels=phrases(
        """
        oppdatert, sist oppdatert, sist endret, endret, oppdatert den
        """
    ),
)
