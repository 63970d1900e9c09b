"""Finds a phrase in a text, whatever its case, hyphens, apostrophes and plurals; whole words, in any script. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from digest.records import Span

MAX_PHRASE = 200
"""Characters of a phrase."""

_GAP = r"[\s\-\u2010-\u2015\u00ad]*"
_SPACED_GAP = r"[\s\-\u2010-\u2015\u00ad]+"
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_APOSTROPHE = "['’ʼ‘`]"
_MIN_PLURAL = 4
"""Letters of a word whose last "s" may be that of a plural: "pauses", not "gas"."""


def find_phrase(phrase: str, text: str) -> Span | None:
    """Return the first place where `text` has the phrase; None if it has not, or if the phrase has no word."""
    found = _pattern(phrase[:MAX_PHRASE]).search(text)
    return Span(*found.span()) if found and found[0] else None


@lru_cache(maxsize=256)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = list(_WORD.finditer(phrase))
    if not words:
        return re.compile(r"(?!)")
    parts = [_word(words[0][0])]
    for before, word in pairwise(words):
        is_hyphened = phrase[before.end() : word.start()].strip() != ""
        parts += [_GAP if is_hyphened or _is_unspaced(before[0]) else _SPACED_GAP, _word(word[0])]
    start = "" if _is_unspaced(words[0][0]) else r"(?<!\w)"
    end = "" if _is_unspaced(words[-1][0]) else rf"(?:{_APOSTROPHE}s?)?(?!\w)"
    return re.compile(f"{start}{''.join(parts)}{end}", re.IGNORECASE)


def _word(word: str) -> str:
    """Return the pattern of a word in the singular and the plural; of a word that may be hyphenated also in two parts."""
    if _is_unspaced(word):
        return re.escape(word)
    singular = _singular(word)
    stem = singular[:-1] if singular.endswith("y") and word.isascii() else singular
    letters = _APOSTROPHE.join(_letters(part) for part in re.split("['’ʼ]", stem))
    if stem != singular:
        return rf"{letters}(?:y|ys|ies)"
    return rf"{letters}(?:e?s)?" if word.isascii() and word[-1:].isalpha() else letters


def _letters(part: str) -> str:
    """Return the letters of a word, with a hyphen between any two of a long one: "ceasefire", "cease-fire"."""
    return r"[-\u2010\u2011\u00ad]?".join(map(re.escape, part)) if len(part) > 6 else re.escape(part)


def _singular(word: str) -> str:
    if not word.isascii() or len(word) <= _MIN_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _is_unspaced(word: str) -> bool:
    return bool(_UNSPACED.search(word))
