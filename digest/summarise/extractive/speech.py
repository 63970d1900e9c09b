"""Transcribed speech: takes out the words that a speaker broke off and said again, and finds sentences that stay broken. Pure.

Reads English words only to tell what is no sentence; it holds for other languages that write breaks as dashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from digest.records import Statement, StatementType
from digest.summarise.candidates import Candidate
from digest.summarise.extractive.excerpt import Excerpt
from digest.summarise.extractive.limits import has_condition
from digest.text.lang.en_clauses import OPEN_WORDS

SPOKEN_TYPES = frozenset({StatementType.REMARKS, StatementType.TRANSCRIPT})
MAX_BREAKS = 3
"""Dashes of a sentence that can still be read."""
MAX_REPEATED_WORDS = 6
MAX_FALSE_START = 3
"""Words of a phrase that a speaker begins anew."""
TAKEN_UP_WITHIN = 5
"""Words behind a break within which a speaker takes up the last word before it."""

_LINKS = OPEN_WORDS | frozenset("i we you he she it they there".split())
"""Words that say nothing without the next ones."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BREAK = re.compile(r"\s*[—–]+\s*|\s+--?\s+|--")
_FRAGMENT = re.compile(r"(?:(?<=\s)|^)(?P<part>[A-Za-z]+)-\s*(?:[—–]|--?)\s*(?=(?P<next>\w+))")
_ANY_FRAGMENT = re.compile(r"\b[A-Za-z]+-\s*(?:[—–]|--?|$)")
_SHORT_WORD = re.compile(
    r"and|so|but|or|the|an?|to|of|is|in|for|um|uh|well|mean|know|(?:we|i|it|that|you|they|he|she)(?:['’]\w+)?", re.IGNORECASE
)
_FILLER = re.compile(
    r",\s(?:as (?:i|we) (?:just )?said(?: earlier| before)?|you know|i mean|by the way|as you (?:all )?know),"
    r"|\s?[—–]\s?(?:right|okay)\?\s?[—–](?= )",
    re.IGNORECASE,
)
_EXCUSE = re.compile(
    r"\b(?:excuse me|let['’]s say|what(?:['’]s| is) it called|I should say|how (?:do|should) I (?:say|put)|\[sic\])\b"
    r"|[—–-] (?:oh|uh|um|er|okay|well|I mean|you know)\b,",
    re.IGNORECASE,
)
"""What a speaker says who looks for a word."""
_CUT_SHORT = re.compile(
    r"\b(?:the|an?|my|our|your|its|their|of|for|with|from|to the|been|very|than)\s*(?:[—–]|--)",
    re.IGNORECASE,
)
"""A break behind a word that needs the next one: "subject to the — those two steps"."""
_CORRECTED = re.compile(r"\b\d[\d,.]* (?:[—–]|--) (?:\d(?!.* (?:[—–]|--) )|[$£€]\d)")
"""A number that a speaker corrects: "900 — 9 million", "22 – $2,200"."""
_MIN_ROOT = 5
"""Letters that two forms of a word share: "experienced — experiencing"."""
_SYMBOLS = '$£€“"'


def is_spoken(sentence: Candidate, statement: Statement) -> bool:
    """Whether the sentence is from a transcript, where speakers break off."""
    return bool(sentence.speaker) or statement.type in SPOKEN_TYPES


def is_broken(text: str) -> bool:
    """Whether a speaker broke off, or began anew, so often that the words are no sentence to read."""
    parts = _BREAK.split(text)
    is_abandoned = bool(_ANY_FRAGMENT.search(text)) or any(map(_has_short_words_only, parts[:-1]))
    is_searching = bool(_EXCUSE.search(text) or _CUT_SHORT.search(text) or _CORRECTED.search(text))
    return is_abandoned or is_searching or len(parts) > MAX_BREAKS + 1 or _begins_anew(parts) or _changes_course(parts)


def _has_short_words_only(part: str) -> bool:
    words = part.split()
    return bool(words) and all(map(_SHORT_WORD.fullmatch, words))


