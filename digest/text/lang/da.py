"""Danish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

DANISH = LanguageWords(
    "da",
    months=tuple("januar februar marts april maj juni juli august september oktober november december".split()),
    weekdays=tuple("mandag tirsdag onsdag torsdag fredag lørdag søndag".split()),
    date_labels=phrases(
        """
        offentliggjort, offentliggjort den, udgivet, udgivet den, publiceret, publiceret den, publiceringsdato,
        udgivelsesdato, dato, pressemeddelelse, den
        """
    ),
    change_labels=phrases(
        """
        opdateret, opdateret den, senest opdateret, sidst opdateret, sidst ændret, senest ændret, ændret
        """
    ),
)
