"""The words of a text as they are compared: in lower case, without possessives and endings, numbers without separators. Pure.

English endings only, cut by rule: two forms of a word should meet, and it does no harm that the stem is no word.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
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


def stems(text: str) -> list[str]:
    """The stems of the words of `text`, in order."""
    return [stem(word) for word in _WORD.findall(_plain(text))]


def stem(word: str) -> str:
    """A word in lower case without its ending."""
    if len(word) <= 3 or word.isdigit():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def _plain(text: str) -> str:
    text = text.lower().replace("’", "'")
    text = re.sub(r"\bwon't\b", "will not", text)
    text = re.sub(r"\bcan't\b|\bcannot\b", "can not", text)
    text = re.sub(r"n't\b", " not", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match.group().replace(".", ""), text)
    return re.sub(r"'s\b", "", text)
