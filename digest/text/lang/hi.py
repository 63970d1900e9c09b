"""Hindi word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

HINDI = LanguageWords(
    "hi",
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
