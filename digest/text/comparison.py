"""Decides whether two texts say the same, in the same words. Pure.

Two revisions of a statement are compared by their `comparison_form`. The exact text has a fingerprint of its own
(`Statement.fingerprint`), because offsets belong to it. Quotation marks, dashes, dots, spaces and line breaks may differ, and
so may the lines that change by themselves (`volatile.py`). Words, their case, numbers and all other punctuation may not:
"14²" and "142", "-5" and "5", "may" and "May" are different.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from functools import lru_cache

from digest.text.unicode import UNSPACED_LETTERS
from digest.text.volatile import steady_text

MIN_SIMILARITY = 0.8
"""Similarity from which two texts can be revisions of one. Of 660 items of a ministry, the 83 pairs of revisions have 0.89 and
more, and no pair of different statements has more than 0.73, though schedules and calls are written by one pattern."""

# The expressions begin with the characters that they take, which the engine looks for much faster than for what is before them.
_RUNS = re.compile(r"(['-])\1+")
# A space stays only where it separates words or numbers: "48 000", "2. 5" is not "2.5".
_IDLE_SPACE = re.compile(r" (?:(?<!\w )(?!\d)|(?<=[^\w.,] )(?=\d)|(?!\w))")
_MAY_HAVE_FORMS = re.compile(r"[^ !#-_a-~]+")  # straight quotation marks, controls, and all that is not ASCII
_QUOTES = frozenset("\"'`´ʼ‘’‚‛“”„‟‹›«»′″‵‶「」『』〝〞〟＂＇")
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－")
_COMPATIBLE = ("<compat>", "<wide>", "<narrow>", "<noBreak>", "<small>", "<vertical>")
# Scripts that are written without spaces: each character counts as a word.
_WORDS = re.compile(rf"[{UNSPACED_LETTERS}]|[^\W_]+")


class _CharacterForms(dict[int, str]):
    """For `str.translate`: the one form of each character that has several."""

    def __missing__(self, code: int) -> str:
        form = self[code] = _one_form(chr(code))
        return form


def comparison_form(text: str) -> str:
    """Return what `text` is compared by: equal for two texts that say the same in the same words. Empty only if `text` is."""
    return spelling_form(steady_text(text)) or spelling_form(text)


@lru_cache(maxsize=16)
def comparison_hash(text: str) -> str:
    """Return the SHA-256 of `comparison_form`, in hexadecimal."""
    return hashlib.sha256(comparison_form(text).encode("utf-8", "surrogatepass")).hexdigest()


def spelling_form(text: str) -> str:
    """Return `text` on one line, with one form of quotation mark, dash and space; every word and number is kept."""
    formed = _MAY_HAVE_FORMS.sub(lambda run: run[0].translate(_FORMS), text)
    line = _IDLE_SPACE.sub("", " ".join(formed.split()))
    return unicodedata.normalize("NFC", _RUNS.sub(lambda run: run[1], line))


def similarity(one: str, other: str) -> float:
    """Return the Jaccard similarity of the word pairs of two texts, from 0 to 1."""
    a, b = _word_pairs(one), _word_pairs(other)
    shared = sum((a & b).values())
    together = sum(a.values()) + sum(b.values()) - shared
    return shared / together if together else 1.0


def is_similar(one: str, other: str) -> bool:
    """Whether two texts can be revisions of one statement, by their words alone."""
    return similarity(one, other) >= MIN_SIMILARITY


def comparable_words(text: str) -> list[str]:
    """Return the words of `text` in lower case; in a script without spaces each character is one."""
    return _WORDS.findall(text.casefold())


def _word_pairs(text: str) -> Counter[tuple[str, ...]]:
    words = comparable_words(steady_text(text))
    return Counter(zip(["", *words], words, strict=False))


def _one_form(character: str) -> str:
    if character in _QUOTES:
        return "'"
    if character in _DASHES:
        return "-"
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    # Not the powers and fractions of NFKC ("14²" is not "142"), nor accents that stand alone.
    compatible = unicodedata.normalize("NFKC", character)
    is_one = unicodedata.decomposition(character).startswith(_COMPATIBLE) and " " not in compatible
    return "".join(map(_one_form, compatible)) if is_one else character


_FORMS = _CharacterForms()
