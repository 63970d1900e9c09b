"""Bulgarian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

BULGARIAN = LanguageWords(
    "bg",
    counter_words=frozenset("прегледи преглеждания посещения коментари коментара изтегляния".split()),
    counter_fillers=frozenset("брой пъти".split()),
    time_ago=phrases("преди # *"),
    publication_labels=frozenset("публикувано публикувана обновено обновена".split()),
    publication_fillers=frozenset("на в последно".split()),
    function_words=frozenset(
        """
        и на в за да се от не са по с ще че като до при е към след но това който която които или беше бъде има
        през те той
        """.split()
    ),
    months=tuple("януари февруари март април май юни юли август септември октомври ноември декември".split()),
    weekdays=tuple("понеделник вторник сряда четвъртък петък събота неделя".split()),
    abbreviations=frozenset(
        """
        акад арх бр бул ген гр д-р доц ж.к ин-т инж кап кв кол лв м-р мин млн млрд напр нац о.з обл пл полк пр
        проф р-н респ св сек т.е т.н т.нар тел ул хил чл.-кор юр
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        авг ал апр бр вж г гл дек изм л лит ноем обн ок окт п пар пост р с септ стр т табл февр фиг чл янв
        """.split()
    ),
    final_abbreviations=frozenset("др лв н.е т.н".split()),
    sentence_openers=frozenset(
        """
        аз в до за и министерството министърът на ние но от по правителството при с след според също тази те
        тези това този той тя
        """.split()
    ),
    date_labels=phrases(
        """
        публикувано, публикувано на, дата, дата на публикуване, публикация, прессъобщение
        """
    ),
    change_labels=phrases(
        """
        обновено, последна промяна, последна актуализация, актуализирано, променено
        """
    ),
)
