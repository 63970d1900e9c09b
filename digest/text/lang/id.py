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
    abbreviations=frozenset(
        """
        adm bpk brigjen cq cv d.a dr dra drg drs h hj ir irjen jend jl kab kapt kec kel kep kol komjen kompol
        letjen letkol mayjen moh muh prof pt rp sdr sdri tgl u.p yth
        """.split()
    ),
    reference_abbreviations=frozenset("art ayat gbr hal hlm jl no nomor pasal rp rt rw tab tgl uu vol".split()),
    sentence_openers=frozenset(
        """
        dan dari dengan di dia ia ini itu kami ke ketika kita menteri menurut mereka namun oleh pada pemerintah
        presiden saya selain setelah tetapi untuk yang
        """.split()
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
