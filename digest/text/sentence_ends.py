"""Decides whether a sentence ends at a place where sentencex cuts. Pure.

English has rules of its own, for it is what the project measures on. All other languages share one set of rules, with the
abbreviations of their file in `text/lang`.
"""

from __future__ import annotations

import re

from digest.text.lang import words_of
from digest.text.lang.en import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS
from digest.text.lang.en_sentences import (
    ABBREVIATIONS,
    FINAL_ABBREVIATIONS,
    NUMBERED_ABBREVIATIONS,
    SENTENCE_OPENERS,
    TIME_ABBREVIATIONS,
    TIME_PHRASE_WORDS,
    ZONE_WORDS,
)
from digest.text.lang.language_words import LanguageWords
from digest.text.month_names import month_number
from digest.text.sentence_cuts import MARKS_BEFORE_WORD, ends_with_final_abbreviation, opens_sentence
from digest.text.time_zones import is_zone_name

_WINDOW = 40  # characters before a cut that are looked at
_SHORT = 20  # characters; a longer text is no number of a section

_LAST_TOKEN = re.compile(r"([A-Za-z][A-Za-z.]{0,12})\.[)\]”\"’']*\s*$")
_INITIAL = re.compile(r"(?:^|[\s(.“\"])[A-Z]\.\s*$")
_ENUMERATOR = re.compile(
    r"^\s*(?:(?:Sec|Section|Sect|Art|Article|Part|Para|Chapter|Title)\.? ?)?(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])\.\s*$"
)
_OPENER = re.compile(rf"[“\"‘'(\[]*(?:{'|'.join(SENTENCE_OPENERS)})\b")
_FIRST_OF_RANK = re.compile(r"\b(?:Tech|Master|Chief|Staff|Flight)\.\s*$")  # words as well: "They invest in tech."
_REST_OF_RANK = re.compile(r"(?:Sgt|Sergeant|Lt|Lieutenant)\b")
_GLUED_LETTER = re.compile(r"\b[A-Z]\.$")  # with the next letter glued to it: "Japan-U.S." cut after "U."
_CONTINUATION = re.compile(r"[—–-]+ ?[a-z(]|[a-z]|Nos?\. ?\d")  # "— right? — that is on the ocean floor"
_NUMBER = re.compile(r"[(\[§]?(?:\d|(?!I\s[a-z])[IVXLC]+\b|[a-z]\))|[A-Z]{0,5}[-/]?\d|[A-Z]{2,4} \d")
_ZONE_BEHIND = re.compile(r"\(|(?:[A-Z][\w.-]*\s){1,3}[Tt]ime\b")  # "(EST)", "Brussels time"
_LONG_NUMBERED = frozenset(word for word in NUMBERED_ABBREVIATIONS if len(word) > 1)
_SHORT_NUMBERED = re.compile(rf"(?:^|[\s(])[{''.join(sorted(NUMBERED_ABBREVIATIONS - _LONG_NUMBERED))}]\.\s*$")
_CAPITAL = re.compile(r"[“\"‘'(]*[A-Z]")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_TIME_PHRASE_WORD = re.compile(
    rf"[\d:.,–—-]+|[ap]\.m\.,?|(?:{'|'.join((*TIME_PHRASE_WORDS, *WEEKDAYS, *MONTHS, *MONTH_ABBREVIATIONS))})[.,]?",
    re.IGNORECASE,
)

_DAYS_AND_MONTHS = frozenset((*WEEKDAYS, *MONTHS, *MONTH_ABBREVIATIONS, *"mon tue tues wed thu thur thurs fri sat sun".split()))

_SHORT_WEEKDAY = re.compile(r"(?:^|\s)(?:Sat|Sun|Mon|Wed)\.\s*$")  # words as well: "They sat."
_DATE_BEHIND = re.compile(rf"(?:{'|'.join(map(re.escape, (*MONTHS, *MONTH_ABBREVIATIONS)))})\b\.? ?\d", re.IGNORECASE)
_ANY_ENUMERATOR = re.compile(r"^\s*(?:\d{1,3}|[ivxIVX]{1,5}|[^\W\d_])\.\s*$")
_SHORT_BEFORE_STOP = re.compile(r"(?:^|\W)\w{1,2}\.$|(?<![A-Za-z])[A-Za-z]\.$")
_CLOSED_QUOTATION = re.compile(r"[.!?。！？][\"”’」』»]$")
_PARTICLE = re.compile("[\u3041-\u309f\uac00-\ud7a3]")  # hiragana or hangul: it goes on with the sentence around a quotation
_ORDINAL = re.compile(r"(?:^|[\s(–-])\d{1,2}\.\s*$")
_NUMBER_OF_DATE = re.compile(r"(?:^|[\s(–/-])\d{1,4}\.\s*$")
_AFTER_NUMBER = re.compile(r"\d \w\.\s*$")  # "w 2020 r.", "в 2024 г.": such a letter ends a sentence as often as not
_MAX_TIME_PHRASE = 7  # words: "W dniu 3 listopada 2026 r."
_REFERENCE = re.compile(r"\d|[(№§]|[A-Z]{1,2}\.\s?\*?\d|[IVXLC]+\b(?!['’])")  # "art. 5", "art. L. 213-4", "chap. II"
_MARKS_WITHIN = "|,;:)"
_MARKS_OF_CONTINUATION = "—–-( "
_MARKS_AFTER_STOP = " \t\n)]”\"’'»"


