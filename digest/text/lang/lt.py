"""Lithuanian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

LITHUANIAN = LanguageWords(
    "lt",
    function_words=frozenset(
        """
        ir į kad yra iš su buvo bet kaip ne apie jo tik prie po už dar taip pat bus nuo dėl arba kurie tai ar
        jos per jų
        """.split()
    ),
    accents="ąčęėįšųūž",
    endings=tuple("imas imo imą iai ių ams ės ybė jų ijos aus".split()),
    months=(
        "sausis sausio",
        "vasaris vasario",
        "kovas kovo",
        "balandis balandžio",
        "gegužė gegužės",
        "birželis birželio",
        "liepa liepos",
        "rugpjūtis rugpjūčio rgp",
        "rugsėjis rugsėjo rgs",
        "spalis spalio",
        "lapkritis lapkričio",
        "gruodis gruodžio",
    ),
    weekdays=tuple("pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis".split()),
    date_labels=phrases(
        """
        paskelbta, paskelbimo data, data, pranešimas spaudai
        """
    ),
    change_labels=phrases(
        """
        atnaujinta, paskutinis atnaujinimas, atnaujinimo data
        """
    ),
)
