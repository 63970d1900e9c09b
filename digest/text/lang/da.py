"""Danish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, WallPhrases, phrases

DANISH = LanguageWords(
    "da",
    counter_words=frozenset("visninger læsninger besøg klik downloads kommentarer delinger".split()),
    counter_fillers=frozenset("siden er vist læst gange antal af".split()),
    time_ago=phrases("for # * siden, # * siden"),
    publication_labels=frozenset("publiceret offentliggjort opdateret ændret".split()),
    publication_fillers=frozenset("senest den kl af dato".split()),
    function_words=frozenset(
        """
        og at det som en på er af for med til den har de ikke om et han men var fra vi kan når under også efter
        eller ved skal blev der i bliver mellem hvor uden jeg siger inden havde været ud nu hvad
        """.split()
    ),
    accents="æøåé",
    endings=tuple("ning ningen erne ende isk hed heden ede else".split()),
    open_words=frozenset("en et den det af og eller i på for med til fra om at som".split()),
    conjunctions=frozenset("og eller".split()),
    name_particles=frozenset("af ved".split()),
    months=tuple("januar februar marts april maj juni juli august september oktober november december".split()),
    weekdays=tuple("mandag tirsdag onsdag torsdag fredag lørdag søndag".split()),
    abbreviations=frozenset(
        """
        adm afd bl.a ca d.v.s dept dir dr dvs ekskl evt f.eks f.o.m fhv fmd gen hhv hr hrs ifm ift iht inkl jf
        jfr kap kgl kl m.a.o m.fl m.m maks mhp mht mia mill min mio nr o.lign oberstl p.g.a pct pga prof resp
        s.k skt stk t.o.m tlf vedr vha
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        art aug bd ca dec feb febr fig jan jf jfr kap kl lov nov nr nre okt pkt s sept stk tab
        """.split()
    ),
    final_abbreviations=frozenset("kr m.fl m.m m.v mv osv".split()),
    sentence_openers=frozenset(
        """
        de den desuden det dette disse efter for fra han hun i ifølge jeg med men når og også på regeringen som
        til under vi
        """.split()
    ),
    stop_after_numbers=True,
    number_words=frozenset("nr stk kap".split()),
    date_labels=phrases(
        """
        offentliggjort, offentliggjort den, udgivet, udgivet den, publiceret, publiceret den, publiceringsdato,
        udgivelsesdato, dato, pressemeddelelse, den
        """
    ),
    change_labels=phrases(
        """
        opdateret, opdateret den, senest opdateret, sidst opdateret, sidst ændret, senest ændret, ændret
        """
    ),
    page_words=frozenset("siden side indholdet".split()),
    named_documents=frozenset("aftalen traktaten konferencen topmødet protokollen konventionen".split()),
    walls=WallPhrases(
        not_found=phrases(
            """
            siden blev ikke fundet, siden kunne ikke findes, siden findes ikke, siden * findes ikke, siden * ikke fundet,
            kan ikke finde siden, side ikke fundet, siden du leder efter, siden du søger, fejl 404, kontrollér adressen,
            kontroller adressen, tjek adressen, til forsiden, er flyttet eller, er blevet slettet
            """
        ),
        blocked=phrases(
            """
            du er et menneske, du ikke er en robot, ikke en robot, kontrollerer din browser, aktivér javascript,
            aktiver javascript, slå javascript til, javascript er slået fra, kræver javascript, aktivér cookies,
            aktiver cookies, browser understøttes ikke, =adgang nægtet, =forbudt, din ip-adresse, for mange anmodninger,
            vent venligst, =sikkerhedskontrol, =et øjeblik, du viderestilles, du har ikke adgang, du har ikke tilladelse
            """
        ),
        consent=phrases(
            """
            vi bruger cookies, vi anvender cookies, bruger cookies til, hjemmesiden bruger cookies,
            webstedet bruger cookies, accepter alle, acceptér alle, accepter cookies, cookieindstillinger, dit privatliv,
            dit samtykke, personligt tilpasset, før du fortsætter, vi og vores * partnere, oplysninger på din enhed
            """
        ),
        login=phrases(
            """
            log ind for, du skal logge ind, du skal være logget ind, =log ind, =login, glemt adgangskode, glemt din
            adgangskode, glemt kodeord, din adgangskode, =brugernavn, =adgangskode, =kodeord, opret konto, opret en konto,
            session er udløbet, kun for abonnenter
            """
        ),
        unavailable=phrases(
            """
            =vedligeholdelse, =planlagt vedligeholdelse, midlertidigt utilgængelig, midlertidigt ude af drift,
            ikke tilgængelig i øjeblikket, prøv igen, prøv senere, kom tilbage senere, snart tilbage,
            beklager ulejligheden, teknisk fejl, der opstod en fejl, der er opstået en fejl, noget gik galt, serverfejl,
            under opbygning, genindlæs siden, =under vedligeholdelse, hjemmesiden * vedligeholdelse,
            webstedet * vedligeholdelse, siden * vedligeholdelse, sitet * vedligeholdelse
            """
        ),
        loading=phrases(
            """
            =indlæser, =henter, =indlæser siden, =vent venligst
            """
        ),
    ),
    statements=StatementWords(
        schedule=phrases("ugeplan*, program for, kalender"),
        joint_statement=phrases("fælles erklæring, fælleserklæring*, fælles udtalelse"),
        fact_sheet=phrases("faktaark*, spørgsmål og svar, fakta om"),
        transcript=phrases("pressemøde*, interview, pressekonference*"),
        greeting=phrases("*nytårstale*, nytårstale*, juletale*, lykønskning*, tillykke*"),
        notice=phrases("presseinvitation*, invitation*, advarsel*, varsel*, bekendtgørelse*, påmindelse*"),
        readout=phrases("samtale med, møde med, telefonsamtale*, *mødtes med, *talte med"),
        remarks=phrases(
            """
            tale, tale af, åbningstale*, indlæg*, *tale ved, *tale til, redegørelse*, grundlovstale*
            """
        ),
        statement=phrases("udtalelse*, erklæring*, svar på, kommentar, kondolence*"),
        order=phrases("lovbekendtgørelse, cirkulære"),
        press_release=phrases("pressemeddelelse*, nyhed"),
        by=phrases("af, fra, ved, med"),
        offices=phrases(
            """
            statsminister, statsministeren, statsministerens, *minister, *ministeren, *ministerens, kong,
            kongen, kongens, dronningen, dronningens, kronprinsen, direktør, ambassadør, formand, borgmester,
            præsident, kommissær, nationalbankdirektør
            """
        ),
        bodies=phrases(
            """
            *ministeriet, regeringen, *styrelsen, kommune, region, folketinget, *banken, *tilsynet, *rådet,
            ambassade, kongehuset, rigs*
            """
        ),
        says=phrases("har, er, siger, besøger, deltager, møder, i, på, til, ved, om, åbner, udtaler"),
        wishes=phrases("glædelig jul, godt nytår, ønsker jer alle"),
    ),
    negations=frozenset("ikke aldrig ingen intet ingenting uden hverken".split()),
    obligations=frozenset(
        """
        skal skulle må måtte bør burde kan kunne vil ville kræver kræve forpligter opfordrer forbudt tilladt
        """.split()
    ),
    numerals=frozenset(
        """
        to tre fire fem seks syv otte ni ti elleve tolv tyve tredive fyrre halvtreds tres halvfjerds firs
        halvfems hundrede tusind million millioner milliard milliarder
        """.split()
    ),
    press_offices=phrases("pressekontoret, presseafdelingen"),
    contact_labels=phrases("kontakt, pressekontakt"),
    question_labels=phrases("spørgsmål, journalist"),
    answer_labels=phrases("svar"),
    greetings=phrases(
        """
        vil * takke, byder * velkommen, takker jer, ønsker jer, ønsker jeg jer
        """
    ),
    cues=CueWords(
        pronouns=phrases("han, hun, den, det, de, dem, hans, hendes, dens, dets, deres"),
        demonstratives=phrases("dette, denne, disse, der, her, sådan, sådanne, begge, dermed, herved"),
        connectives=phrases(
            """
            og, men, eller, også, desuden, endvidere, dog, derfor, alligevel, samtidig, endelig, for
            eksempel, hertil, derimot, derimod, altså, imidlertid, derudover
            """
        ),
        speaker=phrases("jeg, vi, os, vores, vor, min, mit, mine, mig"),
        today=phrases("i dag, i går, i morgen, denne uge, i morges, i aften, fra og med"),
        money=phrases("kroner, kr, million*, mio, milliard*, mia, euro, dollar"),
        decides=phrases(
            """
            beslutte*, beslut*, vedtag*, vedtog, afgør*, afgjorde, annoncer*, offentliggør*,
            offentliggjorde, foreslå*, foreslog, enige om, aftale*, underskriv*, underskrev, udpeg*,
            udnævn*, start*, indled*, lancer*, åbn*, opret*, godkend*, forby*, forbud*, forlæng*,
            indfør*, bevilg*, afsæt*, afsat, tildel*, udgiv*, træder i kraft, trådte i kraft, fremlæg*,
            fremlagde, præsenter*, styrk*, investere*
            """
        ),
        must=phrases(
            """
            skal, må, bør, kræve*, kræver, opfordr*, pligt*, forpligt*, nødvendig*, målet er, formålet
            er, må ikke
            """
        ),
        holds=phrases(
            """
            fordøm*, støtt*, hilser * velkommen, understreg*, bekræft*, afvis*, beklag*, bekymr*,
            udtryk*, modsæt*, kritiser*, advar*
            """
        ),
        meets=phrases("mødes, mødtes, møde*, besøg*, samtale*, drøft*, tal*, rejs*, deltag*, deltog, modtog"),
        thanks=phrases("tak*, kære, mine damer og herrer, glad, ære at, velkommen, tillykke, ønsker jer, hilsen"),
        says=phrases("siger, sagde, oplyser, ifølge, mener, forklarer, udtaler, udtalte, fortæller"),
    ),
)
