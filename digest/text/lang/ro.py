"""Romanian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

ROMANIAN = LanguageWords(
    "ro",
    function_words=frozenset(
        """
        și de a în la cu pe din nu că o este un care pentru mai sunt ce se să al ale prin fi după sau dar fost
        iar au ca lui acest către
        """.split()
    ),
    accents="ăâîșțşţ",
    endings=tuple("ului ilor ție ții ească ește esc area ul".split()),
    months=tuple("ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie".split()),
    weekdays=(
        "luni",
        "marți marţi",
        "miercuri",
        "joi",
        "vineri",
        "sâmbătă",
        "duminică",
    ),
    date_labels=phrases(
        """
        publicat, publicat la, publicat în, publicat pe, data, data publicării, data publicarii, comunicat de presă,
        postat
        """
    ),
    change_labels=phrases(
        """
        actualizat, actualizat la, ultima actualizare, ultima modificare, modificat
        """
    ),
)
