"""Bulgarian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

BULGARIAN = LanguageWords(
    "bg",
    function_words=frozenset(
        """
        и на в за да се от не са по с ще че като до при е към след но това който която които или беше бъде има
        през те той
        """.split()
    ),
    months=tuple("януари февруари март април май юни юли август септември октомври ноември декември".split()),
    weekdays=tuple("понеделник вторник сряда четвъртък петък събота неделя".split()),
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
