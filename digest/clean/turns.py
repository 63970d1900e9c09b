"""Who speaks which line: the labels of state.gov, White House, Pentagon, UN and Australian transcripts. Removes nothing.

A label stays in the text, but no sentence begins with it: `Line.lead` is its length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from digest.clean.document import Line
from digest.records import Role

_LONGEST_LABEL = 200
_MIN_TURNS = 2  # a single "NAME: ..." line may be a definition; two are a conversation

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
_Q = re.compile(r"Q(?:\s*[:.]\s*|\s+(?=[A-Z“\"(—–-]))|A\s?:\s*")
_ASKS = re.compile(
    r"(?:Q|QUESTION(?:ER)?|REPORTER|JOURNALIST|CORRESPONDENT|INTERVIEWER|PRESS|MEDIA|HOST|PRESENTER|AUDIENCE(?: MEMBER)?"
    r"|PARTICIPANT)(?: ?#?\d+)?$",
    re.IGNORECASE,
)
_NO_SPEAKER = re.compile(
    r"(?:SUBJECTS?|SUBJECT/S|TOPICS|FACT ?SHEET|NOTES?|NB|UPDATE|BACKGROUND|RE|FROM|TO|CC|DATE|WHEN|WHERE|WHO|WHAT|WHY|HOW"
    r"|TIME|VENUE|LOCATION"
    r"|(?:MEDIA |PRESS )?CONTACTS?|MEDIA|READ|WATCH|RELATED|ICYMI|RSVP|FOR .*|PART .*|SECTION .*|TITLE .*|ANNEX.*|CHAPTER .*"
    r"|EVENT|APPENDIX.*|.* SCHEDULE|.*SENT TO THE SENATE|MEMORANDUM.*|READOUT|STATEMENT|TRANSCRIPT|REMARKS|SUMMARY|INTRODUCTION"
    r"|CONCLUSION|WARNING|IMPORTANT|BREAKING|[A-Z]{3,}ING(?: \S+){2,})$",  # "SECURING AMERICA'S SUPPLY CHAINS:" of fact sheets
    re.IGNORECASE,
)
# "FACT: ...", "(ii) 12:01 a.m.", "HUD: ...", "PILLAR 2: ...": what heads an item of a list
_HEADS_AN_ITEM = re.compile(
    r"(?:FACTS?|MYTHS?|CLAIMS?|TRUTH|REALITY|THEN|NOW|BEFORE|AFTER|PROMISE (?:MADE|KEPT)|VESSEL.*"
    r"|(?:PILLAR|GOAL|STEP|OBJECTIVE|PRIORITY|ACTION|PHASE|TIER|LEVEL|OPTION|DAY|ITEM|NUMBER) #?\d+)$|\(",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"(?!PM$|HOST$)[A-Z]{2,5}$")
_QUOTED = re.compile(r"[“\"].*[”\"][.,]?$")
_NAME = re.compile(r"[.,]?\s*\((?:via|through|in|inaudible|off-mike|interpreter)[^()]{0,40}\)", re.IGNORECASE)


def with_speakers(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with their speakers, where the text is a conversation; reporters' turns get the role QUESTION.

    A line without a label goes on with the speaker before it; but not behind a quotation, which is whole ("Rep. Self: “...”").
    """
    turns = [_turn(line.text) for line in lines]
    if _are_headings([turn[0] for turn in turns if turn]):
        return tuple(lines)
    if sum(label is not None for label in turns) < _MIN_TURNS and not _opens_with_label(turns):
        return tuple(lines)
    spoken: list[Line] = []
    speaker = ""
    for line, turn in zip(lines, turns, strict=True):
        if turn:
            speaker = turn[0]
        role = Role.QUESTION if _ASKS.match(speaker) and line.role is not Role.NOTES else line.role
        spoken.append(replace(line, speaker=speaker, role=role, lead=turn[1] if turn else line.lead) if speaker else line)
        if turn and _QUOTED.match(line.text[turn[1] :]):
            speaker = ""
    return tuple(spoken)


def _are_headings(labels: Sequence[str]) -> bool:
    """Are the labels nothing but acronyms, most of which come once ("HUD: ...")? Who speaks by initials comes again."""
    return all(_ACRONYM.match(label) for label in labels) and 2 * len(set(labels)) > len(labels)


def _opens_with_label(turns: Sequence[tuple[str, int] | None]) -> bool:
    """Remarks of one speaker: a label once, on the first line or two."""
    return any(turn is not None for turn in turns[:2])


def _turn(text: str) -> tuple[str, int] | None:
    """The speaker's name and the length of the label, if the line begins with one."""
    text = text[:_LONGEST_LABEL]
    match = _Q.match(text) or _CAPITALS.match(text) or _MIXED.match(text)
    if not match:
        return None
    label = " ".join(match[0].strip().rstrip(":").split())
    name = _NAME.sub("", label).rstrip(" .:") if len(label) > 2 else label
    if _NO_SPEAKER.match(name) or _HEADS_AN_ITEM.match(name) or not any(character.isalpha() for character in name):
        return None
    return ("Q" if name == "Q:" else name.removesuffix(":")), match.end()
