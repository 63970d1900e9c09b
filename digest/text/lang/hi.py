"""Hindi word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

HINDI = LanguageWords(
    "hi",
    months=(
        "जनवरी जन",
        "फरवरी फ़रवरी फर फ़र",
        "मार्च",
        "अप्रैल",
        "मई",
        "जून",
        "जुलाई जुल",
        "अगस्त",
        "सितंबर सितम्बर",
        "अक्टूबर अक्तूबर",
        "नवंबर नवम्बर",
        "दिसंबर दिसम्बर",
    ),
    weekdays=(
        "सोमवार सोम",
        "मंगलवार मंगल",
        "बुधवार बुध",
        "गुरुवार गुरूवार बृहस्पतिवार गुरु",
        "शुक्रवार शुक्र",
        "शनिवार शनि",
        "रविवार रवि",
    ),
    date_labels=phrases(
        """
        प्रकाशित, प्रकाशन तिथि, प्रकाशन की तिथि, दिनांक, तारीख, तिथि, प्रविष्टि तिथि, प्रेस विज्ञप्ति
        """
    ),
    change_labels=phrases(
        """
        अद्यतन, अंतिम अद्यतन, अपडेट, अंतिम अपडेट, अपडेट किया गया
        """
    ),
    abbreviations=frozenset(
        """
        डॉ प्रो श्री पं सं मो आर रु
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        क्र पृ
        """.split()
    ),
    counter_words=frozenset("देखा पढ़ा दृश्य टिप्पणी टिप्पणियां टिप्पणियाँ डाउनलोड साझा पाठक".split()),
    counter_fillers=frozenset("बार गया यह पृष्ठ लेख कुल".split()),
    time_ago=("# * पहले", "अभी अभी"),
    publication_labels=frozenset("प्रकाशित अपडेट अद्यतन पोस्ट".split()),
    publication_fillers=frozenset("अंतिम तिथि दिनांक समय को पर".split()),
    related_headings=phrases(
        """
        संबंधित समाचार, संबंधित खबरें, यह भी पढ़ें, और पढ़ें, अन्य समाचार, ताजा समाचार
        """
    ),
)
