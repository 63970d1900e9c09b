"""Catalan word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

CATALAN = LanguageWords(
    "ca",
    counter_words=frozenset("visualitzacions visites lectures comentaris descàrregues".split()),
    counter_fillers=frozenset("nombre de vegades".split()),
    time_ago=phrases("fa # *"),
    publication_labels=frozenset("publicat publicada actualitzat actualitzada".split()),
    publication_fillers=frozenset("el a les darrera".split()),
    function_words=frozenset(
        """
        de la i el que en a els les per un una amb del és no se al com més ha són o també ser aquest aquesta va
        dels pel han ens ho
        """.split()
    ),
    accents="àçèéíïòóúü",
    endings=tuple("ció cions itat ant ment ats".split()),
    months=tuple("gener febrer març abril maig juny juliol agost setembre octubre novembre desembre".split()),
    weekdays=tuple("dilluns dimarts dimecres dijous divendres dissabte diumenge".split()),
    abbreviations=frozenset(
        """
        av avda avgda bd ca cat ctra dr dra dres drs ed eng exc excm excma gen gral hble il il·l mn mons núm
        p.ex pg pl prof profa pça rvd sr sra sres srs st sta tel
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        abr ag al ap apt art arts cap des febr fig fol gener jul n nov núm oct p par pàg pàgs set t vol
        """.split()
    ),
    final_abbreviations=frozenset("etc".split()),
    sentence_openers=frozenset(
        """
        a això al amb aquest aquesta aquests avui de del després el ell ella ells els en i la les nosaltres per
        però que segons també un una
        """.split()
    ),
    date_labels=phrases(
        """
        publicat, publicat el, data, data de publicació, nota de premsa
        """
    ),
    change_labels=phrases(
        """
        actualitzat, actualitzat el, última actualització, darrera actualització
        """
    ),
)
