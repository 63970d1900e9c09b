"""Slovak word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

SLOVAK = LanguageWords(
    "sk",
    counter_words=frozenset("zobrazení zhliadnutí prečítané návštev komentáre komentárov stiahnutí".split()),
    counter_fillers=frozenset("počet krát článku stránky".split()),
    time_ago=phrases("pred # *"),
    publication_labels=frozenset("zverejnené publikované aktualizované upravené".split()),
    publication_fillers=frozenset("dňa naposledy o".split()),
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
    abbreviations=frozenset(
        """
        akad apod arch bc brig ca cca csc doc dr drsc gen genmjr ing j jr judr kap kol kpt mgr mil min mjr mld
        mudr napr npor nám o.p.s odd paeddr ph.d phdr plk por pplk ppor prof príp resp rndr rtm s.r.o sv tel
        thdr tis tj tzn tzv ul vrát zast
        """.split()
    ),
    reference_abbreviations=frozenset("bod fig hl kap l obr odd ods pr príl písm r s sp st str tab z zb zv č čl".split()),
    final_abbreviations=frozenset("apod atď".split()),
    sentence_openers=frozenset(
        """
        ale do je k ku minister ministerstvo my na o on ona oni po podľa pre pri s so sú ten tento tieto tiež to
        tá táto v vláda vo však z zo ďalej
        """.split()
    ),
    stop_after_numbers=True,
    number_words=frozenset("č čís ods čl str odd".split()),
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
