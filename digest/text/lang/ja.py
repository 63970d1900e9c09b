"""Japanese word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

JAPANESE = LanguageWords(
    "ja",
    weekdays=(
        "月曜日 月曜 月",
        "火曜日 火曜 火",
        "水曜日 水曜 水",
        "木曜日 木曜 木",
        "金曜日 金曜 金",
        "土曜日 土曜 土",
        "日曜日 日曜 日",
    ),
    date_labels=phrases(
        """
        公開日, 公表日, 掲載日, 発表日, 発行日, 投稿日, 配信日, 日付, 公開, 掲載, 発表, 公表, 報道発表,
        プレスリリース, 登録日
        """
    ),
    change_labels=phrases(
        """
        更新日, 最終更新日, 最終更新, 更新, 最終改訂日
        """
    ),
)
