"""Estonian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

ESTONIAN = LanguageWords(
    "et",
    months=tuple("jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember".split()),
    weekdays=tuple("esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev".split()),
    date_labels=phrases(
        """
        avaldatud, avaldamise kuupäev, kuupäev, pressiteade
        """
    ),
    change_labels=phrases(
        """
        uuendatud, viimati uuendatud, muudetud, viimati muudetud
        """
    ),
)
