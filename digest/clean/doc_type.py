"""Classifies the type of a statement by its title, its label, its link and its speakers. Changes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from digest.clean.document import Line
from digest.clean.rules.rule import TargetField
from digest.clean.speaker import speaker_in_subtitle
from digest.records import Role, StatementType
from digest.text.statement_kinds import says, statement_words, type_in_link, type_in_title

# The first type with a matching pattern decides, so narrow types stand before wide ones.
_TITLES: tuple[tuple[StatementType, tuple[str, ...]], ...] = (
    (StatementType.OTHER, (r"^(?:text of (?:a |the )?)?letters? (?:to|from)\b",)),
    (StatementType.FACT_SHEET, (r"^\W*(?:updated )?fact ?sheets?\b", r"^by the numbers\b", r"^background(?:er)?:")),
    (
        StatementType.SCHEDULE,
        (r"\bpublic schedule\b", r"^(?:daily|weekly) (?:guidance|schedule)", r"\bweek ahead\b", r"^upcoming .* schedule"),
    ),
    (
        StatementType.JOINT_STATEMENT,
        (
            # "Remarks by President Biden and President von der Leyen in Joint Press Statement" are remarks
            r"^(?!remarks\b).*\bjoint (?:\w+ ){0,3}(?:statement|communiqu[eé]|declaration|vision|readout)\b",
            r"\bleaders.? (?:statement|declaration)\b",
            r"\bcommuniqu[eé]\b(?! de presse)",
            r"^g-?(?:7|20)\b.*\bstatement",
        ),
    ),
    (
        StatementType.PRESS_RELEASE,
        (
            # "Secretary Blinken to Deliver Remarks at George Washington University" announces remarks
            r"^(?:(?:acting|deputy|under|assistant|vice|first|second|prime|foreign) )*"
            r"(?:secretary|president|lady|gentleman|minister)(?:(?! \S*['’]s )(?: \S+)){0,12}? "
            r"to (?:deliver|participate|travel|host|attend|tour|award|highlight|speak)\b",
            r"^(?:how to watch|what they are saying|icymi)\b",
        ),
    ),
    (
        StatementType.TRANSCRIPT,
        (
            r"\b(?:press|news|digital press|media) (?:briefing|gaggle|call|conference|availability)\b",
            r"\bbackground (?:call|briefing)\b",
            r"\bdepartment press\b",
            r"^(?:\S+ ){0,3}interviews?\b|\binterviews? (?:with|of|by)\b",
            r"^secretary (?:(?!['’]s? ).)* (?:with|on) .* (?:of|on) ",
            r"\bteleconference\b",
        ),
    ),
    (
        StatementType.READOUT,
        (
            r"\bread-?outs?\b",
            r".['’]s? (?:\w+ ){0,3}(?:call|meetings?|conversation|dinner|lunch)\b",
            r"\bcalls? with\b",
            r"\b(?:tele|video)?(?:phone|conference) (?:talks?|calls?|conversations?)\b",
            r"^(?!statement\b).*(?:['’]s? (?:\w+ ){0,3}participation|\b(?:call|calls|meets|met|meeting|spoke|speaks) with)\b",
        ),
    ),
    (
        StatementType.REMARKS,
        (
            r"\b(?:remarks|speech|toast|testimony|lecture|oral statement)\b",
            r"\b(?:union|inaugural|farewell|keynote|televised|national|weekly|radio) address\b",
            r"\baddress (?:to|at|before|by|on)\b",
            r"\bbefore (?:their|the|his|her) (?:\w+ ){0,2}(?:meeting|bilateral|lunch|dinner)",
            r"^(?:secretary|deputy secretary|president) .* (?:at|before) ",
        ),
    ),
    (
        StatementType.ORDER,
        (
            r"\bexecutive order\b",
            r"\bproclamation\b",
            r"\bpresidential (?:determination|memorandum|permit)\b",
            r"^memorandum\b",
            r"\bcontinuation of the national emergency\b",
            r"\bnational security (?:presidential )?memorandum\b",
        ),
    ),
    (
        StatementType.GREETING,
        (
            r"\b(?:national|independence|republic|constitution|founding|union) day\b",
            r"\bnational holiday\b",
            r"\bnew year\b(?!.*(?:resolution|honours))",
            r"\bcongratulations\b",
            r"\b(?:happy|merry)\b",
            # a news story may be about Christmas, too: a greeting has a short title, or says that it is a greeting
            r"^(?=(?:\S+\s+){0,5}\S+$|.*\b(?:statements?|messages?|greetings?|wish\w*|occasion|celebrat\w+|mark\w*|observ\w+)\b)"
            r".*\b(?:eid|nowruz|ramadan|diwali|hanukkah|passover|easter|christmas|rosh hashanah|songkran|vesak|tet)\b",
            r"\bqueen.s birthday\b",
        ),
    ),
    (
        StatementType.NOTICE,
        (r"\b(?:media|press) (?:note|advisory|accreditation|guidance)\b", r"\bnotice to the press\b", r"^notice\b"),
    ),
    (
        StatementType.STATEMENT,
        (
            # what is only called so
            r"(?<!\bmission )(?<!\bvision )(?<!\bimpact )(?<!\bfinancial )(?<!\bprivacy )(?<!\bbank )\bstatements?\b",
            r"^on the \b",
            r"^message (?:on|to|from)\b",
            r"\b(?:secretary|minister|pm|president|chancellor) (?:condemns|comments|responds|deplores|regrets|mourns"
            r"|pays tribute|congratulates"
            r"|welcomes (?!(?:the )?(?:president|prime|king|queen|chancellor|foreign|minister|secretary)))",
        ),
    ),
    (
        StatementType.PRESS_RELEASE,
        (
            r"\bpress release\b",
            r"\bcommuniqu[eé] de presse\b|\bpressemitteilung|\bcomunicado de prensa\b|\bcomunicato stampa\b|пресс-релиз",
            r"\b(?:nominations?|withdrawals?) sent\b",
            r"\bbills? signed\b",
            r"\bannounce",
            r"\bintent to (?:nominate|appoint)\b",
            r"\bapproves\b|\bamends\b.{0,120}\bdeclaration\b",
            r"\btravels? to\b",
        ),
    ),
)
_BY_TITLE = tuple((doc_type, re.compile("|".join(patterns), re.IGNORECASE)) for doc_type, patterns in _TITLES)
_ON_THE = re.compile(r"on the\b", re.IGNORECASE)
_BY_LABEL = {
    "readout": StatementType.READOUT,
    "media note": StatementType.NOTICE,
    "fact sheet": StatementType.FACT_SHEET,
    "remarks": StatementType.REMARKS,
    "press statement": StatementType.STATEMENT,
    "statement": StatementType.STATEMENT,
    "notice to the press": StatementType.NOTICE,
    "media advisory": StatementType.NOTICE,
    "press release": StatementType.PRESS_RELEASE,
    "media release": StatementType.PRESS_RELEASE,
    "news release": StatementType.PRESS_RELEASE,
    "news story": StatementType.PRESS_RELEASE,
    "speech": StatementType.REMARKS,
    "transcript": StatementType.TRANSCRIPT,
    "interview": StatementType.TRANSCRIPT,
    "doorstop": StatementType.TRANSCRIPT,
    "doorstop interview": StatementType.TRANSCRIPT,
    "press conference": StatementType.TRANSCRIPT,
    "press briefing": StatementType.TRANSCRIPT,
    "radio interview": StatementType.TRANSCRIPT,
    "television interview": StatementType.TRANSCRIPT,
    "tv interview": StatementType.TRANSCRIPT,
    "joint statement": StatementType.JOINT_STATEMENT,
    "public schedule": StatementType.SCHEDULE,
    "proclamation": StatementType.ORDER,
    "blog": StatementType.BLOG,
    "blog post": StatementType.BLOG,
}
_BY_LINK = (
    ("/blog", StatementType.BLOG),
    ("/speeches-remarks/", StatementType.REMARKS),
    ("/remarks/", StatementType.REMARKS),
    ("/press-briefings/", StatementType.TRANSCRIPT),
    ("/presidential-actions/", StatementType.ORDER),
    ("/fact-sheets/", StatementType.FACT_SHEET),
    ("/speeches/", StatementType.REMARKS),
    ("/legislation/", StatementType.PRESS_RELEASE),
    ("/news/", StatementType.PRESS_RELEASE),
    ("/briefings-statements/", StatementType.PRESS_RELEASE),
    ("/statements-releases/", StatementType.PRESS_RELEASE),
)
_MAX_HEADLINE = 160  # characters of a first line that can stand for a missing title
_EDGE = 3  # lines at the start and at the end of a text in which it wishes well or names its office
_NEVER_TRANSCRIPTS = frozenset({StatementType.FACT_SHEET, StatementType.SCHEDULE})
# what a statement labelled "media note" can also be
_NARROWER_THAN_NOTICE = frozenset(
    {StatementType.JOINT_STATEMENT, StatementType.FACT_SHEET, StatementType.READOUT, StatementType.SCHEDULE}
)
_WIDE = frozenset({StatementType.PRESS_RELEASE, StatementType.STATEMENT, StatementType.OTHER})
_SEVERAL = re.compile(r"\bGovernments\b|\bMinisters\b|\band (?:the )?(?:U\.S\. )?(?:Department|Government|European)\b")
# "The Foreign Secretary, William Hague, met Prime Minister Valdis Dombrovskis of Latvia in London"
_MET = re.compile(
    r"(?:Today,? |Yesterday,? )?(?:[Tt]he )?(?:[A-Z][^\s“\"]* |(?:and|of|for|the|to|in) ){2,24}(?:(?:today|yesterday) )?"
    r"(?:met(?: with)?|spoke (?:to|with)|held (?:[\w-]+ (?:and [\w-]+ )?){0,3}(?:talks|discussions|meetings?|calls?)) "
)
_HIGH_OFFICE = re.compile(
    r"(?:President|Prime Minister|Minister|Secretary|Chancellor|Ambassador|Counselor|Envoy|Speaker|King|Queen)\b"
)
_START = 240  # characters in which a readout names who met
_MIN_QUESTIONS = 2
# Share of the lines. Remarks have fewer: calls from the audience, or some questions at the end. An exchange with the press has
# more.
_MIN_QUESTION_SHARE = 0.25


def classify(
    title: str, link: str, lines: Sequence[Line], moved: Mapping[TargetField, str], language: str = "en"
) -> StatementType:
    """Return the type of a statement.

    The label of the publisher decides first, then the questions, the title, the link, and who is named above the text
    (`moved` holds the fields that rules filled). `language` is the tag of the text: its own words come before the English ones.
    """
    written = moved.get(TargetField.TYPE, "")
    label = _BY_LABEL.get(written.lower()) or type_in_title(written, language)
    by_title = type_in_title(title or _headline(lines), language) or _in_english(title)
    if label and not (label is StatementType.NOTICE and by_title in _NARROWER_THAN_NOTICE):
        return label
    if _is_transcript(lines, by_title):
        return StatementType.TRANSCRIPT
    if by_title:
        return _refined(by_title, title, lines, moved)
    if speaker_in_subtitle(lines):
        return StatementType.REMARKS
    if _wishes_well(lines, language):
        return StatementType.GREETING
    found = _by_link(link, lines) or _by_speaker(lines, moved)
    if found is StatementType.OTHER:
        found = type_in_link(link) or _by_office(lines, language)
    return StatementType.READOUT if found in _WIDE and lines and _reports_a_meeting(lines[0].text) else found


def _in_english(title: str) -> StatementType | None:
    return next((doc_type for doc_type, pattern in _BY_TITLE if pattern.search(title)), None)


def _headline(lines: Sequence[Line]) -> str:
    """Return the first line of a document without a title, if it is as short as one."""
    return lines[0].text if lines and len(lines[0].text) <= _MAX_HEADLINE else ""


def _wishes_well(lines: Sequence[Line], language: str) -> bool:
    wishes = statement_words(language).wishes
    return any(says(line.text, wishes) for line in (*lines[:_EDGE], *lines[-_EDGE:]))


def _by_office(lines: Sequence[Line], language: str) -> StatementType:
    """Return the type of a text whose first lines name a body or an office: it tells what they do."""
    words = statement_words(language)
    start = " ".join(line.text for line in lines[:_EDGE])[:_START]
    named = says(start, words.bodies) or says(start, words.offices)
    return StatementType.PRESS_RELEASE if named else StatementType.OTHER


def _is_transcript(lines: Sequence[Line], by_title: StatementType | None) -> bool:
    """Whether enough lines are questions."""
    questions = sum(line.role is Role.QUESTION for line in lines)
    few = _MIN_QUESTION_SHARE * len(lines) if by_title is StatementType.REMARKS else 1
    return questions >= _MIN_QUESTIONS and questions > few and by_title not in _NEVER_TRANSCRIPTS


def _refined(by_title: StatementType, title: str, lines: Sequence[Line], moved: Mapping[TargetField, str]) -> StatementType:
    """Return the type that a title suggests, corrected by who speaks."""
    if by_title in (StatementType.READOUT, StatementType.STATEMENT) and _opens_with_speaker(lines):
        return StatementType.REMARKS
    if by_title is StatementType.PRESS_RELEASE and TargetField.SPEAKER in moved:
        return StatementType.STATEMENT  # "Announcement of ...", in the words of a person
    of_office = TargetField.ISSUER in moved and TargetField.SPEAKER not in moved
    if by_title is StatementType.STATEMENT and _ON_THE.match(title) and of_office:
        return StatementType.PRESS_RELEASE  # "On the Recognition of ...", in the words of no person
    return by_title


def _opens_with_speaker(lines: Sequence[Line]) -> bool:
    return any(line.speaker for line in lines[:3])


def _by_link(link: str, lines: Sequence[Line]) -> StatementType | None:
    """Return the type that the path of the link names. Only a text with speakers can be a transcript."""
    spoken = any(line.speaker for line in lines)
    return next(
        (doc_type for part, doc_type in _BY_LINK if part in link and (spoken or doc_type is not StatementType.TRANSCRIPT)), None
    )


def _by_speaker(lines: Sequence[Line], moved: Mapping[TargetField, str]) -> StatementType:
    """Return the type of a text by who speaks it or issues it.

    A text in the name of a person is a statement, of several bodies a joint statement, of an office alone a press release.
    """
    if lines and (lines[0].speaker or (_opens_with_speaker(lines) and TargetField.SPEAKER in moved)):
        return StatementType.REMARKS
    if _SEVERAL.search(moved.get(TargetField.SPEAKER, "")):
        return StatementType.JOINT_STATEMENT
    if TargetField.SPEAKER in moved:
        return StatementType.STATEMENT
    return StatementType.PRESS_RELEASE if TargetField.ISSUER in moved else StatementType.OTHER


def _reports_a_meeting(first: str) -> bool:
    """Whether two people of high office meet or speak with each other at the start of the first line."""
    start = first[:_START]
    return _MET.match(start) is not None and len(_HIGH_OFFICE.findall(start)) > 1
