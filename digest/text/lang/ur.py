"""Urdu word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, StatementWords, phrases

URDU = LanguageWords(
    "ur",
    months=tuple("جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر".split()),
    weekdays=tuple("پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار".split()),
    abbreviations=frozenset("اے بی سی ڈی ایف ایچ جے کے ایل ایم این پی آر ایس ٹی وی ڈبلیو".split()),
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
    statements=StatementWords(
        joint_statement=phrases("مشترکہ بیان, مشترکہ اعلامیہ, *مشترکہ اعلامیہ, *مشترکہ بیان"),
        transcript=phrases("پریس کانفرنس, انٹرویو, پریس بریفنگ"),
        greeting=phrases("مبارکباد, *مبارکباد, *کا پیغام تہنیت"),
        notice=phrases("نوٹس, اطلاع, انتباہ, اعلان"),
        readout=phrases("*سے ملاقات, *ٹیلی فونک گفتگو"),
        remarks=phrases("*کا خطاب, تقریر, خطاب, *کی تقریر"),
        statement=phrases("بیان, پیغام, *کا بیان, *کا پیغام, *اظہار تعزیت, *کی مذمت"),
        order=phrases("حکم نامہ, آرڈیننس"),
        press_release=phrases("پریس ریلیز, اعلامیہ"),
        offices=phrases(
            """
            وزیراعظم, وزیر اعظم, صدر, وزیر, وزیر خارجہ, سفیر, ترجمان, سیکرٹری, گورنر, وزیراعلیٰ, چیئرمین, ہائی
            کمشنر
            """
        ),
        bodies=phrases("وزارت, حکومت, دفتر خارجہ, سفارت, کمیشن, بینک, ہائی کمیشن, محکمہ"),
        says=phrases("نے, کا, کی, کے, کو, سے"),
        wishes=phrases("تمنا کرتی ہوں, تمنا کرتا ہوں, نیا سال مبارک, عید مبارک, کرسمس مبارک"),
    ),
)
