"""Finds numbers, dates and names swapped in a point that is a near copy of a sentence. Pure.

When two names of one sentence are exchanged, both are in the evidence; only their positions show the swap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from digest.text.date_words import date_words
from digest.text.names import is_common

MIN_COPIED_SHARE = 0.6
"""The share of the point's words that must occur in the sentence in the same order."""
MAX_SWAPPED_WORDS = 3
"""Longer differing passages are rewording, not swaps."""

_TOKEN = re.compile(r"[^\W_]+(?:[’'.,&-](?=\w)[^\W_]+)*")


def swaps(point: str, sentence: str) -> tuple[tuple[str, str], ...]:
    """Pairs (in the point, in the sentence) of numbers, dates or names that stand in the same place.

    Empty unless the point is a near copy of the sentence.
    """
    ours, theirs = _TOKEN.findall(point), _TOKEN.findall(sentence)
    matcher = SequenceMatcher(None, [word.lower() for word in ours], [word.lower() for word in theirs], autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < MIN_COPIED_SHARE * max(1, len(ours)):
        return ()
    replaced = (opcode[1:] for opcode in matcher.get_opcodes() if opcode[0] == "replace")
    return tuple(pair for a, b, c, d in replaced for pair in _pairs(ours[a:b], theirs[c:d]))


def _pairs(ours: list[str], theirs: list[str]) -> Iterator[tuple[str, str]]:
    """The swaps within one differing passage, by kind."""
    if max(len(ours), len(theirs)) > MAX_SWAPPED_WORDS:
        return
    for is_of_kind in (_is_number, _is_date, _is_name):
        new, old = [word for word in ours if is_of_kind(word)], [word for word in theirs if is_of_kind(word)]
        if new and old:
            yield " ".join(new), " ".join(old)


def _is_number(word: str) -> bool:
    return word[0].isdigit()


def _is_date(word: str) -> bool:
    return bool(date_words(word))


def _is_name(word: str) -> bool:
    return word[0].isupper() and not is_common(word)
