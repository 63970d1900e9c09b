"""Swedish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, WallPhrases, phrases

SWEDISH = LanguageWords(
    "sv",
    counter_words=frozenset("visningar läsningar besök besökare klick nedladdningar kommentarer delningar".split()),
    counter_fillers=frozenset("sidan har visats lästs gånger av antal".split()),
    time_ago=phrases("för # * sedan, # * sedan, nyss"),
    publication_labels=frozenset("publicerad publicerat uppdaterad uppdaterat ändrad".split()),
    publication_fillers=frozenset("senast den kl av datum".split()),
    function_words=frozenset(
        """
        och att det som en på är av för med till den har de inte om ett han men var från vi kan när under också
        efter eller vid ska skulle i
        """.split()
    ),
    accents="åäöé",
    endings=tuple("ning ningen arna erna ande isk het heten ade".split()),
    open_words=frozenset("en ett den det av och eller i på för med till från om att som".split()),
    conjunctions=frozenset("och eller".split()),
    name_particles=frozenset("av".split()),
    months=tuple("januari februari mars april maj juni juli augusti september oktober november december".split()),
    weekdays=tuple("måndag tisdag onsdag torsdag fredag lördag söndag".split()),
    abbreviations=frozenset(
        """
        adj adm avd bl.a c:a ca d.v.s dep dir dnr doc dr dvs e.d enl exkl f.d f.n f.o.m fr.o.m förf gen genlt hr ing
        inkl jfr jur k.m:t kap kapt kl kungl m.a.o m.fl m.h.a mdr milj mrd o.d ordf p.g.a pga prof resp s.k sek
        st t.ex t.f t.o.m tekn tel tf v.d
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        art aug bd bil ca dec feb febr fig jan jfr kap kl nov nr okt p pkt prop s sept sid st tab skr
        """.split()
    ),
    final_abbreviations=frozenset("m.fl m.m mkr kr o.d osv".split()),
    sentence_openers=frozenset(
        """
        de den dessa dessutom det detta efter enligt från för han hon i jag med men när och på regeringen som
        till under vi även
        """.split()
    ),
    date_labels=phrases(
        """
        publicerad, publicerad den, publicerat, publicerades, publiceringsdatum, datum, pressmeddelande, den
        """
    ),
    change_labels=phrases(
        """
        uppdaterad, uppdaterad den, senast uppdaterad, senast ändrad, ändrad, senast granskad
        """
    ),
    page_words=frozenset("sidan sida innehållet".split()),
    named_documents=frozenset("avtalet avtal fördraget konferensen toppmötet protokollet konventionen".split()),
    walls=WallPhrases(
        not_found=phrases(
            """
            sidan hittades inte, sidan kunde inte hittas, sidan finns inte, sidan * finns inte, sidan * hittades inte,
            sidan du söker, sidan du letar efter, sidan du försöker, begärda sidan, fel 404, kontrollera adressen, till
            startsidan, tillbaka till startsidan, har flyttats eller, har tagits bort, använd sökfunktionen
            """
        ),
        blocked=phrases(
            """
            du är en människa, du inte är en robot, inte en robot, kontrollerar din webbläsare, aktivera javascript,
            javascript är avstängt, javascript är inaktiverat, kräver javascript, aktivera cookies, aktivera kakor,
            webbläsare stöds inte, uppdatera din webbläsare, =åtkomst nekad, =åtkomst nekas, =förbjudet,
            du saknar behörighet, din ip-adress, för många förfrågningar, =vänta, =säkerhetskontroll, =ett ögonblick,
            du omdirigeras, du har inte behörighet
            """
        ),
        consent=phrases(
            """
            vi använder cookies, vi använder kakor, webbplatsen använder cookies, webbplatsen använder kakor,
            webbplats använder cookies, godkänn cookies, acceptera alla, godkänn alla, cookieinställningar,
            din integritet, ditt samtycke, dina val, anpassat innehåll, anpassade annonser, innan du fortsätter,
            vi och våra * partner, information på din enhet
            """
        ),
        login=phrases(
            """
            logga in för, du måste logga in, du måste vara inloggad, =logga in, =inloggning, glömt lösenord, glömt
            lösenordet, ditt lösenord, =användarnamn, =lösenord, skapa konto, har du inget konto, sessionen har gått ut,
            endast för prenumeranter
            """
        ),
        unavailable=phrases(
            """
            =underhåll, =planerat underhåll, tillfälligt otillgänglig, tillfälligt nere, inte tillgänglig för närvarande,
            just nu inte tillgänglig, försök igen, försök senare, kom tillbaka senare, snart tillbaka, tekniskt fel,
            ett fel har uppstått, ett fel uppstod, något gick fel, serverfel, under uppbyggnad, ladda om sidan,
            =underhållsarbete, webbplatsen * underhåll, webbplats * underhåll, sidan * underhåll, ursäkt för besväret,
            beklagar besväret
            """
        ),
        loading=phrases(
            """
            =laddar, =laddas, =läser in, =sidan laddas, =vänligen vänta, =vänta
            """
        ),
    ),
    statements=StatementWords(
        schedule=phrases("veckoprogram*, kalendarium, kommande program, program för"),
        joint_statement=phrases("gemensamt uttalande, gemensam deklaration, gemensam förklaring"),
        fact_sheet=phrases("faktablad*, frågor och svar, fakta om"),
        transcript=phrases("pressträff*, presskonferens*, intervju*"),
        greeting=phrases("jultal*, nyårstal*, gratulation*, lyckönskan*"),
        notice=phrases("inbjudan*, pressinbjudan*, meddelande*, varning*, påminnelse*, kallelse"),
        readout=phrases("samtal med, möte med, telefonsamtal*, *träffade, *talade med"),
        remarks=phrases(
            """
            tal, tal av, anförande*, inledningsanförande*, *tal av, *anförande av, invigningstal*, högtidstal*
            """
        ),
        statement=phrases("uttalande*, deklaration, kommentar, svar på, utrikesdeklaration*"),
        order=phrases("förordning, beslut om"),
        press_release=phrases("pressmeddelande*, nyhet"),
        by=phrases("av, från, med"),
        offices=phrases(
            """
            president, presidenten, statsminister, statsministern, statsminister*, *minister, *ministern,
            *minister*, kung, kungen, drottningen, kronprinsessan, generaldirektör, ambassadör, talman,
            talmannen, statssekreterare, riksbankschef, landshövding
            """
        ),
        bodies=phrases(
            """
            *departementet, regeringen, regeringskansliet, *myndigheten, *verket, *styrelsen, kommun, region,
            riksdagen, *banken, *inspektionen, *rådet, ambassad, hovet
            """
        ),
        says=phrases(
            """
            har, är, säger, besöker, deltar, möter, träffar, i, på, till, vid, om, kommenterar, inviger
            """
        ),
        wishes=phrases("god jul, gott nytt år, önskar jag er"),
    ),
    negations=frozenset("inte ej icke aldrig ingen inget inga ingenting utan varken".split()),
    obligations=frozenset(
        """
        måste ska skall skulle bör borde får fick kan kunde kräver kräva krävde förbinder förpliktar uppmanar
        förbjuder förbjudet tillåtet
        """.split()
    ),
    numerals=frozenset(
        """
        två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio fyrtio femtio sextio sjuttio åttio nittio
        hundra tusen miljon miljoner miljard miljarder hälften tredjedel fjärdedel
        """.split()
    ),
    press_offices=phrases("presstjänsten, pressavdelningen"),
    contact_labels=phrases("kontakt, presskontakt"),
    question_labels=phrases("fråga, journalist"),
    answer_labels=phrases("svar"),
    greetings=phrases(
        """
        vill * tacka, hälsar * välkomna, hälsar * välkommen, tackar er, önskar er, önskar jag er
        """
    ),
    cues=CueWords(
        pronouns=phrases("han, hon, den, det, de, dem, hans, hennes, dess, deras"),
        demonstratives=phrases("detta, denna, dessa, där, här, så, sådana, båda, därmed, därför att"),
        connectives=phrases(
            """
            och, men, eller, också, även, dessutom, vidare, däremot, dock, därför, således, samtidigt,
            slutligen, till exempel, följaktligen, emellertid, trots det
            """
        ),
        speaker=phrases("jag, vi, oss, vår, vårt, våra, min, mitt, mina, mig"),
        today=phrases("i dag, idag, i går, i morgon, denna vecka, i morse, i kväll, från och med"),
        money=phrases("kronor, kr, miljon*, mnkr, miljard*, mdkr, euro, dollar"),
        decides=phrases(
            """
            beslut*, beslöt, meddela*, tillkännag*, föreslå*, föreslog*, antog*, anta*, enades, enats,
            överens*, avtal*, underteckna*, skriv* under, utse*, utsåg*, starta*, inled*, lansera*,
            öppna*, inrätta*, godkän*, förbjud*, förlän*, inför*, bevilja*, avsät*, satsa*, satsning*,
            tilldela*, anslå*, publicera*, träder i kraft, trädde i kraft, ger * i uppdrag, får i
            uppdrag, presentera*, lämna*
            """
        ),
        must=phrases(
            """
            måste, ska, skall, bör, krävs, kräv*, uppmana*, vädja*, skyldig*, nödvändig*, åta*,
            åtagande*, syftet är, målet är, får inte
            """
        ),
        holds=phrases(
            """
            fördöm*, stöd*, välkomna*, betona*, understryk*, bekräfta*, avvisa*, beklaga*, oro*,
            uttryck*, motsätt*, framhöll, framhåll*, kritisera*, varna*
            """
        ),
        meets=phrases(
            """
            träffa*, mött*, möte*, möter, besök*, samtal*, diskutera*, talade, resa*, reser, delta*,
            deltog, tog emot
            """
        ),
        thanks=phrases(
            """
            tack*, kära, ärade, bästa, mina damer och herrar, glad, hedrad, ära att, välkomna till,
            gratulera*, gratulerar, önska*
            """
        ),
        says=phrases("säger, sade, sa, uppger, enligt, menar, förklarar, förklarade, berättar, kommenterar"),
    ),
)