def ends_sentence(sentence: str, after: str, language: str) -> bool:
    """Return whether `sentence` ends where it is cut; `after` is the beginning of the text behind the cut.

    `language` is a code ("de"). One without word lists follows the common rules, without abbreviations.
    """
    if not after.strip():
        return False
    before = sentence[-_WINDOW:]
    if language == "en":
        return not (len(sentence) < _SHORT and _ENUMERATOR.match(sentence)) and _ends_in_english(sentence, after)
    if len(sentence) < _SHORT and _ANY_ENUMERATOR.match(sentence):
        return False
    words = words_of(language)
    return _ends(before, after, words) and not (_AFTER_NUMBER.search(before) and _is_time_phrase(sentence, words))


def _ends_in_english(sentence: str, after: str) -> bool:
    before = sentence[-_WINDOW:]
    if _CONTINUATION.match(after) or (after[0].isalpha() and _GLUED_LETTER.search(before)):
        return False
    if _SHORT_WEEKDAY.search(before) and _DATE_BEHIND.match(after):
        return False
    token = _LAST_TOKEN.search(before)
    word = token[1].lower() if token else ""
    if word in TIME_ABBREVIATIONS:
        return _ends_after_time(sentence, after)
    if word in _LONG_NUMBERED or _SHORT_NUMBERED.search(before):
        return not _NUMBER.match(after)
    if word in FINAL_ABBREVIATIONS:
        return _OPENER.match(after) is not None
    if word in ABBREVIATIONS or (_FIRST_OF_RANK.search(before) and _REST_OF_RANK.match(after)):
        return False
    return not _INITIAL.search(before) or _OPENER.match(after) is not None


def _ends_after_time(sentence: str, after: str) -> bool:
    """Whether a sentence ends after "p.m.": no day or zone follows, and it is more than a time ("At 9 a.m. Minister Holt")."""
    word = _FIRST_WORD.match(after.lstrip("“\"‘'"))
    name = word[0].lower() if word else ""
    belongs_to_time = name in ZONE_WORDS or name in _DAYS_AND_MONTHS or (is_zone_name(name) and word and word[0].isupper())
    if belongs_to_time or _ZONE_BEHIND.match(after) or not _CAPITAL.match(after):
        return False
    return not all(_TIME_PHRASE_WORD.fullmatch(part) for part in sentence.split())


def _ends(before: str, after: str, words: LanguageWords) -> bool:
    """The rules for languages other than English: what follows (a bar parts cells of a table), ordinals, abbreviations."""
    if after[0] in _MARKS_WITHIN or _is_lower(after.lstrip(_MARKS_OF_CONTINUATION)[:1]) or _is_glued(before, after):
        return False
    word = _last_word(before)
    if words.clause_joints and word and not word.isascii():
        return False  # a language without full stops has them in abbreviations only
    if word in words.reference_abbreviations and _REFERENCE.match(after):
        return False
    if after[0].isdigit() or after[0] in "(№§":
        if words.stop_after_numbers and _NUMBER_OF_DATE.search(before):
            return False
    elif ends_with_final_abbreviation(before, words.code):
        return True
    elif words.stop_after_numbers and (number := _ORDINAL.search(before)):
        return opens_sentence(after, words.code) or _last_word(before[: number.start()]) in words.number_words
    if word in words.abbreviations:
        return False
    if len(word) != 1 or not word.isalpha():
        return True
    return _AFTER_NUMBER.search(before) is not None and after.lstrip(MARKS_BEFORE_WORD)[:1].isupper()


def _is_time_phrase(sentence: str, words: LanguageWords) -> bool:
    """Whether a text only says when: "W dniu 3 listopada 2026 r." Beside a day it has function words and one other word."""
    parts = [part.strip(",.").lower() for part in sentence.split()][:-1]
    months = [part for part in parts if month_number(part, words.code)]
    known = {*months, *words.function_words, *words.sentence_openers}
    others = [part for part in parts if not part.isdigit() and part not in known]
    return len(parts) < _MAX_TIME_PHRASE and len(others) <= len(months[:1])


def _is_lower(letter: str) -> bool:
    """Return whether a letter is in lower case and could be a capital: Georgian letters count as lower, but have none."""
    return letter.islower() and letter.title() != letter


def _is_glued(before: str, after: str) -> bool:
    """Return whether a word goes on without a space after a stop or a quotation: "1.ª", "E.U.A.", "Dec.-Lei", 「...。」と."""
    if before[-1:].isspace():
        return False
    if not after[0].isalnum():
        return before[-1:] == "." and after[0] in "-‑" and after[1:2].isalpha()
    return bool(_SHORT_BEFORE_STOP.search(before) or (_CLOSED_QUOTATION.search(before) and _PARTICLE.match(after)))


def _last_word(before: str) -> str:
    """Return the last word before a full stop, in lower case, without the article that is elided before it ("l'art.")."""
    stopped = before.rstrip(_MARKS_AFTER_STOP)
    words = stopped[:-1].split() if stopped.endswith((".", "۔")) else []
    return re.split("['’]", words[-1])[-1].lstrip(MARKS_BEFORE_WORD).lower() if words else ""
