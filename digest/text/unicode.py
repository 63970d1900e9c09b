"""Normalises Unicode and white space, so that text which looks the same is the same. Pure.

Quotation marks and dashes stay as published. All offsets of a statement refer to text that was normalised here.
"""

from __future__ import annotations

import re
import unicodedata

# Zero-width, bidirectional and tag characters, soft hyphens and other invisible format characters; meaningless controls.
_INVISIBLE_CHARACTERS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]")
# U+200C and U+200D spell words in Persian and Indic scripts and join emoji. They are removed only after letters of other
# scripts, with or without combining marks, and at the start of a text.
_JOINER = re.compile("[\u200c\u200d]")
_MARKS = "".join(chr(code) for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)))
_JOINED = re.compile(
    f"(?:^|[^\\u0600-\\u1dff\\u2070-\\U000dffff\\u200c\\u200d{_MARKS}])[{_MARKS}]*[\\u200c\\u200d][\\u200c\\u200d{_MARKS}]*"
)
_BREAK_CHARACTERS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_BREAKS = re.compile(f"\r\n?|[{_BREAK_CHARACTERS}]")
_SPACE_CHARACTERS = "\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[ {_SPACE_CHARACTERS}]+")
# What `normalise` changes, apart from double spaces and what NFC does.
_UNUSUAL = re.compile(f"[\r\u200c\u200d{_INVISIBLE_CHARACTERS}{_BREAK_CHARACTERS}{_SPACE_CHARACTERS}]")
_NOT_WORD = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """Return `text` in NFC, without invisible characters, each line break as a newline and each run of spaces as one space."""
    if not _UNUSUAL.search(text) and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))
    if _JOINER.search(composed):
        composed = unicodedata.normalize("NFC", _JOINED.sub(lambda found: _JOINER.sub("", found[0]), composed))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", composed))


def normalised_line(text: str) -> str:
    """Return `text` normalised, on one line."""
    return " ".join(normalise(text).split())


def folded(text: str) -> str:
    """Return `text` without case, punctuation, spaces and compatibility forms (NFKC); for comparing only."""
    return _NOT_WORD.sub("", (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold())


def word_count(text: str) -> int:
    """Return the number of words, as separated by white space."""
    return len(text.split())
