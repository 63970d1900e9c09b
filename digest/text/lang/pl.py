"""Polish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

POLISH = LanguageWords(
    "pl",
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
    abbreviations=frozenset(
        """
        abp bp bryg dot doc dr gen godz hab inż ks m.in marsz min mgr nadkom np ok os pl płk por pow prof red św tj tzn
        tzw ub ul woj wyd ww zob
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        art dz lit nr par pkt poz pp r rozdz rys s str t tab ust
        """.split()
    ),
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
)
