"""Romanian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

ROMANIAN = LanguageWords(
    "ro",
    function_words=frozenset(
        """
        și de a în la cu pe din nu că o este un care pentru mai sunt ce se să al ale prin fi după sau dar fost
        iar au ca lui acest către
        """.split()
    ),
    accents="ăâîșțşţ",
    endings=tuple("ului ilor ție ții ească ește esc area ul".split()),
    months=tuple("ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie".split()),
    weekdays=(
        "luni",
        "marți marţi",
        "miercuri",
        "joi",
        "vineri",
        "sâmbătă",
        "duminică",
    ),
    abbreviations=frozenset(
        """
        acad adj adv av bd bl bul cap cca cf col conf cpt ct d.e dep dir dl dlui dna dnei dr dra drd dv ec ex
        exc fam fig gen gl gr gral ing insp jr jud jurnl lct lect lt lt.col ltc maj mil min mld mr mrd mun obs
        p.s pers pr prep preș prof prof.univ rep resp sec serg sf slt soc st str tel univ vol vs șos
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        alin apr art aug cap cf dec feb febr fig ian iul iun lit mart nov nr oct p pag par pct poz pp sec sept t
        tab vol
        """.split()
    ),
    sentence_openers=frozenset(
        """
        această acest aceste aceștia asemenea cu că dar de din după ea ei el ele eu guvernul la ministerul
        ministrul noi o pe pentru potrivit prin un în și
        """.split()
    ),
    date_labels=phrases(
        """
        publicat, publicat la, publicat în, publicat pe, data, data publicării, data publicarii, comunicat de presă,
        postat
        """
    ),
    change_labels=phrases(
        """
        actualizat, actualizat la, ultima actualizare, ultima modificare, modificat
        """
    ),
)
