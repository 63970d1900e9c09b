"""Finnish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, WallPhrases, phrases

FINNISH = LanguageWords(
    "fi",
    counter_words=frozenset(
        "katselukerrat katselukertaa lukukertaa lukukerrat kävijää kommenttia kommentit latauksia jaot".split()
    ),
    counter_fillers=frozenset("sivua on katsottu luettu kertaa".split()),
    time_ago=phrases("# * sitten"),
    publication_labels=frozenset("julkaistu päivitetty muokattu".split()),
    publication_fillers=frozenset("viimeksi klo".split()),
    function_words=frozenset(
        """
        ja on ei se että en hän mutta ovat oli joka mukaan myös kun sekä tai sen ole niin kuin jo vain olla voi
        mitä joiden ne ollut kuten jotka hänen tämä
        """.split()
    ),
    accents="åäöšž",
    endings=tuple("ssa ssä sta stä lla llä lle ksi nen tta ttä vat vät taan tään ista istä iden minen".split()),
    months=(
        "tammikuu tammikuuta",
        "helmikuu helmikuuta",
        "maaliskuu maaliskuuta",
        "huhtikuu huhtikuuta",
        "toukokuu toukokuuta",
        "kesäkuu kesäkuuta",
        "heinäkuu heinäkuuta",
        "elokuu elokuuta",
        "syyskuu syyskuuta",
        "lokakuu lokakuuta",
        "marraskuu marraskuuta",
        "joulukuu joulukuuta",
    ),
    weekdays=(
        "maanantai maanantaina",
        "tiistai tiistaina",
        "keskiviikko keskiviikkona",
        "torstai torstaina",
        "perjantai perjantaina",
        "lauantai lauantaina",
        "sunnuntai sunnuntaina",
    ),
    abbreviations=frozenset(
        """
        alik arkk dipl.ins dos em ent esim evl fil.tri hra huom ins jne kapt kenr klo ko kok ks luutn maist milj
        min ml mm mrd n nk ns o.s oik os p prof puh pvm rva s.o sd so st t.s tl tms toht tohtori toim ts ups
        vars ven vrt yht ym yo
        """.split()
    ),
    reference_abbreviations=frozenset("art kk klo kohta ks kuva liite mom n nro s taul v vrt".split()),
    final_abbreviations=frozenset("jne ym yms".split()),
    sentence_openers=frozenset(
        """
        hallitus he hän ja jos kun lisäksi me ministeri minä mutta myös ne niiden nämä se sen siitä tämä
        """.split()
    ),
    date_labels=phrases(
        """
        julkaistu, julkaisupäivä, julkaisupäivämäärä, päivämäärä, julkaisuajankohta, tiedote, lehdistötiedote
        """
    ),
    change_labels=phrases(
        """
        päivitetty, viimeksi päivitetty, päivitetty viimeksi, muokattu, muutettu
        """
    ),
    page_words=frozenset("sivu sivua sivusto".split()),
    named_documents=frozenset("sopimus julistus konferenssi huippukokous pöytäkirja".split()),
    walls=WallPhrases(
        not_found=phrases(
            """
            sivua ei löytynyt, sivua ei löydy, sivua * ei löytynyt, sivua * ei löydy, sivua ei ole, sivua ei ole olemassa,
            hakemaasi sivua, etsimääsi sivua, etsimäsi sivu, pyydettyä sivua, virhe 404, tarkista osoite, palaa
            etusivulle, siirry etusivulle, takaisin etusivulle, on siirretty tai, on poistettu tai, käytä hakua
            """
        ),
        blocked=phrases(
            """
            olet ihminen, et ole robotti, en ole robotti, tarkistetaan selaintasi, selaimesi tarkistetaan,
            ota javascript käyttöön, javascript * käytöstä, javascript on pois, vaatii javascriptin,
            ota evästeet käyttöön, selainta ei tueta, selaimesi ei tue, =pääsy evätty, =pääsy estetty, =kielletty,
            ei ole käyttöoikeutta, käyttöoikeutesi eivät, ip-osoitteesi, liian monta pyyntöä, sinut ohjataan,
            =turvatarkistus, sinulla ei ole oikeutta, =odota hetki, =hetkinen, =hetki
            """
        ),
        consent=phrases(
            """
            käytämme evästeitä, sivusto käyttää evästeitä, sivustomme käyttää evästeitä, hyväksy evästeet, hyväksy kaikki,
            evästeasetukset, yksityisyytesi, yksityisyyttäsi, suostumuksesi, mukautettua sisältöä, kohdennettua mainontaa,
            kohdennettuja mainoksia, ennen kuin jatkat, me ja kumppanimme, me ja * kumppanimme, tietoja laitteellesi,
            tietoa laitteellesi
            """
        ),
        login=phrases(
            """
            kirjaudu sisään, sinun on kirjauduttava, =kirjaudu, =kirjautuminen, unohditko salasanasi, unohtuiko salasana,
            salasanasi, =käyttäjätunnus, =salasana, luo tili, luo käyttäjätili, istunto on vanhentunut, istuntosi on, vain
            tilaajille
            """
        ),
        unavailable=phrases(
            """
            huoltokatko, =huolto, tilapäisesti poissa, väliaikaisesti poissa, ei ole juuri nyt käytettävissä,
            yritä uudelleen, yritä myöhemmin, kokeile myöhemmin, palaamme pian, tapahtui virhe, on tapahtunut virhe,
            jotain meni pieleen, palvelinvirhe, päivitä sivu, lataa sivu uudelleen, sivusto * huollossa,
            sivustolla * huolto, sivusto on huollossa, huoltotöiden vuoksi sivusto, pahoittelemme häiriötä,
            pahoittelemme mahdollista, =rakenteilla, sivusto ei ole käytettävissä, sivusto * poissa käytöstä
            """
        ),
        loading=phrases(
            """
            =ladataan, =lataa, =ladataan sivua, =ladataan sisältöä, =odota, =odota hetki
            """
        ),
    ),
    statements=StatementWords(
        schedule=phrases("viikko-ohjelma*, ministerien viikko, tapahtumakalenteri"),
        joint_statement=phrases(
            """
            yhteinen julkilausuma, yhteislausuma*, yhteinen julistus, yhteisjulkilausuma*
            """
        ),
        fact_sheet=phrases("tietopaketti*, kysymyksiä ja vastauksia, usein kysytyt"),
        transcript=phrases("tiedotustilaisuus*, lehdistötilaisuus*, haastattelu*"),
        greeting=phrases(
            """
            uudenvuodenpuhe*, onnittelu*, joulutervehdys*, uudenvuodentervehdys*, *uudenvuodenpuhe
            """
        ),
        notice=phrases("kutsu*, mediakutsu*, ilmoitus*, varoitus*, kuulutus*, muistutus*"),
        readout=phrases("tapaaminen*, puhelu*, keskustelu*, *tapasi, *keskusteli"),
        remarks=phrases("puhe*, *puhe, avauspuhe*, *puheenvuoro, puheenvuoro*, *tervehdys, *avauspuhe"),
        statement=phrases("lausunto*, kannanotto*, julkilausuma*, *lausunto, vastaus"),
        order=phrases("asetus, määräys, päätös"),
        press_release=phrases("tiedote*, lehdistötiedote*, uutinen"),
        offices=phrases(
            """
            presidentti, presidentin, pääministeri, pääministerin, *ministeri, *ministerin, valtiosihteeri,
            valtiosihteerin, suurlähettiläs, pääjohtaja, pääjohtajan, puhemies, puhemiehen, kansliapäällikkö,
            komissaari
            """
        ),
        bodies=phrases(
            """
            *ministeriö, valtioneuvosto, *virasto, *laitos, kaupunki, kunta, eduskunta, pankki, suurlähetystö,
            hallitus, *neuvosto, *keskus
            """
        ),
        says=phrases("uudenvuodenpuhe, on, tapaa, tapasi, vierailee, osallistuu, sanoo, avasi, keskusteli, matkustaa"),
        wishes=phrases("hyvää joulua, hyvää uutta vuotta, onnellista uutta vuotta"),
    ),
    press_offices=phrases("viestintä, lehdistöyksikkö"),
    contact_labels=phrases("lisätietoja, yhteystiedot"),
    question_labels=phrases("kysymys, toimittaja"),
    answer_labels=phrases("vastaus"),
    greetings=phrases(
        """
        haluan * kiittää, haluaisin * kiittää, kiitän * kaikkia, kiitän teitä, toivotan * tervetulleeksi, toivotan *
        tervetulleiksi, toivotan teille
        """
    ),
    cues=CueWords(
        pronouns=phrases("hän, he, se, ne, hänen, heidän, sen, niiden, hänelle, niitä"),
        demonstratives=phrases(
            """
            tämä, nämä, tuo, siellä, täällä, siten, näin, sellainen, molemmat, tällä, tässä, tämän,
            tähän, niin
            """
        ),
        connectives=phrases(
            """
            ja, mutta, tai, myös, lisäksi, kuitenkin, siksi, siis, samalla, lopuksi, esimerkiksi,
            toisaalta, sen sijaan, näin ollen, vaan, sillä
            """
        ),
        speaker=phrases("minä, me, minun, meidän, minulle, meille, meitä, olen, olemme, haluan, haluamme, kiitän"),
        today=phrases("tänään, eilen, huomenna, tällä viikolla, alkaen"),
        money=phrases("euro*, miljoon*, milj, miljard*, mrd, dollari*"),
        decides=phrases(
            """
            päätt*, päätö*, ilmoitt*, julkist*, hyväksy*, sopi, sopivat, sovittiin, sopimu*,
            allekirjoit*, nimitt*, nimitet*, aloitt*, käynnist*, avaa, avattiin, avasi, perust*,
            vahvist*, kielt*, jatkaa, jatketaan, asett*, asete*, myönt*, myönnet*, osoitta*, julkais*,
            tulee voimaan, tuli voimaan, tulevat voimaan, ottaa käyttöön, otetaan käyttöön, ehdot*,
            esitt*, antoi, antaa
            """
        ),
        must=phrases(
            """
            täytyy, pitää, on tehtävä, tulee, on oltava, vaati*, vaadi*, kehot*, vetoa*, velvoll*,
            velvoit*, sitoutu*, välttämät*, tarvitaan, tavoitteena, ei saa
            """
        ),
        holds=phrases(
            """
            tuomits*, tuomitsee, tuke*, tuki, kannatt*, korost*, vahvisti, torju*, pahoittel*,
            huolestu*, huoli, ilmais*, vastust*, varoit*, pitää tärkeänä
            """
        ),
        meets=phrases(
            """
            tapas*, tapaa*, tapaamis*, vieraili*, vierailu*, keskustel*, neuvottel*, matkust*,
            osallistu*, kokou*
            """
        ),
        thanks=phrases("kiit*, hyvät, arvoisa*, rakkaat, iloinen, kunnia, tervetuloa, onnittel*, onnea, toivot*"),
        says=phrases("sanoo, sanoi, kertoo, kertoi, toteaa, totesi, mukaan, muistuttaa, arvioi"),
    ),
)
