"""Italian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

ITALIAN = LanguageWords(
    "it",
    function_words=frozenset("il la di e che in un per del della dei con una al nel le da è alla gli".split()),
    months=tuple("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()),
    weekdays=tuple("lunedì martedì mercoledì giovedì venerdì sabato domenica".split()),
    date_labels=phrases(
        """
        pubblicato, pubblicato il, pubblicata il, pubblicazione, data, data di pubblicazione, data pubblicazione,
        comunicato stampa, comunicato stampa del
        """
    ),
    change_labels=phrases(
        """
        aggiornato, aggiornato il, ultimo aggiornamento, ultima modifica, modificato il, data ultimo aggiornamento
        """
    ),
    abbreviations=frozenset(
        """
        avv circ comm cost d.l d.lgs d.m d.p.c.m d.p.r dott dott.ssa dr gen geom ing mons on onn prof prof.ssa prot prov
        rag sen sig sig.ra sigg tel
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        all art artt c cap capp co col fig figg gen feb lett lug mar n nn no p pag pagg par sez sett ott nov dic t tab tit
        vol voll
        """.split()
    ),
    sentence_openers=frozenset(
        """
        il lo la gli le i un una in per con di da nel nella è sono ha non si questo questa questi queste ma e se come
        quando dopo prima oggi ieri anche secondo tra tutti inoltre
        """.split()
    ),
    counter_words=frozenset(
        """
        visualizzazione visualizzazioni visita visite lettura letture letto visto clic download condivisione
        condivisioni commento commenti lettore lettori
        """.split()
    ),
    counter_fillers=frozenset("volte volta pagina articolo questa questo è stata stato per nessun".split()),
    time_ago=("# * fa", "poco fa"),
    publication_labels=frozenset("pubblicato pubblicata aggiornato modificato aggiornamento modifica".split()),
    publication_fillers=frozenset("ultimo ultima il alle da data ore".split()),
    related_headings=phrases(
        """
        articoli correlati, notizie correlate, contenuti correlati, leggi anche, vedi anche, altre notizie,
        ultime notizie, i più letti, più letti, potrebbe interessarti, ti potrebbe interessare
        """
    ),
)
