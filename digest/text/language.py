"""A light guess at the language of a text, and language tags in their usual form."""

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
_SAMPLE = 4000  # characters; a page of text has some 200 function words, 20 would do
_MIN_FUNCTION_WORDS = 0.1  # of all words: running English has about 0.3, a list of names next to none


def language_of(text: str) -> str:
    """A light guess at the language as a tag ("en"): by script, then by the commonest words; "und" if neither tells."""
    sample = text[:_SAMPLE]
    if _NOT_LATIN.search(sample) and (language := _by_script(sample)):
        return language
    words = re.findall(r"[^\W\d_]+", sample.lower())
    times = Counter(words)
    found = {language: sum(times[word] for word in common) for language, common in _FUNCTION_WORDS.items()}
    best = max(found, key=lambda language: found[language])
    return best if words and found[best] >= _MIN_FUNCTION_WORDS * len(words) else "und"


def _by_script(sample: str) -> str:
    letters = sum(character.isalpha() for character in sample)
    return next((language for language, script in _SCRIPTS if letters and len(script.findall(sample)) > 0.3 * letters), "")


def language_tag(written: str) -> str:
    """A language tag as pages write it ("en_US", "EN-gb") in its usual form, or nothing."""
    match = re.fullmatch(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.].*)?\s*", written)
    if not match:
        return ""
    return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")
