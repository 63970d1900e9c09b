"""Chinese word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

CHINESE = LanguageWords(
    "zh",
    weekdays=(
        "星期一 周一 週一 礼拜一",
        "星期二 周二 週二 礼拜二",
        "星期三 周三 週三 礼拜三",
        "星期四 周四 週四 礼拜四",
        "星期五 周五 週五 礼拜五",
        "星期六 周六 週六 礼拜六",
        "星期日 星期天 周日 週日 礼拜日",
    ),
    date_labels=phrases(
        """
        发布时间, 發布時間, 发布日期, 發布日期, 发表时间, 发表日期, 日期, 时间, 時間, 发布于, 發布於, 公布日期,
        成文日期, 发文日期, 印发日期, 发稿时间, 發佈日期, 發佈時間, 刊登日期
        """
    ),
    change_labels=phrases(
        """
        更新时间, 更新時間, 更新日期, 最后更新, 最後更新, 最近更新, 修改时间, 最後更新日期, 最后更新时间
        """
    ),
)
