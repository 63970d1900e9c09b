"""Swedish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

SWEDISH = LanguageWords(
    "sv",
    months=tuple("januari februari mars april maj juni juli augusti september oktober november december".split()),
    weekdays=tuple("måndag tisdag onsdag torsdag fredag lördag söndag".split()),
    date_labels=phrases(
        """
        publicerad, publicerad den, publicerat, publicerades, publiceringsdatum, datum, pressmeddelande, den
        """
    ),
    change_labels=phrases(
        """
        uppdaterad, uppdaterad den, senast uppdaterad, senast ändrad, ändrad, senast granskad
        """
    ),
)
