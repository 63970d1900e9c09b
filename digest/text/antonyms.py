"""Antonyms: finds words of a point whose opposite is in the evidence, such as "increase" for "decline". Pure.

English only. It knows a short list of pairs frequent in the language of governments and markets, not a dictionary.
"""

from __future__ import annotations

from collections import defaultdict

from digest.text.lang.en import ANTONYMS
from digest.text.stemmer import stem, stems


def _antonyms_by_stem() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for line in ANTONYMS.split("\n"):
        one_side, _, other_side = line.partition("/")
        for word in map(stem, one_side.split()):
            for opposite in map(stem, other_side.split()):
                table[word].add(opposite)
                table[opposite].add(word)
    return {word: frozenset(opposites) for word, opposites in table.items()}


_ANTONYMS = _antonyms_by_stem()


def antonym_swaps(point: str, evidence: str) -> tuple[tuple[str, str], ...]:
    """Pairs of stems (in the point, in the evidence) that are antonyms, where neither text contains the other stem."""
    in_point, in_evidence = set(stems(point)), set(stems(evidence))
    return tuple(
        (word, opposite)
        for word in sorted((in_point - in_evidence) & _ANTONYMS.keys())
        for opposite in sorted(_ANTONYMS[word] & in_evidence - in_point)
    )
