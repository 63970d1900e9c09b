"""Polish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, WallPhrases, phrases

POLISH = LanguageWords(
    "pl",
    function_words=frozenset(
        """
        i w na z do nie się że to jest o jak od po za dla przez oraz ale są który która które będzie tym przy
        tego był już jego także lub ich czy ze
        """.split()
    ),
    accents="ąćęłńóśźż",
    endings=tuple("ość nego nych ych ego emu owanie stwo ski ska ów".split()),
    open_words=frozenset("i oraz lub w we z ze na do od dla o po przez że który która które".split()),
    conjunctions=frozenset("i a".split()),
    months=(
        "styczeń stycznia",
        "luty lutego",
        "marzec marca",
        "kwiecień kwietnia",
        "maj maja",
        "czerwiec czerwca",
        "lipiec lipca",
        "sierpień sierpnia",
        "wrzesień września",
        "październik października",
        "listopad listopada",
        "grudzień grudnia",
    ),
    weekdays=(
        "poniedziałek",
        "wtorek",
        "środa środę",
        "czwartek",
        "piątek pt",
        "sobota sobotę",
        "niedziela niedzielę ndz nd",
    ),
    date_labels=phrases(
        """
        opublikowano, opublikowany, data publikacji, data, publikacja, dodano, data dodania, komunikat prasowy, dnia
        """
    ),
    change_labels=phrases(
        """
        zaktualizowano, aktualizacja, ostatnia aktualizacja, data modyfikacji, ostatnia modyfikacja, zmodyfikowano,
        data aktualizacji
        """
    ),
    page_words=frozenset("strona strony dokument treść".split()),
    named_documents=frozenset("umowa traktat deklaracja konferencja szczyt protokół konwencja".split()),
    abbreviations=frozenset(
        """
        abp bp bryg bł dot doc dr gen godz hab inż ks m.in marsz min mgr nadkom np ok os pl płk por pow prof red św tj tzn
        tzw ub ul woj wyd ww zob
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        art dn dz lit nr par pkt poz pp r rozdz rys s str t tab ust
        """.split()
    ),
    final_abbreviations=frozenset("br itd itp nast".split()),
    sentence_openers=frozenset(
        """
        w na z i o po do od dla za to ten ta te jest nie ale jak oraz przez podczas według przed dzisiaj jego jej ich
        """.split()
    ),
    counter_words=frozenset(
        """
        wyświetlenie wyświetlenia wyświetleń odsłona odsłony odsłon odwiedzin przeczytano przeczytań pobrań pobrania
        udostępnień komentarz komentarze komentarzy czytelników
        """.split()
    ),
    counter_fillers=frozenset("razy raz strona artykuł ta ten był była łącznie brak".split()),
    time_ago=("# * temu", "przed chwilą"),
    publication_labels=frozenset("opublikowano opublikowany zaktualizowano zmodyfikowano aktualizacja".split()),
    publication_fillers=frozenset("ostatnia data dnia o przez godz".split()),
    related_headings=phrases(
        """
            powiązane artykuły, powiązane wiadomości, powiązane, zobacz także, zobacz też, czytaj także, czytaj też,
            przeczytaj także, podobne artykuły, inne aktualności, najnowsze wiadomości, najczęściej czytane, polecane
            """
    ),
    walls=WallPhrases(
        not_found=phrases(
            """
            strona nie została znaleziona, strony nie znaleziono, nie znaleziono strony, strona nie istnieje,
            strona * nie istnieje, strona * jest niedostępna, strona * nie została znaleziona, strona której szukasz,
            żądana strona, szukana strona, =błąd 404, błąd 404, sprawdź adres, sprawdź poprawność,
            powrót do strony głównej, wróć do strony głównej, przejdź do strony głównej, strony głównej,
            skorzystaj z wyszukiwarki, użyj wyszukiwarki, nieaktualny link, =nie znaleziono, strona została usunięta,
            strona została przeniesiona, usunięta lub przeniesiona, przeniesiona lub usunięta
            """
        ),
        blocked=phrases(
            """
            jesteś człowiekiem, nie jesteś robotem, nie jestem robotem, sprawdzanie przeglądarki,
            bezpieczeństwo połączenia, włącz javascript, włączyć javascript, włącz obsługę javascript, javascript jest,
            obsługi javascript, bez javascript, włącz cookies, włącz obsługę cookies, przeglądarka nie jest,
            przeglądarka nie obsługuje, zaktualizuj przeglądarkę, =odmowa dostępu, =dostęp zabroniony, =brak dostępu,
            =zabronione, dostęp do tej strony, nie masz uprawnień, nie masz dostępu, twój adres ip, zbyt wiele żądań,
            proszę czekać, =proszę czekać, zostaniesz przekierowany, nastąpi przekierowanie, niedostępna w twoim kraju,
            nietypowy ruch, skontaktuj się z administratorem, =weryfikacja bezpieczeństwa, =kontrola bezpieczeństwa,
            =chwileczkę, =brak uprawnień
            """
        ),
        consent=phrases(
            """
            używamy plików cookie, używamy cookies, korzystamy z plików cookie, strona używa plików cookie,
            serwis używa plików cookie, strona korzysta z plików cookie, serwis korzysta z plików cookie,
            strona używa cookies, akceptuj pliki cookie, akceptuję pliki cookie, zaakceptuj wszystkie,
            ustawienia plików cookie, ustawienia cookie, twoja prywatność, twoją prywatność, twojej prywatności,
            państwa prywatność, twoja zgoda, twoją zgodę, wyrażasz zgodę, wyrażają państwo zgodę, spersonalizowane treści,
            spersonalizowane reklamy, spersonalizowanych reklam, zanim przejdziesz, my i nasi * partnerzy,
            nasi partnerzy wykorzystujemy, informacji na twoim urządzeniu
            """
        ),
        login=phrases(
            """
            zaloguj się, =logowanie, =zaloguj, nie pamiętasz hasła, zapomniałeś hasła, zapomniane hasło, twoje hasło,
            =nazwa użytkownika, =hasło, =adres e-mail, zapamiętaj mnie, załóż konto, utwórz konto, nie masz konta,
            masz już konto, musisz się zalogować, musisz być zalogowany, sesja wygasła, tylko dla subskrybentów,
            tylko dla prenumeratorów
            """
        ),
        unavailable=phrases(
            """
            =konserwacja, usługa niedostępna, spróbuj ponownie, spróbuj później, prosimy spróbować, zapraszamy później,
            wkrótce wracamy, wrócimy wkrótce, przepraszamy za utrudnienia, przepraszamy za niedogodności, za utrudnienia,
            problemy techniczne, problemów technicznych, błąd techniczny, wystąpił błąd, wystąpił nieoczekiwany,
            błąd serwera, =w budowie, strona w budowie, odśwież stronę, =prace konserwacyjne, =przerwa techniczna,
            =prace techniczne, trwają prace techniczne, trwają prace konserwacyjne, strona * niedostępna,
            serwis * niedostępny, witryna * niedostępna, usługa * niedostępna
            """
        ),
        loading=phrases(
            """
            =ładowanie, =trwa ładowanie, =wczytywanie, =trwa wczytywanie, strona się ładuje, =proszę czekać
            """
        ),
    ),
    statements=StatementWords(
        by=phrases("z, ze"),
        others=phrases("oświadczenie majątkowe, oświadczenie podatkowe, mowa nienawiści"),
        schedule=phrases("plan pracy, zapowiedzi, kalendarz*"),
        joint_statement=phrases(
            """
            wspólne oświadczenie, wspólna deklaracja, wspólny komunikat, wspólne stanowisko, deklaracja wspólna
            """
        ),
        fact_sheet=phrases("pytania i odpowiedzi, karta informacyjna, najczęściej zadawane pytania"),
        transcript=phrases("konferencja prasowa*, wywiad*, rozmowa z, stenogram, briefing*"),
        greeting=phrases("życzenia*, gratulacje*, orędzie noworoczne, list gratulacyjny"),
        notice=phrases("ogłoszenie*, zaproszenie*, ostrzeżenie*, obwieszczenie*, nabór*"),
        readout=phrases(
            """
            spotkanie z, spotkanie prezydenta, spotkanie ministra, rozmowa telefoniczna, rozmowa prezydenta,
            rozmowa premiera, *spotkał się z, *spotkała się z
            """
        ),
        remarks=phrases(
            """
            przemówienie, wystąpienie, orędzie, *wystąpienie prezydenta, exposé, słowo, *przemówienie
            prezydenta, *wystąpienie premiera
            """
        ),
        statement=phrases("oświadczenie*, stanowisko*, list, kondolencje*, przesłanie, deklaracja"),
        order=phrases("rozporządzenie, zarządzenie, postanowienie"),
        press_release=phrases("komunikat*, informacja prasowa, notatka prasowa"),
        offices=phrases(
            """
            prezydent, prezydenta, premier, premiera, minister, ministra, ministry, marszałek, marszałka,
            wiceminister, wiceministra, ambasador, ambasadora, rzecznik, rzecznika, wojewoda, wojewody, prezes,
            prezesa, sekretarz, sekretarza, dyrektor, dyrektora, wicepremier, wicepremiera, burmistrz,
            ministrem, prezydentem, premierem, wiceministrem
            """
        ),
        bodies=phrases(
            """
            ministerstwo*, kancelaria, urząd, rzeczpospolita, rada, komenda, ambasada, bank, agencja, instytut,
            sejm, senat, inspektorat, miasto, województwo, rząd
            """
        ),
        says=phrases(
            """
            spotkał, spotkała, powiedział, powiedziała, wziął, wzięła, otworzył, podpisał, podpisała, w, na, z,
            złożył, zapowiedział, odwiedził, o, do, podkreślił, przyjął
            """
        ),
        wishes=phrases("wesołych świąt, szczęśliwego nowego roku, życzę państwu, życzymy, spokojnych świąt"),
    ),
    negations=frozenset("nie nigdy nikt nic żaden żadna żadne żadnych bez ani".split()),
    obligations=frozenset(
        """
        musi muszą musiał powinien powinna powinno powinny może mogą mógłby mogłaby będzie będą należy wymaga
        wymagają zobowiązuje zobowiązany wzywa wzywają wzywamy zakazuje zakazane
        """.split()
    ),
    numerals=frozenset(
        """
        dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście dwadzieścia
        trzydzieści czterdzieści pięćdziesiąt sto tysiąc tysięcy milion milionów miliard miliardów połowa
        """.split()
    ),
    courtesies=frozenset(
        """
        dziękuje podziękował podziękowali gratuluje pogratulował kondolencje omówili rozmawiali spotkali powitał
        """.split()
    ),
    press_offices=phrases("biuro prasowe, biuro rzecznika prasowego"),
    contact_labels=phrases("kontakt, kontakt dla mediów"),
    question_labels=phrases("pytanie, dziennikarz, dziennikarka"),
    answer_labels=phrases("odpowiedź"),
    greetings=phrases(
        """
        serdecznie witam, witam wszystkich, witam państwa, dziękuję organizatorom, dziękuję państwu, dziękuję
        wszystkim, dziękuję za zaproszenie, chciałbym * podziękować, chciałabym * podziękować, chcę * podziękować,
        pragnę * podziękować, pragnę * powitać, chciałbym * powitać, chciałabym * powitać, życzę państwu, życzę
        wszystkim
        """
    ),
    cues=CueWords(
        pronouns=phrases("on, ona, ono, oni, one, jego, jej, ich, jemu, im"),
        demonstratives=phrases("to, ten, ta, te, ci, tego, tej, tych, tym, tam, tu, tutaj, tak, takie, oba, obie"),
        connectives=phrases(
            """
            i, a, ale, lub, także, również, ponadto, dodatkowo, jednak, jednakże, natomiast, dlatego,
            zatem, więc, jednocześnie, na koniec, w związku z tym, przy tym, z kolei, bowiem, na
            przykład, poza tym
            """
        ),
        speaker=phrases("ja, my, nas, nasz*, mój, moja, moje, mnie, mam, mamy, jestem, jesteśmy, chcę, chcemy"),
        today=phrases("dziś, dzisiaj, wczoraj, jutro, w tym tygodniu, od dziś"),
        money=phrases("zł, złot*, euro, milion*, mln, miliard*, mld, dolar*"),
        decides=phrases(
            """
            ogłosi*, ogłasza*, zdecydowa*, decyzj*, przyję*, przyjmuj*, podpisa*, podpisuj*, uzgodni*,
            porozumieni*, umow*, mianowa*, powoła*, uruchomi*, uruchamia*, rozpocz*, utworz*, ustanowi*,
            zatwierdzi*, zakaza*, zakaz, przedłuż*, nałoży*, przeznaczy*, przyzna*, opublikowa*, wchodzi
            w życie, weszł* w życie, wejdzie w życie, wprowadz*, zainwestuj*, otworzy*, przedstawi*,
            uchwali*
            """
        ),
        must=phrases(
            """
            musi, muszą, musimy, należy, powinien, powinna, powinno, powinni, trzeba, wzywa*, wezwał*,
            apeluj*, zaapelowa*, żąda*, obowiązek, obowiązk*, zobowiąz*, konieczn*, niezbędn*, celem
            jest
            """
        ),
        holds=phrases(
            """
            potępi*, potępia*, popiera*, poparci*, wspiera*, wspar*, podkreśli*, podkreśla*,
            potwierdzi*, potwierdza*, odrzuc*, z zadowoleniem, ubolewa*, zaniepokoj*, wyrazi*, wyraża*,
            sprzeciw*
            """
        ),
        meets=phrases(
            """
            spotka*, spotkani*, odwiedzi*, rozmaw*, rozmow*, przyją*, wizyt*, uczestnicz*, wzią* udział,
            wzięł* udział, omówi*, omawia*
            """
        ),
        thanks=phrases(
            """
            dziękuj*, dziękowa*, szanowni*, szanown*, drodzy, droga, drogi, zaszczyt*, cieszę się,
            witam, gratul*, życz*, pozdrawia*
            """
        ),
        says=phrases(
            """
            powiedział*, mówi*, stwierdził*, dodał*, poinformował*, informuje, zaznaczył*, według, jak
            podkreślił*, wskazał*
            """
        ),
    ),
)
