"""Ukrainian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

UKRAINIAN = LanguageWords(
    "uk",
    abbreviations=frozenset(
        """
        акад бл вул гол див доц ім заст ін-т канд напр обл осн пл пор просп проф смт ст.-лейт т.зв тел чл.-кор
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        гл п пп рис розд с ст стор табл т ч січ лют бер квіт трав черв лип серп вер жовт лист груд
        """.split()
    ),
    sentence_openers=frozenset(
        """
        у в на і й з до за від для при він вона вони це цей ця ці ми як також але якщо коли після однак що
        """.split()
    ),
    counter_words=frozenset(
        """
        перегляд перегляди переглядів перегляду переглянуто прочитано відвідувань завантажень коментар коментарі
        коментарів поширень читачів
        """.split()
    ),
    counter_fillers=frozenset("разів рази раз сторінка стаття ця була всього немає".split()),
    time_ago=("# * тому", "щойно"),
    publication_labels=frozenset("опубліковано оновлено змінено розміщено оновлення".split()),
    publication_fillers=frozenset("останнє дата час о в".split()),
    related_headings=phrases(
        """
        читайте також, дивіться також, схожі новини, схожі статті, пов’язані новини, за темою, інші новини,
        останні новини, найпопулярніше, вас може зацікавити
        """
    ),
)
