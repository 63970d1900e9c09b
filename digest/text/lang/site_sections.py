"""What the sections of sites are called in links, in all languages, by the type of the statements in them."""

from __future__ import annotations

from digest.records import StatementType

SITE_SECTIONS: dict[StatementType, frozenset[str]] = {
    StatementType.REMARKS: frozenset(
        """
        speech speeches reden rede ansprachen discours discursos discurso discorsi interventi toespraken przemowienia
        wystapienia projevy tal anforanden taler puheet beszedek discursuri konusmalar vystupleniya vystupy pidato sambutan
        """.split()
    ),
    StatementType.TRANSCRIPT: frozenset(
        """
        transcripts transcript interviews interview entrevistas entretiens interviste wywiady stenograms briefings
        """.split()
    ),
    StatementType.SCHEDULE: frozenset("schedule schedules terminvorschau wochenvorschau agenda agendas".split()),
    StatementType.PRESS_RELEASE: frozenset(
        """
        release releases pressrelease pressreleases pressreleasepage pressreleasedetail newsrelease newsreleases pressroom
        newsroom pressemitteilung pressemitteilungen pressemeldungen medienmitteilung medienmitteilungen meldung meldungen
        kurzmeldungen aussendungen presseaussendungen presse communique communiques prensa comunicado comunicados noticias
        noticia imprensa notas stampa comunicati notizie nieuws nieuwsberichten persberichten aktualnosci wiadomosci komunikaty
        aktuality zpravy tiskove pressmeddelanden pressmeddelande pressemeldinger pressemelding pressemeddelelser nyheder
        nyheter tiedotteet uutiset sajtokozlemenyek hirek comunicate stiri haberler haber basin novosti novini actualites
        actualite aktuelles berita siaran thongcao tintuc xinwen yaowen houdou press kisha
        """.split()
    ),
}
"""Words of a path, without accents. Of two that a link has, the last one counts."""
