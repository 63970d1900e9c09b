"""Which sentences may be shown as a key point of their own, and which only after a list's lead-in, or not at all. Pure.

It does not rank. The rules that read words are English; the others hold for every language.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import IntEnum

from digest.records import Role, Statement
from digest.summarise.appointments import background, is_nomination
from digest.summarise.candidates import Candidate, words
from digest.summarise.verbs import has_verb, lacks_subject
from digest.text.lang.en_clauses import BASE_VERBS, LIST_OPENERS

MAX_LEAD_IN_WORDS = 40
"""Words of a lead-in that an item takes along."""
MAX_LABEL_WORDS = 12
MAX_CHARACTERS = 3_000
"""Characters of a sentence that the rules read: a longer one is no point. The longest of 76,420 real ones has 3,143."""
MIN_QUESTIONS = 2
QUESTION_SHARE = 0.6
"""Share of the paragraphs of a speaker that end in a question mark, from which the speaker interviews another."""
HOSTS = frozenset({"moderator", "operator", "interviewer", "host"})
"""Labels of speakers who lead a call or an interview, and say nothing for whom they work."""


class Fitness(IntEnum):
    """How fit a sentence is to be a key point.

    A text without a `FIT` sentence shows what is `WEAK`. What is `UNFIT` is never shown.
    """

    UNFIT = 0
    WEAK = 1
    FIT = 2


_CLOSING = "\"'”’)]»"
MIN_WHOLE_WORDS = 10
MIN_SUBJECT_WORDS = 3
MAX_NAME_WORDS = 20
MIN_SENTENCE_WORDS = 12
"""Words from which a text with a stop is taken for a sentence, whatever its verb."""
OPEN_TAIL = re.compile(r",? (?:including|such as|as follows|namely)\s*:$|, (?:and|or)\s*:$")
"""The end of a line that introduces a list: what stands before it may be a sentence."""
_INTERRUPTED = re.compile(
    r"\b(?:has|have|had|is|are|was|were|be|been|do|does|did|shall|will|may|must|should|would|can|could|that|to|if|when|who"
    r"|which|and|or|not|also), [^,:]*:$"
    r"|\bsigned into law:$"
)
"""A verb or joint whose object follows the colon, with a phrase put in between: "shall, within 90 days:"."""
_OPEN_ENDS = (":", "：", "—", "–", "--", "…:")
_STOP = re.compile(r"[.!?。！？…؟۔।][\"'”’)\]»]*$")
_QUESTION_END = re.compile(r"[?？؟][\"'”’)\]»]*$")
_ENUMERATOR = r"^(?:(?:\(\w{1,4}\)|\d{1,2}[.)]|[•*·▪–-]|Sec(?:tion|\.)? ?\d+[A-Za-z]?\.)\s*)*"

_DENIAL = re.compile(
    r"\b(?:not|no|none|never|neither|nor|without|cannot|\w+n['’]t|false\w*|wrong\w*|untrue|myths?|rumou?rs?|alleg\w+|claim\w*"
    r"|accus\w+|den(?:y|ies|ied)|reject\w*|dismiss\w*|refus\w+|oppos\w+|veto\w*|withdr\w+|revok\w+|repeal\w*|demand\w*|wants?"
    r"|wanted|propos\w+|suggest\w*|ask(?:s|ed)?|calls? for|called for|said|says|if|unless|only|except)\b",
    re.IGNORECASE,
)
_WHOEVER = re.compile(_ENUMERATOR + r"(?i:any|all|each|every|those) \w+ \w+ed (?:by|to|in)\b")
"""A lead-in that only says of whom the sentence before it speaks: "Any person determined by the Secretary:"."""
_DESCRIPTION = re.compile(r",[”\"’]? (?:which|who|whose)\b")
_PREDICATE = re.compile(r", (?:will|would|shall|is|are|was|were|has|have|had|can|could|may|must|do|does|did)\b")
"""After the description, the verb of a sentence."""
_DECISION = re.compile(
    _ENUMERATOR + r"(?:(?:Also|Further|Strongly) )?(?:Decides|Demands|Requests|Calls|Directs|Stresses|Supports|Notes|Takes note"
    r"|Urges|Invites|[A-Z]\w+s (?:that|its|the|all|to)) .*;(?: and)?$"
)
"""What a resolution does, in a clause without its subject: "Decides to extend the mandate of the mission;"."""
_SECTION_NUMBER = re.compile(r"(?i:sec(?:tion|\.)? ?\d+[a-z]?\.\s*)")

_THANKS = re.compile(
    r"(?i:(?:thank you|thanks(?!(?:, in (?:large |great |no small )?part,)? to)|good (?:morning|afternoon|evening)"
    r"|welcome|hello|please join me|god bless|happy to)\b"
    r"(?!.*\b\d))"
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose)\b")

_UNFIT = tuple(
    re.compile(_ENUMERATOR + pattern)
    for pattern in (
        # Preambles.
        r"WHEREAS\b",
        r"[Ww]hereas,? .*[;,](?: and)?$",
        r"(?:NOW,? THEREFORE,? )?I, [A-Z][^a-z]{3,60}, .*\b(?:order|proclaim|direct|determine|find)(?: as follows)?[:,]$",
        r"(?i:(?:by|under|pursuant to) the authority vested in me\b"
        r"(?!.*\bI (?:(?:do )?hereby|have|find|determine|declare|direct|order)\b).*)",
        r"(?i:(?:by|under|pursuant to) the authority vested in me\b.*):$",
        # Clauses before what a resolution decides: "Recalling its resolution 2811 (2025),", "Deeply concerned at ...,"
        r"(?:(?:Also|Further|Deeply|Gravely|Fully|Strongly|Once again|Having|Being) )?"
        r"(?:[A-Z]?[a-z]{3,}ing|(?i:convinced|alarmed|mindful|concerned|cognizant|guided|aware|determined|encouraged|disturbed"
        r"|considered|examined|received|heard))\b.*,(?: and)?$",
        r"Decides to (?:remain|stay) (?:actively )?seized of the matter\b",
        # Signatures.
        r"(?i:in (?:witness|testimony) whereof\b)",
        r"(?i:(?:done|signed|given|dated)\b(?: this| at| in| under).{0,80}\b(?:day of|in duplicate|in the year|under my hand))",
        # Publication, severability and other general provisions.
        r"(?i:.*\b(?:authorized and directed to (?:publish|(?:submit|transmit|report)\b.*\bfederal register)"
        r"|shall be published in the federal register"
        r"|costs? (?:for|of) publication|publication of this (?:order|proclamation|memorandum|notice))\b)",
        r"(?i:if any provision of this .*\b(?:held|found|declared)\b.*\b(?:invalid|unenforceable|unconstitutional)\b)",
        r"(?i:(?:this|the present) (?:order|proclamation|memorandum|directive|notice|determination)\b.*\bis not intended to\b)",
        r"(?i:nothing in this (?:order|proclamation|memorandum|directive|notice)\b.*\b(?:construed|impair|affect)\b)",
        r"(?i:this (?:order|memorandum|directive|proclamation) shall be (?:implemented|carried out) (?:in a manner )?consistent"
        r" with (?:applicable )?law)",
        r"(?i:.*\bthe making of donations of the types? of articles? specified in\b)",
        r"(?i:.*\bthere need be no prior notice of a (?:listing|determination)\b)",
        r"(?i:.*\bmight have a constitutional presence in the united states\b)",
        r"(?i:the terms? [“\"‘])",
        # Notes of an editor, and what is only in brackets.
        r"\([^()]*\)$",
        # Lists of participants.
        r"(?i:(?:list of )?(?:participants|attendees|members of the delegation|also (?:present|attending)|in attendance)\b"
        r"\s*(?:included?|were|was|are)?\s*:)",
        r"(?i:.*\bwas joined by\b(?=(?:[^,;]*[,;]){3}))",
        r"(?i:(?:other |the )?(?:participants|attendees|signatories) (?:in the meeting |at the meeting )?(?:included?|were)\b"
        r"(?=(?:[^,;]*[,;]){3}))",
    )
)
_WEAK = tuple(
    re.compile(_ENUMERATOR + pattern)
    for pattern in (
        # A reference as the subject: "Sections 1 and 2 of ...", "Paragraph (b) is amended"; "Section 1. The ports are" is none.
        r"(?i:(?!section \d{1,3}[a-z]?\. )(?:sub)?(?:sections?|paragraphs?|clauses?|articles?|annex(?:es)?)"
        r" (?:\(?\d[\w.]{0,4}|\([a-z]{1,3}|[IVX]{1,5}\b|[a-z]\b)"
        r"\)?\b.{0,60}?"
        r"\b(?:of|and|shall|is|are|to)\b(?!.*\b(?:revoked|terminated|suspended|repealed)\b))",
        r"(?i:(?:the )?(?:effective date|definitions?|general provisions?|sense of|short title|table of contents)\b.{0,40}$)",
        # The beginning of an answer that its question completes.
        r"(?i:(?:so |well,? |and (?=no\b))?"
        r"(?:yes|no|yeah|correct|right|sure|absolutely|not yet|that['’]s (?:right|correct|true)|i do(?:n['’]t)?"
        r"|we do(?:n['’]t)?|it (?:is|does|did|was)(?: not|n['’]t)?|they (?:are|do|did)(?: not|n['’]t)?)[,.;—–-](?:\s|$))",
        # A reason whose consequence stands elsewhere.
        r"(?i:because\b)[^,]*[.!]$",
        _THANKS.pattern,
        r"(?i:(?:for more|for further|further|more) information\b|see (?:also )?(?:the )?(?:annex|attached|below))",
    )
)


def fitnesses(statement: Statement, sentences: Sequence[Candidate], *, english: bool) -> list[Fitness]:
    """The fitness of each sentence of a statement, as a point by itself."""
    interviewers = _interviewers(statement, sentences)
    found = [_fitness(each, interviewers, english=english) for each in sentences]
    for row in background(statement, sentences) if english else ():
        found[row] = min(found[row], Fitness.WEAK)
    return found


def lead_ins(sentences: Sequence[Candidate], *, english: bool = True) -> Mapping[int, int]:
    """For each item of a list that is no sentence, by its row, the row of the lead-in that it needs.

    An item continues its lead-in if it begins with a small letter, ends with a semicolon, or has no stop and no finite verb.
    An item that is a sentence needs a lead-in that denies it, or says whose words it is. In other languages than English every
    item takes its lead-in along. The lead-in is the last sentence before the list that ends with a colon, unless a paragraph
    that is no item stands between.
    """
    found: dict[int, int] = {}
    lead: int | None = None
    for row, sentence in enumerate(sentences):
        text = sentence.text.rstrip()
        if _is_section(text):
            lead = None
        if text.endswith((":", "：")) and sentence.words <= MAX_LEAD_IN_WORDS and not _begins_small(text):
            lead = None if _WHOEVER.match(text) or _HEADING.fullmatch(text) else row
        elif lead is None:
            continue
        elif _is_item(sentence):
            if sentence.index_in_paragraph == 0 and (not english or _continues(text) or denies(sentences[lead].text)):
                found[row] = lead
        elif sentence.paragraph != sentences[lead].paragraph and (not english or has_verb(text)) and not _THANKS.match(text):
            lead = None
    return found


_HEADING = re.compile(r"(?:(?:quick|key|fast) )?(?:facts?|figures|points|highlights|background|summary|context|details):", re.I)
"""What only heads a list and leads in no item: "Quick Facts:"."""


def denies(lead_in: str) -> bool:
    """Whether a lead-in takes back what its items say, or says that others say it: "The court dismissed these claims:"."""
    return bool(_DENIAL.search(lead_in))


def _is_item(sentence: Candidate) -> bool:
    return (
        sentence.role == Role.ITEM
        or sentence.text.endswith(";")
        or bool(re.match(r"\(?[a-zA-Z\d]{1,4}\) ", sentence.text))
        or _begins_small(sentence.text)
        or lacks_subject(sentence.text)
        or is_described(sentence.text)
    )


def _begins_small(text: str) -> bool:
    return bool(re.match(_ENUMERATOR + r"[a-z]", text))


def _continues(text: str) -> bool:
    """Whether an item goes on where its lead-in ends, because it is no sentence and names nobody for an office."""
    return not is_nomination(text) and (
        lacks_subject(text)
        or _begins_small(text)
        or text.endswith((";", "; and", "; or", ","))
        or not has_verb(_main_clause(text))
    )


def is_described(text: str) -> bool:
    """Whether an item names a thing and says what it does: "The Ports Act, which lifts the ban". A list has several points."""
    match = _DESCRIPTION.search(text)
    if match is None or _begins_small(text) or lacks_subject(text) or _is_section(text):
        return False
    name, said = text[: match.start()], text[match.start() :]
    return not has_verb(name) and len(words(name)) <= MAX_NAME_WORDS and has_verb(said) and not _PREDICATE.search(said)


def _main_clause(text: str) -> str:
    """The text to its first "that" or "which", if words enough for a subject stand before it."""
    match = _RELATIVE.search(text)
    return text[: match.end()] if match and len(words(text[: match.start()])) >= MIN_SUBJECT_WORDS else text


def _fitness(sentence: Candidate, interviewers: frozenset[str], *, english: bool) -> Fitness:
    text = sentence.text.strip()
    if len(text) > MAX_CHARACTERS:
        return Fitness.WEAK
    if _is_label(text) or sentence.speaker in interviewers or is_open(text):
        return Fitness.UNFIT
    if english and (_is_section_heading(text) or any(pattern.match(text) for pattern in _UNFIT)):
        return Fitness.UNFIT
    is_fragment = (
        sentence.role == Role.ITEM and not is_nomination(text) and (lacks_subject(text) or not has_verb(_main_clause(text)))
    )
    if _QUESTION_END.search(text) or (english and (is_fragment or _is_weak(text))):
        return Fitness.WEAK
    return Fitness.FIT


def _is_weak(text: str) -> bool:
    return _begins_small(text) or _is_verbless(text) or any(pattern.match(text) for pattern in _WEAK)


def _is_verbless(text: str) -> bool:
    """Whether a text has no finite verb. No list of verbs is whole, so a long text with a stop counts as a sentence."""
    if is_nomination(text) or _DECISION.match(text):
        return False
    is_short = not _STOP.search(text) or len(words(text)) < MIN_SENTENCE_WORDS
    return is_short and not has_verb(text)


def is_open(text: str) -> bool:
    """Whether a text ends in a dash, or in a colon before which no whole sentence stands."""
    end = text.rstrip(_CLOSING + " ")
    return end.endswith(_OPEN_ENDS) and not _is_whole_before_colon(end)


def _is_whole_before_colon(text: str) -> bool:
    """Whether a line that introduces a list says enough without it: "The fund has grown to $3 billion:"."""
    found = words(OPEN_TAIL.sub("", text))
    is_announcement = "following" in found or "follows" in found or "below" in found
    return (
        text.endswith(":")
        and len(found) >= MIN_WHOLE_WORDS
        and has_verb(text)
        and found[-1] not in LIST_OPENERS | BASE_VERBS
        and not is_announcement
        and not _begins_small(text)
        and not _INTERRUPTED.search(text)
    )


def _is_section(text: str) -> bool:
    return _SECTION_NUMBER.match(text) is not None


def _is_section_heading(text: str) -> bool:
    """Whether a line is the number and the heading of a section: "Sec. 2. Assessment of the Supply Chain."."""
    match = _SECTION_NUMBER.match(text)
    return match is not None and not has_verb(text[match.end() :])


def _is_label(text: str) -> bool:
    """Whether a line is a label in capitals: "ECONOMIC COOPERATION". A sentence in capitals ends with a stop."""
    letters = [character for character in text if character.isalpha()]
    cased = [character for character in letters if character.isupper() or character.islower()]
    few = len(text.split()) <= MAX_LABEL_WORDS
    return len(cased) >= 4 and few and all(c.isupper() for c in cased) and not _STOP.search(text)


def _interviewers(statement: Statement, sentences: Sequence[Candidate]) -> frozenset[str]:
    """The speakers who ask: hosts by their label, and whoever mostly asks while another one answers."""
    last: dict[tuple[str, int], str] = {}
    for sentence in sentences:
        if sentence.speaker and sentence.role != Role.QUESTION:
            last[sentence.speaker, sentence.paragraph] = sentence.text
    ends: dict[str, list[bool]] = defaultdict(list)
    for (speaker, _), text in last.items():
        ends[speaker].append(bool(_QUESTION_END.search(text.strip())))
    asking = frozenset(speaker for speaker, asks in ends.items() if _asks(speaker, asks) and speaker != statement.speaker)
    return asking if set(ends) - asking else frozenset()


def _asks(speaker: str, asks: Sequence[bool]) -> bool:
    is_host = speaker.strip(" :.").lower() in HOSTS
    return is_host or (sum(asks) >= MIN_QUESTIONS and sum(asks) >= QUESTION_SHARE * len(asks))


def shown_rows(fitness: Sequence[Fitness], rows: Sequence[int], with_lead_in: Mapping[int, int]) -> list[int]:
    """Of the rows that may become key points, the fittest: those that are fit or have a lead-in, else those that are weak.

    A lead-in that says too little by itself is shown only with its item.
    """
    lead = set(with_lead_in.values())
    rows = [row for row in rows if row not in lead or fitness[row] == Fitness.FIT]
    fit = [row for row in rows if fitness[row] == Fitness.FIT or (row in with_lead_in and fitness[row] > Fitness.UNFIT)]
    return fit or [row for row in rows if fitness[row] == Fitness.WEAK]
