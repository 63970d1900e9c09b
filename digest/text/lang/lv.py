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
    abbreviations=frozenset(
        """
        akad apm bij dir doc dr galv gen hon iec inž izgl izp kand kapt kpt l.cien lpp maģ milj min mljd mljrd
        mlrd piem plkv pr proc prof pārst resp sast sk starpt t.i t.s t.sk tālr tūkst vad vid viet zin
        """.split()
    ),
    reference_abbreviations=frozenset("art att d daļ g lpp n nod nr p panta pants pk pkt plkst punkts sk sēj tab".split()),
    final_abbreviations=frozenset("utt u.c".split()),
    sentence_openers=frozenset(
        """
        ar arī bet es ja kad ministrs mēs no par pie pēc saskaņā tas tie tā un uz valdība viņa viņi viņš šie šis
        šī
        """.split()
    ),
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
