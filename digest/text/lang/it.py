"""Italian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, PartyWords, StatementWords, WallPhrases, phrases

ITALIAN = LanguageWords(
    "it",
    function_words=frozenset(
        """
        il la di e che in un per del della dei con una al nel le da è alla gli si non sono anche più delle degli
        dalla come ha i lo nella era hanno l dell nell
        """.split()
    ),
    accents="àèéìíîòóùú",
    endings=tuple("zione zioni mente ità ando endo arono aggio ato ati ezza".split()),
    open_words=frozenset(
        """
        il lo la i gli le un uno una di del della dei delle degli e o a al alla ai alle in nel nella per con
        su da dal dalla che
        """.split()
    ),
    articles=frozenset("il la lo gli le i".split()),
    conjunctions=frozenset("e o".split()),
    name_particles=frozenset("di del della da la e i".split()),
    months=tuple("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()),
    weekdays=tuple("lunedì martedì mercoledì giovedì venerdì sabato domenica".split()),
    date_labels=phrases(
        """
        pubblicato, pubblicato il, pubblicata il, pubblicazione, data, data di pubblicazione, data pubblicazione,
        comunicato stampa, comunicato stampa del
        """
    ),
    adoptions=phrases("adottato, adottata, approvato, approvata, fatto, firmato"),
    change_labels=phrases(
        """
        aggiornato, aggiornato il, ultimo aggiornamento, ultima modifica, modificato il, data ultimo aggiornamento
        """
    ),
    page_words=frozenset("pagina sito documento contenuto articolo".split()),
    named_documents=frozenset(
        "accordo accordi trattato dichiarazione conferenza vertice protocollo convenzione carta patto foro".split()
    ),
    abbreviations=frozenset(
        """
        avv circ cit comm cost d.l d.lgs d.m d.p.c.m d.p.r dott dott.ssa dr gen geom ing mons on onn prof prof.ssa
        prot prov rag sen sig sig.ra sigg tel
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        all art artt c cap capp co col fig figg gen feb lett lug mar n nn no p pag pagg par sez sett ott nov dic t tab tit
        vol voll
        """.split()
    ),
    final_abbreviations=frozenset("ecc etc segg".split()),
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
    walls=WallPhrases(
        not_found=phrases(
            """
            pagina non trovata, pagina * non trovata, pagina non esiste, pagina * non esiste, pagina * non è disponibile,
            pagina * non è stata trovata, pagina inesistente, pagina richiesta, pagina cercata, pagina che cerchi,
            pagina che stai cercando, pagina che cercavi, impossibile trovare la pagina, =non trovato, =errore 404,
            errore 404, documento non trovato, contenuto non trovato, verifica l'indirizzo, verificare l'indirizzo,
            controlla l'indirizzo, controllare l'indirizzo, torna alla home, tornare alla home, torna alla pagina,
            vai alla home, pagina iniziale, utilizza la ricerca, usa la ricerca, link non è, pagina * stata spostata,
            pagina * stata rimossa, pagina * stata eliminata, spostata o eliminata, spostata o rimossa,
            rimossa o spostata, usa il motore di ricerca, utilizza il motore di ricerca
            """
        ),
        blocked=phrases(
            """
            sei umano, sei un umano, non sei un robot, non sono un robot, controllo del browser,
            sicurezza della connessione, abilita javascript, abilitare javascript, attiva javascript, attivare javascript,
            javascript è disabilitato, javascript * abilitato, richiede javascript, senza javascript, abilita i cookie,
            abilitare i cookie, browser non è, browser non supportato, aggiorna il browser, aggiornare il browser,
            =accesso negato, =accesso vietato, =accesso non consentito, =vietato, accedere a questa pagina,
            accesso a questa pagina, accesso a questo sito, non hai i permessi, non sei autorizzato, tuo indirizzo ip,
            troppe richieste, =attendere prego, attendere prego, verrai reindirizzato, sarai reindirizzato,
            non disponibile nel tuo paese, traffico insolito, il captcha, contatta l'amministratore, di essere umano,
            di essere un umano, =verifica di sicurezza, =controllo di sicurezza, =un momento, =solo un momento,
            non disponi dei permessi, non disponi delle autorizzazioni, se non vieni reindirizzato
            """
        ),
        consent=phrases(
            """
            utilizziamo i cookie, usiamo i cookie, utilizziamo cookie, usiamo cookie, sito utilizza cookie,
            sito utilizza i cookie, sito usa cookie, accetta i cookie, accettare i cookie, accetta tutti, accetta tutto,
            rifiuta tutto, impostazioni dei cookie, preferenze sui cookie, gestisci i cookie, tua privacy, vostra privacy,
            tuo consenso, tue preferenze, tue scelte, contenuti personalizzati, annunci personalizzati,
            pubblicità personalizzata, prima di continuare, prima di proseguire, nostra informativa,
            noi e i nostri * partner, noi e i nostri, nostri partner utilizziamo, informazioni sul tuo dispositivo,
            cookie sul tuo dispositivo
            """
        ),
        login=phrases(
            """
            effettua il login, effettuare il login, effettua l'accesso, effettuare l'accesso, accedi per, =accedi, =login,
            =accesso, password dimenticata, dimenticato la password, tua password, nome utente, =nome utente, =password,
            =indirizzo email, resta collegato, rimani connesso, crea un account, non hai un account, hai già un account,
            sessione è scaduta, sessione scaduta, riservato agli abbonati, abbonati per, registrati per
            """
        ),
        unavailable=phrases(
            """
            =manutenzione, temporaneamente non disponibile, momentaneamente non disponibile, al momento non disponibile,
            temporaneamente non raggiungibile, =servizio non disponibile, servizio non disponibile, riprova più tardi,
            riprovare più tardi, si prega di riprovare, torna più tardi, tornate più tardi, torneremo presto,
            torneremo online, ci scusiamo, scusiamo per, per il disagio, per i disagi, problemi tecnici,
            difficoltà tecniche, errore tecnico, si è verificato un errore, errore interno, =errore del server,
            =in costruzione, sito in costruzione, ricarica la pagina, aggiorna la pagina, =in manutenzione,
            =manutenzione programmata, =manutenzione in corso, sito * in manutenzione, sito * manutenzione,
            pagina * in manutenzione, portale * in manutenzione, servizio * in manutenzione, siamo in manutenzione
            """
        ),
        loading=phrases(
            """
            =caricamento, =caricamento in corso, =caricamento della pagina, =attendere, =attendere prego, pagina in
            caricamento
            """
        ),
    ),
    statements=StatementWords(
        others=phrases(
            """
            dichiarazione dei redditi, discorso d'odio, allerta precoce, la dichiarazione dei redditi,
            dichiarazione iva
            """
        ),
        schedule=phrases("agenda, agenda del, impegni della settimana"),
        joint_statement=phrases(
            """
            dichiarazione congiunta, comunicato congiunto, dichiarazione comune, *dichiarazione congiunta
            """
        ),
        fact_sheet=phrases("scheda informativa, scheda, domande e risposte, domande frequenti"),
        transcript=phrases(
            """
            conferenza stampa*, intervista*, trascrizione, dichiarazioni alla stampa, *conferenza stampa
            """
        ),
        greeting=phrases(
            """
            auguri*, messaggio di fine anno, messaggio di auguri, congratulazioni, felicitazioni
            """
        ),
        notice=phrases("avviso*, nota per i media, invito, bando, allerta, avvertenza"),
        readout=phrases(
            """
            *ha ricevuto, *riceve, *ha incontrato, colloquio*, telefonata*, incontro con, incontro
            del, incontro bilaterale, *ha incontrato, *incontra, *colloquio con
            """
        ),
        remarks=phrases(
            """
            discorso, intervento, saluto, indirizzo di saluto, prolusione, allocuzione, *discorso del, *discorso
            della, *intervento del, *intervento della, informativa del, comunicazioni del
            """
        ),
        statement=phrases("dichiarazione*, messaggio, cordoglio, nota del, nota di, lettera, *cordoglio"),
        order=phrases("decreto*, ordinanza, circolare"),
        press_release=phrases("comunicato*, comunicato stampa, nota stampa"),
        by=phrases("del, della, dell', di, dei, da, al, alla, allo, con"),
        offices=phrases(
            """
            presidente, ministro, ministra, segretario, segretaria, ambasciatore, ambasciatrice,
            sottosegretario, viceministro, sindaco, portavoce, governatore, direttore, direttrice, re, papa,
            commissario, assessore
            """
        ),
        bodies=phrases(
            """
            ministero*, governo, repubblica, presidenza, regione, comune, prefettura, ambasciata, banca,
            agenzia, istituto, autorità, consiglio, senato, camera, commissione, dipartimento, protezione civile
            """
        ),
        says=phrases(
            """
            ha, annuncia, incontra, riceve, dichiara, firma, visita, partecipa, interviene, è, a, al, in,
            presenta, inaugura, invia, esprime
            """
        ),
        wishes=phrases("buon natale, buon anno, buone feste, auguro a tutti, auguri di buon"),
    ),
    negations=frozenset("non mai nessun nessuno nessuna niente nulla senza né neanche neppure".split()),
    obligations=frozenset(
        """
        deve devono dovrà dovranno dovrebbe dovrebbero può possono potrà potranno potrebbe potrebbero sarà
        saranno esige esigono obbliga obbligo impegna impegnano impegniamo chiede chiedono chiediamo vietato
        consentito
        """.split()
    ),
    numerals=frozenset(
        """
        due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta quaranta cinquanta sessanta
        settanta ottanta novanta cento mille mila milione milioni miliardo miliardi metà terzo quarto
        """.split()
    ),
    courtesies=frozenset(
        """
        ringrazia ringraziato felicita congratulazioni condoglianze discusso esaminato parlato incontrato accolto
        scambiato
        """.split()
    ),
    press_offices=phrases("ufficio stampa"),
    contact_labels=phrases("contatti, contatti stampa"),
    question_labels=phrases("domanda, giornalista"),
    answer_labels=phrases("risposta"),
    greetings=phrases(
        """
        desidero * ringraziare, vorrei * ringraziare, voglio * ringraziare, tengo a ringraziare, ringrazio * tutti,
        vi ringrazio, rivolgo * saluto, porgo * saluto, desidero * salutare, vorrei * salutare, saluto * presenti,
        vi auguro, auguro a tutti
        """
    ),
    cues=CueWords(
        pronouns=phrases(
            """
            egli, lui, lei, esso, essa, essi, esse, loro, suo, sua, suoi, sue, quest'ultimo,
            quest'ultima
            """
        ),
        demonstratives=phrases(
            """
            questo, questa, questi, queste, ciò, quello, quella, quelli, quelle, così, qui, lì, tale,
            tali, entrambi, entrambe
            """
        ),
        connectives=phrases(
            """
            e, ed, ma, o, anche, inoltre, tuttavia, però, quindi, pertanto, infine, infatti, al
            contempo, a tal fine, a questo proposito, in particolare, dunque, allo stesso tempo, per
            esempio, comunque
            """
        ),
        speaker=phrases("io, noi, nostro, nostra, nostri, nostre, mio, mia, miei, mie, ci, mi"),
        today=phrases("oggi, ieri, domani, odiern*, questa settimana, stamattina, questa mattina, stasera"),
        money=phrases("euro, milion*, miliard*, dollar*"),
        decides=phrases(
            """
            annunci*, ha deciso, decis*, decid*, adott*, approv*, firm*, sottoscri*, concord*, accord*,
            nomin*, avvi*, lanci*, inaugur*, istitui*, stabili*, promulg*, autorizz*, viet*, sospend*,
            sospes*, prorog*, impon*, impost*, stanzi*, assegn*, destin*, pubblic*, entra in vigore,
            entrerà in vigore, entrat* in vigore, investi*, deliber*, eman*, present*, rafforz*
            """
        ),
        must=phrases(
            """
            deve, devono, dovrà, dovranno, dobbiamo, bisogna, occorre, chied*, chiest*, invit*, esort*,
            obblig*, necessari*, impegn*, obiettivo è, è fondamentale
            """
        ),
        holds=phrases(
            """
            condann*, sosten*, sosteg*, appoggi*, accogl*, accolto, ribad*, sottoline*, riafferm*,
            respin*, deplor*, preoccup*, espress*, esprim*, ricord*, evidenzi*
            """
        ),
        meets=phrases("incontr*, ricev*, ricevuto, visit*, colloqu*, riuni*, partecip*, recat*, discuss*, discut*"),
        thanks=phrases(
            """
            grazie, ringrazi*, signore e signori, caro, cara, cari, care, onore, lieto, lieta, felic*,
            benvenut*, auguri*, augur*, saluto, saluti, congratul*, permettetemi
            """
        ),
        says=phrases(
            """
            ha detto, ha dichiarato, dichiar*, ha affermato, afferm*, ha spiegato, spieg*, secondo, ha
            aggiunto, ha sottolineato, ha commentato
            """
        ),
    ),
    parties=PartyWords(
        issuers=frozenset(
            """
            ministro ministra ministri presidente presidenti primo primi capo capi stato governo governi
            rappresentante rappresentanti ambasciatori inviati segretario alto leader paesi membri affari esteri
            difesa noi
            """.split()
        ),
        links=frozenset("e il lo la i gli le l di del della dello dei degli delle dell nonché a nome per".split()),
        openers=frozenset("di del della dei degli delle tra fra da dal dai noi".split()),
        topics=frozenset("su sul sulla sulle sui in a".split()),
    ),
)
