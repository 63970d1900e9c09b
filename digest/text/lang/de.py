"""German word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, NewsWords, PartyWords, StatementWords, WallPhrases, phrases

GERMAN = LanguageWords(
    "de",
    function_words=frozenset(
        """
        der die das und in den von zu mit des im für auf ist dem eine nicht ein sich wir es an auch als werden
        wird bei nach sind zur zum hat
        """.split()
    ),
    accents="äöüß",
    endings=tuple("ung ungen lich keit heit isch schaft ieren chen".split()),
    open_words=frozenset(
        """
        der die das den dem des ein eine einen einem einer eines und oder von vom zu zum zur für mit bei beim
        im am auf nach durch dass sowie
        """.split()
    ),
    articles=frozenset("die der".split()),
    conjunctions=frozenset("und oder bis".split()),
    name_particles=frozenset("für der den von und zu".split()),
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
    adoptions=phrases("angenommen, verabschiedet, beschlossen, gegeben, unterzeichnet, geschehen"),
    change_labels=phrases(
        """
        stand, aktualisiert, aktualisiert am, zuletzt aktualisiert, letzte aktualisierung, letzte änderung,
        geändert am, zuletzt geändert
        """
    ),
    page_words=frozenset("seite webseite website dokument inhalt inhalte beitrag artikel".split()),
    named_documents=frozenset(
        """
        abkommen vertrag erklärung konferenz gipfel protokoll übereinkommen charta pakt kongress gespräche forum
        konvention verträge
        """.split()
    ),
    abbreviations=frozenset(
        """
        abt allg begr bes bgbl bgm fa obm betr bspw bzgl bzw ca dipl dr d.h einschl entspr evtl exkl fr gegr gem ggf hr hrn hrsg
        inkl insb mind mio mrd mult o.ä o.g prof rd s.o s.u sog st stellv tel tsd u.a u.ä verf vgl v.a z.b z.t zzgl
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        abb abs anl art bd feb febr jan apr aug sep sept okt nov dez kap nr nrn s str tab vol ziff
        """.split()
    ),
    final_abbreviations=frozenset("etc ff usw uvm u.v.m u.a.m".split()),
    sentence_openers=frozenset(
        """
        der die das den dem des ein eine einen einer einem eines er sie es wir ich ihr man dies diese dieser dieses damit
        dabei dazu dann danach so und aber auch bei im in am an auf aus mit nach von zu zum zur für durch über unter vor
        wenn wer was wie wo als ob da doch denn hier heute nun seit trotz während weil alle viele
        """.split()
    ),
    stop_after_numbers=True,
    number_words=frozenset("nr abs art anl kap s abb tab bd ziff abschn".split()),
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
    walls=WallPhrases(
        not_found=phrases(
            """
            seite nicht gefunden, seite * nicht gefunden, seite * existiert nicht, seite * nicht vorhanden, seite * nicht
            verfügbar, seite * nicht mehr verfügbar, seite gibt es nicht, seite * nicht finden, angeforderte seite,
            gewünschte seite, gesuchte seite, aufgerufene seite, angeforderte url, =nicht gefunden, =fehler 404, fehler
            404, dokument nicht gefunden, inhalt nicht gefunden, überprüfen sie die adresse, überprüfen sie die url,
            überprüfen sie die schreibweise, prüfen sie die adresse, adresse falsch, adresse richtig, vertippt, verschoben
            oder gelöscht, gelöscht oder verschoben, umbenannt oder, verschoben oder umbenannt, zur startseite, zurück zur
            startseite, auf der startseite, nutzen sie die suche, verwenden sie die suche, nutzen sie unsere suche,
            veralteter link, fehlerhafter link, link ist veraltet, link ist fehlerhaft
            """
        ),
        blocked=phrases(
            """
            sie ein mensch sind, sie kein roboter sind, bin kein roboter, browser wird überprüft, ihr browser wird,
            überprüfung ihres browsers, überprüfen ihren browser, sicherheit ihrer verbindung, =sicherheitsüberprüfung,
            =sicherheitsprüfung, aktivieren sie javascript, javascript aktivieren, javascript * aktiviert,
            javascript ist deaktiviert, javascript wird benötigt, benötigt javascript, ohne javascript,
            aktivieren sie cookies, cookies aktivieren, cookies * aktiviert, browser wird nicht unterstützt,
            browser ist veraltet, veralteten browser, =zugriff verweigert, =zugang verweigert, =zugriff nicht erlaubt,
            =verboten, zugriff auf diese seite, zugriff auf diese website, ihre ip-adresse, ihre anfrage wurde,
            zu viele anfragen, =bitte warten, werden weitergeleitet, automatisch weitergeleitet, nicht weitergeleitet,
            in ihrem land nicht verfügbar, ungewöhnlichen datenverkehr, das captcha, wenden sie sich an den administrator,
            sie haben keine berechtigung, ihnen fehlt die berechtigung, sie sind nicht berechtigt, =einen moment bitte,
            =einen augenblick bitte, =einen moment, =nur einen moment, =sicherheitscheck
            """
        ),
        consent=phrases(
            """
            wir verwenden cookies, wir nutzen cookies, wir setzen cookies, seite verwendet cookies,
            website verwendet cookies, seite nutzt cookies, website nutzt cookies, webseite verwendet cookies,
            cookies akzeptieren, cookie-einstellungen, ihre privatsphäre, ihre einwilligung,
            ihre datenschutzeinstellungen, stimmen sie zu, stimmen sie der, sie zustimmen, personalisierte inhalte,
            personalisierte werbung, informationen auf einem gerät, bevor sie fortfahren, um fortzufahren,
            unsere datenschutzerklärung, wir und unsere * partner, =alle akzeptieren, alle cookies akzeptieren,
            stimmen sie bitte, ihrer privatsphäre, informationen auf ihrem gerät, informationen auf ihrem endgerät,
            cookies auf ihrem gerät
            """
        ),
        login=phrases(
            """
            melden sie sich an, bitte melden sie sich, bitte anmelden, bitte einloggen, loggen sie sich ein, =anmelden,
            =anmeldung, =login, =einloggen, passwort vergessen, kennwort vergessen, ihr passwort, ihr kennwort,
            benutzername und passwort, =benutzername, =passwort, =kennwort, =e-mail-adresse, angemeldet bleiben, sie
            müssen angemeldet, sie müssen sich anmelden, sie sind nicht angemeldet, noch kein konto, konto erstellen,
            jetzt registrieren, sitzung ist abgelaufen, sitzung abgelaufen, nur für abonnenten, nur für mitglieder,
            bereits abonnent, jetzt abonnieren
            """
        ),
        unavailable=phrases(
            """
            =wartung, =wartungsmodus, im wartungsmodus, vorübergehend nicht, derzeit nicht erreichbar,
            momentan nicht erreichbar, zurzeit nicht erreichbar, versuchen sie es später, versuchen sie es * erneut,
            später noch einmal, später erneut, später wieder, bitten um verständnis, bitten um ihr verständnis,
            für ihr verständnis, unannehmlichkeiten, technische störung, technischen störung, technische probleme,
            technischer fehler, technischen problemen, ein fehler aufgetreten, fehler ist aufgetreten,
            interner serverfehler, =serverfehler, dienst nicht verfügbar, =im aufbau, seite im aufbau, seite neu laden,
            =wartungsarbeiten, führen * wartungsarbeiten, website * wartungsarbeiten, webseite * wartungsarbeiten,
            seite * wartungsarbeiten, seite wird * gewartet, website wird * gewartet, seite * derzeit nicht verfügbar,
            seite * momentan nicht verfügbar, website * nicht verfügbar, webseite * nicht verfügbar, wir sind bald wieder,
            wir sind in kürze wieder, wegen wartungsarbeiten nicht, aufgrund von wartungsarbeiten nicht
            """
        ),
        loading=phrases(
            """
            =wird geladen, =lädt, =laden, =ladevorgang, seite wird geladen, inhalt wird geladen, inhalte werden geladen,
            =bitte warten
            """
        ),
    ),
    news=NewsWords(
        sanctions=phrases(
            """
            sanktion*, einreiseverbot*, strafmaßnahme*, embargo*, strafzölle, *exportkontrolle*, angeklagt,
            anklage
            """
        ),
        force=phrases(
            """
            angriff*, *angriff, *angriffe, krieg*, *krieg, überfall*, *rakete*, drohne*, getötet*, tote,
            tötung*, putsch, geisel*, truppen, *offensive, völkermord, terror*, gewalt, verhaftet*, verhaftung*,
            festgenommen*, festnahme*, inhaftiert*, waffenruhe, waffenstillstand, eskalation, cyberangriff*,
            unruhen
            """
        ),
        protest=phrases(
            """
            verurteil*, warnt, warnung*, fordert, fordern, protest*, besorgt, sorge über, konsequenzen, ruft
            auf, weist zurück, inakzeptabel, einbestellt
            """
        ),
        agreement=phrases(
            """
            abkommen, *abkommen, einigung*, einigt*, einigen sich, vereinbar*, vertrag, *vertrag,
            partnerschaft*, pakt
            """
        ),
        decision=phrases(
            """
            beschließt, beschlossen*, beschluss*, verhängt, setzt aus, *stopp, verbot, verbietet, hebt auf,
            erkennt an, kabinett*, genehmigt, tritt zurück, rücktritt*, ausgewiesen, weist aus, leitzins*,
            verabschiedet*, urteil*, entscheid*
            """
        ),
        aid=phrases("humanitäre*, hilfspaket*, millionen, milliarden, soforthilfe*, hilfe für, unterstützung für, kredit*"),
        together=phrases("gemeinsame erklärung, gemeinsames kommuniqué, kommuniqué, g7, g20, gemeinsam mit, trilateral*"),
        leaders=phrases(
            """
            präsident*, *präsident, ministerpräsident*, premierminister*, könig*, staatschef*, regierungschef*,
            bundeskanzler*
            """
        ),
        ministers=phrases("außenminister*, *minister, *ministerin, amtskolleg*"),
        meetings=phrases(
            """
            gipfel*, *gipfel, nato*, sicherheitsrat*, europäischer rat, *rat, vollversammlung,
            sicherheitskonferenz
            """
        ),
        hot_spots=phrases(
            """
            russ*, ukrain*, putin*, china*, chines*, taiwan*, hongkong, nordkorea*, iran*, israel*, palästin*,
            gaza*, syri*, afghan*, taliban, belarus*, venezuela*, kuba*, myanmar, sudan*, jemen*, huthi*,
            haiti*, liby*, irak*, hamas, hisbollah, libanon*
            """
        ),
        juniors=phrases("staatssekretär*, staatsminister*, beauftragte*, sprecher*, sonderbeauftragte*"),
        briefings=phrases("regierungspressekonferenz*, pressekonferenz*, pressebriefing*, interview*"),
        openings=phrases("vor dem treffen, vor der sitzung, eingangsstatement*, begrüßung*"),
        travel=phrases("reist, reise nach, reise in, besucht, besuch in, besuch des, besuch der"),
        domestic=phrases("kita*, schulen, rente*, bürgergeld, wohnungsbau, straßenbau, kommunen, pflege*, autobahn*"),
        courtesy=phrases(
            """
            gratulier*, glückwunsch*, glückwünsche*, beileid*, kondol*, danke, dankt, dankte, dankten, danken,
            bedankt*, mitgefühl*, mein dank, unser dank, dankbar*
            """
        ),
        myself=phrases("ich, mir, mich, mein, meine, meinen, meiner, meinem"),
        ceremony=phrases(
            """
            nationalfeiertag*, unabhängigkeitstag*, jahrestag*, gedenktag*, glückwunsch*, gratuliert,
            gratuliere*, feiertag*, welttag*, tag der, verleiht, *preis, ehrung*, ehrt, jubiläum*, kondol*, zum
            tod, frohe*, trauer*, gedenken*, neujahr*
            """
        ),
        personnel=phrases(
            """
            ernennt, ernennung*, ernannt, amtseinführung, neue sprecherin, neuer sprecher, personalie*, berufen
            """
        ),
        clerical=phrases(
            """
            terminhinweis*, termine, terminvorschau, presseeinladung*, einladung*, fototermin*, akkreditierung*,
            stellenausschreibung*, ausschreibung*, bekanntmachung*, wochenvorschau*, newsletter
            """
        ),
    ),
    statements=StatementWords(
        others=phrases("erklärung der menschenrechte, erklärvideo, rede und antwort"),
        schedule=phrases("terminhinweis*, terminvorschau, wochenvorschau, termine der woche, pressetermine"),
        joint_statement=phrases(
            """
            gemeinsame erklärung, gemeinsame stellungnahme, gemeinsames kommuniqué, gemeinsames statement
            """
        ),
        fact_sheet=phrases("faktenblatt, fragen und antworten, hintergrundpapier, zahlen und fakten"),
        transcript=phrases(
            """
            regierungspressekonferenz, pressekonferenz*, mitschrift*, interview, im interview, wortprotokoll,
            pressestatements
            """
        ),
        greeting=phrases(
            """
            glückwunsch*, neujahrsansprache, weihnachtsansprache, weihnachtsgruß*, neujahrsgruß*, grüße zu*,
            gratulation*
            """
        ),
        notice=phrases(
            """
            hinweis*, bekanntmachung*, öffentliche bekanntmachung, presseeinladung*, einladung*, warnung vor,
            reisewarnung, akkreditierung*, stellenausschreibung*
            """
        ),
        readout=phrases("telefonat*, treffen mit, gespräch mit, *telefonierte mit, *telefoniert mit"),
        remarks=phrases(
            """
            rede, ansprache, grußwort*, regierungserklärung*, festrede, laudatio, gedenkrede, eröffnungsrede,
            trauerrede, *rede von, *rede des, *rede der, *ansprache von, *grußwort von
            """
        ),
        statement=phrases(
            """
            erklärung, statement*, stellungnahme*, botschaft, kondolenz*, presseerklärung des, presseerklärung
            der, *erklärt zu, *zum tod von
            """
        ),
        order=phrases("verordnung, allgemeinverfügung*, erlass, dekret"),
        press_release=phrases(
            """
            pressemitteilung*, medienmitteilung*, presseinformation*, presseaussendung*, pressemeldung*, meldung
            """
        ),
        by=phrases("mit, von, der, des, durch, vom"),
        offices=phrases(
            """
            *präsident, *präsidentin, *kanzler, *kanzlerin, *minister, *ministerin, *sekretär,
            *sekretärin, bürgermeister, bürgermeisterin, bundesrat, bundesrätin, regierungsrat,
            regierungsrätin, staatsrat, staatsrätin, botschafter, botschafterin, sprecher,
            sprecherin, *beauftragte, *beauftragter, könig, königin, *direktor, *direktorin,
            kommissar, kommissarin, senator, senatorin, *präsidenten, *ministers, *kanzlers, *sekretärs,
            botschafters, bürgermeisters, königs, *direktors
            """
        ),
        bodies=phrases(
            """
            bundes*, landes*, *ministerium, amt, *kanzleramt, *behörde, *kanzlei, *direktion,
            kanton*, *regierung, republik, stadt, stadtrat, gemeinderat, staatsrat, ministerrat,
            *anstalt, *departement, botschaft, parlament, *gericht, *bank, kabinett, *kabinett
            """
        ),
        says=phrases(
            """
            sagt, sagte, erklärt, erklärte, betont, betonte, begrüßt, fordert, eröffnet, besucht, trifft, reist,
            würdigt, verurteilt, gratuliert, warnt, dankt, bei, beim, zu, zum, zur, in, im, auf, mit, vor,
            nimmt, nahm, hat, ist, spricht, stellt, unterzeichnet, empfängt
            """
        ),
        wishes=phrases(
            """
            frohe weihnachten, gutes neues jahr, wünsche ihnen ein, wünsche ich ihnen, gesegnete weihnachten,
            frohes fest
            """
        ),
    ),
    negations=frozenset(
        """
        nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder noch nirgends
        """.split()
    ),
    obligations=frozenset(
        """
        muss müssen musste mussten soll sollen sollte sollten wird werden würde würden darf dürfen durfte dürfte
        kann können könnte könnten verpflichtet verpflichten verpflichtung fordert fordern gefordert verlangt
        verlangen erlaubt verboten untersagt
        """.split()
    ),
    numerals=frozenset(
        """
        zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig
        achtzig neunzig hundert tausend million millionen milliarde milliarden billion billionen hälfte drittel
        viertel
        """.split()
    ),
    courtesies=frozenset(
        """
        dankt dankte danken dankten bedankte gratuliert gratulierte beileid erörterten besprachen sprachen sprach
        traf trafen begrüßte begrüßt begrüßen tauschten freuen
        """.split()
    ),
    press_offices=phrases("pressestelle, pressereferat, presse- und informationsamt, kommunikation, medienstelle"),
    contact_labels=phrases(
        """
        kontakt, pressekontakt, medienkontakt, kontakt für medien, ansprechpartner, ansprechpartnerin, rückfragen
        """
    ),
    question_labels=phrases("frage, zusatzfrage, frage aus dem auditorium, journalist, journalistin"),
    answer_labels=phrases("antwort"),
    greetings=phrases(
        """
        begrüße * sie, begrüßen * sie, begrüße * herzlich, heiße * willkommen, heißen * willkommen, danke ihnen,
        danke euch, danke allen, möchte * danken, möchte * bedanken, möchte * begrüßen, darf * begrüßen, bedanke
        mich, gratuliere ihnen, wünsche ihnen, wünsche allen, wünsche uns
        """
    ),
    cues=CueWords(
        pronouns=phrases(
            """
            er, sie, es, ihm, ihr, ihre, ihren, ihrem, ihnen, sein, seine, seinen, seinem, deren, dessen
            """
        ),
        demonstratives=phrases(
            """
            dies, diese, dieser, dieses, diesem, diesen, dabei, dadurch, damit, dafür, dazu, dort, hier,
            hierbei, hierzu, so, solche, beide, alle diese
            """
        ),
        connectives=phrases(
            """
            und, aber, auch, außerdem, zudem, ferner, doch, jedoch, allerdings, daher, deshalb,
            deswegen, dennoch, denn, darum, somit, zugleich, gleichzeitig, schließlich, darüber hinaus, zum
            beispiel, dagegen, vielmehr
            """
        ),
        speaker=phrases("ich, wir, uns, mir, mich, mein, meine, meinen, unser, unsere, unseren, unserem"),
        today=phrases("heute, gestern, morgen, heutige*, diese woche, in dieser woche, ab sofort"),
        money=phrases("euro, million*, milliarde*, mio, mrd, dollar, franken"),
        decides=phrases(
            """
            beschloss*, beschließ*, beschlüss*, beschluss, verabschied*, entschied*, entschieden,
            entscheidung, vereinbart*, vereinbarung, einigt*, geeinigt, unterzeichn*, kündigt*,
            angekündigt, verkünd*, startet*, eröffnet*, tritt * in kraft, in kraft getreten, genehmigt*,
            bewilligt*, erließ, erlassen, ernannt*, ernennt, verhängt*, bereitgestellt, stellt * bereit,
            stellt * zur verfügung, fördert, gefördert, übernimmt, übernommen, legt * fest, legte *
            fest, verlänger*, verbot*, erhöht*, senkt*, veröffentlicht*, gründe*, verurteilt, setzt *
            ein, führt * ein, umgesetzt, umsetzen, vorgestellt, vorgelegt
            """
        ),
        must=phrases(
            """
            muss, müssen, soll, sollen, fordert*, fordern, verpflichtet*, verpflichten, dürfen nicht,
            darf nicht, ist notwendig, notwendig ist, aufgefordert, ruft * auf, appelliert*, ziel ist,
            ziel des, ziel der
            """
        ),
        holds=phrases(
            """
            verurteil*, unterstütz*, begrüß*, bekräftig*, betont*, betonen, ablehn*, lehnt*, kritisier*,
            besorgt, bedauer*, wichtig*, entscheidend*, bekenn*, warnt*, setzt sich * ein
            """
        ),
        meets=phrases(
            """
            traf, treffen, trifft, getroffen, besuch*, empfing, empfängt, empfangen, telefonier*,
            gespräch*, gesprochen, sprach*, beriet*, berät, beraten, reist*, besprochen
            """
        ),
        thanks=phrases(
            """
            danke*, dankt*, dank, herzlich*, sehr geehrte*, liebe, meine damen und herren, gratulier*,
            glückwunsch*, freue mich, freuen uns, ich freue, willkommen, wünsche*, ehre, begrüße sie
            """
        ),
        says=phrases(
            """
            sagt, sagte, erklärt, erklärte, teilte * mit, so der, so die, zitiert, laut, betonte,
            äußerte*
            """
        ),
    ),
    parties=PartyWords(
        issuers=frozenset(
            """
            minister ministern ministerin ministerinnen ministers außenminister außenministern außenministerin
            außenministerinnen finanzminister finanzministern finanzministerinnen verteidigungsminister
            verteidigungsministern innenminister innenministern präsident präsidenten präsidentin präsidentinnen
            bundeskanzler bundeskanzlerin kanzler kanzlerin premierminister premierministerin premierministern
            ministerpräsident ministerpräsidenten ministerpräsidentin staats- regierungschefs regierungschef
            regierung regierungen vertreter vertreterinnen botschafter botschafterinnen gesandte beauftragte
            hohe hohen vertreterin länder staaten mitglieder wir
            """.split()
        ),
        links=frozenset("und der die das des dem den von aus sowie für im namen auswärtigen angelegenheiten".split()),
        openers=frozenset("der des von zwischen durch wir".split()),
        topics=frozenset("zu zur zum über bezüglich anlässlich betreffend in".split()),
    ),
)
