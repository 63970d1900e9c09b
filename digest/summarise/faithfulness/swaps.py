"""Where a point is a sentence with a number or a name put in the place of another: a swap that no list of words shows. Pure.

Swapped within a sentence, both names stand in the evidence; only their places tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from digest.summarise.faithfulness.date_words import dates
from digest.summarise.faithfulness.names import is_common

_TOKEN = re.compile(r"[^\W_]+(?:[’'.,&-](?=\w)[^\W_]+)*")
NEAR_COPY = 0.6
"""Share of the point's words that stand in the sentence in the same order, from which it is a copy of it."""


def substitutions(point: str, sentence: str) -> tuple[tuple[str, str], ...]:
    """Pairs (in the point, in the sentence) of numbers or names that stand in the same place; empty unless a near copy."""
    said, there = _TOKEN.findall(point), _TOKEN.findall(sentence)
    matcher = SequenceMatcher(None, [word.lower() for word in said], [word.lower() for word in there], autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < NEAR_COPY * max(1, len(said)):
        return ()
    replaced = (opcode[1:] for opcode in matcher.get_opcodes() if opcode[0] == "replace")
    return tuple(pair for a, b, c, d in replaced for pair in _pairs(said[a:b], there[c:d]))


def _pairs(said: list[str], there: list[str]) -> Iterator[tuple[str, str]]:
    if len(said) > 3 or len(there) > 3:
        return
    for kind in (_is_number, _is_date, _is_name):
        new, old = [word for word in said if kind(word)], [word for word in there if kind(word)]
        if new and old:
            yield " ".join(new), " ".join(old)


def _is_number(word: str) -> bool:
    return word[0].isdigit()


def _is_date(word: str) -> bool:
    return bool(dates(word))


def _is_name(word: str) -> bool:
    return word[0].isupper() and not is_common(word)
