"""Who speaks in a statement: the one whom it names itself, whom its title names, or who alone speaks. Removes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.clean.document import Line
from digest.clean.text import folded
from digest.records import Role

# "Statement by NSC Spokesperson Emily Horne on ...", "Remarks by President Biden Before ..."
_BY = re.compile(
    r"(?:press )?(?:statement|remarks|message|speech|testimony|address|(?:press|background) (?:briefing|gaggle|call))"
    r" (?:by|from|of) (?:the )?(?P<who>.+)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:President|Secretary|Spokesperson|Spokesman|Spokeswoman|Minister|Lady|Gentleman|Advis[eo]r|Administrator|Ambassador"
    r"|Director|Chair(?:man|woman)?|Representative|Envoy|Coordinator|Counsel|Governor|Senator|General|Admiral|Commissioner"
    r"|Chancellor|Mrs?\.|Ms\.|Dr\.)"
)
# A name in a title goes on while words are capitalised, but these open what it is about, however they are written.
_ABOUT = re.compile(
    r"(?:on|at|in|before|after|during|following|regarding|about|to|upon|for|as|with|aboard|en"
    r"|\w{5,}ing|ahead|this|one|two|three|four|five|ten|years?)[,:]?$",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:(?:Vice |Former )?President|First Lady|Second Gentleman|Prime Minister|(?:Press )?Secretary)$")
_JOINING = frozenset({"of", "and", "the", "de", "von", "van", "al"})
_JOINED_TO_NOTHING = re.compile(r"(?:\s(?:of|and|the|de|von|van|al))+$")
_LIST = re.compile(r", (?!Jr|Sr)")


def speaker_of(moved: str, title: str, lines: Sequence[Line]) -> str:
    """The speaker that a rule found in the text (`moved`), else the one in the title, else the only one of a transcript."""
    return moved or named_in(title) or _only_speaker(lines)


def named_in(title: str) -> str:
    """The person, with the office held, by whom a title says that the statement is; or nothing."""
    match = _BY.match(title)
    if not match:
        return ""
    words: list[str] = []
    for word in match["who"].split():
        if _ABOUT.match(word) or not (word[:1].isupper() or word in _JOINING):
            break
        words.append(word)
    return _first_of(" ".join(words)) if any(_OFFICE.fullmatch(word.rstrip(",")) for word in words) else ""


def _first_of(names: str) -> str:
    """One person or two; of a longer list, the first. An office whose holder is not named any more is left out."""
    who = _LIST.split(names)[0]
    while True:
        who = _JOINED_TO_NOTHING.sub("", who).rstrip(",:;–-— ")
        last = who.rsplit(" ", 1)[-1]
        if not _OFFICE.fullmatch(last) or _BARE.fullmatch(who):
            return who
        who = who.rpartition(" and ")[0]


def _only_speaker(lines: Sequence[Line]) -> str:
    """The one who speaks, if only one does besides the reporters."""
    speakers = {folded(line.speaker): line.speaker for line in lines if line.speaker and line.role is not Role.QUESTION}
    return next(iter(speakers.values())) if len(speakers) == 1 else ""
