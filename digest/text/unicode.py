"""Unicode and spaces: what the eye cannot tell apart becomes the same. Knows nothing of lines, rules or forms.

Quotation marks and dashes stay as published; all offsets of a statement refer to text that went through here.
"""

from __future__ import annotations

import re
import unicodedata

# Zero-width, bidi, soft hyphen, tag characters and other invisible format characters, and control characters without a meaning.
_INVISIBLE_CHARACTERS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]")
# U+200C and U+200D spell words in Persian and Indic scripts and join emoji: they go only behind letters of other scripts, which
# may have marks on them, and at the start of a text.
_JOINER = re.compile("[\u200c\u200d]")
_MARKS = "".join(chr(code) for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)))
_JOINED = re.compile(
    f"(?:^|[^\\u0600-\\u1dff\\u2070-\\U000dffff\\u200c\\u200d{_MARKS}])[{_MARKS}]*[\\u200c\\u200d][\\u200c\\u200d{_MARKS}]*"
)
_BREAK_CHARACTERS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_BREAKS = re.compile(f"\r\n?|[{_BREAK_CHARACTERS}]")
_SPACE_CHARACTERS = "\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[ {_SPACE_CHARACTERS}]+")
# what `normal` would change, but for two spaces and what NFC does
_UNUSUAL = re.compile(f"[\r\u200c\u200d{_INVISIBLE_CHARACTERS}{_BREAK_CHARACTERS}{_SPACE_CHARACTERS}]")
_NOT_WORD = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """`text` in NFC, without invisible characters, every line break a newline and every run of spaces one space."""
    if not _UNUSUAL.search(text) and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))
    if _JOINER.search(composed):
        composed = unicodedata.normalize("NFC", _JOINED.sub(lambda found: _JOINER.sub("", found[0]), composed))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", composed))


def one_line(text: str) -> str:
    """`text` in normal form on one line."""
    return " ".join(normal(text).split())


def folded(text: str) -> str:
    """What is left of `text` when case, punctuation, spaces and compatibility forms do not count; for comparing only."""
    return _NOT_WORD.sub("", (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold())


def word_count(text: str) -> int:
    """The number of words between spaces."""
    return len(text.split())
