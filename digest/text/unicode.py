"""Normalises Unicode and white space, so that text which looks the same is the same. Pure.

Quotation marks and dashes stay as published. All offsets of a statement refer to text that was normalised here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Zero-width, bidirectional and tag characters, soft hyphens and other invisible format characters; meaningless controls.
_INVISIBLE_CHARACTERS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]")
# Programs take cp1252 for Latin-1, or write its numbers as those of Unicode: there, these are controls that nobody uses.
WINDOWS_CHARACTER = re.compile("[\x80-\x9f]")
"""A character of cp1252 under the number that it has there."""

# U+200C and U+200D spell words in Persian and Indic scripts and join emoji. They are removed only after letters of other
# scripts, with or without combining marks, and at the start of a text.
_JOINER = re.compile("[\u200c\u200d]")
_BREAK_CHARACTERS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_BREAKS = re.compile(f"\r\n?|[{_BREAK_CHARACTERS}]")
_SPACE_CHARACTERS = "\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[ {_SPACE_CHARACTERS}]+")
# What `normalise` changes, apart from double spaces and what NFC does.
_UNUSUAL = re.compile(f"[\r\u200c\u200d{_INVISIBLE_CHARACTERS}{_BREAK_CHARACTERS}{_SPACE_CHARACTERS}]")
# Thai, Lao, Tibetan, Burmese and Khmer; kana, Chinese characters: scripts without spaces between words. Korean has spaces.
_SOUTH_EAST_ASIAN = "\u0e01-\u0fff\u1000-\u109f\u1780-\u17ff"
_HAN_AND_KANA = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
UNSPACED_LETTERS = _SOUTH_EAST_ASIAN + _HAN_AND_KANA
"""The letters of these scripts, for a class of a regular expression."""

_UNSPACED = re.compile(f"[{_SOUTH_EAST_ASIAN}]+|[{_HAN_AND_KANA}]+")
_UNSPACED_LETTER = re.compile(f"[{UNSPACED_LETTERS}]")
_EAST_ASIAN_WORD = 2  # characters of the usual word
_SOUTH_EAST_ASIAN_WORD = 5
_HANGUL = re.compile("[\uac00-\ud7a3]")
_LETTERS_OF_HANGUL = 2  # letters of an alphabet that one Korean syllable stands for
_LETTERS_OF_EAST_ASIAN = 3  # letters of an alphabet that one Chinese character stands for
_NOT_WORD = re.compile(r"[\W_]+")
_WITHOUT_ASCII_MARKS = str.maketrans("", "", "".join(chr(code) for code in range(128) if not chr(code).isalnum()))

WORD_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u093c\u093e-\u094f"
    "\u0981-\u0983\u09bc\u09be-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
"""Vowel signs and other marks that belong to a word, but are no \\w, for the brackets of an expression."""


@cache
def _joined() -> re.Pattern[str]:
    """Joiners that are removed, with what stands before them. Made at the first joiner: all marks of Unicode take a while."""
    marks = "".join(chr(code) for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)))
    return re.compile(
        f"(?:^|[^\\u0600-\\u1dff\\u2070-\\U000dffff\\u200c\\u200d{marks}])[{marks}]*[\\u200c\\u200d][\\u200c\\u200d{marks}]*"
    )


def normalise(text: str) -> str:
    """Return `text` in NFC, without invisible characters, each line break as a newline and each run of spaces as one space."""
    if not _UNUSUAL.search(text) and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", _BREAKS.sub("\n", with_windows_characters(text))))
    if _JOINER.search(composed):
        composed = unicodedata.normalize("NFC", _joined().sub(lambda found: _JOINER.sub("", found[0]), composed))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", composed))


def with_windows_characters(text: str) -> str:
    """Return `text` with the quotation marks and dashes of cp1252 that stand in it under their old numbers."""
    if text.isascii() or not WINDOWS_CHARACTER.search(text):
        return text
    return WINDOWS_CHARACTER.sub(lambda found: found[0].encode("latin-1").decode("cp1252", "ignore"), text)


def normalised_line(text: str) -> str:
    """Return `text` normalised, on one line."""
    return " ".join(normalise(text).split())


def split_rows(text: str) -> list[str]:
    """Return the rows of `text` as written, whatever its line breaks are."""
    return _BREAKS.sub("\n", text).split("\n")


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script without spaces between words, or of its punctuation."""
    return bool(_UNSPACED_LETTER.match(character)) or "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff5e"


def is_east_asian(character: str) -> bool:
    """Whether a character is Chinese, Japanese or Korean."""
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af"


def folded(text: str) -> str:
    """Return `text` without case, punctuation, spaces and compatibility forms (NFKC); for comparing only."""
    if text.isascii():
        return text.translate(_WITHOUT_ASCII_MARKS).casefold()
    return _NOT_WORD.sub("", "".join(unicodedata.normalize("NFKC", text).casefold().split()))


def word_count(text: str) -> int:
    """Return the number of words. In scripts without spaces between words they are counted by their usual length."""
    if text.isascii() or not _UNSPACED_LETTER.search(text):
        return len(text.split())
    spaced = sum(any(character.isalnum() for character in word) for word in _UNSPACED.sub(" ", text).split())
    runs = _UNSPACED.findall(text)
    return spaced + sum(-(-len(run) // (_EAST_ASIAN_WORD if run[0] >= "\u3000" else _SOUTH_EAST_ASIAN_WORD)) for run in runs)


def reading_length(text: str) -> int:
    """Return the length of a text in characters, where an East Asian one counts as much as it says in an alphabet."""
    hangul = 0 if text.isascii() else len(_HANGUL.findall(text))
    return (
        len(text)
        + (_LETTERS_OF_HANGUL - 1) * hangul
        + (_LETTERS_OF_EAST_ASIAN - 1) * sum(len(run) for run in _UNSPACED.findall(text) if run[0] >= "\u3000")
    )
