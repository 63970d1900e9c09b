"""Finds who speaks which line, by the labels of state.gov, White House, Pentagon, UN and Australian transcripts.

Removes nothing: a label stays in the text, but belongs to no sentence, because `Line.lead` is its length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from digest.clean.document import Line
from digest.clean.speaker import names_with_office
from digest.clean.turn_labels import asks, named_turns
from digest.records import Role

_MAX_LABEL_CHARACTERS = 200
_MIN_TURNS = 2  # one "NAME: ..." line may be a definition; two are a conversation

_TOKEN = r"(?:[A-Z][A-Z.'’\-]*|(?:Mc|Mac|Le|De|La)[A-Z]+|de|von|al|#?\d{1,2}|\([^()]{1,40}\)|\[[^\[\]]{1,40}\])"
# "MR PRICE:", "MR. KIRBY:", "SENIOR ADMINISTRATION OFFICIAL 1:", "SECRETARY BLINKEN (via translation):"
_CAPITALS = re.compile(rf"{_TOKEN}(?:,? {_TOKEN}){{0,7}}(?:,? )?:\s*")
_MIXED = re.compile(
    r"(?:(?:Deputy |Associate )?Spokes(?:man|woman|person)|Question|Journalist|Reporter|Correspondent|Moderator|Interviewer"
    r"|Host|Answer"
    r"|Presenter|PMS|(?:Press )?Secretary(?:-General)?|(?:Prime )?Minister|President|Staff|Operator"
    r"|Unidentified (?:speaker|reporter)"
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Adm|Amb|Sen|Rep|Lt|Col|Maj|Capt)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\s?:\s+"
)
# "State Secretary Ana Lind:", "Governor Ida Falk:": whether it is an office with a name is asked of `names_with_office`
_OFFICE_AND_NAME = re.compile(r"(?P<who>(?!(?:On|To|For|From|With|By)\b)[A-Z][^\W\d]+ [^\d:;.!?\"“”()]{2,70}?)\s?:\s+(?=\S)")
_Q = re.compile(r"Q(?:\s*[:.]\s*|\s+(?=[A-Z“\"(—–-]))|A\s?:\s*")
# "CHAIR POWELL. Good afternoon.", as the Federal Reserve and committees of Congress write; the names of others follow in
# capitals, without a title.
_TITLED_STOP = re.compile(
    r"(?:(?:The )?(?:VICE )?(?:CHAIR(?:MAN|WOMAN|PERSON)?|PRESIDENT|SPEAKER)"
    r"|(?:VICE )?(?:CHAIR(?:MAN|WOMAN)?|PRESIDENT|GOVERNOR|SECRETARY|MINISTER|SENATOR|AMBASSADOR|JUSTICE|JUDGE|GENERAL|ADMIRAL"
    r"|MRS?|MS|DR)\.? [A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+){0,2}"
    r"|(?:Chair(?:man|woman)?|Senator|Ambassador|Secretary|General|Admiral|Mrs?\.|Ms\.|Dr\.) [A-Z]{2,}(?: [A-Z]{2,}){0,2})"
    r"\.\s+(?=[A-Z“\"(\[—–])"
)
_NAME_STOP = re.compile(r"[A-Z][A-Z'’-]+(?: [A-Z]\.)?(?: [A-Z][A-Z'’-]+){1,3}\.\s+(?=[A-Z“\"(\[—–])")
_ASKS = re.compile(
    r"(?:Q|QUESTION(?:ER)?|REPORTER|JOURNALIST|CORRESPONDENT|INTERVIEWER|PRESS|MEDIA|HOST|PRESENTER|AUDIENCE(?: MEMBER)?"
    r"|PARTICIPANT)(?: ?#?\d+)?$",
    re.IGNORECASE,
)
_NOT_A_SPEAKER = re.compile(
    r"(?:SUBJECTS?|SUBJECT/S|TOPICS|FACT ?SHEET|NOTES?|NB|UPDATE|BACKGROUND|RE|FROM|TO|CC|DATE|WHEN|WHERE|WHO|WHAT|WHY|HOW"
    r"|TIME|VENUE|LOCATION"
    r"|(?:MEDIA |PRESS )?CONTACTS?|MEDIA|READ|WATCH|RELATED|ICYMI|RSVP|FOR .*|PART .*|SECTION .*|TITLE .*|ANNEX.*|CHAPTER .*"
    r"|EVENT|APPENDIX.*|.* SCHEDULE|.*SENT TO THE SENATE|MEMORANDUM.*|READOUT|STATEMENT|TRANSCRIPT|REMARKS|SUMMARY|INTRODUCTION"
    r"|CONCLUSION|WARNING|CAUTION|ATTENTION|DISCLAIMER|ALERT|EXTERNAL(?: E-?MAIL| SENDER)?|NOTICE|IMPORTANT(?: NOTICE)?"
    r"|(?:PRESS|NEWS|MEDIA) (?:RELEASE|STATEMENT|NOTE|NOTICE)\b.*|.* (?:NO|NR|NUMBER)|REF(?:ERENCE)?|ISSUED .*|RELEASED?"
    r"|PUBLISHED|POSTED|EMBARGO.*|COUNTR(?:Y|IES)|LANGUAGES?|KEYWORDS|TAGS|SOURCE|E-?MAIL|TEL(?:EPHONE)?|PHONE|FAX|WEB(?:SITE)?"
    r"|BREAKING|[A-Z]{3,}ING(?: \S+){2,})$",  # "SECURING AMERICA'S SUPPLY CHAINS:" of fact sheets
    re.IGNORECASE,
)
# "FACT: ...", "(ii) 12:01 a.m.", "PILLAR 2: ...": the heading of a list item
_ITEM_HEADING = re.compile(
    r"(?:FACTS?|MYTHS?|CLAIMS?|TRUTH|REALITY|THEN|NOW|BEFORE|AFTER|PROMISE (?:MADE|KEPT)|VESSEL.*"
    r"|(?:PILLAR|GOAL|STEP|OBJECTIVE|PRIORITY|ACTION|PHASE|TIER|LEVEL|OPTION|DAY|ITEM|NUMBER) #?\d+)$|\(",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"(?!PM$|HOST$)[A-Z]{2,5}$")
_SPEECH = re.compile(r"(?<![\w/.-])[^\W\d_]+")
"""A word that is no part of a number."""
_WHOLE_QUOTATION = re.compile(r"[“\"].*[”\"][.,]?$")
_REMARK = re.compile(r"[.,]?\s*\((?:via|through|in|inaudible|off-mike|interpreter)[^()]{0,40}\)", re.IGNORECASE)


def assign_speakers(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with their speakers if the text is a conversation; turns of reporters get the role QUESTION.

    A line without a label belongs to the speaker of the line before, except after a complete quotation ("Rep. Self: “...”").
    """
    turns = [_turn(line.text) for line in lines]
    if sum(bool(_TITLED_STOP.match(line.text[:_MAX_LABEL_CHARACTERS])) for line in lines) >= _MIN_TURNS:
        turns = [turn or _turn_with_stop(line.text) for turn, line in zip(turns, lines, strict=True)]
    if _are_headings([turn[0] for turn in turns if turn]):
        return tuple(lines)
    if sum(label is not None for label in turns) < _MIN_TURNS and not _opens_with_label(lines, turns):
        turns = named_turns([line.text for line in lines])
        if not any(turns):
            return tuple(lines)
    spoken: list[Line] = []
    speaker = ""
    for line, turn in zip(lines, turns, strict=True):
        if turn:
            speaker = turn[0]
        role = Role.QUESTION if (_ASKS.match(speaker) or asks(speaker)) and line.role is not Role.NOTES else line.role
        spoken.append(replace(line, speaker=speaker, role=role, lead=turn[1] if turn else line.lead) if speaker else line)
        if turn and _WHOLE_QUOTATION.match(line.text[turn[1] :]):
            speaker = ""
    return tuple(spoken)


