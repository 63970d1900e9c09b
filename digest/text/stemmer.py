"""English stemmers that cut endings by rule. Forms of one word shall meet; the stem need not be a word. Pure.

There are two because they differ in which words meet, and the decisions and messages of the faithfulness gate depend on it.
`stem` compares whole texts. `light_stem` compares the words that negations and modals govern: it does not cut "-ly", so that
an adverb stays apart from its adjective, and leaves doubled consonants.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
_MIN_STEM = 3  # letters that stay
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("ly", ""),
    ("es", ""),
    ("s", ""),
)
"""Endings and what takes their place. The first that fits is cut."""

_LIGHT_ENDINGS = ("ing", "ed", "es", "s")


def stems(text: str) -> list[str]:
    """Return the stems of the words of `text`, in order: lower case, no possessive "'s", "n't" as "not", "1,000" as "1000"."""
    return [stem(word) for word in _WORD.findall(_expanded(text))]


def stem(word: str) -> str:
    """Return a word in lower case without its ending: "policies" -> "policy", "stopped" -> "stop", "imposes" -> "impos"."""
    if len(word) <= _MIN_STEM or word.isdigit():
        return word
    for ending, replacement in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= _MIN_STEM:
            word = word.removesuffix(ending) + replacement
            break
    if len(word) > _MIN_STEM and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _MIN_STEM + 1 else word


def light_stem(word: str) -> str:
    """Return a word in lower case without "-ing", "-ed", "-es" or "-s": "lifted" -> "lift", "stopped" -> "stopp"."""
    for ending in _LIGHT_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word.removesuffix(ending)
    return word


def _expanded(text: str) -> str:
    """Return the text in lower case with contractions expanded and marks within words and numbers removed."""
    text = text.lower().replace("’", "'")
    text = re.sub(r"\bwon't\b", "will not", text)
    text = re.sub(r"\bcan't\b|\bcannot\b", "can not", text)
    text = re.sub(r"n't\b", " not", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match.group().replace(".", ""), text)
    return re.sub(r"'s\b", "", text)
