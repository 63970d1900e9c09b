"""Dutch word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, WallPhrases, phrases

DUTCH = LanguageWords(
    "nl",
    function_words=frozenset(
        """
        de het een van en in of op te dat is voor met zijn aan door niet er bij om ook als worden wordt naar uit
        heeft die deze nog over wat kunnen zij kabinet uur hebben wij tot hij
        """.split()
    ),
    accents="éëïöüèáóí",
    endings=tuple("ing ingen lijk heid isch schap eren aar ij ijk ijn ijd".split()),
    open_words=frozenset("de het een van en of in op voor met bij aan uit naar door over dat die te".split()),
    conjunctions=frozenset("en of".split()),
    name_particles=frozenset("van der den de".split()),
    months=(
        "januari",
        "februari",
        "maart mrt",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    weekdays=tuple("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()),
    date_labels=phrases(
        """
        gepubliceerd, gepubliceerd op, publicatiedatum, geplaatst op, datum, nieuwsbericht, persbericht,
        verschenen op, toespraak, kamerstuk
        """
    ),
    change_labels=phrases(
        """
        bijgewerkt, bijgewerkt op, laatst bijgewerkt, laatst gewijzigd, gewijzigd op, laatste wijziging
        """
    ),
    page_words=frozenset("pagina site website document inhoud".split()),
    named_documents=frozenset("akkoord verdrag verklaring conferentie top protocol handvest pact".split()),
    abbreviations=frozenset(
        """
        bijv betr ca d.d d.m.v d.w.z dhr dr drs e.d evt excl gen i.p.v i.v.m incl ing ir jhr kol lt m.a.w m.b.t m.n mevr
        mgr mr mw n.a.v o.a o.b.v o.g o.l.v o.m prof resp sen t.a.v t.b.v t.g.v t.n.v t.o.v v.a vgl z.o.z zgn
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        afb art blz fig jan feb febr mrt apr jun jul aug sep sept okt nov dec hfdst nr nrs p pag par tab vol
        """.split()
    ),
    final_abbreviations=frozenset("enz etc e.a e.d".split()),
    sentence_openers=frozenset(
        """
        de het een in op van voor met door bij naar dit deze die dat zij hij wij er maar en als wanneer ook na sinds
        tijdens volgens omdat zo daarom hierdoor is zijn
        """.split()
    ),
    counter_words=frozenset(
        """
        weergave weergaven bekeken gelezen bezoek bezoeken bezoeker bezoekers klik klikken download downloads gedeeld
        reactie reacties lezer lezers
        """.split()
    ),
    counter_fillers=frozenset("keer pagina artikel deze dit is door totaal geen".split()),
    time_ago=("# * geleden", "zojuist"),
    publication_labels=frozenset("gepubliceerd geplaatst bijgewerkt gewijzigd".split()),
    publication_fillers=frozenset("laatst op om door datum uur".split()),
    related_headings=phrases(
        """
        gerelateerde artikelen, gerelateerde berichten, gerelateerd nieuws, gerelateerd, lees ook, lees meer, zie ook,
        meer nieuws, laatste nieuws, meest gelezen, aanbevolen, ook interessant
        """
    ),
    walls=WallPhrases(
        not_found=phrases(
            """
            pagina niet gevonden, pagina * niet gevonden, pagina bestaat niet, pagina * bestaat niet, pagina * niet
            beschikbaar, pagina * niet vinden, gevraagde pagina, opgevraagde pagina, pagina die u zoekt, pagina die je
            zoekt, pagina die u zocht, =niet gevonden, =fout 404, fout 404, document niet gevonden, controleer het adres,
            controleer de url, controleer of het adres, is verplaatst of, is verwijderd of, naar de homepage, naar de
            startpagina, terug naar home, terug naar de, gebruik de zoekfunctie, gebruik het zoekveld, verouderde link,
            link werkt niet
            """
        ),
        blocked=phrases(
            """
            u een mens bent, je een mens bent, geen robot bent, ben geen robot, uw browser wordt, je browser wordt,
            browser controleren, beveiliging van uw verbinding, schakel javascript, javascript in te schakelen,
            javascript is uitgeschakeld, javascript * ingeschakeld, javascript is vereist, zonder javascript,
            schakel cookies, cookies * ingeschakeld, browser wordt niet ondersteund, browser is verouderd,
            =toegang geweigerd, =geen toegang, =verboden, toegang tot deze pagina, toegang tot deze website,
            geen toestemming om, niet gemachtigd, uw ip-adres, te veel verzoeken, =even geduld, wordt doorgestuurd,
            wordt u doorgestuurd, niet beschikbaar in uw land, ongebruikelijk verkeer, de captcha,
            neem contact op met de beheerder, =beveiligingscontrole, =een ogenblik, =een ogenblik geduld,
            =een moment geduld, =een moment geduld alstublieft
            """
        ),
        consent=phrases(
            """
            wij gebruiken cookies, we gebruiken cookies, wij maken gebruik van cookies, website gebruikt cookies,
            site gebruikt cookies, website maakt gebruik van cookies, cookies accepteren, alles accepteren,
            alles weigeren, cookie-instellingen, cookievoorkeuren, uw privacy, je privacy, je toestemming, je voorkeuren,
            gepersonaliseerde inhoud, gepersonaliseerde content, gepersonaliseerde advertenties, voordat u verdergaat,
            voordat je verdergaat, wij en onze * partners, we en onze * partners, uw toestemming nodig,
            uw toestemming voor, informatie op uw apparaat, cookies op uw apparaat, informatie op je apparaat
            """
        ),
        login=phrases(
            """
            log in om, meld u aan, meld je aan, =inloggen, =aanmelden, =login, wachtwoord vergeten, uw wachtwoord, je
            wachtwoord, =gebruikersnaam, =wachtwoord, =e-mailadres, aangemeld blijven, ingelogd blijven, account aanmaken,
            nog geen account, al een account, u moet ingelogd, u moet inloggen, je moet inloggen, sessie is verlopen,
            sessie verlopen, alleen voor abonnees, alleen voor leden
            """
        ),
        unavailable=phrases(
            """
            =onderhoud, =gepland onderhoud, tijdelijk niet beschikbaar, tijdelijk niet bereikbaar,
            momenteel niet bereikbaar, =dienst niet beschikbaar, probeer het later, probeer het opnieuw, kom later terug,
            binnenkort weer, excuses voor, onze excuses, voor het ongemak, technische storing, technische problemen,
            technische fout, er is een fout opgetreden, er is iets misgegaan, interne serverfout, =in aanbouw,
            ververs de pagina, herlaad de pagina, =in onderhoud, =onderhoudswerkzaamheden, website * onderhoud,
            site * onderhoud, website * onderhoudswerkzaamheden, pagina * niet beschikbaar, website * niet beschikbaar
            """
        ),
        loading=phrases(
            """
            =laden, =bezig met laden, =wordt geladen, =pagina wordt geladen, =even geduld, pagina wordt geladen
            """
        ),
    ),
    statements=StatementWords(
        others=phrases("verklaring omtrent"),
        schedule=phrases("agenda, weekagenda, persagenda"),
        joint_statement=phrases(
            """
            gezamenlijke verklaring, gemeenschappelijke verklaring, gezamenlijk communiqué
            """
        ),
        fact_sheet=phrases("factsheet*, vragen en antwoorden, feiten en cijfers"),
        transcript=phrases(
            """
            persconferentie*, letterlijke tekst persconferentie, interview, letterlijke tekst*
            """
        ),
        greeting=phrases("kersttoespraak*, nieuwjaarstoespraak*, felicitatie*, gelukwens*"),
        notice=phrases("uitnodiging*, persuitnodiging*, mededeling*, waarschuwing*, reisadvies*"),
        readout=phrases("gesprek met, ontmoeting met, telefoongesprek*, *sprak met"),
        remarks=phrases("toespraak*, speech*, redevoering*, *toespraak van, *speech van, rede"),
        statement=phrases("verklaring, reactie, boodschap, condoleance*, kamerbrief*, statement"),
        order=phrases("besluit, koninklijk besluit, regeling"),
        press_release=phrases("persbericht*, nieuwsbericht*, bericht"),
        by=phrases("van, door, van de, van het"),
        offices=phrases(
            """
            president, minister, minister-president, premier, staatssecretaris, koning, koningin, burgemeester,
            ambassadeur, woordvoerder, directeur, voorzitter, kroonprins, kroonprinses, commissaris
            """
        ),
        bodies=phrases(
            """
            ministerie*, rijks*, gemeente, provincie, koninkrijk, overheid, *dienst, *inspectie, *instituut,
            ambassade, *bank, *raad, *autoriteit, regering
            """
        ),
        says=phrases(
            """
            heeft, is, zegt, opent, bezoekt, ontvangt, spreekt, in, op, bij, over, tijdens, kondigt,
            ondertekent, reageert
            """
        ),
        wishes=phrases("prettige kerstdagen, gelukkig nieuwjaar, gelukkig kerstfeest, wens u allen"),
    ),
    negations=frozenset("niet geen nooit niemand niets zonder noch nergens".split()),
    obligations=frozenset(
        """
        moet moeten moest moesten zal zullen zou zouden mag mogen kan kunnen kon konden dient dienen verplicht
        verplichting eist eisen verzoekt verboden toegestaan
        """.split()
    ),
    numerals=frozenset(
        """
        twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig zestig zeventig
        tachtig negentig honderd duizend miljoen miljard biljoen helft derde kwart
        """.split()
    ),
    courtesies=frozenset(
        """
        dankt dankte bedankte feliciteert gefeliciteerd condoleances bespraken besproken sprak spraken ontmoette
        verwelkomde
        """.split()
    ),
    press_offices=phrases("persdienst, afdeling communicatie, directie communicatie"),
    contact_labels=phrases("contact, perscontact"),
    question_labels=phrases("vraag, journalist"),
    answer_labels=phrases("antwoord"),
    greetings=phrases(
        """
        wil * bedanken, wil * danken, dank u, dank jullie, heet * welkom, wens u, wens jullie, wens ik u, wens ik
        jullie
        """
    ),
    cues=CueWords(
        pronouns=phrases("hij, zij, ze, het, hem, haar, hun, zijn, hen, deze laatste"),
        demonstratives=phrases(
            """
            dit, deze, dat, die, daarbij, daarmee, daarvoor, daardoor, hiermee, hierbij, hier, daar, zo,
            zulke, beide
            """
        ),
        connectives=phrases(
            """
            en, maar, of, ook, bovendien, daarnaast, echter, toch, daarom, dus, verder, tevens,
            tegelijkertijd, ten slotte, tot slot, want, bijvoorbeeld, vervolgens, overigens
            """
        ),
        speaker=phrases("ik, wij, we, ons, onze, mijn, mij"),
        today=phrases("vandaag, gisteren, morgen, deze week, vanochtend, vanmiddag, vanavond, vanaf"),
        money=phrases("euro, miljoen*, miljard*, dollar*"),
        decides=phrases(
            """
            beslui*, besloot, besloten, kondig* * aan, aangekondigd, aankondig*, stemt* in, ingestemd,
            akkoord, overeenge*, overeenkomst, ondertekend*, onderteken*, benoemd*, benoemt, start*,
            lanceer*, open*, stelt * in, ingesteld, vastgesteld, stelt * vast, keur* * goed,
            goedgekeurd, verbied*, verboden, verleng*, legt * op, opgelegd, stelt * beschikbaar,
            beschikbaar gesteld, trekt * uit, investeer*, gepubliceerd, publiceer*, treedt in werking,
            treden in werking, voert * in, ingevoerd, presenteer*, gaat * invoeren
            """
        ),
        must=phrases(
            """
            moet, moeten, dient, dienen, verplicht*, roept * op, oproep*, eist, eisen, vraagt,
            noodzakelijk, nodig, mag niet, mogen niet, doel is
            """
        ),
        holds=phrases(
            """
            veroordeel*, steun*, verwelkom*, benadruk*, bevestig*, verwerp*, betreur*, bezorgd, zorgen
            over, bekritiseer*, waarschuw*
            """
        ),
        meets=phrases(
            """
            ontmoet*, sprak, spreekt, spraken, gesproken, bezoek*, bezocht*, ontvang*, ontving*,
            gesprek*, overleg*, reist*
            """
        ),
        thanks=phrases(
            """
            dank*, bedank*, dames en heren, beste, geachte, fijn dat, blij, eer om, welkom, felicit*,
            gefeliciteerd, wens*
            """
        ),
        says=phrases("zegt, zei, aldus, verklaart, verklaarde, stelt, volgens, laat weten, liet weten, meldt"),
    ),
)
