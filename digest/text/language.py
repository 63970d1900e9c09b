"""Identifies the language of a text by script and common words, and normalises language tags. Pure.

A rough guess for the languages with word lists (`text/lang`) and those with a script of their own; no model.
"""

from __future__ import annotations

import re
from collections import Counter

from digest.text.lang import LANGUAGES

_FUNCTION_WORDS = {language.code: language.function_words for language in LANGUAGES if language.function_words}
_SCRIPTS = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_NOT_LATIN = re.compile("[\u0370-\u06ff\u0900-\u097f\u3040-\ud7af]")
_SAMPLE = 4000  # characters that are looked at: about 200 function words, where 20 would do
_MIN_FUNCTION_WORDS = 0.1  # share of all words; running English has about 0.3, a list of names almost none
_MIN_SCRIPT_LETTERS = 0.3  # share of all letters


def language_of(text: str) -> str:
    """Return the probable language as a code ("en"), by script, then by its commonest words; "und" if neither tells."""
    sample = text[:_SAMPLE]
    if _NOT_LATIN.search(sample) and (language := _by_script(sample)):
        return language
    words = re.findall(r"[^\W\d_]+", sample.lower())
    counts = Counter(words)
    hits = {code: sum(counts[word] for word in function_words) for code, function_words in _FUNCTION_WORDS.items()}
    best = max(hits, key=lambda code: hits[code])
    return best if words and hits[best] >= _MIN_FUNCTION_WORDS * len(words) else "und"


def _by_script(sample: str) -> str:
    letters = sum(character.isalpha() for character in sample)
    found = (code for code, script in _SCRIPTS if letters and len(script.findall(sample)) > _MIN_SCRIPT_LETTERS * letters)
    return next(found, "")


def language_tag(written: str) -> str:
    """Return a language tag as pages write it ("en_US", "EN-gb") in standard form ("en-US", "en-GB"); "" if it is none."""
    match = re.fullmatch(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.].*)?\s*", written)
    if not match:
        return ""
    return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")
