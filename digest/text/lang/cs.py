"""Czech word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, WallPhrases, phrases

CZECH = LanguageWords(
    "cs",
    counter_words=frozenset("zobrazení zhlédnutí přečteno návštěv komentáře komentářů stažení sdílení".split()),
    counter_fillers=frozenset("počet krát článku stránky".split()),
    time_ago=phrases("před # *"),
    publication_labels=frozenset("zveřejněno publikováno aktualizováno upraveno".split()),
    publication_fillers=frozenset("dne naposledy v".split()),
    function_words=frozenset(
        """
        a se na v je že s z do o i to k ve pro za by ale si po jako jsou od které který byl jeho její také nebo
        však při podle až bude jsme má není byla ze
        """.split()
    ),
    accents="áčďéěíňóřšťúůýž",
    endings=tuple("ost ního ních ými ého ému ování ství".split()),
    months=(
        "leden ledna",
        "únor února",
        "březen března",
        "duben dubna",
        "květen května",
        "červen června čvn",
        "červenec července čvc",
        "srpen srpna",
        "září",
        "říjen října",
        "listopad listopadu",
        "prosinec prosince",
    ),
    weekdays=(
        "pondělí",
        "úterý",
        "středa středu",
        "čtvrtek",
        "pátek",
        "sobota sobotu",
        "neděle neděli",
    ),
    abbreviations=frozenset(
        """
        akad apod arch atp bc brig ca cca csc doc dr drsc evtl gen genmjr gpor ing inž j jr judr kap kol kpt mgr
        mil min mj mjr mld mudr např npor nám o.p.s obr odd paeddr ph.d phdr pl plk por poř pplk ppor prap prof
        příp resp rndr s.r.o sv tel thdr thlic tis tj tzn tzv ul viz vč zejm zn zvl škpt
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        bod fig hl kap kč l obr odd odst par písm př příl r roč s sb sp st str sv tab tř č čj čl
        """.split()
    ),
    final_abbreviations=frozenset("apod aj atd".split()),
    sentence_openers=frozenset(
        """
        ale do dále je jsou k ke ministerstvo ministr my na o on ona oni po podle pro při s se ta také tato ten
        tento to tyto v ve vláda však z ze
        """.split()
    ),
    stop_after_numbers=True,
    number_words=frozenset("č čís odst čl str odd".split()),
    date_labels=phrases(
        """
        publikováno, publikováno dne, zveřejněno, zveřejněno dne, vydáno, vydáno dne, datum, datum zveřejnění,
        datum publikování, dne, tisková zpráva
        """
    ),
    change_labels=phrases(
        """
        aktualizováno, poslední aktualizace, naposledy aktualizováno, poslední změna, změněno
        """
    ),
    page_words=frozenset("stránka stránky dokument".split()),
    named_documents=frozenset("dohoda smlouva deklarace konference summit protokol úmluva".split()),
    walls=WallPhrases(
        not_found=phrases(
            """
            stránka nebyla nalezena, stránka nenalezena, stránka * nebyla nalezena, stránka neexistuje,
            stránka * neexistuje, stránku se nepodařilo, požadovaná stránka, hledaná stránka, stránka kterou hledáte,
            kterou hledáte, chyba 404, zkontrolujte adresu, zpět na úvodní, na úvodní stránku, na hlavní stránku,
            použijte vyhledávání, stránka byla přesunuta, stránka byla odstraněna, přesunuta nebo,
            zkontrolujte zda je adresa
            """
        ),
        blocked=phrases(
            """
            jste člověk, nejste robot, nejsem robot, kontrola prohlížeče, zapněte javascript, povolte javascript,
            javascript je vypnutý, vyžaduje javascript, bez javascriptu, povolte cookies, prohlížeč není podporován,
            aktualizujte prohlížeč, =přístup odepřen, =přístup zamítnut, =zakázáno, přístup k této stránce,
            nemáte oprávnění, vaše ip, příliš mnoho požadavků, čekejte prosím, okamžik prosím, vyčkejte prosím,
            budete přesměrováni, =bezpečnostní kontrola, =bezpečnostní ověření
            """
        ),
        consent=phrases(
            """
            používáme cookies, používáme soubory cookie, stránka používá cookies, web používá cookies,
            web používá soubory cookie, přijmout vše, přijmout všechny, souhlasím se vším, nastavení cookies,
            vaše soukromí, vašeho soukromí, vaším souhlasem, personalizovaný obsah, personalizované reklamy,
            než budete pokračovat, my a naši * partneři, potřebujeme váš souhlas, informace ve vašem zařízení
            """
        ),
        login=phrases(
            """
            přihlaste se, musíte se přihlásit, musíte být přihlášeni, =přihlášení, =přihlásit se, zapomenuté heslo,
            zapomněli jste heslo, vaše heslo, =uživatelské jméno, =heslo, vytvořit účet, nemáte účet, relace vypršela, jen
            pro předplatitele, pouze pro předplatitele
            """
        ),
        unavailable=phrases(
            """
            probíhá údržba, údržba webu, =údržba, zkuste to později, zkuste to prosím, zkuste to znovu, opakujte akci,
            vraťte se později, brzy budeme zpět, technická chyba, došlo k chybě, nastala chyba, chyba serveru,
            stránky ve výstavbě, obnovte stránku, =plánovaná údržba, =plánovaná odstávka, web * nedostupný,
            stránka * nedostupná, stránky * nedostupné, web je v údržbě, omlouváme se za komplikace,
            omlouváme se za nepříjemnosti, omlouváme se za způsobené
            """
        ),
        loading=phrases(
            """
            =načítání, =načítá se, =načítám, =stránka se načítá, =čekejte prosím
            """
        ),
    ),
    statements=StatementWords(
        by=phrases("s, se"),
        schedule=phrases("program, týdenní program, pozvánky na týden"),
        joint_statement=phrases(
            """
            společné prohlášení, společná deklarace, společné komuniké, společná tisková zpráva
            """
        ),
        fact_sheet=phrases("otázky a odpovědi, informační list, fakta a čísla"),
        transcript=phrases("tisková konference*, rozhovor*, přepis*, briefing*, brífink*"),
        greeting=phrases(
            """
            blahopřání*, novoroční přání, vánoční přání, gratulace*, vánoční projev, novoroční projev
            """
        ),
        notice=phrases("upozornění*, oznámení*, pozvánka*, výzva*, varování*"),
        readout=phrases(
            """
            setkání s, jednání s, telefonát*, *se setkal s, *se setkala s, *jednal s, *jednala s
            """
        ),
        remarks=phrases("projev, proslov, vystoupení, úvodní slovo, *projev prezidenta, *projev ministra"),
        statement=phrases("prohlášení*, stanovisko*, vyjádření*, kondolence*, reakce"),
        order=phrases("nařízení, vyhláška, rozhodnutí, usnesení"),
        press_release=phrases("tisková zpráva*, tiskové prohlášení, aktualita"),
        offices=phrases(
            """
            prezident, prezidenta, prezidentky, premiér, premiéra, předseda, předsedy, předsedkyně, ministr,
            ministra, ministryně, velvyslanec, velvyslance, mluvčí, hejtman, hejtmana, primátor, guvernér,
            guvernéra, ředitel, ředitele, náměstek, náměstka, ministrem, prezidentem, premiérem
            """
        ),
        bodies=phrases(
            """
            ministerstvo*, úřad, vláda, republika, kraj, město, banka, velvyslanectví, agentura, inspekce,
            správa, policie, senát
            """
        ),
        says=phrases(
            """
            se, přijal, přijala, uvedl, uvedla, řekl, řekla, podepsal, v, na, navštívil, navštívila, jednal,
            jednala, představil, k, oznámil, zahájil
            """
        ),
        wishes=phrases("veselé vánoce, šťastný nový rok, přeji vám, přejeme vám, klidné svátky"),
    ),
    negations=frozenset("ne není nejsou nikdy nikdo nic žádný žádná žádné bez ani".split()),
    obligations=frozenset(
        """
        musí musejí měl měla měli může mohou mohl mohla bude budou je-li požaduje požadují zavazuje vyzývá
        vyzývají zakazuje zakázáno
        """.split()
    ),
    numerals=frozenset(
        """
        dva dvě tři čtyři pět šest sedm osm devět deset jedenáct dvanáct dvacet třicet čtyřicet padesát sto tisíc
        milion milionů miliarda miliard polovina
        """.split()
    ),
    press_offices=phrases("tiskové oddělení, tiskový odbor"),
    contact_labels=phrases("kontakt, kontakt pro média"),
    question_labels=phrases("otázka, dotaz, novinář, novinářka"),
    answer_labels=phrases("odpověď"),
    greetings=phrases(
        """
        chtěl bych * poděkovat, chtěla bych * poděkovat, chci * poděkovat, dovolte mi * poděkovat, dovolte mi *
        přivítat, rád bych * poděkoval, ráda bych * poděkovala, děkuji všem, děkuji vám, vítám vás, vítám všechny,
        přeji vám, přeji všem
        """
    ),
    cues=CueWords(
        pronouns=phrases("on, ona, ono, oni, ony, jeho, její, jejich, jemu, jim"),
        demonstratives=phrases(
            """
            to, ten, ta, tento, tato, toto, tyto, ti, tyhle, tam, zde, tady, tak, takové, oba, obě, tím,
            tomu
            """
        ),
        connectives=phrases(
            """
            a, ale, nebo, také, rovněž, dále, navíc, avšak, však, proto, tedy, zároveň, současně,
            nakonec, závěrem, například, přitom, kromě toho, neboť
            """
        ),
        speaker=phrases("já, my, nás, náš, naše, našich, můj, moje, mé, jsem, jsme, chci, chceme"),
        today=phrases("dnes, včera, zítra, tento týden, dnešní*, od dneška"),
        money=phrases("kč, korun*, euro, eur, milion*, mil, miliard*, mld, dolar*"),
        decides=phrases(
            """
            oznámi*, rozhodl*, rozhodnut*, schváli*, schvaluj*, přija*, podepsa*, podpis*, dohodl*,
            dohod*, smlouv*, jmenova*, zaháji*, spusti*, otevře*, zříd*, zřizuj*, zakáza*, zákaz,
            prodlouž*, uvali*, uvalil*, vyčlen*, poskytn*, zveřejni*, vstoup* v platnost, vstupuje v
            platnost, nabývá účinnosti, nabude účinnosti, zavád*, zavede*, investuj*, představ*, navrh*
            """
        ),
        must=phrases(
            """
            musí, musíme, je třeba, je nutné, nutn*, měl by, měla by, měly by, povin*, vyzývá*, vyzva*,
            vyzval*, žádá*, požaduj*, zavazuj*, zaváza*, cílem je
            """
        ),
        holds=phrases(
            """
            odsuzuj*, odsoudi*, podpor*, podpoři*, vítá*, zdůrazni*, zdůrazňuj*, potvrdi*, potvrzuj*,
            odmít*, lituj*, znepokoj*, vyjádři*, ocenil*
            """
        ),
        meets=phrases(
            """
            setka*, sešel, sešla, sešli, jedna*, navštívi*, návštěv*, přijal*, hovoři*, schůzk*,
            zúčastni*, cest*, debatova*
            """
        ),
        thanks=phrases(
            """
            děkuj*, poděkova*, vážen*, milí, drazí, dámy a pánové, čest*, těší mě, vítám*, gratul*,
            blahopř*, přej*
            """
        ),
        says=phrases("řekl*, uvedl*, prohlásil*, dodal*, sdělil*, podle, informoval*, vysvětlil*, upozornil*"),
    ),
)
