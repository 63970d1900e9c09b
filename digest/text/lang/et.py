"""Estonian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

ESTONIAN = LanguageWords(
    "et",
    function_words=frozenset(
        """
        ja on ei see et ta oli kui ka oma kes seda mis või aga nii siis selle pärast ning eest üle kuid olnud
        tema nende poolt mille mida ole
        """.split()
    ),
    accents="äöõüšž",
    endings=tuple("mine sse use sid tud ele ks dest ega sti lik".split()),
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
