"""The record that each language file fills in. Holds no words itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """The words of one language that code for every language uses, in lower case; `code` is its ISO 639-1 code.

    `function_words`: its commonest words, by which `text/language.py` recognises it; empty if its script tells it.
    `months`: twelve strings, January first, each the spellings of a month in a date, separated by spaces; or none.
    `abbreviations`: titles and the like, without their last full stop, that never end a sentence. Leave out what often ends
    one ("etc", "usw") and what is also a common word.
    `reference_abbreviations`: those that do not end a sentence before a number: "art. 5", "Nr. 7", "2 jan. 2026".
    `sentence_openers`: function words that, with a capital, begin a sentence even after an ordinal, or after what only
    sentencex takes for an abbreviation.
    `stop_after_numbers`: whether ordinals or dates are written with a full stop: "3. März".
    """

    code: str
    function_words: frozenset[str] = frozenset()
    months: tuple[str, ...] = ()
    abbreviations: frozenset[str] = frozenset()
    reference_abbreviations: frozenset[str] = frozenset()
    sentence_openers: frozenset[str] = frozenset()
    stop_after_numbers: bool = False
