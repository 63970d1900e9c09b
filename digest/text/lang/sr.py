"""Serbian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

SERBIAN = LanguageWords(
    "sr",
    function_words=frozenset(
        """
        i u je na se za da su s od koji to će kao po iz ili do bi nije što koja koje biti bio bila o prema nakon
        takođe pre gde vreme evropske tokom sa и у је на се за да су од који то ће као по из или што која које о
        према такође пре са danas rekao
        """.split()
    ),
    accents="čćđšž",
    endings=tuple("ost nog nih anje stvo ski".split()),
    months=(
        "januar јануар januara јануара",
        "februar фебруар februara фебруара",
        "mart март marta марта",
        "april април aprila априла",
        "maj мај maja маја",
        "jun јун juna јуна",
        "jul јул jula јула",
        "avgust август avgusta августа",
        "septembar септембар septembra септембра",
        "oktobar октобар oktobra октобра",
        "novembar новембар novembra новембра",
        "decembar децембар decembra децембра",
    ),
    weekdays=(
        "ponedeljak понедељак",
        "utorak уторак",
        "sreda среда",
        "četvrtak четвртак",
        "petak петак",
        "subota субота",
        "nedelja недеља",
    ),
    abbreviations=frozenset(
        """
        adv akad br d.d d.o.o dipl doc dr g gen gđa gđica ing inž mag mil mlrd mr npr odn prim prof sc spec sv
        tel tj tzv ul univ zam адв акад бр г ген гђа дипл доц др зам инж маг мил млрд мр нпр одн прим проф св
        спец сц тел тзв тј ул унив
        """.split()
    ),
    reference_abbreviations=frozenset("br gl sl st str t tab tač čl бр гл сл ст стр т таб тач чл".split()),
    final_abbreviations=frozenset("itd sl итд сл".split()),
    sentence_openers=frozenset(
        """
        ali do iz je mi ministar na o on ona oni ova ovaj ovo po pri s sa su ta takođe te to u vlada za али
        влада до за из ми министар на о ова овај ово он она они по при с са су та такође те то у је
        """.split()
    ),
    stop_after_numbers=True,
    number_words=frozenset("br бр".split()),
    date_labels=phrases(
        """
        objavljeno, објављено, datum, датум, datum objave, датум објаве, saopštenje, саопштење
        """
    ),
    change_labels=phrases(
        """
        ažurirano, ажурирано, poslednja izmena, последња измена
        """
    ),
)
