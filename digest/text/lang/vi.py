"""Vietnamese word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, phrases

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
    abbreviations=frozenset("bs gs ks kts pgs.ts pgs ths tp tr ts ths.bs".split()),
    reference_abbreviations=frozenset("đ k tr".split()),
    final_abbreviations=frozenset("v.v".split()),
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
    page_words=frozenset("trang".split()),
    statements=StatementWords(
        schedule=phrases("lịch công tác, lịch làm việc, chương trình làm việc"),
        joint_statement=phrases("tuyên bố chung, thông cáo chung, *tuyên bố chung, thông cáo báo chí chung"),
        fact_sheet=phrases("hỏi đáp, tờ thông tin"),
        transcript=phrases("họp báo, phỏng vấn, trả lời phỏng vấn, nội dung họp báo, *trả lời phỏng vấn"),
        greeting=phrases("thư chúc mừng, thư chúc tết, lời chúc, điện mừng, *chúc mừng"),
        notice=phrases("thông báo*, giấy mời, thư mời, cảnh báo*"),
        readout=phrases("điện đàm, hội đàm, *hội đàm với, *điện đàm với"),
        remarks=phrases(
            """
            phát biểu, bài phát biểu, diễn văn, toàn văn bài phát biểu, toàn văn phát biểu, *phát biểu tại
            """
        ),
        statement=phrases("tuyên bố*, thông điệp*, điện chia buồn, *gửi điện chia buồn"),
        order=phrases("nghị định, quyết định, chỉ thị, công điện, nghị quyết"),
        press_release=phrases("thông cáo báo chí*, thông tin báo chí"),
        by=phrases("của"),
        offices=phrases(
            """
            thủ tướng, chủ tịch, chủ tịch nước, tổng bí thư, bộ trưởng, thứ trưởng, phó thủ tướng, đại sứ, thống
            đốc, người phát ngôn, tổng thống, chủ tịch quốc hội
            """
        ),
        bodies=phrases(
            """
            bộ, chính phủ, văn phòng, ủy ban, ubnd, ngân hàng, đại sứ quán, quốc hội, cục, tổng cục, sở, cổng
            thông tin
            """
        ),
        says=phrases("tiếp, gặp, phát, dự, thăm, hội, đã, nói, tại, chủ, điện, ký, làm"),
        wishes=phrases("chúc mừng năm mới, chúc mừng giáng sinh"),
    ),
    press_offices=phrases("văn phòng báo chí, vụ thông tin báo chí"),
    contact_labels=phrases("liên hệ"),
    question_labels=phrases("câu hỏi, hỏi, phóng viên"),
    answer_labels=phrases("trả lời"),
    greetings=phrases(
        """
        xin chân thành cảm ơn, xin trân trọng cảm ơn, tôi xin cảm ơn, xin gửi lời cảm ơn, xin gửi lời chào, tôi
        nhiệt liệt chào mừng, kính thưa, xin chúc, tôi chúc
        """
    ),
    cues=CueWords(
        pronouns=phrases("ông, bà, anh, chị, họ, nó, ông ấy, bà ấy"),
        demonstratives=phrases("này, đây, đó, điều này, điều đó, việc này, như vậy, tại đây, ở đó, cả hai, những điều này"),
        connectives=phrases(
            """
            và, nhưng, hoặc, cũng, ngoài ra, bên cạnh đó, tuy nhiên, do đó, vì vậy, đồng thời, cuối
            cùng, ví dụ, mặt khác, hơn nữa, theo đó, trong đó, song, bởi vậy, thêm vào đó
            """
        ),
        speaker=phrases("tôi, chúng tôi, chúng ta, của chúng ta, của chúng tôi, của tôi"),
        today=phrases("hôm nay, hôm qua, ngày mai, tuần này, sáng nay, chiều nay, tối nay, sáng ngày, chiều ngày"),
        money=phrases("đồng, triệu, tỷ, tỉ, usd, euro, đô la"),
        decides=phrases(
            """
            công bố, tuyên bố, quyết định, thông qua, phê duyệt, ký, ký kết, thỏa thuận, thoả thuận,
            thống nhất, nhất trí, bổ nhiệm, khởi động, khai mạc, khánh thành, thành lập, ban hành, cấm,
            gia hạn, áp dụng, phân bổ, trao, có hiệu lực, triển khai, giao, đầu tư, hỗ trợ, trình, khai
            trương
            """
        ),
        must=phrases(
            """
            phải, cần, nên, bắt buộc, yêu cầu, kêu gọi, đề nghị, nghĩa vụ, cam kết, mục tiêu, nhằm,
            không được
            """
        ),
        holds=phrases(
            """
            lên án, ủng hộ, hoan nghênh, nhấn mạnh, khẳng định, tái khẳng định, bác bỏ, lấy làm tiếc,
            quan ngại, bày tỏ, phản đối, đánh giá cao, phê phán
            """
        ),
        meets=phrases(
            """
            gặp, hội đàm, hội kiến, tiếp, thăm, chuyến thăm, họp, thảo luận, trao đổi, tham dự, điện
            đàm, làm việc với, dự
            """
        ),
        thanks=phrases(
            """
            cảm ơn, cám ơn, kính thưa, thưa, kính gửi, vinh dự, vui mừng, chào mừng, chúc mừng, chúc,
            trân trọng, nhiệt liệt
            """
        ),
        says=phrases("nói, cho biết, phát biểu, theo, cho rằng, chia sẻ, thông tin, nêu rõ"),
    ),
)
