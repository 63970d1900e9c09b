"""Bulgarian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

BULGARIAN = LanguageWords(
    "bg",
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
