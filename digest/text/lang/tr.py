"""Turkish word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

TURKISH = LanguageWords(
    "tr",
    months=tuple("ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık".split()),
    weekdays=(
        "pazartesi pzt",
        "salı",
        "çarşamba",
        "perşembe",
        "cuma",
        "cumartesi cmt",
        "pazar",
    ),
    date_labels=phrases(
        """
        yayınlanma, yayınlanma tarihi, yayımlanma tarihi, yayın tarihi, yayımlanma, yayınlandı, tarih,
        basın açıklaması, basın bülteni, eklenme tarihi, haber tarihi
        """
    ),
    change_labels=phrases(
        """
        güncelleme, güncelleme tarihi, son güncelleme, son güncelleme tarihi, güncellendi, güncellenme tarihi
        """
    ),
    abbreviations=frozenset(
        """
        alb alm apt ar.gör av bkz bşk cad çev doç dr fr gen gn.kur hz korg krş m.ö m.s mah müh ord org öğr örn prof sn şti
        tel tğm tümg ütğm yrd yzb
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        bl c fık m md no s sy şek
        """.split()
    ),
    sentence_openers=frozenset(
        """
        bu o biz ben ve ancak ama ayrıca bunun her bir daha en
        """.split()
    ),
    stop_after_numbers=True,
    counter_words=frozenset(
        """
        görüntülenme görüntüleme görüntülendi okunma okundu ziyaret ziyaretçi tıklama indirme paylaşım yorum okuyucu
        """.split()
    ),
    counter_fillers=frozenset("kez kere defa sayfa makale bu toplam".split()),
    time_ago=("# * önce", "az önce"),
    publication_labels=frozenset("yayınlanma yayınlandı yayımlandı güncelleme güncellendi güncellenme".split()),
    publication_fillers=frozenset("son tarihi tarih saat".split()),
    related_headings=phrases(
        """
        ilgili haberler, ilgili yazılar, ilgili içerikler, benzer haberler, ayrıca bakınız, diğer haberler,
        son haberler, en çok okunanlar, bunlar da ilginizi çekebilir
        """
    ),
)
