"""Croatian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

CROATIAN = LanguageWords(
    "hr",
    counter_words=frozenset("pregleda pregledi posjeta komentara komentari preuzimanja".split()),
    counter_fillers=frozenset("broj puta".split()),
    time_ago=phrases("prije # *"),
    publication_labels=frozenset("objavljeno ažurirano".split()),
    publication_fillers=frozenset("u posljednji put".split()),
    function_words=frozenset(
        """
        i u je na se za da su s od koji to će kao po iz ili do bi nije što koja koje te biti bio bila o prema
        nakon također prije gdje vrijeme europske tijekom danas rekao
        """.split()
    ),
    accents="čćđšž",
    endings=tuple("ost nog nih ega anje stvo ski ije".split()),
    conjunctions=frozenset("i ili".split()),
    months=(
        "siječanj siječnja",
        "veljača veljače",
        "ožujak ožujka",
        "travanj travnja",
        "svibanj svibnja",
        "lipanj lipnja",
        "srpanj srpnja",
        "kolovoz kolovoza",
        "rujan rujna",
        "listopad listopada",
        "studeni studenog studenoga",
        "prosinac prosinca",
    ),
    weekdays=(
        "ponedjeljak",
        "utorak",
        "srijeda srijedu",
        "četvrtak",
        "petak",
        "subota subotu",
        "nedjelja nedjelju",
    ),
    abbreviations=frozenset(
        """
        adv akad bl br d.d d.o.o dipl doc dr eng g gen gosp gđa gđica ing inž kap kbr mag mil mlrd mons mr npr
        odn ods odv p.o pok por pr pril prim prof rkt sc spec sv tel tj tzv ul univ vl zam zap zast
        """.split()
    ),
    reference_abbreviations=frozenset("br gl kn l lit pril r sl st str t tab toč čl".split()),
    final_abbreviations=frozenset("itd sl".split()),
    sentence_openers=frozenset(
        """
        ali do iz je mi ministar ministarstvo na no o on ona oni osim ova ovaj ovo po prema pri s sa su ta
        također te to u vlada za
        """.split()
    ),
    stop_after_numbers=True,
    number_words=frozenset("br".split()),
    date_labels=phrases(
        """
        objavljeno, datum objave, datum, objava, priopćenje
        """
    ),
    change_labels=phrases(
        """
        ažurirano, zadnja izmjena, posljednja izmjena, zadnje ažurirano, izmijenjeno
        """
    ),
)
