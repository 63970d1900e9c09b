"""Joins the text of rows to the text of a paragraph: spaces, and hyphens at the ends of rows. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHEN_END = re.compile(r"(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u00ad]$")
_CUT = re.compile(r"^[^\W\d_]+|[^\W\d_]+(?:-[^\W\d_]+)*[-\u2010\u00ad]?$")  # the first and last words of a row may be parts
_FIRST_WORD = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*")
# Words behind a hyphen that stands for the part of a compound: "troop- and police-contributing"
_AFTER_OPEN_HYPHEN = frozenset(
    "and or to und oder bzw sowie bis et ou y e o u i en of og och ja tai és vagy a lub oraz nebo și sau ve и или і".split()
)
# First parts that stay apart in English: "self-determination", "non-binding"
_KEEP_HYPHEN = frozenset("self non ex co anti pro pre post all cross half high low long short well ill".split())
_KEEP_BEFORE = frozenset("related based led term level year old wide making scale building free driven specific".split())
_MIN_PART = 3  # letters of a part that is a word of its own
_OTHER_HYPHEN_END = re.compile(r"\w[-\u2010]$")  # behind a figure: "1990-" and "95"
_MIN_LONG = 40  # characters of a row that fills its column
_MIN_LONG_ROWS = 100
_MIN_DIVIDED = 0.025  # of the long rows; a report without divided words has half as many compounds at the ends of rows
_WITHOUT_SPACES = "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff00-\uffef\u0e00-\u0eff\u1780-\u17ff\U00020000-\U0003ffff"
_NO_SPACE_BETWEEN = re.compile(f"[{_WITHOUT_SPACES}]$"), re.compile(f"[{_WITHOUT_SPACES}]")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a document writes its words.

    `words` are in lower case, with a hyphen in them where they are written so within a row. `divides`: its rows end with
    divided words, so a hyphen at the end of a row is no part of the word unless something shows that it is.
    """

    words: frozenset[str] = frozenset()
    divides: bool = True


def spelling_of(texts: Sequence[str]) -> Spelling:
    """How the document with these rows writes its words."""
    words = frozenset(word.lower() for text in texts for word in _WORD.findall(_CUT.sub("", text)))
    long = [text for text in texts if len(text) >= _MIN_LONG]
    hyphens = sum(bool(_HYPHEN_END.search(text)) for text in long)
    return Spelling(words, divides=len(long) < _MIN_LONG_ROWS or hyphens >= _MIN_DIVIDED * len(long))


def join_rows(texts: Sequence[str], spelling: Spelling) -> tuple[str, tuple[int, ...]]:
    """The text of a paragraph, and where each row starts in it."""
    joined, starts = "", []
    for text in texts:
        if joined:
            joined = _before(joined, text, spelling)
        starts.append(len(joined))
        joined += text
    return joined, tuple(starts)


def _before(text: str, following: str, spelling: Spelling) -> str:
    """`text` with what has to stand between it and the row `following`."""
    hyphen, first = _HYPHEN_END.search(text), _FIRST_WORD.match(following)
    if hyphen and first:
        return _after_hyphen(text, hyphen["word"].lower(), first[0], spelling)
    if text.endswith(("/", "—")) or (first and _OTHER_HYPHEN_END.search(text)):
        return text
    before, behind = _NO_SPACE_BETWEEN
    return text if before.search(text) and behind.match(following) else f"{text} "


def _after_hyphen(text: str, word: str, first: str, spelling: Spelling) -> str:
    """`text`, which ends with `word` and a hyphen, before a row that starts with `first`: with or without the hyphen."""
    if text[-1] == "\u00ad":
        return text[:-1]
    if first in _AFTER_OPEN_HYPHEN:
        return f"{text} "
    known, last, begins = spelling.words, word.rsplit("-", 1)[-1], first.lower()
    if f"{word}{begins}" in known or f"{last}{begins}" in known:
        return text[:-1]
    are_words = min(len(last), len(begins)) >= _MIN_PART and last in known and begins in known
    keeps = f"{last}-{begins}" in known or are_words or last in _KEEP_HYPHEN or begins in _KEEP_BEFORE
    return text if keeps or not spelling.divides or not first.islower() else text[:-1]
