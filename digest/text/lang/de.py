"""German word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

GERMAN = LanguageWords(
    "de",
    function_words=frozenset("der die das und in den von zu mit des im für auf ist dem eine nicht ein sich wir".split()),
    months=(
        "januar jänner",
        "februar feber",
        "märz maerz mrz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ),
    weekdays=(
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag sonnabend",
        "sonntag",
    ),
    date_labels=phrases(
        """
        veröffentlicht, veröffentlicht am, veröffentlichung, veröffentlichungsdatum, erschienen am, erscheinungsdatum,
        datum, publiziert am, pressemitteilung, pressemitteilung vom, medienmitteilung, medienmitteilung vom,
        meldung vom, meldung, nachricht vom, mitteilung vom, vom
        """
    ),
    change_labels=phrases(
        """
        stand, aktualisiert, aktualisiert am, zuletzt aktualisiert, letzte aktualisierung, letzte änderung,
        geändert am, zuletzt geändert
        """
    ),
    abbreviations=frozenset(
        """
        abt allg begr betr bspw bzgl bzw ca dipl dr d.h einschl entspr evtl exkl fr gegr gem ggf hr hrn hrsg inkl insb
        mind mio mrd o.ä o.g prof rd s.o s.u sog st stellv tel tsd u.a u.ä verf vgl v.a z.b z.t zzgl
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        abb abs anl art bd feb febr jan apr aug sep sept okt nov dez kap nr nrn s str tab vol ziff
        """.split()
    ),
    sentence_openers=frozenset(
        """
        der die das den dem des ein eine einen einer einem eines er sie es wir ich ihr man dies diese dieser dieses damit
        dabei dazu dann danach so und aber auch bei im in am an auf aus mit nach von zu zum zur für durch über unter vor
        wenn wer was wie wo als ob da doch denn hier heute nun seit trotz während weil alle viele
        """.split()
    ),
    stop_after_numbers=True,
    counter_words=frozenset(
        """
        aufruf aufrufe aufgerufen gelesen besuche besucher zugriff zugriffe klick klicks download downloads
        heruntergeladen geteilt kommentar kommentare leser gefällt
        """.split()
    ),
    counter_fillers=frozenset("mal seite artikel beitrag bisher diese dieser dieses wurde wurden ist keine".split()),
    time_ago=("vor # *", "gerade eben"),
    publication_labels=frozenset("veröffentlicht aktualisiert geändert erstellt stand".split()),
    publication_fillers=frozenset("zuletzt am um von datum uhr".split()),
    related_headings=phrases(
        """
        verwandte artikel, verwandte beiträge, verwandte themen, ähnliche artikel, ähnliche beiträge, weitere meldungen,
        weitere artikel, weitere beiträge, weitere nachrichten, mehr zum thema, lesen sie auch, siehe auch,
        meistgelesen, meist gelesen, neueste beiträge, neueste meldungen, aktuelle meldungen,
        das könnte sie auch interessieren, empfohlen
        """
    ),
)
