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
    abbreviations=frozenset(
        """
        adm dir dots dr eskadr evl gen hr hrl ing insener jr k.a kindr kpt lk mag maj milj miljon mld mln mr mrd
        nn ns nt pr prl prof pst puht s.o s.t sealh sh sm st tel tk toim u v.a vt ülem
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        apr art aug dets jaan jj joon kell lg lk lõige nov nr okt p punkt rida sept tab veebr vt
        """.split()
    ),
    final_abbreviations=frozenset("jms jne".split()),
    sentence_openers=frozenset(
        """
        aga enne et ja ka kui lisaks me mina minister nad need pärast seda see selle ta tema valitsus
        """.split()
    ),
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
