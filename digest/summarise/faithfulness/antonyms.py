"""Words that say the opposite of each other: "increase" in a point where its evidence says "decline". Pure.

A short list of English pairs of the language of governments and markets; no dictionary.
"""

from __future__ import annotations

from collections import defaultdict

from digest.text.lang.en import ANTONYMS
from digest.text.stemmer import stem, stems


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for line in ANTONYMS.split("\n"):
        one, _, other = line.partition("/")
        for word in map(stem, one.split()):
            for opposite in map(stem, other.split()):
                table[word].add(opposite)
                table[opposite].add(word)
    return {word: frozenset(opposites) for word, opposites in table.items()}


_OPPOSITES = _table()


def opposites(point: str, evidence: str) -> tuple[tuple[str, str], ...]:
    """Stems (in the point, in the evidence) of which the evidence has only the opposite, and the point only the word."""
    said, there = set(stems(point)), set(stems(evidence))
    return tuple(
        (word, opposite)
        for word in sorted((said - there) & _OPPOSITES.keys())
        for opposite in sorted(_OPPOSITES[word] & there - said)
    )
