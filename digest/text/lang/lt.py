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
    abbreviations=frozenset(
        """
        adv akad al apsk apyg asist atst bendr dir doc dr dėst eil el gen gerb gyv habil insp inž kat kpt kun ltn mgr
        mil mjr mln mlrd nr pav pavad pl plg plk pr prof pvz rel s sav sek sen sk skg st str t.p t.y tel tūkst vad val
        vid vok vyr vysk zool įm įst žr
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        art d dal eil g k kv lent m mėn nr p pasl pav pr proc psl sk skyr st str t tel val žr
        """.split()
    ),
    final_abbreviations=frozenset("kt pan".split()),
    sentence_openers=frozenset(
        """
        aš bet dėl ir iš ji jie jis kai mes ministras pagal po su ta tai taip tas vyriausybė į ši šie šis
        """.split()
    ),
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
