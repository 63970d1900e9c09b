"""Urdu word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

URDU = LanguageWords(
    "ur",
    months=tuple("جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر".split()),
    weekdays=tuple("پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار".split()),
    date_labels=phrases(
        """
        شائع, شائع شدہ, تاریخ اشاعت, اشاعت, تاریخ, پریس ریلیز
        """
    ),
    change_labels=phrases(
        """
        اپ ڈیٹ, آخری اپ ڈیٹ, تازہ کاری
        """
    ),
)
