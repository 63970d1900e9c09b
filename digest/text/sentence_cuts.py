"""Finds places where a sentence may end and sentencex does not cut. Pure; `sentence_ends` decides about each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from digest.text.clauses import clause_cuts
from digest.text.lang import words_of
from digest.text.lang.en_sentences import NUMBERED_ABBREVIATIONS, TIME_ABBREVIATIONS

MARKS_BEFORE_WORD = "([{“„«»”\"'‘"
"""Marks that may stand between a sentence and the first word of the next."""

_LOOK_AHEAD = 40  # characters behind a cut in which its first word ends
_LOOK_BACK = 20  # characters before a cut in which an abbreviation begins
_ABBREVIATIONS = TIME_ABBREVIATIONS | {word for word in NUMBERED_ABBREVIATIONS if len(word) > 1}
_ABBREVIATION_ENDINGS = tuple(_ABBREVIATIONS)
_ABBREVIATION_LENGTHS = sorted({len(word) for word in _ABBREVIATIONS})
_WORD_OR_STOP = re.compile(r"[\w.]")
_MAY_END = re.compile(r"\.[)”\"’]*\s+(?=[A-Z“\"‘])", re.IGNORECASE)
_YEAR_MARK = re.compile(r"(?<!\d)\d{4} [грr]\.\s+(?=[^\W\d_])")  # "2026 г.", "2026 r.": sentencex never cuts behind them
_STOP = re.compile(r"(?<=\w)\.[)\]”\"’'»“]*\s+(?!»\s)(?=[^\s,;:.])")
_SIGN_END = re.compile(r"(?<=\d)\s?[%€$£]\.\s+(?=\d)")  # "um 3,2 %. 2027 sinken"
_QUOTATION_END = re.compile(r"[.!?…][”»“\"]\s+(?=[^\W\d_])")
_KHMER_END = re.compile(r"[។៕]\s*(?=\S)")
_ELLIPSIS = re.compile(r"(?<=[\u3400-\u9fff]{6})……(?=[\u3400-\u9fff])")  # behind fewer characters somebody hesitates


def cuts_in_english(paragraph: str) -> Iterator[int]:
    """Yield the offsets behind English abbreviations that sentencex never cuts after, but that may end a sentence."""
    for found in _MAY_END.finditer(paragraph):
        if _ends_with_abbreviation(paragraph[max(0, found.start() - _LOOK_BACK) : found.start()]):
            yield found.end()


def _ends_with_abbreviation(before: str) -> bool:
    """Whether the last word before a full stop is one of these abbreviations."""
    return before.lower().endswith(_ABBREVIATION_ENDINGS) and any(
        before[-length:].lower() in _ABBREVIATIONS and not _WORD_OR_STOP.match(before[-length - 1 : -length])
        for length in _ABBREVIATION_LENGTHS
    )


def more_cuts(paragraph: str, language: str) -> Iterator[int]:
    """Yield offsets in other languages: behind years with their abbreviated word, before an opening word, behind abbreviations
    that often end a sentence, behind quotations; behind the marks of Khmer and Chinese; between clauses without full stops.
    """
    words = words_of(language)
    yield from (found.end() for found in _YEAR_MARK.finditer(paragraph))
    yield from (found.end() for found in _STOP.finditer(paragraph) if _may_begin(paragraph, found, language))
    yield from (found.end() for found in _SIGN_END.finditer(paragraph))
    yield from (found.end() for found in _QUOTATION_END.finditer(paragraph) if paragraph[found.end()].isupper())
    if language == "km":
        yield from (found.end() for found in _KHMER_END.finditer(paragraph))
    if language == "zh":
        yield from (found.end() for found in _ELLIPSIS.finditer(paragraph))
    if words.clause_joints:
        yield from clause_cuts(paragraph, words)


def opens_sentence(after: str, language: str) -> bool:
    """Return whether `after` begins with a function word that opens a sentence, in a language other than English."""
    opener = _opener_of(language)
    return opener is not None and opener.match(after) is not None


def ends_with_final_abbreviation(before: str, language: str) -> bool:
    """Return whether `before` ends with an abbreviation that often ends a sentence: "usw.", "и т. д."."""
    final = _final_of(language)
    return final is not None and final.search(before) is not None


def _may_begin(paragraph: str, stop: re.Match[str], language: str) -> bool:
    after = paragraph[stop.end() : stop.end() + _LOOK_AHEAD]
    if opens_sentence(after, language):
        return True
    return after.lstrip(MARKS_BEFORE_WORD)[:1].isupper() and ends_with_final_abbreviation(
        paragraph[max(0, stop.end() - _LOOK_BACK) : stop.end()], language
    )


@cache
def _opener_of(code: str) -> re.Pattern[str] | None:
    openers = "|".join(sorted(word.capitalize() for word in words_of(code).sentence_openers))
    return re.compile(rf"[{re.escape(MARKS_BEFORE_WORD)}¿¡—–-]*\s?(?:{openers})\b(?!\.)") if openers else None


@cache
def _final_of(code: str) -> re.Pattern[str] | None:
    written = (re.escape(word).replace(r"\.", r"\.\s?") for word in sorted(words_of(code).final_abbreviations))
    endings = "|".join(written)
    return re.compile(rf"(?<![\w.])(?:{endings})\.[)\]”\"’'»“]*\s*$", re.IGNORECASE) if endings else None
