"""Finds who speaks in a statement: by the text itself, its title, its first words, its only speaker label, or the feed.

Removes nothing, and never names a person who is only quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.clean.document import Line
from digest.clean.rules.rule import straighten_quotes
from digest.clean.turn_labels import answers
from digest.records import Role, StatementType
from digest.text.unicode import folded

# "Statement by NSC Spokesperson Emily Horne on ...", "Remarks as Prepared for Delivery by First Lady Jill Biden at ..."
_TITLE_BY = re.compile(
    r"(?:corrected: |updated: )?(?:on-the-record |virtual )?(?:press )?"
    r"(?:statement|remarks|message|speech|testimony|address|(?:press|background) (?:briefing|gaggle|call)|call|gaggle)"
    r"(?: as (?:prepared(?: for delivery)?|delivered))? (?:by|from|of) (?:the )?(?P<who>.+)",
    re.IGNORECASE,
)
# "President Biden Statement on the Truce", "Prime Minister David Cameron's statement on the anniversary"
_TITLE_STATEMENT = re.compile(
    r"(?P<who>(?:(?:Vice |Deputy )?(?:President|Prime Minister)|First Lady|(?:[A-Z]\w+ )?Secretary)"
    r"(?: (?!Written|Ministerial|Joint|Press|Opening)[A-Z][\w.'’-]*?){1,4})(?:['’]s)? (?i:statement|remarks|speech)\b"
)
# "NSC Coordinator for Strategic Communications John Kirby": the office, "for", its field, and the name
_FOR_FIELD = re.compile(
    r"(?P<office>(?:[A-Z][\w.'’-]+ )*(?:Coordinator|Advis[eo]r|Representative|Envoy|Counsel|Director|Administrator"
    r"|(?:Under|Assistant) Secretary|Minister)) for (?:the )?(?=(?:(?:[A-Z][\w.'’-]+,?|and|the) ){2,}[A-Z])"
)
_MIN_FIELD_AND_NAME = 3  # words
_OFFICE = re.compile(
    r"(?:President|Secretary|Spokesperson|Spokesman|Spokeswoman|Minister|Lady|Gentleman|Advis[eo]r|Administrator|Ambassador"
    r"|Director|Chair(?:man|woman)?|Representative|Envoy|Coordinator|Counsel|Governor|Senator|General|Admiral|Commissioner"
    r"|Chancellor|Mrs?\.|Ms\.|Dr\.)"
)
_BODIES = re.compile(
    r"(?:Governments?|(?:Foreign |Defen[cs]e |Finance |Prime )?Ministers|Leaders|Presidents|Secretaries|Ambassadors|Members"
    r"|Representatives|Heads|Chairs|Commission|Council|Union)"
)
# A name in a title continues while words are capitalised; these words start the topic even if they are.
_TOPIC_START = re.compile(
    r"(?:on|at|in|before|after|during|following|regarding|about|to|upon|for|as|with|aboard|en"
    r"|\w{5,}ing|ahead|statements?|remarks|joint|this|one|two|three|four|five|ten|years?)[,:]?$",
    re.IGNORECASE,
)
_OFFICE_ALONE = re.compile(r"(?:(?:Vice |Former )?President|First Lady|Second Gentleman|Prime Minister|(?:Press )?Secretary)$")
_NAME_PARTICLES = frozenset("of and the de del der da di dos du la le von van al bin bint ibn &".split())
_TRAILING_PARTICLE = re.compile(r"(?:[\s,](?:of|and|the|de|von|van|al|&))+$")
_NAME_SEPARATOR = re.compile(r", (?!Jr|Sr)")

# "Secretary Antony J. Blinken And Ukrainian Foreign Minister Dmytro Kuleba Before Their Meeting"
_TWO_SPEAKERS = re.compile(r"(?:Secretary|Deputy Secretary|President|Vice President) .{3,40}? and (?P<other>.+)", re.IGNORECASE)
# "Foreign Secretary welcomes ...", "Defence Secretary sets out ..."
_TITLE_VERB = re.compile(
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
_JOINT_TITLE = re.compile(
    r"\bjoint (?:\w+ ){0,3}(?:statement|communiqu[eé]|declaration|readout) (?:by|from|of|between) (?:the )?"
    r"(?P<who>(?!(?:the )?(?:meeting|visit|call|summit|session))\w.+)",
    re.IGNORECASE,
)
# "The following is the joint statement released by the Secretary of State of the United States and ..."
_JOINT_LEAD = re.compile(
    r"(?:The )?[Ff]ollowing is (?:a|the) (?:text of (?:a|the) )?(?:joint )?statement\b.{0,160}?"
    r"\b(?:(?:issued|released|made) by|from) (?:the )?(?P<who>.+?)(?:(?<=[a-z]{3})[.:](?: .*)?)?$"
)
# "Speech by Marta Lind, Member of the Executive Board of the ECB, at the conference ...", below or in the title
_SPEECH_BY = re.compile(
    r"(?:(?:opening|closing|welcom(?:e|ing)|introductory|keynote|farewell|acceptance|public|panel|dinner|prepared|video) )?"
    r"(?:speech|remarks|lecture|address|testimony|keynote)"
    r"(?: (?:given|delivered))? by (?:(?:Mrs?|Ms|Dr|Professor|Prof|Sir|Dame|Mme|M)\.? )?"
    r"(?P<name>(?-i:[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|del|della|van|von|der|den|da|di|al|el|bin|la|le)){1,4}))"
    r"(?P<office>, (?!at\b|on\b|in\b|before\b|to\b|during\b)[^,.;:]{3,90})?(?=[,.;:]|\s(?:at|on|in|before|to|during|for)\b|$)",
    re.IGNORECASE,
)
_TITLE_DASH = re.compile(r"\s[-–—−:|]{1,2}\s|:\s")  # "Money and weather − speech by Owen Tarrant"
_MAX_NAMED_WORDS = 9  # of a person with the office
_MAX_HEAD = 2  # first lines that may say whose speech it is
_WE = re.compile(r"We, (?:the )?(?P<leaders>leaders|foreign ministers|ministers|representatives|heads) of ")
_TITLED = r"(?P<who>%s(?: [A-Z][\w.'’-]+){2,3})"
_SPOKESPERSON = re.compile(
    r"\b(?:Prime Minister|President|Secretary-General|Foreign Minister|Foreign Secretary)'s (?:[Oo]fficial )?[Ss]pokes"
    r"(?:man|woman|person)\b"
)
_PROCLAIMS = re.compile(r"\bI, (?P<who>[A-Z][A-Z. ]{4,40}?,?(?: JR\.| SR\.)?), President of\b")
_AS_PRESIDENT = "vested in me as President"
_OFFICE_NAME = re.compile(
    r"(?:Office|Bureau|Department|Ministry|Embassy|Cabinet) (?:of|to|for|in)\b|(?:Prime Minister|Cabinet)'s? Office\b"
)
_NOT_A_PERSON = re.compile(
    r"(?:The|Secretary of)\b"
    r"|.*\b(?:House|Affairs|Activity|TV|Press|Team|Staff|Desk|News|Office|Information|Service|Agency|Center)$"
)
_PERSON_NAME = re.compile(r"(?:[A-Z1-9][\w'’-]*\.? ){1,5}[A-Z][\w'’-]+(?:, [A-Z1-9].{2,90})?")
_MODERATORS = re.compile(r"MODERATOR|OPERATOR|STAFF", re.IGNORECASE)
_MAX_CHARACTERS = 240  # of a list of speakers
_FIRST_LINES = 6  # in which a title's office is named in full, or a spokesperson is mentioned


def find_speaker(moved: str, title: str, lines: Sequence[Line], doc_type: StatementType, author: str = "") -> str:
    """Return who speaks the statement; empty if nobody is named.

    The first of these that names somebody decides: a line above the text (`moved`, from a rule), the title, the first words,
    the only speaker label, the signature of a president, and the `author` that the feed or the page names.
    """
    named = _shortened(_with_second_speaker(_without_capitals(moved), title) or speaker_in_title(title))
    named = named or speaker_in_subtitle(lines)
    return named or _in_first_words(title, lines, doc_type) or _only_speaker(lines) or _signatory(lines) or _person(author)


def speaker_in_title(title: str) -> str:
    """Return the person, with the office, whom a title names as the speaker; empty if it names none."""
    match = _TITLE_BY.match(title) or _TITLE_STATEMENT.match(title)
    return (_titled_name(match["who"]) if match else "") or speech_by(_TITLE_DASH.split(title)[-1])


def speech_by(line: str) -> str:
    """Return the person, with the office, if `line` begins by saying whose speech it is; empty otherwise."""
    match = _SPEECH_BY.match(straighten_quotes(line)[:_MAX_CHARACTERS])
    return f"{match['name']}{match['office'] or ''}" if match else ""


def names_with_office(line: str) -> bool:
    """Whether `line` is no more than a person with the office before the name: "Governor Ellen R. Marden"."""
    words = straighten_quotes(line).split()
    is_named = all(word[:1].isupper() or word in _NAME_PARTICLES for word in words) and not line.rstrip().endswith(
        (":", "!", "?")
    )
    return 1 < len(words) <= _MAX_NAMED_WORDS and is_named and any(_OFFICE.fullmatch(word) for word in words[:-1])


def speaker_in_subtitle(lines: Sequence[Line]) -> str:
    """Return the person whose speech it is by one of the first lines."""
    return next(filter(None, (speech_by(line.text) for line in lines[:_MAX_HEAD])), "")


def issuing_office(author: str) -> str:
    """Return `author` if it is an office and not a person, else an empty string."""
    return author if _OFFICE_NAME.match(straighten_quotes(author)) else ""


def _titled_name(words: str) -> str:
    """Return the name at the start of `words` if it contains an office."""
    field = _FOR_FIELD.match(words)
    before = words[: field.end()] if field else ""
    rest = _capitalised(words[len(before) :])
    name = _first_of(before + " ".join(rest)) if not field or len(rest) >= _MIN_FIELD_AND_NAME else ""
    return name if any(_OFFICE.fullmatch(word.rstrip(",")) for word in name.split()) else ""


def _capitalised(text: str) -> list[str]:
    """Return the words of a name, or of a list of names, up to the first word that belongs to none."""
    words: list[str] = []
    for word in text.split():
        if _TOPIC_START.match(word) or not (word.lstrip("“\"'(")[:1].isupper() or word in _NAME_PARTICLES):
            break
        words.append(word)
    return words


def _first_of(names: str) -> str:
    """Return one or two people; of a longer list, the first. An office that lost its name is left out."""
    who = _NAME_SEPARATOR.split(names)[0]
    while True:
        who = _TRAILING_PARTICLE.sub("", who).rstrip(",:;–-— ")
        last = who.rsplit(" ", 1)[-1]
        if not _OFFICE.fullmatch(last) or _OFFICE_ALONE.fullmatch(who):
            return who
        who = who.rpartition(" and ")[0]


def _with_second_speaker(moved: str, title: str) -> str:
    """Return `moved` with the second of two speakers in the title, if only the first is named above the text."""
    two = _TWO_SPEAKERS.match(title)
    other = _titled_name(two["other"]) if two and moved else ""
    return f"{moved}, and {other}" if other and folded(other.split()[-1]) not in folded(moved) else moved


def _in_first_words(title: str, lines: Sequence[Line], doc_type: StatementType) -> str:
    """Return the speaker whom the title and the first lines name together, by the conventions of each document type."""
    first = straighten_quotes(lines[0].text) if lines else ""
    if doc_type is StatementType.JOINT_STATEMENT:
        released = _JOINT_LEAD.match(first)
        return _joint_speakers_in_title(title) or _joint_speakers(released["who"] if released else first)
    if said := _TITLE_VERB.match(title):
        office = said["who"].replace("PM", "Prime Minister")
        start = " ".join(line.text for line in lines[:_FIRST_LINES])
        full_name = re.search(_TITLED % re.escape(office), start)
        return full_name["who"] if full_name else office
    if "briefing" in title.lower():
        found = (_SPOKESPERSON.search(straighten_quotes(line.text)) for line in lines[:_FIRST_LINES])
        return next((match[0] for match in found if match), "")
    announced = _ANNOUNCED.match(first) if doc_type in (StatementType.PRESS_RELEASE, StatementType.STATEMENT) else None
    return announced["who"] if announced else ""


def _joint_speakers_in_title(title: str) -> str:
    """Return who makes a joint statement, if the title names several in full (unlike "the Papal delegation")."""
    match = _JOINT_TITLE.search(title)
    if not match:
        return ""
    who = _names(match["who"])
    after = match["who"][len(who) :].lstrip(",;:–—- ").split()
    is_cut = bool(after) and after[0].islower() and not _TOPIC_START.match(after[0])
    return _shortened(who) if " and " in who and not is_cut else ""


def _names(words: str) -> str:
    """Return the names at the start of `words`."""
    return _TRAILING_PARTICLE.sub("", " ".join(_capitalised(words))).rstrip(",;:–—- ")


def _joint_speakers(first: str) -> str:
    """Return who opens a joint statement: "We, the Foreign Ministers of Austria, Brazil and Colombia, condemn ..."."""
    who = _names(_WE.sub(lambda we: f"{we['leaders'].capitalize()} of ", first).removeprefix("We, ").removeprefix("We "))
    who = re.sub(r"^[Tt]he ", "", who)
    several = " and " in who or _BODIES.search(who)
    return _shortened(who) if several and (_BODIES.search(who) or len(_OFFICE.findall(who)) > 1) else ""


def _shortened(names: str) -> str:
    """Return a list of speakers, cut to a readable length with "and others"."""
    is_long = len(names) > _MAX_CHARACTERS and ", " in names[:_MAX_CHARACTERS]
    return f"{names[:_MAX_CHARACTERS].rpartition(', ')[0]} and others" if is_long else names


def _signatory(lines: Sequence[Line]) -> str:
    """Return the president who signs an order or proclamation, by name if the text has it."""
    for line in lines:
        if named := _PROCLAIMS.search(line.text):
            return _without_capitals(named["who"].rstrip(","))
    return "President" if any(_AS_PRESIDENT in line.text for line in lines[:4]) else ""


def _without_capitals(name: str) -> str:
    """Return a name in capitals in the usual case of names."""
    if not name.isupper() or " " not in name:
        return name
    written = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    written = re.sub(r"\b(?:Mp|Ao|Ac|Am|Kc|Qc|Sc|Obe)\b", lambda letters: letters[0].upper(), written)
    return re.sub(r"\bMc([a-z])", lambda found: f"Mc{found[1].upper()}", written)


def _only_speaker(lines: Sequence[Line]) -> str:
    """Return the only labelled speaker besides reporters and moderators; empty if there are several."""
    spoken = {line.speaker for line in lines if line.speaker and line.role is not Role.QUESTION}
    speakers = {folded(name): name for name in spoken if not _MODERATORS.fullmatch(name) and not answers(name)}
    return _without_capitals(next(iter(speakers.values()))) if len(speakers) == 1 else ""


def _person(author: str) -> str:
    """Return `author` if it is the name of a person, with or without an office; not an account name or an organisation."""
    bare = re.sub(r"^[Bb]y ", "", author).strip()
    return "" if issuing_office(bare) or _NOT_A_PERSON.match(bare.split(",")[0]) or not _PERSON_NAME.fullmatch(bare) else bare
