"""Finnish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

FINNISH = LanguageWords(
    "fi",
    months=(
        "tammikuu tammikuuta",
        "helmikuu helmikuuta",
        "maaliskuu maaliskuuta",
        "huhtikuu huhtikuuta",
        "toukokuu toukokuuta",
        "kesäkuu kesäkuuta",
        "heinäkuu heinäkuuta",
        "elokuu elokuuta",
        "syyskuu syyskuuta",
        "lokakuu lokakuuta",
        "marraskuu marraskuuta",
        "joulukuu joulukuuta",
    ),
    weekdays=(
        "maanantai maanantaina",
        "tiistai tiistaina",
        "keskiviikko keskiviikkona",
        "torstai torstaina",
        "perjantai perjantaina",
        "lauantai lauantaina",
        "sunnuntai sunnuntaina",
    ),
    date_labels=phrases(
        """
        julkaistu, julkaisupäivä, julkaisupäivämäärä, päivämäärä, julkaisuajankohta, tiedote, lehdistötiedote
        """
    ),
    change_labels=phrases(
        """
        päivitetty, viimeksi päivitetty, päivitetty viimeksi, muokattu, muutettu
        """
    ),
)
