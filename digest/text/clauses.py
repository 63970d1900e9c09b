"""Splits text of a language without full stops, such as Thai, into clauses at its spaces. Pure.

Spaces separate clauses there, but also names, numbers and parts of clauses. A space is taken for the end of a clause if enough
words stand on both sides and none of them joins the two. So a piece may be less or more than a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.text.lang.language_words import LanguageWords

_MIN_CLAUSE = 24  # letters before a space, about five words
_MIN_NEXT = 18  # letters of the next piece without a space: a name is shorter
_REACH = 120  # characters on each side of a space that are looked at
_SPACE = re.compile(r" +")
_LETTERS = re.compile("[\u0e01-\u0e5b\u0e80-\u0eff]")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]{1,4}\.)+$")


def clause_cuts(paragraph: str, words: LanguageWords) -> Iterator[int]:
    """Yield the offsets at which a clause begins, but for the first."""
    start = 0
    for space in _SPACE.finditer(paragraph):
        before = paragraph[max(start, space.start() - _REACH) : space.start()]
        after = paragraph[space.end() : space.end() + _REACH]
        if len(_LETTERS.findall(before)) >= _MIN_CLAUSE and _begins_clause(before, after, words):
            yield space.end()
            start = space.end()


def _begins_clause(before: str, after: str, words: LanguageWords) -> bool:
    left = before.rsplit(" ", 1)[-1]
    if _ABBREVIATION.search(left) or not _LETTERS.search(left[-1:]) or left.endswith(words.clause_joints):
        return False
    if after.startswith(words.clause_openers):
        return True
    piece = after.split(" ", 1)[0]
    is_long = len(_LETTERS.findall(after if _ABBREVIATION.search(piece) else piece)) >= _MIN_NEXT
    return _LETTERS.match(after) is not None and is_long and not after.startswith(words.clause_joints)
