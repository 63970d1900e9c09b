"""Hungarian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, phrases

HUNGARIAN = LanguageWords(
    "hu",
    counter_words=frozenset(
        "megtekintés megtekintések olvasás olvasottság letöltés letöltések hozzászólás hozzászólások".split()
    ),
    counter_fillers=frozenset("alkalommal szám összes".split()),
    publication_labels=frozenset("közzétéve megjelent frissítve módosítva".split()),
    publication_fillers=frozenset("utoljára".split()),
    function_words=frozenset(
        """
        a az és hogy nem is egy ez meg volt van azt ki de ha csak el már még mint vagy lehet után szerint között
        illetve amely valamint minden sem
        """.split()
    ),
    accents="áéíóöőúüű",
    endings=tuple("ban ben nak nek ság ség ból ből ról ről tól től hoz ért ott ett nál nél ja ák ek".split()),
    months=(
        "január januári",
        "február februári",
        "március márciusi",
        "április áprilisi",
        "május májusi",
        "június júniusi",
        "július júliusi",
        "augusztus augusztusi",
        "szeptember szeptemberi",
        "október októberi",
        "november novemberi",
        "december decemberi",
    ),
    weekdays=(
        "hétfő",
        "kedd",
        "szerda sze",
        "csütörtök cs",
        "péntek",
        "szombat szo",
        "vasárnap",
    ),
    abbreviations=frozenset(
        """
        alez alk altbgy bek biz cca címz dandtbk dr egyet ezr fhdgy főhdgy gen gör hdgy ifj ill ing jur kb kh km
        korm közg ld m.n megb mo mrd műsz nagys nb pk pl prof rk sgt szds szerk szkv szt tel tszt törm u.n ui uo
        vezérőrgy vö örm özv ún
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        aug bek bekezdés cikk dec febr jan júl jún köt ld lásd márc nov o okt old p pont r s sz szept tbl vö
        ábra ápr évf de du
        """.split()
    ),
    final_abbreviations=frozenset("stb".split()),
    sentence_openers=frozenset(
        """
        a amikor az azt de egy emellett ez ezek ezt ha hogy is kormány mert mi miniszter miután szerint továbbá
        én és ő ők
        """.split()
    ),
    stop_after_numbers=True,
    date_labels=phrases(
        """
        megjelent, megjelenés, közzétéve, közzététel, közzététel dátuma, dátum, publikálva, megjelenés dátuma,
        sajtóközlemény
        """
    ),
    change_labels=phrases(
        """
        frissítve, utolsó frissítés, utoljára frissítve, utolsó módosítás, módosítva
        """
    ),
    page_words=frozenset("oldal oldalt tartalom".split()),
    named_documents=frozenset("egyezmény szerződés nyilatkozat konferencia csúcstalálkozó".split()),
    statements=StatementWords(
        schedule=phrases("heti program, program"),
        joint_statement=phrases("közös nyilatkozat*, közös közlemény*, közös sajtóközlemény"),
        fact_sheet=phrases("kérdések és válaszok, tájékoztató füzet, háttéranyag*"),
        transcript=phrases("sajtótájékoztató*, interjú*, *sajtótájékoztatója, *interjúja"),
        greeting=phrases(
            """
            újévi köszöntő*, karácsonyi üzenet*, gratuláció*, *újévi köszöntője, *újévi beszéde
            """
        ),
        notice=phrases(
            """
            felhívás*, meghívó*, hirdetmény*, figyelmeztetés*, sajtómeghívó*, pályázati felhívás
            """
        ),
        readout=phrases("megbeszélés*, *tárgyalt, *találkozott, telefonbeszélgetés*"),
        remarks=phrases("beszéd*, *beszéde, *felszólalása, *köszöntője, *előadása, *ünnepi beszéde"),
        statement=phrases("nyilatkozat*, *nyilatkozata, állásfoglalás*, *üzenete, részvétnyilvánítás*"),
        order=phrases("rendelet, határozat, utasítás"),
        press_release=phrases("sajtóközlemény*, közlemény*, hír"),
        offices=phrases(
            """
            miniszterelnök, *miniszter, köztársasági elnök, elnök, államtitkár, államfő, nagykövet, szóvivő,
            polgármester, főigazgató, jegybankelnök, helyettes államtitkár
            """
        ),
        bodies=phrases(
            """
            *minisztérium, *hivatal, kormány, magyarország kormánya, *hatóság, önkormányzat, országgyűlés,
            *bank, nagykövetség, *igazgatóság, *központ
            """
        ),
        says=phrases("szerint, azt, bejelentette, elmondta, közölte, tárgyalt, találkozott, a, az"),
        wishes=phrases("boldog karácsonyt, boldog új évet, áldott karácsonyt, kívánok mindenkinek"),
    ),
    press_offices=phrases("sajtóosztály, sajtóiroda"),
    contact_labels=phrases("kapcsolat, sajtókapcsolat"),
    question_labels=phrases("kérdés, újságíró"),
    answer_labels=phrases("válasz"),
    greetings=phrases(
        """
        szeretném * megköszönni, szeretnék * köszönetet mondani, szeretettel köszönt*, tisztelettel köszönt*,
        köszöntöm, üdvözlöm * önöket, üdvözlöm * vendégeinket, kívánok mindenkinek, kívánok önöknek
        """
    ),
    cues=CueWords(
        pronouns=phrases("ő, ők, övé, neki, nekik, azok, annak, azoknak"),
        demonstratives=phrases("ez, ezek, az, azok, ennek, ezzel, ezért, itt, ott, így, ilyen, mindkét, mindkettő"),
        connectives=phrases(
            """
            és, de, vagy, is, továbbá, emellett, azonban, viszont, ugyanakkor, ezért, tehát, végül,
            például, egyúttal, mindazonáltal, hiszen, illetve, ráadásul
            """
        ),
        speaker=phrases("én, mi, minket, engem, nekünk, nekem, vagyunk, vagyok, szeretném, szeretnénk, hazánk*"),
        today=phrases("ma, tegnap, holnap, mai, ezen a héten, ma délelőtt"),
        money=phrases("forint*, ft, millió*, milliárd*, euró*, dollár*"),
        decides=phrases(
            """
            bejelent*, dönt*, határoz*, elfogad*, jóváhagy*, aláír*, megállapod*, megállapodás*,
            kinevez*, elind*, indít*, megnyit*, létrehoz*, alapít*, betilt*, megtilt*, meghosszabb*,
            bevezet*, kivet*, biztosít*, odaítél*, közzétet*, közzétesz*, hatályba lép*, lép hatályba,
            beterjeszt*, bemutat*, támogatást nyújt, fordít*, módosít*
            """
        ),
        must=phrases(
            """
            kell, köteles*, kötelez*, szükséges, muszáj, felszólít*, felhív*, kér*, követel*, vállal*,
            cél*, tilos, nem szabad
            """
        ),
        holds=phrases(
            """
            elítél*, támogat*, üdvözl*, üdvözöl*, hangsúlyoz*, megerősít*, elutasít*, sajnál*, aggód*,
            aggodalm*, kiemel*, ellenez*, figyelmeztet*
            """
        ),
        meets=phrases("találkoz*, tárgyal*, látogat*, fogad*, egyeztet*, megbeszél*, részt vesz, részt vett, utaz*"),
        thanks=phrases("köszön*, tisztelt, kedves, hölgyeim és uraim, öröm*, megtisztel*, gratulál*, kíván*"),
        says=phrases(
            """
            mondta, közölte, szerint, jelentette ki, hozzátette, elmondta, hangsúlyozta, kijelentette,
            tájékoztat*
            """
        ),
    ),
)
