"""Korean word lists."""

from __future__ import annotations

from digest.text.lang.language_words import CueWords, LanguageWords, StatementWords, WallPhrases, phrases

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
    walls=WallPhrases(
        not_found=phrases(
            """
            페이지를 찾을 수 없습니다, 페이지를 찾을 수 없음, 존재하지 않는 페이지, 페이지가 존재하지 않, 요청하신 페이지,
            찾으시는 페이지, 주소를 확인, 홈으로 이동, 메인으로 이동, 메인 페이지로
            """
        ),
        blocked=phrases(
            """
            로봇이 아닙니다, 로봇이 아님을, 사람인지 확인, 브라우저를 확인, 자바스크립트를 활성화, javascript를 활성화,
            javascript를 사용, 쿠키를 활성화, 지원하지 않는 브라우저, 접근이 거부, 접근이 차단, 접속이 차단,
            접근 권한이 없습니다, 요청이 너무 많습니다, 잠시만 기다려, 잠시 기다려, 관리자에게 문의, =보안 확인,
            =보안 검사
            """
        ),
        consent=phrases(
            """
            쿠키를 사용합니다, 쿠키를 사용하고, 쿠키 사용에 동의, 쿠키 설정, 모두 수락, 개인정보 보호 설정,
            귀하의 개인정보, 귀하의 동의, 맞춤형 광고, 맞춤형 콘텐츠
            """
        ),
        login=phrases(
            """
            로그인이 필요, 로그인 후, 로그인해 주, 로그인하세요, 로그인하십시오, =로그인, 비밀번호를 잊으, 비밀번호 찾기,
            =비밀번호, =아이디, 회원가입, 세션이 만료
            """
        ),
        unavailable=phrases(
            """
            일시적으로 이용, 현재 이용하실 수 없, 서비스를 이용할 수 없, 나중에 다시 시도, 잠시 후 다시, 불편을 드려,
            오류가 발생, 서버 오류, =점검 중, =점검중, 시스템 점검 중, 서비스 점검 중, 사이트 점검, 점검 중입니다,
            =준비 중입니다, 페이지 준비 중
            """
        ),
        loading=phrases(
            """
            =로딩 중, =로딩중, =불러오는 중, =불러오는 중입니다, =로드 중, =잠시만 기다려 주세요
            """
        ),
    ),
    statements=StatementWords(
        schedule=phrases("*일정, 주간 일정, 주간보도계획*"),
        joint_statement=phrases("*공동성명, *공동선언, *공동 성명, *공동 선언, *공동성명서, *공동발표문, *공동언론발표문"),
        fact_sheet=phrases("*질의응답, *팩트시트, *설명자료"),
        transcript=phrases("*기자회견, *브리핑, *인터뷰, *정례브리핑, *기자간담회, *대변인 브리핑"),
        greeting=phrases("*신년사, *축하 메시지, *축전, *축사, *신년 인사"),
        notice=phrases("*공고, *안내, *알림, *공지, *주의보, *모집, *개최 안내"),
        readout=phrases("*회담, *정상회담, *통화, *면담, *회담 개최, *정상 통화, *접견, *회담 결과"),
        remarks=phrases("*연설, *연설문, *기념사, *모두발언, *말씀, *개회사, *환영사, *시정연설, *모두 발언, *담화문"),
        statement=phrases("*성명, *담화, *논평, *대변인 성명, *대변인 논평, *입장, *입장문, *메시지"),
        order=phrases("*시행령, *고시, *훈령"),
        press_release=phrases("*보도자료, *보도참고자료, *개최, *발표, *추진, *시행, *출범"),
        offices=phrases(
            "외교부 대변인, 대통령, 총리, 국무총리, 장관, 차관, 대변인, 대사, 위원장, 청장, 시장, 도지사, 총재, 의장, 실장"
        ),
        bodies=phrases("*부, *청, *위원회, 정부, *원, 대통령실, *은행, *처, *시, *도, 대사관"),
        wishes=phrases("새해 복 많이, 메리 크리스마스"),
    ),
    negations=frozenset("않 없 못 안 아니".split()),
    obligations=frozenset("해야 하여야 필요 의무 촉구 요구 수 금지 허용 약속".split()),
    numerals=frozenset("둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 백 천 만 억 조".split()),
    press_offices=phrases("대변인실, 홍보실"),
    contact_labels=phrases("문의, 담당, 담당 부서, 담당부서"),
    question_labels=phrases("질문, 기자, 문"),
    answer_labels=phrases("답변, 답"),
    greetings=phrases(
        """
        감사드립니다, 감사의 말씀을 드립니다, 감사 말씀드립니다,
        여러분을 * 환영합니다, 축하드립니다, 축하의 말씀을, 인사드립니다,
        복 많이 받으
        """
    ),
    cues=CueWords(
        pronouns=phrases("그는, 그녀는, 그들은, 그가, 그의, 그녀의, 그들의"),
        demonstratives=phrases(
            """
            이는, 이것은, 이, 이러한, 이런, 그, 그것은, 여기, 거기, 이와 같이, 이를, 이에,
            해당, 두, 양측은, 양국은
            """
        ),
        connectives=phrases(
            """
            그리고, 그러나, 하지만, 또는, 또한, 아울러, 더불어, 한편, 따라서, 그러므로, 이에
            따라, 동시에, 마지막으로, 예를 들어, 반면, 그래서, 다만, 특히, 이어, 이어서
            """
        ),
        speaker=phrases("나는, 저는, 제가, 우리, 우리는, 우리의, 저희, 저희는, 내가"),
        today=phrases("오늘, 어제, 내일, 이번 주, 금일, 오늘부터, 지난"),
        money=phrases("원, 억원, 억, 만원, 조원, 백만, 달러, 유로"),
        decides=phrases(
            """
            발표*, 결정*, 의결*, 채택*, 승인*, 서명*, 체결*, 합의*, 협정*, 임명*,
            시작*, 개최*, 출범*, 설립*, 신설*, 설치*, 제정*, 공포*, 시행*, 금지*,
            연장*, 적용*, 지원*, 지급*, 제공*, 공개*, 도입*, 개정*, 마련*, 추진*,
            확정*, 부과*, 배정*, 투입*, 착수*, 개통*
            """
        ),
        must=phrases(
            """
            해야, 하여야, 되어야, 필요*, 의무*, 요구*, 촉구*, 요청*, 당부*, 약속*,
            목표*, 위해, 안 된다
            """
        ),
        holds=phrases(
            """
            규탄*, 지지*, 환영*, 강조*, 확인*, 재확인*, 반대*, 거부*, 유감*, 우려*,
            비판*, 평가*, 항의*
            """
        ),
        meets=phrases(
            """
            회담*, 만나*, 만났*, 방문*, 면담*, 회의*, 논의*, 참석*, 통화*, 협의*,
            접견*, 간담회*
            """
        ),
        thanks=phrases(
            """
            감사*, 여러분, 존경하는, 사랑하는, 친애하는, 영광*, 기쁘*, 환영합니다, 축하*,
            안녕하십니까, 안녕하세요, 기원합니다
            """
        ),
        says=phrases("말했*, 밝혔*, 전했*, 따르면, 설명했*, 덧붙였*, 언급*"),
    ),
)
