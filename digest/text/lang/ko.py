"""Korean word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

KOREAN = LanguageWords(
    "ko",
    weekdays=(
        "월요일 월",
        "화요일 화",
        "수요일 수",
        "목요일 목",
        "금요일 금",
        "토요일 토",
        "일요일 일",
    ),
    date_labels=phrases(
        """
        등록일, 작성일, 게시일, 게재일, 발행일, 배포일, 배포일시, 보도일시, 등록일자, 등록, 작성, 입력, 날짜, 일자,
        보도자료
        """
    ),
    change_labels=phrases(
        """
        수정일, 최종수정일, 최종 수정일, 업데이트, 수정, 갱신일
        """
    ),
    stop_after_numbers=True,
    counter_words=frozenset("조회 조회수 댓글 댓글수 공유 추천 다운로드 좋아요".split()),
    counter_fillers=frozenset("회 건 명 총 이".split()),
    time_ago=("#* 전", "방금"),
    publication_labels=frozenset("등록 입력 수정 게시 작성 등록일 수정일 작성일 게시일".split()),
    publication_fillers=frozenset("최종".split()),
    related_headings=phrases(
        """
        관련 기사, 관련 뉴스, 관련 글, 관련기사, 관련뉴스, 함께 읽기, 최신 뉴스, 많이 본 뉴스, 인기 기사, 다른 기사
        """
    ),
)
