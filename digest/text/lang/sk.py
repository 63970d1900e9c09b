"""Slovak word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

SLOVAK = LanguageWords(
    "sk",
    function_words=frozenset(
        """
        a sa na v je že s z do o aj to k vo pre za by ale si po ako sú od ktoré ktorý bol jeho jej tiež alebo
        však pri podľa až bude sme má nie bola zo
        """.split()
    ),
    accents="áäčďéíĺľňóôŕšťúýž",
    endings=tuple("osť ného ných ými ého ému ovanie stvo".split()),
    months=(
        "január januára",
        "február februára",
        "marec marca",
        "apríl apríla",
        "máj mája",
        "jún júna",
        "júl júla",
        "august augusta",
        "september septembra",
        "október októbra",
        "november novembra",
        "december decembra",
    ),
    weekdays=(
        "pondelok",
        "utorok",
        "streda stredu",
        "štvrtok",
        "piatok",
        "sobota sobotu",
        "nedeľa nedeľu",
    ),
    date_labels=phrases(
        """
        publikované, publikované dňa, zverejnené, zverejnené dňa, dátum, dátum zverejnenia, dňa, tlačová správa
        """
    ),
    change_labels=phrases(
        """
        aktualizované, posledná aktualizácia, naposledy aktualizované, posledná zmena
        """
    ),
)