def _changes_course(parts: Sequence[str]) -> bool:
    """Whether the words before a break lack the next one, or are taken up in another form: "it continues to — has no plans".

    Two breaks may hold an aside: "we have — as you know — closed the port".
    """
    ends = [_WORD.findall(part.lower()) for part in parts]
    if any(before and after and _have_one_root(before[-1], after[0]) for before, after in pairwise(ends)):
        return True
    return len(parts) == 2 and bool(ends[0]) and ends[0][-1] in OPEN_WORDS and parts[0][-1:].isalpha()


def _have_one_root(one: str, other: str) -> bool:
    return one != other and min(len(one), len(other)) >= _MIN_ROOT and one[:_MIN_ROOT] == other[:_MIN_ROOT]


def _begins_anew(parts: Sequence[str]) -> bool:
    """Whether words before a break are taken up soon after it: "they agreed — over 30 countries agreed to release oil".

    So are the first two words of the sentence: "I know that the port — I know they closed it".
    """
    for before, after in pairwise(parts):
        last, following = _WORD.findall(before.lower())[-1:], _WORD.findall(after.lower())[1:TAKEN_UP_WITHIN]
        if last and last[0] in following and last[0] not in {"a", "and", "of", "the", "to"}:
            return True
    first, *others = [_WORD.findall(part.lower())[:2] for part in parts]
    is_said_again = len(first) == len(set(first)) == 2 and first in others
    return len(parts) > 1 and (len(_WORD.findall(parts[0])) == 1 or is_said_again)


def without_repairs(made: Excerpt) -> Excerpt:
    """Without the words that a speaker broke off and said again ("we believe — we believe", "acc- — access"), and fillers."""
    for filler in reversed(list(_FILLER.finditer(made.text))):
        made = made.without(*filler.span())
    while (match := _FRAGMENT.search(made.text)) and match["next"].lower().startswith(match["part"].lower()[:2]):
        made = made.without(match.start(), match.end())
    while cut := _repetition(made.text):
        made = made.without(*cut)
    return made


def _repetition(text: str) -> tuple[int, int] | None:
    """The words before a dash that follow it once more, with the dash."""
    for match in _BREAK.finditer(text):
        before = list(_WORD.finditer(text, 0, match.start()))[-MAX_REPEATED_WORDS:]
        after = list(_WORD.finditer(text, match.end()))[:MAX_REPEATED_WORDS]
        for size in range(min(len(before), len(after)), 0, -1):
            is_same = [_stem(m[0]) for m in before[-size:]] == [_stem(m[0]) for m in after[:size]]
            is_slip = size > 1 or bool(_SHORT_WORD.fullmatch(before[-1][0])) or _have_same_symbol(text, before[-1], after[0])
            if is_same and is_slip and before[-1].end() == match.start():
                start = before[-size].start()
                return start - (text[start - 1 : start] in tuple(_SYMBOLS)), match.end()
        is_next = bool(before and after) and before[-1].end() == match.start()
        false_start = _false_start(before, after[0][0]) if is_next else None
        if false_start is not None:
            return false_start, match.end()
    return None


def _false_start(before: Sequence[re.Match[str]], again: str) -> int | None:
    """Where a phrase begins that a speaker left before its first telling word, to begin it `again`: "in the — in Europe"."""
    for size in range(2, min(MAX_FALSE_START, len(before)) + 1):
        phrase = [word[0].lower() for word in before[-size:]]
        if phrase[0] == again.lower() and _LINKS.issuperset(phrase) and not has_condition(" ".join(phrase)):
            return before[-size].start()
    return None


def _have_same_symbol(text: str, *words: re.Match[str]) -> bool:
    """Whether both words stand behind the same sign of a currency: "$3 — $3 billion"."""
    signs = {text[word.start() - 1 : word.start()] for word in words}
    return len(signs) == 1 and signs <= set(_SYMBOLS)


def _stem(word: str) -> str:
    return word.lower().removesuffix("’s").removesuffix("'s")
