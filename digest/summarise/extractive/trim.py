"""Leaves out of a chosen sentence what no reader misses: openers, ceremony, self-corrections, and in a long one asides. Pure.

Every text that it returns is made of parts of the sentence, in order; only the first letter may become a capital. Nothing that
limits the sentence is left out: no condition, negation, exception, number of what is offered, or source of what is said. What
remains is a sentence. English only, but for stage directions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from digest.summarise.extractive.excerpt import Excerpt
from digest.summarise.extractive.limits import is_limiting
from digest.summarise.extractive.openings import capitalised, without_enumerator, without_openings
from digest.summarise.extractive.speech import without_repairs
from digest.summarise.extractive.tails import stands, without_tail
from digest.summarise.standalone import MAX_CHARACTERS, OPEN_TAIL, is_open

MAX_WORDS = 30
"""Words from which asides, acronyms and legal bases are left out: the mean of a point that an editor writes is 26."""
_CITATION = re.compile(
    r",? pursuant to (?:the )?[A-Z][\w’' -]{5,90}? Act\b(?: of \d{4})?(?:, as amended)?(?=[ .])(?! of \d)|, as amended\b,?"
    r"|, (?:pursuant to|in accordance with) (?:sub)?sections? [^,;:]{1,60},(?= that\b)"
)
_PREDICATE = r"(?= (?:is|are|was|were|will|shall|has|have|had|do|does|did|met|[a-z]+ed)\b)"
_INCLUSION = re.compile(rf"(?<=\w)(?P<cut>, including [^,;:]{{3,120}},){_PREDICATE}")
"""A part between the subject and its verb that only tells more of the subject."""
_RUN_IN_HEADING = re.compile(r"^(?:[A-Z][a-z]+ing|[A-Z]+ING) [^.:;!?,]{3,80}: (?=[A-Z“])")
"""A heading before its sentence: "CONFRONTING THE REGIME: Today, ...". It begins with a gerund, as no speaker's name does."""
_HANGING_END = re.compile(r"(?<=[;,])\s+(?:and|or)$")
"""The end of the last but one item of a list."""
_CONSULTED = re.compile(
    r", (?:acting )?in (?:consultation|coordination|collaboration|cooperation) with .{5,700}?"
    r"(?:,(?= (?:shall|should|will|is|are|must|to)\b)|(?= shall\b)|(?=, (?:(?:not|no) later than|within \d)))"
)
_ANOTHER_CONSULTED = re.compile(r"(?<!and )\bin (?:consultation|coordination|collaboration|cooperation) with\b")
_VERB_INSIDE = re.compile(
    r"\b(?:which|who|that|whose|will|shall|would|is|are|was|were|has|have|had|can|could|may|might|must|do|does|did)\b"
)
_LEGAL_BASIS = re.compile(
    r"^Pursuant to (?![^:]*\band (?:for|to)\b)[^:,]{5,200}?,\s+(?=(?:I|the|it|we|he|she)\b)", re.IGNORECASE
)

_SOUND = (
    "(?:laugh(?:s|ter|ing)|chuckles|sighs|coughs|applause|cheer(?:s|ing)|boos|cross-?talk|pauses?|music(?: plays)?"
    "|standing ovation)"
)
_DIRECTION = rf"[(\[](?:\w+ )?{_SOUND}(?:(?:,|,? and|,? then) {_SOUND})*(?: (?:begins|continues|ends))?[.!]?[)\]]"
_DASH = "[—–-]{1,2}"
# The interruption left a dash on both sides; one of them stays.
_DIRECTION_IN_DASHES = re.compile(rf"(?<=\S)(?: ?{_DASH})(?P<cut> ?{_DIRECTION}(?: ?{_DIRECTION})* ?{_DASH})", re.IGNORECASE)
_DIRECTION_ALONE = re.compile(rf"(?P<cut> ?{_DIRECTION})", re.IGNORECASE)


MAX_ACRONYM = 8
_ACRONYM = re.compile(r" \((?P<name>[A-Z][A-Za-z]*[A-Z&-][A-Za-z&-]*s?)\)")
_DIGIT = re.compile(r"\d")
_LEGAL = re.compile(r"U\.?S\.?C\b|\bSection \d|\bE\.O\.")
_BRACKETS = re.compile(r" \((?:[^()]|\([^()]*\)){2,160}\)")
_DASHED = re.compile(r"(?<=\w)(?P<cut>\s?[—–]\s?(?P<aside>[^—–]{3,90}?)\s?[—–])(?=\s[a-z])")
"""An aside whose second dash has a space behind it: without one, the words around the aside would become one word."""
_BREAK = re.compile(r"[—–…]|--|\.\.\.")
"""Where a speaker may have broken off. Spoken words without one are as well-formed as written ones."""


