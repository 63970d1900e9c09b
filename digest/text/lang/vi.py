"""Vietnamese word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

VIETNAMESE = LanguageWords(
    "vi",
    function_words=frozenset(
        """
        và của là có cho các được trong không những một với này để người đã về khi từ đến tại vào sẽ ra như cũng
        việc
        """.split()
    ),
    accents="àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    months=(
        "tháng_1 tháng_01 tháng_giêng tháng_một",
        "tháng_2 tháng_02 tháng_hai",
        "tháng_3 tháng_03 tháng_ba",
        "tháng_4 tháng_04 tháng_tư",
        "tháng_5 tháng_05 tháng_năm",
        "tháng_6 tháng_06 tháng_sáu",
        "tháng_7 tháng_07 tháng_bảy",
        "tháng_8 tháng_08 tháng_tám",
        "tháng_9 tháng_09 tháng_chín",
        "tháng_10 tháng_mười",
        "tháng_11",
        "tháng_12 tháng_chạp",
    ),
    weekdays=tuple("thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật".split()),
    date_labels=phrases(
        """
        ngày, ngày đăng, đăng ngày, ngày xuất bản, ngày phát hành, ngày đăng tin, đăng lúc, thông cáo báo chí
        """
    ),
    change_labels=phrases(
        """
        cập nhật, cập nhật lúc, cập nhật ngày, cập nhật lần cuối, ngày cập nhật
        """
    ),
)
