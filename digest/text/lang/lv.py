"""Latvian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

LATVIAN = LanguageWords(
    "lv",
    function_words=frozenset(
        """
        un ir ar no par uz kas ka tas bija kā bet arī lai to pēc vai gada tiek ne pie šo tā viņš kuri ko
        """.split()
    ),
    accents="āčēģīķļņšūž",
    endings=tuple("šana šanas iem ām ijas ību umu as os".split()),
    months=(
        "janvāris janvārī",
        "februāris februārī",
        "marts martā",
        "aprīlis aprīlī",
        "maijs maijā",
        "jūnijs jūnijā",
        "jūlijs jūlijā",
        "augusts augustā",
        "septembris septembrī",
        "oktobris oktobrī",
        "novembris novembrī",
        "decembris decembrī",
    ),
    weekdays=tuple("pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena".split()),
    date_labels=phrases(
        """
        publicēts, publicēta, publicēšanas datums, datums, preses relīze
        """
    ),
    change_labels=phrases(
        """
        atjaunots, atjaunināts, pēdējās izmaiņas, aktualizēts
        """
    ),
)
