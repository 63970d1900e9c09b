"""Czech word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

CZECH = LanguageWords(
    "cs",
    months=(
        "leden ledna",
        "únor února",
        "březen března",
        "duben dubna",
        "květen května",
        "červen června čvn",
        "červenec července čvc",
        "srpen srpna",
        "září",
        "říjen října",
        "listopad listopadu",
        "prosinec prosince",
    ),
    weekdays=(
        "pondělí",
        "úterý",
        "středa středu",
        "čtvrtek",
        "pátek",
        "sobota sobotu",
        "neděle neděli",
    ),
    date_labels=phrases(
        """
        publikováno, publikováno dne, zveřejněno, zveřejněno dne, vydáno, vydáno dne, datum, datum zveřejnění,
        datum publikování, dne, tisková zpráva
        """
    ),
    change_labels=phrases(
        """
        aktualizováno, poslední aktualizace, naposledy aktualizováno, poslední změna, změněno
        """
    ),
)
