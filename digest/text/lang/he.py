"""Hebrew word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

HEBREW = LanguageWords(
    "he",
    months=(
        "ינואר בינואר",
        "פברואר בפברואר",
        "מרץ במרץ מרס במרס",
        "אפריל באפריל",
        "מאי במאי",
        "יוני ביוני",
        "יולי ביולי",
        "אוגוסט באוגוסט",
        "ספטמבר בספטמבר",
        "אוקטובר באוקטובר",
        "נובמבר בנובמבר",
        "דצמבר בדצמבר",
    ),
    weekdays=tuple("שני שלישי רביעי חמישי שישי שבת ראשון".split()),
    date_labels=phrases(
        """
        פורסם, פורסם בתאריך, פורסם ב, תאריך, תאריך פרסום, תאריך הפרסום, פרסום, יום, הודעה לעיתונות
        """
    ),
    change_labels=phrases(
        """
        עודכן, עודכן בתאריך, עודכן לאחרונה, עדכון אחרון, תאריך עדכון
        """
    ),
)
