"""Norwegian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, WallPhrases, phrases

NORWEGIAN = LanguageWords(
    "no",
    counter_words=frozenset("visninger lesninger besøk klikk nedlastinger kommentarer delinger".split()),
    counter_fillers=frozenset("siden er vist lest ganger antall av".split()),
    time_ago=phrases("for # * siden, # * siden"),
    publication_labels=frozenset("publisert oppdatert endret".split()),
    publication_fillers=frozenset("sist den kl av dato".split()),
    function_words=frozenset(
        """
        og at det som en på er av for med til den har de ikke om et han men var fra vi kan når under også etter
        eller ved skal ble i å blir mellom hvor uten ikkje ein eit frå vere jeg nå sier innen hadde vært ut hva
        la
        """.split()
    ),
    accents="æøåéòôó",
    endings=tuple("ning ningen ene ende isk het heten ede else".split()),
    open_words=frozenset("en et den det av og eller i på for med til fra om å at som".split()),
    conjunctions=frozenset("og eller".split()),
    name_particles=frozenset("av ved".split()),
    months=tuple("januar februar mars april mai juni juli august september oktober november desember".split()),
    weekdays=(
        "mandag",
        "tirsdag",
        "onsdag",
        "torsdag",
        "fredag",
        "lørdag laurdag",
        "søndag sundag",
    ),
    abbreviations=frozenset(
        """
        adm adv avd bl.a ca d.v.s dept dir dr dvs eks evt f.eks f.o.m fung gen gnr iht ing inkl innb innst jf
        jfr kap kapt kgl kl lnr m.a.o m.fl m.v maks mill min mrd nærv o.l oberstlt oppdr pga prof pst resp s.k
        stk t.d t.o.m tilsv tlf vedr
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        art aug b bd bnr ca des feb febr fig gnr jan jf jfr kap kl nov nr nr.nr okt pkt s sept tab prop meld
        """.split()
    ),
    final_abbreviations=frozenset("kr m.fl m.m m.v mv o.l osv".split()),
    sentence_openers=frozenset(
        """
        de den dessuten det dette disse etter for fra han hun i ifølge jeg med men når og også på regjeringen
        som til under vi
        """.split()
    ),
    stop_after_numbers=True,
    number_words=frozenset("nr kap".split()),
    date_labels=phrases(
        """
        publisert, publisert den, publiseringsdato, dato, pressemelding, nyhet, lagt ut
        """
    ),
    change_labels=phrases(
        """
        oppdatert, sist oppdatert, sist endret, endret, oppdatert den
        """
    ),
    page_words=frozenset("siden side innholdet".split()),
    named_documents=frozenset("avtalen traktaten konferansen toppmøtet protokollen konvensjonen".split()),
    walls=WallPhrases(
        not_found=phrases(
            """
            siden ble ikke funnet, siden finnes ikke, siden * finnes ikke, siden * ikke funnet, fant ikke siden, finner
            ikke siden, kan ikke finne siden, side ikke funnet, siden du leter etter, siden du ser etter, feil 404,
            kontroller adressen, sjekk adressen, til forsiden, er flyttet eller, er slettet eller
            """
        ),
        blocked=phrases(
            """
            du er et menneske, du ikke er en robot, ikke en robot, sjekker nettleseren, aktiver javascript,
            slå på javascript, skru på javascript, javascript er slått av, krever javascript, aktiver informasjonskapsler,
            nettleseren støttes ikke, oppdater nettleseren, =ingen tilgang, =tilgang nektet, =forbudt, din ip-adresse,
            for mange forespørsler, vennligst vent, blir videresendt, =sikkerhetskontroll, =sikkerhetssjekk, =et øyeblikk,
            du har ikke tilgang, du har ikke tillatelse
            """
        ),
        consent=phrases(
            """
            vi bruker informasjonskapsler, vi bruker cookies, nettstedet bruker informasjonskapsler,
            nettstedet bruker cookies, godta alle, aksepter alle, godta informasjonskapsler, personvernet ditt,
            ditt personvern, samtykket ditt, ditt samtykke, tilpasset innhold, tilpassede annonser, før du fortsetter,
            vi og våre * partnere, informasjon på enheten din
            """
        ),
        login=phrases(
            """
            logg inn for, du må logge inn, du må være logget inn, =logg inn, =innlogging, glemt passord, glemt passordet,
            passordet ditt, =brukernavn, =passord, opprett konto, økten er utløpt, kun for abonnenter
            """
        ),
        unavailable=phrases(
            """
            =vedlikehold, =planlagt vedlikehold, midlertidig utilgjengelig, midlertidig nede,
            ikke tilgjengelig for øyeblikket, prøv igjen, prøv på nytt, prøv senere, kom tilbake senere, snart tilbake,
            beklager ulempen, teknisk feil, det oppstod en feil, det har oppstått en feil, noe gikk galt, serverfeil,
            under oppbygging, last inn siden på nytt, =under vedlikehold, =vedlikeholdsarbeid, nettstedet * vedlikehold,
            nettsiden * vedlikehold, siden * vedlikehold, sidene * vedlikehold
            """
        ),
        loading=phrases(
            """
            =laster, =laster inn, =laster siden, =henter innhold, =vennligst vent
            """
        ),
    ),
    statements=StatementWords(
        schedule=phrases("ukeprogram*, program for, kalender"),
        joint_statement=phrases("felles erklæring, fellesuttalelse*, felleserklæring*, felles uttalelse"),
        fact_sheet=phrases("faktaark*, spørsmål og svar, fakta om"),
        transcript=phrases("pressekonferanse*, intervju*"),
        greeting=phrases("*nyttårstale*, nyttårstale*, juletale*, gratulasjon*, gratulerer*"),
        notice=phrases("presseinvitasjon*, invitasjon*, varsel*, advarsel*, kunngjøring*, påminnelse*"),
        readout=phrases("samtale med, møte med, telefonsamtale*, *møtte, *snakket med"),
        remarks=phrases(
            """
            tale, tale av, innlegg*, foredrag*, åpningstale*, *tale ved, *innlegg av, hilsningstale*,
            redegjørelse*
            """
        ),
        statement=phrases("uttalelse*, erklæring*, svar til, kommentar, kondolanse*"),
        order=phrases("forskrift, vedtak"),
        press_release=phrases("pressemelding*, nyhet"),
        by=phrases("av, fra, ved, med"),
        offices=phrases(
            """
            president, presidenten, statsminister, statsministeren, *minister, *ministeren, *ministerens, kong,
            kongen, kongens, dronningen, kronprinsen, statssekretær, direktør, ambassadør, stortingspresident,
            sentralbanksjef, byrådsleder
            """
        ),
        bodies=phrases(
            """
            *departementet, regjeringen, *direktoratet, *tilsynet, *verket, kommune, fylkeskommune, stortinget,
            *bank, *etaten, *rådet, ambassade, kongehuset
            """
        ),
        says=phrases("har, er, sier, besøker, deltar, møter, i, på, til, ved, om, åpner, kommenterer"),
        wishes=phrases("god jul, godt nytt år, ønsker dere alle"),
    ),
    negations=frozenset("ikke aldri ingen intet ingenting uten verken".split()),
    obligations=frozenset(
        """
        skal skulle må måtte bør burde kan kunne vil ville krever kreve forplikter oppfordrer forbudt tillatt
        """.split()
    ),
    numerals=frozenset(
        """
        to tre fire fem seks sju syv åtte ni ti elleve tolv tjue tretti førti femti seksti sytti åtti nitti
        hundre tusen million millioner milliard milliarder
        """.split()
    ),
    press_offices=phrases("kommunikasjonsavdelingen, pressekontoret"),
    contact_labels=phrases("kontakt, pressekontakt"),
    question_labels=phrases("spørsmål, journalist"),
    answer_labels=phrases("svar"),
    greetings=phrases(
        """
        vil * takke, ønsker * velkommen, takker dere, ønsker dere, ønsker jeg dere
        """
    ),
    cues=CueWords(
        pronouns=phrases("han, hun, den, det, de, dem, hans, hennes, dens, deres"),
        demonstratives=phrases("dette, denne, disse, der, her, slik, slike, begge, dermed"),
        connectives=phrases(
            """
            og, men, eller, også, dessuten, videre, imidlertid, derfor, likevel, samtidig, til slutt,
            for eksempel, i tillegg, dermed, derimot, altså
            """
        ),
        speaker=phrases("jeg, eg, vi, oss, vår, vårt, våre, min, mitt, mine, meg"),
        today=phrases("i dag, i går, i morgen, denne uken, denne uka, i morges, i kveld, fra og med"),
        money=phrases("kroner, kr, million*, mill, milliard*, mrd, euro, dollar"),
        decides=phrases(
            """
            beslut*, vedta*, vedtok, vedtatt, bestemt*, kunngjør*, kunngjorde, annonser*, foreslå*,
            foreslo, enige om, avtale*, undertegne*, signer*, utnevn*, oppnevn*, start*, innled*,
            lanser*, åpne*, opprett*, godkjen*, forby*, forbud*, forleng*, innfør*, bevilg*, sett* av,
            satse*, tildel*, publiser*, trer i kraft, trådte i kraft, legg* fram, legger frem, la fram,
            la frem, presenter*, styrk*
            """
        ),
        must=phrases(
            """
            må, skal, bør, kreve*, krever, oppfordr*, plikt*, forplikt*, nødvendig*, målet er, formålet
            er, får ikke, kan ikke lenger, ber om
            """
        ),
        holds=phrases(
            """
            fordøm*, støtt*, velkommen til, ønsker velkommen, understrek*, bekreft*, avvis*, beklag*,
            bekymr*, uttrykk*, motsett*, kritiser*, advar*
            """
        ),
        meets=phrases("møt*, besøk*, samtal*, diskuter*, snakk*, reis*, delta*, deltok, tok imot"),
        thanks=phrases(
            """
            takk*, kjære, mine damer og herrer, glad, ære å, velkommen, gratuler*, ønsker dere, ønsker
            deg, hilsen
            """
        ),
        says=phrases("sier, sa, opplyser, ifølge, mener, forklarer, uttaler, uttalte, forteller"),
    ),
)