def _are_headings(labels: Sequence[str]) -> bool:
    """Whether the labels are acronyms that mostly occur once ("HUD: ..."). The initials of a speaker occur again."""
    return all(_ACRONYM.match(label) for label in labels) and 2 * len(set(labels)) > len(labels)


def _opens_with_label(lines: Sequence[Line], turns: Sequence[tuple[str, int] | None]) -> bool:
    """Whether the first or second line has a label: remarks of one speaker have only that one.

    A single word with nothing behind it is a heading: "NOMINATIONS:". A number behind it is no speech: "CASE FILE: 2027/14".
    """
    begin = [(line.text[turn[1] :].strip(), turn[0]) for line, turn in zip(lines[:2], turns[:2], strict=True) if turn]
    return any(_SPEECH.search(said) if said else " " in name for said, name in begin)


def _office_label(text: str) -> re.Match[str] | None:
    match = _OFFICE_AND_NAME.match(text)
    return match if match and names_with_office(match["who"]) else None


def _turn_with_stop(text: str) -> tuple[str, int] | None:
    """Return what `_turn` does, for a label that ends with a full stop."""
    text = text[:_MAX_LABEL_CHARACTERS]
    match = _TITLED_STOP.match(text) or _NAME_STOP.match(text)
    name = match[0].strip().removesuffix(".").strip() if match else ""
    return (name, match.end()) if match and not _NOT_A_SPEAKER.match(name) else None


def _turn(text: str) -> tuple[str, int] | None:
    """Return the name of the speaker and the length of the label; None if the line does not start with one."""
    text = text[:_MAX_LABEL_CHARACTERS]
    match = _Q.match(text) or (":" in text and (_CAPITALS.match(text) or _MIXED.match(text) or _office_label(text)))
    if not match:
        return None
    label = " ".join(match[0].strip().rstrip(":").split())
    name = _REMARK.sub("", label).rstrip(" .:") if len(label) > 2 else label
    if _NOT_A_SPEAKER.match(name) or _ITEM_HEADING.match(name) or not any(character.isalpha() for character in name):
        return None
    return ("Q" if name == "Q:" else name.removesuffix(":")), match.end()
