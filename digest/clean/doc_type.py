"""What kind of publication a statement is. Reads titles, labels and speakers; changes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from digest.clean.document import Line
from digest.clean.rules.rule import Field
from digest.records import Role, StatementType

# The first kind of which a pattern fits the title decides; the order goes from the narrow to the wide.
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
            # "Secretary Blinken to Deliver Remarks at George Washington University" tells of what is still to be said
            r"^(?:(?:acting|deputy|under|assistant|vice|first|second|prime|foreign) )*"
            r"(?:secretary|president|lady|gentleman|minister)(?:(?! \S*['’]s )(?: \S+)){0,12}? "
            r"to (?:deliver|participate|travel|host|attend|tour|award|highlight|speak)\b",
            r"^(?:how to watch|what they are saying|icymi)\b",
        ),
    ),
    (
        StatementType.TRANSCRIPT,
        (
            r"\b(?:press|news|digital press) (?:briefing|gaggle|call|conference|availability)\b",
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
            # a news story may be set at Christmas, too: a greeting has a short title, or says that it is one
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
            r"\bstatements?\b",
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
_ON_THE = re.compile(r"on the\b", re.IGNORECASE)
_BY_TITLE = tuple((kind, re.compile("|".join(patterns), re.IGNORECASE)) for kind, patterns in _TITLES)
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
_BY_ADDRESS = (
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


def type_of(title: str, link: str, lines: Sequence[Line], moved: Mapping[Field, str]) -> StatementType:
    """The kind of publication: by what it calls itself, its title, its address, how much of it is questions, and whether a
    person or an office stands over it (`moved`)."""
    label = _BY_LABEL.get(moved.get(Field.TYPE, "").lower())
    by_title = next((kind for kind, pattern in _BY_TITLE if pattern.search(title)), None)
    if label and not (label is StatementType.NOTICE and by_title in _NARROWER):
        return label
    questions = sum(line.role is Role.QUESTION for line in lines)
    few = _FEW * len(lines) if by_title is StatementType.REMARKS else 1
    if questions >= 2 and questions > few and by_title not in (StatementType.FACT_SHEET, StatementType.SCHEDULE):
        return StatementType.TRANSCRIPT
    opens = any(line.speaker for line in lines[:3])
    if by_title in (StatementType.READOUT, StatementType.STATEMENT) and opens:
        return StatementType.REMARKS
    if by_title is StatementType.PRESS_RELEASE and Field.SPEAKER in moved:
        return StatementType.STATEMENT  # "Announcement of ...", in the words of a person
    if by_title is StatementType.STATEMENT and _ON_THE.match(title) and Field.ISSUER in moved and Field.SPEAKER not in moved:
        return StatementType.PRESS_RELEASE  # "On the Recognition of ...", in nobody's words
    spoken = any(line.speaker for line in lines)
    by_address = next(
        (kind for part, kind in _BY_ADDRESS if part in link and (spoken or kind is not StatementType.TRANSCRIPT)), None
    )
    if by_title:
        return by_title
    found = by_address or (
        StatementType.REMARKS if lines and (lines[0].speaker or (opens and Field.SPEAKER in moved)) else _by_issuer(moved)
    )
    return StatementType.READOUT if found in _OF_ANYTHING and lines and _tells_of_a_meeting(lines[0].text) else found


_OF_ANYTHING = frozenset({StatementType.PRESS_RELEASE, StatementType.STATEMENT, StatementType.OTHER})
# "The Foreign Secretary, William Hague, met Prime Minister Valdis Dombrovskis of Latvia in London"
_MET = re.compile(
    r"(?:Today,? |Yesterday,? )?(?:[Tt]he )?(?:[A-Z][^\s“\"]* |(?:and|of|for|the|to|in) ){2,24}(?:(?:today|yesterday) )?"
    r"(?:met(?: with)?|spoke (?:to|with)|held (?:[\w-]+ (?:and [\w-]+ )?){0,3}(?:talks|discussions|meetings?|calls?)) "
)
_HIGH_OFFICE = re.compile(
    r"(?:President|Prime Minister|Minister|Secretary|Chancellor|Ambassador|Counselor|Envoy|Speaker|King|Queen)\b"
)


def _tells_of_a_meeting(first: str) -> bool:
    """Do two of high office meet, or speak with each other, in the first words?"""
    start = first[:_START]
    return _MET.match(start) is not None and len(_HIGH_OFFICE.findall(start)) > 1


_START = 240  # characters
_FEW = 0.25
"""Of the lines: calls from the audience of a speech, or a few questions after it; an exchange with the press has more."""

_NARROWER = frozenset({StatementType.JOINT_STATEMENT, StatementType.FACT_SHEET, StatementType.READOUT, StatementType.SCHEDULE})
"""What a media note may be as well."""


_SEVERAL = re.compile(r"\bGovernments\b|\bMinisters\b|\band (?:the )?(?:U\.S\. )?(?:Department|Government|European)\b")


def _by_issuer(moved: Mapping[Field, str]) -> StatementType:
    """A text in a person's name is a statement, in that of several bodies a joint one, of an office alone a press release."""
    if _SEVERAL.search(moved.get(Field.SPEAKER, "")):
        return StatementType.JOINT_STATEMENT
    if Field.SPEAKER in moved:
        return StatementType.STATEMENT
    return StatementType.PRESS_RELEASE if Field.ISSUER in moved else StatementType.OTHER