def trimmed(text: str, *, english: bool, spoken: bool = False, continues: bool = False) -> Excerpt:
    """What is kept of a sentence. Everything, if nothing else would remain.

    A `spoken` sentence may correct itself. One that `continues` another keeps its opening.
    """
    made = _without_hanging_end(_without_directions(Excerpt.whole(text)))
    english = english and len(text) <= MAX_CHARACTERS
    if english and spoken:
        made = without_repairs(made)
    if english:
        made = without_enumerator(made) if continues else without_openings(made)
        made = _without_asides(_without_colon(made), _ASIDES if spoken else (*_ASIDES, _dashes))
        made = without_tail(made, spoken=spoken and _BREAK.search(made.text) is not None)
    if not continues:
        made = capitalised(made)
    return made.tidied() if any(character.isalnum() for character in made.text) else Excerpt.whole(text)


def _without_hanging_end(made: Excerpt) -> Excerpt:
    """Without the "and" with which an item of a list leads to the next one."""
    match = _HANGING_END.search(made.text)
    return made.without(match.start(), len(made.text)) if match else made


def _without_colon(made: Excerpt) -> Excerpt:
    """Without the colon of a sentence that says enough without its list, and without "including" before it."""
    text = made.text.rstrip()
    if not text.endswith(":") or is_open(text):
        return made
    tail = OPEN_TAIL.search(text)
    return made.without(tail.start() if tail else len(text) - 1, len(made.text))


def _without_directions(made: Excerpt) -> Excerpt:
    if "(" not in made.text and "[" not in made.text:
        return made
    rest = made
    for pattern in (_DIRECTION_IN_DASHES, _DIRECTION_ALONE):
        for match in reversed(list(pattern.finditer(rest.text))):
            rest = rest.without(*match.span("cut"))
    return rest.tidied() if any(character.isalnum() for character in rest.text) else made


def _without_asides(made: Excerpt, cuts: Sequence[Callable[[str], Iterator[tuple[int, int]]]]) -> Excerpt:
    """A long sentence without its acronyms, brackets, paired dashes and legal basis, as far as they limit nothing."""
    for cut in cuts:
        if made.words > MAX_WORDS:
            for start, end in cut(made.text):
                rest = made.without(start, end)
                if stands(rest.text):
                    made = rest
    return made


def _acronyms(text: str) -> Iterator[tuple[int, int]]:
    """Acronyms in brackets that the sentence does not use again; the last first, as all cuts."""
    for match in reversed(list(_ACRONYM.finditer(text))):
        is_short = len(match["name"]) <= MAX_ACRONYM and not is_limiting(match["name"].replace("-", " "))
        if is_short and len(re.findall(rf"\b{re.escape(match['name'])}\b", text)) == 1:
            yield match.span()


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Brackets that limit nothing; a number in them may be another rate, date or condition."""
    for match in reversed(list(_BRACKETS.finditer(text))):
        if not is_limiting(match[0]) and (not _DIGIT.search(match[0]) or _LEGAL.search(match[0])):
            yield match.span()


def _dashes(text: str) -> Iterator[tuple[int, int]]:
    """The aside between the only two dashes of a sentence."""
    if len(re.findall(r"[—–]", text)) == 2:
        yield from (
            match.span("cut")
            for match in _DASHED.finditer(text)
            if not is_limiting(match["aside"]) and not _DIGIT.search(match["aside"])
        )


def _citations(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in reversed(list(_CITATION.finditer(text))) if not is_limiting(match[0]))


def _consulted(text: str) -> Iterator[tuple[int, int]]:
    for match in reversed(list(_CONSULTED.finditer(text))):
        # A verb, or a second such part that does not continue this one, belongs to another clause.
        is_one_clause = not _VERB_INSIDE.search(match[0]) and not _ANOTHER_CONSULTED.search(match[0][len(", acting in ") :])
        if is_one_clause and not is_limiting(match[0]):
            yield match.span()


def _basis(text: str) -> Iterator[tuple[int, int]]:
    if (match := _LEGAL_BASIS.search(text)) and not is_limiting(match[0]):
        yield match.span()


def _heading(text: str) -> Iterator[tuple[int, int]]:
    match = _RUN_IN_HEADING.match(text)
    if match and not is_limiting(match[0]):
        yield match.span()


def _inclusions(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span("cut") for match in reversed(list(_INCLUSION.finditer(text))) if not is_limiting(match["cut"]))


_ASIDES = (_heading, _acronyms, _brackets, _citations, _consulted, _basis, _inclusions)
