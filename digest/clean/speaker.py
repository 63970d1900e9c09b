"""Who speaks in a statement: whom it names itself, its title, its first words or its feed, or who alone speaks.

Removes nothing, and takes nobody who is only quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.clean.document import Line
from digest.clean.rules.rule import straight
from digest.records import Role, StatementType
from digest.text.unicode import folded

# "Statement by NSC Spokesperson Emily Horne on ...", "Remarks as Prepared for Delivery by First Lady Jill Biden at ..."
_BY = re.compile(
    r"(?:corrected: |updated: )?(?:on-the-record |virtual )?(?:press )?"
    r"(?:statement|remarks|message|speech|testimony|address|(?:press|background) (?:briefing|gaggle|call)|call|gaggle)"
    r"(?: as (?:prepared(?: for delivery)?|delivered))? (?:by|from|of) (?:the )?(?P<who>.+)",
    re.IGNORECASE,
)
# "President Biden Statement on the Truce", "Prime Minister David Cameron's statement on the anniversary"
_STATEMENT_OF = re.compile(
    r"(?P<who>(?:(?:Vice |Deputy )?(?:President|Prime Minister)|First Lady|(?:[A-Z]\w+ )?Secretary)"
    r"(?: (?!Written|Ministerial|Joint|Press|Opening)[A-Z][\w.'’-]*?){1,4})(?:['’]s)? (?i:statement|remarks|speech)\b"
)
# "NSC Coordinator for Strategic Communications John Kirby": the field and the name that belong to the office before "for"
_FOR_FIELD = re.compile(
    r"(?P<office>(?:[A-Z][\w.'’-]+ )*(?:Coordinator|Advis[eo]r|Representative|Envoy|Counsel|Director|Administrator"
    r"|(?:Under|Assistant) Secretary|Minister)) for (?:the )?(?=(?:(?:[A-Z][\w.'’-]+,?|and|the) ){2,}[A-Z])"
)
_FIELD_AND_NAME = 3  # words at least
_OFFICE = re.compile(
    r"(?:President|Secretary|Spokesperson|Spokesman|Spokeswoman|Minister|Lady|Gentleman|Advis[eo]r|Administrator|Ambassador"
    r"|Director|Chair(?:man|woman)?|Representative|Envoy|Coordinator|Counsel|Governor|Senator|General|Admiral|Commissioner"
    r"|Chancellor|Mrs?\.|Ms\.|Dr\.)"
)
_BODIES = re.compile(
    r"(?:Governments?|(?:Foreign |Defen[cs]e |Finance |Prime )?Ministers|Leaders|Presidents|Secretaries|Ambassadors|Members"
    r"|Representatives|Heads|Chairs|Commission|Council|Union)"
)
# A name in a title goes on while words are capitalised, but these open what it is about, however they are written.
_ABOUT = re.compile(
    r"(?:on|at|in|before|after|during|following|regarding|about|to|upon|for|as|with|aboard|en"
    r"|\w{5,}ing|ahead|statements?|remarks|joint|this|one|two|three|four|five|ten|years?)[,:]?$",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:(?:Vice |Former )?President|First Lady|Second Gentleman|Prime Minister|(?:Press )?Secretary)$")
_JOINING = frozenset("of and the de del der da di dos du la le von van al bin bint ibn &".split())
_JOINED_TO_NOTHING = re.compile(r"(?:[\s,](?:of|and|the|de|von|van|al|&))+$")
_LIST = re.compile(r", (?!Jr|Sr)")

# "Secretary Antony J. Blinken And Ukrainian Foreign Minister Dmytro Kuleba Before Their Meeting"
_TWO = re.compile(r"(?:Secretary|Deputy Secretary|President|Vice President) .{3,40}? and (?P<other>.+)", re.IGNORECASE)
# "Foreign Secretary welcomes ...", "Defence Secretary sets out ...": the news is what the holder of the office says
_SAYS = re.compile(
    r"(?P<who>(?:(?:[A-Z][\w&-]+ ){1,2}(?:Secretary|Minister)|Prime Minister|PM|First Lady|Chancellor)"
    r"(?: [A-Z][\w.'’-]+){0,3}?) (?i:welcomes|condemns|comments|says|calls|urges|sets? out|responds|congratulates"
    r"|expresses|pays|thanks|hails|warns|mourns|marks|addresses|deplores|regrets|reacts)\b"
)
# "Defence Secretary Dr Liam Fox has today announced that ..."
_ANNOUNCED = re.compile(
    r"(?:The )?(?P<who>(?:[A-Z][\w&,'’-]+ (?:and |for |of )?){0,5}(?:Secretary|Minister|President|Chancellor|Commissioner)"
    r"(?: of State)?,? (?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w'’-]+),? (?:has )?(?:today |yesterday |also )?"
    r"(?:announced|unveiled|said|confirmed|welcomed|condemned|urged|warned|set out|told|written|called (?:on|for)"
    r"|says|made an? (?:\w+ ){0,2}statement|addressed|updated [Pp]arliament)\b"
)
# "Joint Statement by President Biden and President von der Leyen", "Joint Declaration Between the Kingdom of Spain and ..."
_JOINTLY = re.compile(
    r"\bjoint (?:\w+ ){0,3}(?:statement|communiqu[eé]|declaration|readout) (?:by|from|of|between) (?:the )?"
    r"(?P<who>(?!(?:the )?(?:meeting|visit|call|summit|session))\w.+)",
    re.IGNORECASE,
)
# "The following is the joint statement released by the Secretary of State of the United States and ..."
_RELEASED = re.compile(
    r"(?:The )?[Ff]ollowing is (?:a|the) (?:text of (?:a|the) )?(?:joint )?statement\b.{0,160}?"
    r"\b(?:(?:issued|released|made) by|from) (?:the )?(?P<who>.+?)(?:(?<=[a-z]{3})[.:](?: .*)?)?$"
)
_WE = re.compile(r"We, (?:the )?(?P<leaders>leaders|foreign ministers|ministers|representatives|heads) of ")
_TITLED = r"(?P<who>%s(?: [A-Z][\w.'’-]+){2,3})"
_SPOKES = re.compile(
    r"\b(?:Prime Minister|President|Secretary-General|Foreign Minister|Foreign Secretary)'s (?:[Oo]fficial )?[Ss]pokes"
    r"(?:man|woman|person)\b"
)
_PROCLAIMS = re.compile(r"\bI, (?P<who>[A-Z][A-Z. ]{4,40}?,?(?: JR\.| SR\.)?), President of\b")
_AS_PRESIDENT = "vested in me as President"
_HOUSE = re.compile(
    r"(?:Office|Bureau|Department|Ministry|Embassy|Cabinet) (?:of|to|for|in)\b|(?:Prime Minister|Cabinet)'s? Office\b"
)
_NO_PERSON = re.compile(
    r"(?:The|Secretary of)\b"
    r"|.*\b(?:House|Affairs|Activity|TV|Press|Team|Staff|Desk|News|Office|Information|Service|Agency|Center)$"
)
_PERSON = re.compile(r"(?:[A-Z1-9][\w'’-]*\.? ){1,5}[A-Z][\w'’-]+(?:, [A-Z1-9].{2,90})?")


def speaker_of(moved: str, title: str, lines: Sequence[Line], kind: StatementType, author: str = "") -> str:
    """The speaker that a rule found in the text (`moved`), else the one in the title or in the text, else the only one of a
    transcript, else the `author` that the feed or page names."""
    named = _not_all(_with_the_other(_calm(moved), title) or named_in(title))
    return named or _in_first_words(title, lines, kind) or _only_speaker(lines) or _signed(lines) or _person(author)


def named_in(title: str) -> str:
    """The person, with the office held, by whom a title says that the statement is; or nothing."""
    match = _BY.match(title) or _STATEMENT_OF.match(title)
    return _titled(match["who"]) if match else ""


def _titled(words: str) -> str:
    """The name with an office with which `words` begin."""
    field = _FOR_FIELD.match(words)
    before = words[: field.end()] if field else ""
    rest = _capitalised(words[len(before) :])
    name = _first_of(before + " ".join(rest)) if not field or len(rest) >= _FIELD_AND_NAME else ""
    return name if any(_OFFICE.fullmatch(word.rstrip(",")) for word in name.split()) else ""


def _capitalised(text: str) -> list[str]:
    """The words of a name or a list of names, up to the first that is none."""
    words: list[str] = []
    for word in text.split():
        if _ABOUT.match(word) or not (word.lstrip("“\"'(")[:1].isupper() or word in _JOINING):
            break
        words.append(word)
    return words


def _first_of(names: str) -> str:
    """One person or two; of a longer list, the first. An office whose holder is not named any more is left out."""
    who = _LIST.split(names)[0]
    while True:
        who = _JOINED_TO_NOTHING.sub("", who).rstrip(",:;–-— ")
        last = who.rsplit(" ", 1)[-1]
        if not _OFFICE.fullmatch(last) or _BARE.fullmatch(who):
            return who
        who = who.rpartition(" and ")[0]


def _with_the_other(moved: str, title: str) -> str:
    """`moved`, and the second of two who the title says speak, where one of them stands over the text."""
    two = _TWO.match(title)
    other = _titled(two["other"]) if two and moved else ""
    return f"{moved}, and {other}" if other and folded(other.split()[-1]) not in folded(moved) else moved


def _in_first_words(title: str, lines: Sequence[Line], kind: StatementType) -> str:
    first = straight(lines[0].text) if lines else ""
    if kind is StatementType.JOINT_STATEMENT:
        released = _RELEASED.match(first)
        return _jointly(title) or _together(released["who"] if released else first)
    if said := _SAYS.match(title):
        office = said["who"].replace("PM", "Prime Minister")
        whole = re.search(_TITLED % re.escape(office), " ".join(line.text for line in lines[:6]))
        return whole["who"] if whole else office
    if "briefing" in title.lower():
        return next((found[0] for line in lines[:6] if (found := _SPOKES.search(straight(line.text)))), "")
    announced = _ANNOUNCED.match(first) if kind in (StatementType.PRESS_RELEASE, StatementType.STATEMENT) else None
    return announced["who"] if announced else ""


def _jointly(title: str) -> str:
    """Those by whom a title says that a joint statement is, if they are several and named in full ("the Papal delegation")."""
    match = _JOINTLY.search(title)
    if not match:
        return ""
    who = _several(match["who"])
    after = match["who"][len(who) :].lstrip(",;:–—- ").split()
    return _not_all(who) if " and " in who and not (after and after[0].islower() and not _ABOUT.match(after[0])) else ""


def _several(words: str) -> str:
    """The names with which `words` begin."""
    return _JOINED_TO_NOTHING.sub("", " ".join(_capitalised(words))).rstrip(",;:–—- ")


def _together(first: str) -> str:
    """Those who open a joint statement: "We, the Foreign Ministers of Austria, Brazil and Colombia, condemn ..."."""
    who = _several(_WE.sub(lambda we: f"{we['leaders'].capitalize()} of ", first).removeprefix("We, ").removeprefix("We "))
    who = re.sub(r"^[Tt]he ", "", who)
    several = " and " in who or _BODIES.search(who)
    return _not_all(who) if several and (_BODIES.search(who) or len(_OFFICE.findall(who)) > 1) else ""


def _not_all(names: str) -> str:
    """A long list of those who speak ends behind as many as a reader takes in."""
    return f"{names[:_LONGEST].rpartition(', ')[0]} and others" if len(names) > _LONGEST and ", " in names[:_LONGEST] else names


_LONGEST = 240  # characters


def _signed(lines: Sequence[Line]) -> str:
    """The president of an order or a proclamation, by name where the text says it."""
    for line in lines:
        if named := _PROCLAIMS.search(line.text):
            return _calm(named["who"].rstrip(","))
    return "President" if any(_AS_PRESIDENT in line.text for line in lines[:4]) else ""


def _calm(name: str) -> str:
    """A name in capitals as names are written."""
    if not name.isupper() or " " not in name:
        return name
    written = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    written = re.sub(r"\b(?:Mp|Ao|Ac|Am|Kc|Qc|Sc|Obe)\b", lambda letters: letters[0].upper(), written)
    return re.sub(r"\bMc([a-z])", lambda found: f"Mc{found[1].upper()}", written)


def _only_speaker(lines: Sequence[Line]) -> str:
    """The one who speaks, if only one does besides the reporters and who gives them the floor."""
    spoken = {line.speaker for line in lines if line.speaker and line.role is not Role.QUESTION}
    speakers = {folded(name): name for name in spoken if not _GIVES_THE_FLOOR.fullmatch(name)}
    return _calm(next(iter(speakers.values()))) if len(speakers) == 1 else ""


_GIVES_THE_FLOOR = re.compile(r"MODERATOR|OPERATOR|STAFF", re.IGNORECASE)


def house_of(author: str) -> str:
    """`author`, if it is an office and not a person."""
    return author if _HOUSE.match(straight(author)) else ""


def _person(author: str) -> str:
    """`author`, if it is a person's name, with an office or without; not the account of an editor or the name of a house."""
    bare = re.sub(r"^[Bb]y ", "", author).strip()
    return "" if house_of(bare) or _NO_PERSON.match(bare.split(",")[0]) or not _PERSON.fullmatch(bare) else bare
