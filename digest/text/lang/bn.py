"""Bengali word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, StatementWords, phrases

BENGALI = LanguageWords(
    "bn",
    months=(
        "জানুয়ারি জানুয়ারী জানু",
        "ফেব্রুয়ারি ফেব্রুয়ারী ফেব",
        "মার্চ",
        "এপ্রিল",
        "মে",
        "জুন",
        "জুলাই",
        "আগস্ট আগষ্ট অগস্ট",
        "সেপ্টেম্বর",
        "অক্টোবর",
        "নভেম্বর",
        "ডিসেম্বর",
    ),
    weekdays=(
        "সোমবার সোম",
        "মঙ্গলবার মঙ্গল",
        "বুধবার বুধ",
        "বৃহস্পতিবার বৃহস্পতি",
        "শুক্রবার শুক্র",
        "শনিবার শনি",
        "রবিবার রবি",
    ),
    abbreviations=frozenset("মো ড ডা মোঃ প্রফেসর".split()),
    date_labels=phrases(
        """
        প্রকাশিত, প্রকাশের তারিখ, প্রকাশ, তারিখ, প্রকাশের সময়, প্রেস বিজ্ঞপ্তি
        """
    ),
    change_labels=phrases(
        """
        হালনাগাদ, সর্বশেষ হালনাগাদ, আপডেট, সর্বশেষ আপডেট
        """
    ),
    statements=StatementWords(
        joint_statement=phrases("যৌথ বিবৃতি, *যৌথ বিবৃতি"),
        transcript=phrases("সংবাদ সম্মেলন, সাক্ষাৎকার"),
        greeting=phrases("*শুভেচ্ছা বাণী, *অভিনন্দন"),
        notice=phrases("বিজ্ঞপ্তি, নোটিশ, সতর্কতা"),
        remarks=phrases("*ভাষণ, *বক্তব্য, *বক্তৃতা"),
        statement=phrases("বিবৃতি, *বাণী, *শোক"),
        press_release=phrases("প্রেস বিজ্ঞপ্তি, সংবাদ বিজ্ঞপ্তি, তথ্যবিবরণী"),
        offices=phrases(
            """
            প্রধানমন্ত্রী, রাষ্ট্রপতি, মন্ত্রী, উপদেষ্টা, প্রধান উপদেষ্টা, সচিব, রাষ্ট্রদূত, মুখপাত্র
            """
        ),
        bodies=phrases("মন্ত্রণালয়, সরকার, অধিদপ্তর, কমিশন, ব্যাংক, দূতাবাস, কার্যালয়"),
        says=phrases("বলেছেন, বলেন, এর, আজ"),
        wishes=phrases("শুভ নববর্ষ, ঈদ মোবারক"),
    ),
)
