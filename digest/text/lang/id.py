"""Indonesian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

INDONESIAN = LanguageWords(
    "id",
    function_words=frozenset(
        """
        yang dan di untuk dengan dari pada ini dalam akan tidak itu oleh adalah sebagai kepada juga telah
        tersebut para ke bahwa atau bisa karena kami menteri
        """.split()
    ),
    accents="é",
    endings=tuple("kan nya an".split()),
    months=(
        "januari",
        "februari pebruari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus agt ags",
        "september",
        "oktober",
        "november nopember",
        "desember",
    ),
    weekdays=(
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat jum'at",
        "sabtu",
        "minggu ahad",
    ),
    date_labels=phrases(
        """
        diterbitkan, diterbitkan pada, dipublikasikan, dipublikasikan pada, tanggal, tanggal terbit,
        tanggal publikasi, dirilis, siaran pers, diposting pada
        """
    ),
    change_labels=phrases(
        """
        diperbarui, terakhir diperbarui, pembaruan terakhir, diubah, terakhir diubah
        """
    ),
)
